"""Check every judged point and measure: governing provision found, verdict right, conflict called agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from assistant.entrypoints.check_schemas import CheckOut
from evals.check_points import JudgedPoint
from evals.measures import Measures
from evals.percentiles import percentile
from ingest.errors import HomesError

FIRST = 3
"""Provisions among which the governing one has to be."""

Check = Callable[[str], CheckOut]


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point and what came of it; ``verdict`` is the error's name where the check raised one."""

    point: JudgedPoint
    verdict: str
    provisions: tuple[str, ...]
    milliseconds: float
    error: str | None = None

    @property
    def found(self) -> bool:
        """Whether a governing provision, one above it or one below it, is among the first."""
        return any(_on_one_path(one, right) for one in self.provisions for right in self.point.provisions)

    @property
    def right(self) -> bool:
        """Whether the verdict is the judged one."""
        return self.verdict == self.point.verdict

    def to_json(self) -> dict[str, Any]:
        """Give what a person needs to see why; the point goes by its id, its text stays out of reports."""
        return {
            "id": self.point.id,
            "judged": self.point.verdict,
            "verdict": self.verdict,
            "found": self.found if self.point.provisions else None,
            "provisions": list(self.provisions),
            "milliseconds": round(self.milliseconds, 1),
            "error": self.error,
        }


def evaluate_points(
    points: Sequence[JudgedPoint], check: Check, on_progress: Callable[[int, int], None] | None = None
) -> tuple[PointRow, ...]:
    """Check each point once, in order. A HomesError is kept in the row; anything else is a fault and comes through."""
    rows = []
    for done, point in enumerate(points, start=1):
        rows.append(_row(point, check))
        if on_progress:
            on_progress(done, len(points))
    return tuple(rows)


def measures(rows: Sequence[PointRow]) -> Measures:
    """Shares, 0 to 1, None where there is nothing to measure.

    ``provision`` is of the points that something governs; ``conflict_called_agreement`` and
    ``agreement_called_conflict`` are of all. ``called_silent`` is of those governed.
    """
    governed = [row for row in rows if row.point.provisions]
    return {
        "provision": _share([row.found for row in governed]),
        "verdict": _share([row.right for row in rows]),
        "conflict_called_agreement": _share([_is(row, "conflicts", "agrees") for row in rows]),
        "agreement_called_conflict": _share([_is(row, "agrees", "conflicts") for row in rows]),
        "called_silent": _share([row.verdict == "silent" for row in governed]),
        "p50_ms": percentile([row.milliseconds for row in rows], 50),
        "p95_ms": percentile([row.milliseconds for row in rows], 95),
    }


def by_verdict(rows: Sequence[PointRow]) -> dict[str, dict[str, int]]:
    """For each judged verdict how often each verdict was given."""
    counted = Counter((row.point.verdict, row.verdict) for row in rows)
    judged = sorted({one for one, _ in counted})
    return {one: {given: count for (each, given), count in sorted(counted.items()) if each == one} for one in judged}


def _row(point: JudgedPoint, check: Check) -> PointRow:
    began = perf_counter()
    try:
        made = check(point.point)
    except HomesError as error:
        name = type(error).__name__
        return PointRow(point, "error", (), (perf_counter() - began) * 1000, name)
    shown = tuple(beside.provision_id for one in made.statements for beside in one.provisions[:FIRST])
    return PointRow(point, made.verdict, shown[:FIRST], (perf_counter() - began) * 1000)


def _is(row: PointRow, judged: str, given: str) -> bool:
    return row.point.verdict == judged and row.verdict == given


def _share(held: Sequence[bool]) -> float | None:
    return sum(held) / len(held) if held else None


def _on_one_path(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
