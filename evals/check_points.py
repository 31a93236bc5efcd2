"""Judged points: one JSON object a line becomes a ``JudgedPoint``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from evals.judged_lines import load_judged
from evals.questions import Filled

JudgedVerdict = Literal["agrees", "conflicts", "goes_further", "silent", "out_of_scope"]


@dataclass(frozen=True, slots=True)
class JudgedPoint:
    """A statement, how it stands to the documents, and the ids of the provisions any of which governs it.

    None where nothing does. ``note`` is for people.
    """

    id: Filled
    point: Filled
    verdict: JudgedVerdict
    provisions: tuple[Filled, ...] = ()
    note: str = ""


_LINE = TypeAdapter(JudgedPoint)


def load_points(path: Path) -> tuple[JudgedPoint, ...]:
    """Read every point of a file, in its order. Raises UnreadableQuestions naming file and line, never a text."""
    return load_judged(path, _LINE)
