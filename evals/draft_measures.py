"""The measures of drafts, as pure functions: which required points are cited, and how many statements cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.entrypoints.draft_schemas import DraftOut, DraftStatementOut
from assistant.entrypoints.schemas import CitationOut
from evals.draft_tasks import DraftTask, PointPlace, RequiredPoint, Strength
from evals.measures import share_true

Way = Literal["provision", "elsewhere", "page"]
"""How a point is covered: its provision is cited, or another that states it, or no more than a page of theirs."""


@dataclass(frozen=True, slots=True)
class PointResult:
    """A required point and the closest way in which a draft covers it; None when none does."""

    point: RequiredPoint
    way: Way | None


@dataclass(frozen=True, slots=True)
class _Target:
    document: str
    pages: frozenset[int]
    written: tuple[str, ...]


def statements(drafts: Iterable[DraftOut]) -> tuple[DraftStatementOut, ...]:
    """Every statement of some drafts, points of guidance among them; what is left open or ruled out is none."""
    return tuple(
        block
        for draft in drafts
        for section in draft.sections
        for block in section.blocks
        if isinstance(block, DraftStatementOut)
    )


def written_parts(provision: str) -> tuple[str, ...]:
    """Split a provision as people write it into its steps from the top: "reg 28(2)(c)" is reg, 28, 2, c."""
    return tuple(re.findall(r"\w+(?:[.'’]\w+)*", provision.casefold()))


def point_results(task: DraftTask, said: Sequence[DraftStatementOut]) -> tuple[PointResult, ...]:
    """Judge every point of a task, in its order, by the citations of the statements."""
    targets = tuple(_target(citation) for statement in said for citation in statement.citations)
    return tuple(PointResult(point, _way(point, targets)) for point in task.required_points)


def share_covered(results: Iterable[PointResult], strength: Strength, *, closely: bool = False) -> float | None:
    """Share of the points of a strength that are covered; None when there are none.

    ``closely``: by a provision, the point's own or another that states it, so that its page alone does not count.
    """
    judged = (result.way for result in results if result.point.strength == strength)
    return share_true(way is not None and not (closely and way == "page") for way in judged)


def share_cited(said: Iterable[DraftStatementOut]) -> float | None:
    """Share of the statements with a citation; None when there are none."""
    return share_true(bool(statement.citations) for statement in said)


def _target(citation: CitationOut) -> _Target:
    return _Target(citation.document, frozenset(citation.pages), written_parts(citation.provision))


def _way(point: RequiredPoint, targets: Sequence[_Target]) -> Way | None:
    places = (point.place, *point.elsewhere)
    if any(_in_line(point.place, target) for target in targets):
        return "provision"
    if any(_in_line(place, target) for place in point.elsewhere for target in targets):
        return "elsewhere"
    return "page" if any(_on_page(place, target) for place in places for target in targets) else None


def _in_line(place: PointPlace, target: _Target) -> bool:
    """Whether the provision cited is the place's, one above it or one below it."""
    wanted, cited = written_parts(place.provision), target.written
    shorter = min(len(wanted), len(cited))
    return target.document == place.doc and shorter > 0 and wanted[:shorter] == cited[:shorter]


def _on_page(place: PointPlace, target: _Target) -> bool:
    return target.document == place.doc and place.page in target.pages
