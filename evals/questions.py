"""Judged questions: one JSON object a line becomes a ``JudgedQuestion``.

Fields beyond those named here (``answer_points``, ``must_not``, ``near``) are for people and are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from evals.judged_lines import load_judged

Filled = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A page that answers, or helps to answer, a question.

    ``doc`` is a catalogue id, ``page`` physical and 1-based. Places of one ``group`` say the same thing and any
    one of them will do; places of different groups are needed together.
    """

    doc: Filled
    page: Annotated[int, Field(ge=1)]
    provision: str
    quote: str
    group: int


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question and where its answer stands; ``gold`` is empty for questions the sources do not answer."""

    id: Filled
    type: Filled
    question: Filled
    answerable: bool
    gold: tuple[GoldPlace, ...]


_LINE = TypeAdapter(JudgedQuestion)


def load_questions(path: Path) -> tuple[JudgedQuestion, ...]:
    """Read every question of a file, in its order; blank lines are passed over.

    Raises UnreadableQuestions naming the file, the line and what is wrong, never the text of the line.
    """
    return load_judged(path, _LINE)
