"""Drafts on the wire: every ``draft_schemas.py`` model that shows something is made here."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drafting.coverage import share_covered
from assistant.drafting.draft import (
    Block,
    CoverageRow,
    DraftSection,
    DraftStatement,
    Expected,
    Gap,
    HomeStatement,
    NotApplicable,
    OwnWords,
    ProvidedFact,
    StaleStatement,
    Suggestion,
)
from assistant.drafting.draft_notices import notices_of_section
from assistant.drafting.draft_store import KeptDraft, Listed
from assistant.drafting.drafts import SectionMade
from assistant.drafting.free_section import KIND
from assistant.drafting.requirements import RequirementSet
from assistant.entrypoints.draft_schemas import (
    BlockOut,
    CoverageRowOut,
    DraftKind,
    DraftListed,
    DraftOut,
    DraftSectionOut,
    DraftStatementOut,
    GapOut,
    HomeStatementOut,
    NotApplicableOut,
    NotInSourcesOut,
    OwnWordsOut,
    ProvidedFactOut,
    SectionMadeOut,
    StaleStatementOut,
    SuggestionOut,
    WasOut,
)
from assistant.entrypoints.presenting import citation_out, document_used, notice_out, statement_out


def draft_out(kept: KeptDraft) -> DraftOut:
    """A draft on the wire."""
    draft = kept.draft
    written = draft.written_by
    return DraftOut(
        id=kept.id,
        version=draft.version,
        kind=draft.kind,
        title=draft.title,
        purpose=draft.purpose,
        audience=draft.audience,
        profile_name=draft.profile_name,
        made_at=draft.made_at,
        mode=draft.mode.value,
        model=written[0].model if written else None,
        prompt_sha256=written[0].prompt_sha256 if written else None,
        sections=[section_out(section) for section in draft.sections],
        coverage=[_row_out(row) for row in draft.coverage],
        share_covered=round(share_covered(draft.coverage), 4),
        gaps=len(draft.gaps),
        stale=len(draft.stale),
        notices=[notice_out(notice) for notice in draft.notices],
        documents=[document_used(document) for document in draft.documents],
    )


def listed_out(listed: Listed) -> DraftListed:
    """A kept draft in brief, on the wire."""
    return DraftListed(
        id=listed.id,
        kind=listed.kind,
        title=listed.title,
        profile_name=listed.profile_name,
        version=listed.version,
        made_at=listed.made_at,
    )


def kinds_out(known: Sequence[RequirementSet]) -> list[DraftKind]:
    """The kinds of draft on the wire, the free section last."""
    listed = [
        DraftKind(
            kind=one.kind,
            title=one.title,
            purpose=one.purpose,
            items=len(one.requirements),
            governed_by=list(one.governing),
        )
        for one in known
    ]
    free = "A section on any topic that the documents speak of: give the topic."
    return [*listed, DraftKind(kind=KIND, title="Section on a topic", purpose=free, items=0, governed_by=[])]


def made_out(made: SectionMade) -> SectionMadeOut:
    """A section that is done, on the wire."""
    section = section_out(made.section)
    return SectionMadeOut(id=section.id, heading=section.heading, done=made.done, total=made.total, section=section)


def section_out(section: DraftSection) -> DraftSectionOut:
    """A section on the wire."""
    writing = section.writing
    return DraftSectionOut(
        id=section.id,
        heading=section.heading,
        intro=section.intro,
        blocks=[_block_out(block) for block in section.blocks],
        model=writing.model if writing and writing.fault is None else None,
        notices=[notice_out(notice) for notice in notices_of_section(section)],
    )


def _block_out(block: Block) -> BlockOut:
    shown: BlockOut
    match block:
        case DraftStatement():
            shown = _statement_out(block)
        case NotApplicable(requirement, asks, reason, citation):
            cited = citation_out(citation)
            shown = NotApplicableOut(requirement=requirement, asks=asks, reason=reason, citation=cited)
        case ProvidedFact(label, text, field, requirement):
            shown = ProvidedFactOut(label=label, text=text, field=field, requirement=requirement)
        case HomeStatement(text, fields, requirements):
            shown = HomeStatementOut(text=text, fields=list(fields), requirements=list(requirements))
        case OwnWords(text):
            shown = OwnWordsOut(text=text)
        case Gap(gap_id, ask, field, requirement):
            shown = GapOut(id=gap_id, ask=ask, field=field, requirement=requirement)
        case Suggestion(text):
            shown = SuggestionOut(text=text)
        case Expected(name, note):
            shown = NotInSourcesOut(name=name, note=note)
        case StaleStatement():
            shown = _stale_out(block)
    return shown


def _stale_out(block: StaleStatement) -> StaleStatementOut:
    was = [WasOut(document=one.document_id, provision=one.provision_label, pages=list(one.pages)) for one in block.was]
    return StaleStatementOut(text=block.text, requirements=list(block.requirement_ids), was=was)


def _statement_out(block: DraftStatement) -> DraftStatementOut:
    statement = statement_out(block.statement)
    return DraftStatementOut(
        text=statement.text,
        citations=statement.citations,
        requirements=list(block.requirement_ids),
        force=block.force.value,
        checklist=block.checklist,
        wording=block.wording.value,
    )


def _row_out(row: CoverageRow) -> CoverageRowOut:
    return CoverageRowOut(
        item=row.item,
        section=row.section,
        asks=row.asks,
        document=row.document_id,
        provision=row.provision_label,
        provision_id=row.provision_id,
        pages=list(row.pages),
        printed_pages=list(row.printed),
        force=row.force.value,
        state=row.state.value,
        reason=row.reason,
    )
