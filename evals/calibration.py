"""Fits the line between answering and refusing, for assistant/support.py.

``python -m evals.calibration [JUDGED.jsonl...]`` needs an ingested library. The questions it fits on were written for
this: those that the documents answer are in evals/calibration.jsonl, those that they do not in corpus/unanswered.toml.
Judged questions may be named to see what the fit gives on them; nothing is fitted to them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Hit
from assistant.bootstrap import open_knowledge_base
from assistant.knowledge_base import KnowledgeBase
from assistant.retrieval.run import Run
from assistant.settings import Settings
from evals.questions import load_questions

REFUSED_ANSWERABLE = 0.03
"""Share of the answerable questions that the threshold may refuse."""

EVIDENCE = 10
STEPS, RATE, PULL = 6_000, 0.1, 1.0

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class WithoutItself:
    """A run over questions that leaves out the question that is asked: it must not know its own answer."""

    run: Run

    @property
    def name(self) -> str:
        """That of the run."""
        return self.run.name

    def search(self, text: str, count: int) -> tuple[Hit, ...]:
        """The run's hits but the text itself."""
        others = [hit for hit in self.run.search(text, count + 1) if hit.passage_id != text]
        return tuple(others[:count])


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights of the signs, and the bias."""

    weights: Vector
    bias: float

    def scores(self, signs: Vector) -> Vector:
        """Above zero: answer. ``signs`` has one row a question."""
        return np.asarray(signs @ self.weights + self.bias)


def signs_of(base: KnowledgeBase, questions: Iterable[str]) -> Vector:
    """One row of signs a question."""
    support = replace(base.snapshot.support, unanswered=WithoutItself(base.snapshot.support.unanswered))
    return np.array([support.signs(text, base.search(text, EVIDENCE)).values() for text in questions])


def fit(answered: Vector, unanswered: Vector, refused: float = REFUSED_ANSWERABLE) -> Fit:
    """Logistic regression, both kinds weighing alike, then the bias that refuses ``refused`` of the answered."""
    signs = np.vstack([answered, unanswered])
    truth = np.r_[np.ones(len(answered)), np.zeros(len(unanswered))]
    share = np.where(truth == 1, 0.5 / len(answered), 0.5 / len(unanswered))
    middle, spread = signs.mean(0), signs.std(0) + 1e-9
    scaled = (signs - middle) / spread
    weights, bias = np.zeros(signs.shape[1]), 0.0
    for _ in range(STEPS):
        error = share * (1 / (1 + np.exp(-(scaled @ weights + bias))) - truth)
        weights -= RATE * (scaled.T @ error + PULL * weights / len(truth))
        bias -= RATE * float(error.sum())
    raw = weights / spread
    return Fit(raw, -float(np.quantile(answered @ raw, refused)))


def run(judged: Sequence[Path]) -> None:
    """Print the fit and what it refuses, here and on judged questions."""
    settings = Settings()
    base = open_knowledge_base(settings)
    lines = (Path(__file__).parent / "calibration.jsonl").read_text(encoding="utf-8").splitlines()
    answered = signs_of(base, [row["question"] for row in map(json.loads, lines)])
    unanswered = signs_of(base, base.snapshot.data.unanswered)
    fitted = fit(answered, unanswered)
    print("WEIGHTS =", tuple(round(float(weight), 2) for weight in fitted.weights), "BIAS =", round(fitted.bias, 2))
    _report("calibration", fitted, answered, unanswered)
    for path in judged:
        questions = load_questions(path)
        of = {kind: [q.question for q in questions if q.answerable is kind] for kind in (True, False)}
        _report(path.name, fitted, signs_of(base, of[True]), signs_of(base, of[False]))
    base.close()


def _report(name: str, fitted: Fit, answered: Vector, unanswered: Vector) -> None:
    right, wrong = np.mean(fitted.scores(unanswered) <= 0), np.mean(fitted.scores(answered) <= 0)
    print(f"{name}: refused {right:.2f} of {len(unanswered)} unanswerable, {wrong:.3f} of {len(answered)} answerable")


if __name__ == "__main__":
    run([Path(argument) for argument in sys.argv[1:]])
