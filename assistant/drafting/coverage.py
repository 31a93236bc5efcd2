"""What became of each item of the list, so that nothing is forgotten without a word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.drafting.draft import CoverageRow, CoverageState
from assistant.drafting.requirements import Requirement

APPLICABLE = tuple(state for state in CoverageState if state is not CoverageState.NOT_APPLICABLE)


def row_of(
    requirement: Requirement, cited: Sequence[Citation], provision_label: str, state: CoverageState
) -> CoverageRow:
    """The row of one item; ``cited`` are the citations of the provision it comes from, one at least."""
    return CoverageRow(
        item=requirement.id,
        section=requirement.section,
        asks=requirement.asks,
        document_id=cited[0].document.id,
        provision_id=requirement.provision,
        provision_label=provision_label,
        pages=tuple(dict.fromkeys(page for one in cited for page in one.physical_pages)),
        printed=tuple(dict.fromkeys(label for one in cited for label in one.printed_pages)),
        force=requirement.force,
        state=state,
        reason=requirement.reason_if_not if state is CoverageState.NOT_APPLICABLE else "",
    )


def share_covered(rows: Iterable[CoverageRow]) -> float:
    """The share of the items that apply which need nothing more; 1 where none applies."""
    states = [row.state for row in rows if row.state in APPLICABLE]
    return states.count(CoverageState.COVERED) / len(states) if states else 1.0


def with_changed_sources(rows: Iterable[CoverageRow], changed: Iterable[str]) -> tuple[CoverageRow, ...]:
    """The rows, those of the items ``changed`` marked as having lost their source."""
    ids = set(changed)
    return tuple(replace(row, state=CoverageState.SOURCE_CHANGED) if row.item in ids else row for row in rows)


def with_own_words(rows: Iterable[CoverageRow], sections: Collection[str]) -> tuple[CoverageRow, ...]:
    """The rows, what was covered in ``sections`` to be checked: nobody knows what the provider's own words cover."""
    return tuple(
        replace(row, state=CoverageState.TO_CHECK)
        if row.section in sections and row.state is CoverageState.COVERED
        else row
        for row in rows
    )
