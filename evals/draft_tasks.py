"""Judged drafting tasks: one JSON object a line becomes a ``DraftTask``.

Fields beyond those named here (``must_not``) are for people and are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from evals.judged_lines import load_judged
from evals.questions import Filled

Strength = Literal["must", "should"]


@dataclass(frozen=True, slots=True)
class PointPlace:
    """Where a point is printed: a catalogue id, a physical 1-based page and a provision as people write it."""

    doc: Filled
    page: Annotated[int, Field(ge=1)]
    provision: Filled


@dataclass(frozen=True, slots=True)
class RequiredPoint:
    """A point that a right draft makes, in the page's words, and every place that states it.

    ``elsewhere`` ("or" in the file) are places that state the same, any one of which will do.
    """

    point: Filled
    doc: Filled
    page: Annotated[int, Field(ge=1)]
    provision: Filled
    strength: Strength
    elsewhere: Annotated[tuple[PointPlace, ...], Field(alias="or")] = ()

    @property
    def place(self) -> PointPlace:
        """The place named first."""
        return PointPlace(self.doc, self.page, self.provision)


@dataclass(frozen=True, slots=True)
class DraftTask:
    """The kinds of draft asked for, whose points may be met by any one of them."""

    id: Filled
    task: Annotated[tuple[Filled, ...], Field(min_length=1)]
    required_points: Annotated[tuple[RequiredPoint, ...], Field(min_length=1)]


_LINE = TypeAdapter(DraftTask)


def load_tasks(path: Path) -> tuple[DraftTask, ...]:
    """Read every task of a file, in its order; blank lines are passed over.

    Raises UnreadableQuestions naming the file, the line and what is wrong, never the text of the line.
    """
    return load_judged(path, _LINE)
