"""Review every judged document, measure what came back, and keep a row for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from assistant.entrypoints.review_schemas import ReviewOut
from evals.measures import Measures
from evals.review_cases import ReviewCase
from evals.review_measures import ReviewScore, score
from ingest.errors import HomesError

MakeReview = Callable[[ReviewCase], ReviewOut]


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A case and what came of it; ``error`` names what was raised in place of a review."""

    case: ReviewCase
    score: ReviewScore | None
    seconds: float
    error: str = ""

    def to_json(self) -> dict[str, Any]:
        """The measures, what was missed and what was found where nothing is wrong."""
        made = self.score
        return {
            "id": self.case.id,
            "against": self.case.against,
            **measures([self]),
            "missed": [] if made is None else [_told(self.case, one) for one in made.missed],
            "alarms": [] if made is None else [one.what for one in made.alarms],
            "soft_alarms": [] if made is None else [one.what for one in made.soft_alarms],
            "error": self.error,
        }


def evaluate_reviews(cases: Sequence[ReviewCase], make: MakeReview) -> tuple[ReviewRow, ...]:
    """Review each case, in order. A HomesError is kept in its row, and all its faults count as missed."""
    return tuple(_row(case, make) for case in cases)


def measures(rows: Sequence[ReviewRow]) -> Measures:
    """Measure the rows together, every fault and every requirement counting once; ``seconds`` is a review's mean.

    ``false_alarms`` is the share of all requirements; ``false_alarms_of_judged`` of those that the cases judge, with
    "partly" counted as an alarm too.
    """
    faults = sum(len(row.case.faults) for row in rows)
    scores = [row.score for row in rows if row.score is not None]
    alarms, soft = sum(len(s.alarms) for s in scores), sum(len(s.soft_alarms) for s in scores)
    requirements, judged = sum(s.requirements for s in scores), sum(s.judged for s in scores)
    return {
        "faults": float(faults),
        "found": _share(sum(len(s.found) for s in scores), faults),
        "found_strictly": _share(sum(len(s.strictly) for s in scores), faults),
        "requirements": float(requirements),
        "false_alarms": _share(alarms, requirements),
        "false_alarms_with_partly": _share(alarms + soft, requirements),
        "false_alarms_of_judged": _share(alarms + soft, judged),
        "seconds": sum(row.seconds for row in rows) / len(rows) if rows else None,
    }


def by_type(rows: Sequence[ReviewRow]) -> dict[str, list[int]]:
    """For each type of fault how many were found, and how many there are."""
    planted, found = Counter[str](), Counter[str]()
    for row in rows:
        planted.update(fault.type for fault in row.case.faults)
        shown = row.score.found if row.score else ()
        found.update(fault.type for fault in row.case.faults if fault.id in shown)
    return {name: [found[name], planted[name]] for name in sorted(planted)}


def _row(case: ReviewCase, make: MakeReview) -> ReviewRow:
    began = perf_counter()
    try:
        made = score(case, make(case))
    except HomesError as error:
        return ReviewRow(case, None, perf_counter() - began, type(error).__name__)
    return ReviewRow(case, made, perf_counter() - began)


def _told(case: ReviewCase, fault_id: str) -> str:
    fault = next(one for one in case.faults if one.id == fault_id)
    return f"{fault.id} {fault.type} {fault.requirement or fault.provision or ''}".strip()


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
