"""Fits the line between what the sources speak of and what they are silent on, for assistant/compliance/silence.py.

``python -m evals.silence`` needs an ingested library. It is fitted on the judged points of one sentence in the files of
``FITTED_ON``; other files of judged points may be named, to see what the fit gives on them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from assistant.bootstrap import open_knowledge_base
from assistant.compliance.point_text import sentences_in
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import Settings
from evals.calibration import Vector, fit
from evals.check_points import JudgedPoint, load_points

CALLED_SILENT = 0.02
"""Share of the points that a source speaks of which may be called silent."""

FITTED_ON = (
    "points.jsonl",
    "points_second.jsonl",
    "steering_points.jsonl",
    "points_third.jsonl",
    "points_fourth.jsonl",
    "points_fifth.jsonl",
    "points_sixth.jsonl",
    "points_seventh.jsonl",
    "points_ninth.jsonl",
)
_HERE = Path(__file__).parent


def signs_of(base: KnowledgeBase, points: Iterable[JudgedPoint]) -> tuple[Vector, Vector]:
    """One row of signs a point: those that a source speaks of, and those that none does."""
    check = base.point_check()
    known = base.snapshot.relevance.lexicon.columns
    rows: dict[bool, list[tuple[float, ...]]] = {True: [], False: []}
    for one in points:
        if one.verdict != "out_of_scope" and len(sentences_in(one.point, known)) == 1:
            rows[one.verdict != "silent"].append(check.compare(one.point)[0].signs.values())
    return np.array(rows[True]), np.array(rows[False])


def run(others: Iterable[Path]) -> None:
    """Print the fit, and what it gives on each file."""
    base = open_knowledge_base(Settings())
    files = [_HERE / name for name in FITTED_ON]
    found = {path: signs_of(base, load_points(path)) for path in [*files, *others]}
    spoken = np.vstack([found[path][0] for path in files])
    silent = np.vstack([found[path][1] for path in files])
    fitted = fit(spoken, silent, CALLED_SILENT)
    print("WEIGHTS =", tuple(round(float(weight), 2) for weight in fitted.weights), "BIAS =", round(fitted.bias, 2))
    for path, (said, unsaid) in found.items():
        right, wrong = np.mean(fitted.scores(unsaid) <= 0), np.mean(fitted.scores(said) <= 0)
        print(f"{path.name}: silent {right:.2f} of {len(unsaid)}; called silent {wrong:.2f} of {len(said)} spoken of")
    base.close()


if __name__ == "__main__":
    run([Path(argument) for argument in sys.argv[1:]])
