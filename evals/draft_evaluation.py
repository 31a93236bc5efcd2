"""Draft every judged task, measure what came back, and keep a row for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from assistant.entrypoints.draft_schemas import DraftOut, DraftStatementOut
from evals.draft_claims import FalseClaim, false_claims
from evals.draft_measures import PointResult, point_results, share_cited, share_covered, statements
from evals.draft_tasks import DraftTask
from evals.measures import Measures
from ingest.errors import HomesError

MakeDraft = Callable[[str], DraftOut]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A task and all that came of it; ``errors`` name what was raised in place of a draft."""

    task: DraftTask
    points: tuple[PointResult, ...]
    statements: tuple[DraftStatementOut, ...]
    forbidden: tuple[FalseClaim, ...]
    seconds: float
    errors: tuple[str, ...] = ()

    @property
    def missed(self) -> tuple[str, ...]:
        """The provisions of the points that no draft covers; the points' words stay out of reports."""
        return tuple(result.point.provision for result in self.points if result.way is None)

    def to_json(self) -> dict[str, Any]:
        """Give the measures, what is missed, and how each point is covered."""
        return {
            "id": self.task.id,
            "task": list(self.task.task),
            **measures([self]),
            "statements": len(self.statements),
            "missed": list(self.missed),
            "forbidden": [{"claim": found.claim, "text": found.text} for found in self.forbidden],
            "points": [
                {"provision": result.point.provision, "strength": result.point.strength, "covered_by": result.way}
                for result in self.points
            ],
            "errors": list(self.errors),
        }


def evaluate_drafts(tasks: Sequence[DraftTask], make: MakeDraft) -> tuple[DraftRow, ...]:
    """Draft the kinds of every task, in order. ``make`` takes a kind.

    A HomesError from ``make`` is kept in the task's row and the run goes on; anything else is a fault and comes
    through.
    """
    return tuple(_row(task, make) for task in tasks)


def measures(rows: Sequence[DraftRow]) -> Measures:
    """Measure the rows together, every point and every statement counting once; ``seconds`` is a task's mean.

    ``must_by_provision`` and ``should_by_provision`` leave out points of which no more than the page is cited.
    """
    points = [result for row in rows for result in row.points]
    return {
        "must": share_covered(points, "must"),
        "should": share_covered(points, "should"),
        "must_by_provision": share_covered(points, "must", closely=True),
        "should_by_provision": share_covered(points, "should", closely=True),
        "cited": share_cited(statement for row in rows for statement in row.statements),
        "forbidden": float(sum(len(row.forbidden) for row in rows)),
        "seconds": sum(row.seconds for row in rows) / len(rows) if rows else None,
    }


def _row(task: DraftTask, make: MakeDraft) -> DraftRow:
    drafts: list[DraftOut] = []
    errors: list[str] = []
    began = perf_counter()
    for kind in task.task:
        try:
            drafts.append(make(kind))
        except HomesError as error:
            errors.append(type(error).__name__)
    seconds = perf_counter() - began
    said = statements(drafts)
    return DraftRow(task, point_results(task, said), said, false_claims(said), seconds, tuple(errors))
