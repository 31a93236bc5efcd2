"""The register, deadlines and checklists on the wire: every model of ``compliance_schemas.py`` is made here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.compliance.checklist import Checklist, ChecklistSection, Line, Seen, Source, unprinted_limits
from assistant.compliance.deadline import Deadline
from assistant.compliance.due import Due, Reckoning
from assistant.compliance.entry import Entry
from assistant.compliance.register import Register
from assistant.compliance.selection import notes_on
from assistant.entrypoints.compliance_schemas import (
    ChecklistOut,
    ChecklistSectionOut,
    DeadlineOut,
    DeadlinesOut,
    DueOut,
    EntryOut,
    LineOut,
    NamedOut,
    RegisterOut,
    RegisterQuery,
    SourceOut,
)
from assistant.entrypoints.presenting import document_used
from assistant.verification import cite_spans
from ingest.corpus import Corpus


def register_out(corpus: Corpus, register: Register, entries: Sequence[Entry], query: RegisterQuery) -> RegisterOut:
    """The chosen entries, and what to choose by."""
    used = dict.fromkeys(entry.document_id for entry in entries)
    return RegisterOut(
        total=len(register.entries),
        matching=len(entries),
        entries=[entry_out(corpus, entry) for entry in entries],
        documents=[document_used(corpus.documents[one]) for one in used],
        missing=list(register.missing),
        absent=list(register.absent),
        standards=[NamedOut(id=one.id, title=one.title) for one in register.subjects.standards],
        topics=[NamedOut(id=one.id, title=one.title) for one in register.subjects.topics],
        parties=list(register.parties),
        notes=list(notes_on(register, query.who)),
    )


def entry_out(corpus: Corpus, entry: Entry) -> EntryOut:
    """An entry on the wire."""
    return EntryOut(
        id=entry.id,
        provision=entry.label,
        provision_id=entry.provision_id,
        document=entry.document_id,
        authority=entry.authority.value,
        force=entry.force.value,
        bound=list(entry.bound),
        bound_at=entry.bound_at,
        deadlines=_deadlines(entry.deadlines),
        standard=entry.standard,
        subject=entry.subject,
        heading=entry.heading,
        topics=list(entry.topics),
        conditions=list(entry.conditions),
        qualified_by=list(entry.qualified_by),
        pages=list(entry.pages),
        printed_pages=_printed(corpus, entry.document_id, entry.pages),
        quote=cite_spans(corpus, entry.document_id, list(entry.spans)).text,
        words=entry.own,
        text=entry.text,
        references=list(entry.references),
        differences=list(entry.differences),
        corrected=entry.corrected,
    )


def deadlines_out(reckoning: Reckoning) -> DeadlinesOut:
    """Time limits counted, on the wire."""
    return DeadlinesOut(
        provision_ids=list(reckoning.provision_ids),
        event_at=reckoning.moment.at,
        time_told=reckoning.moment.timed,
        due=[_due(due) for due in reckoning.dues],
        notes=list(reckoning.notes),
    )


def checklist_out(corpus: Corpus, shown: Checklist) -> ChecklistOut:
    """A checklist on the wire, its fields empty."""
    return ChecklistOut(
        kind=shown.kind,
        title=shown.title,
        purpose=shown.purpose,
        states=[state.value for state in Seen],
        sections=[_section(corpus, section) for section in shown.sections],
        documents=[document_used(document) for document in shown.documents],
        notes=list(shown.notes),
    )


def _section(corpus: Corpus, section: ChecklistSection) -> ChecklistSectionOut:
    lines = [_line(corpus, line) for line in section.lines]
    return ChecklistSectionOut(id=section.id, heading=section.heading, intro=section.intro, lines=lines)


def _line(corpus: Corpus, line: Line) -> LineOut:
    return LineOut(
        id=line.id,
        doing=line.doing.value,
        text=line.text,
        in_our_words=line.in_our_words,
        basis=line.basis,
        source=_source(corpus, line.source) if line.source else None,
        bound=list(line.bound),
        deadlines=_deadlines(line.deadlines),
        limits=list(unprinted_limits(line)),
    )


def _source(corpus: Corpus, source: Source) -> SourceOut:
    return SourceOut(
        document=source.document_id,
        provision=source.label,
        provision_id=source.provision_id,
        pages=list(source.pages),
        printed_pages=_printed(corpus, source.document_id, source.pages),
        authority=source.authority.value,
        force=source.force.value,
        printed=source.printed,
        quote=cite_spans(corpus, source.document_id, list(source.spans)).text,
    )


def _due(due: Due) -> DueOut:
    last = due.moment.date() if due.moment else due.day
    return DueOut(
        provision=due.label,
        provision_id=due.deadline.provision_id,
        document=due.document_id,
        authority=due.authority.value,
        force=due.force.value,
        case=due.case,
        alternative=due.alternative,
        pages=list(due.pages),
        deadline=_deadlines([due.deadline])[0],
        entries=list(due.entries),
        asks=due.asks,
        at=due.moment,
        last_day=due.day,
        weekday=f"{last:%A}" if last else "",
        counted=due.counted,
    )


def _deadlines(deadlines: Iterable[Deadline]) -> list[DeadlineOut]:
    return [
        DeadlineOut(
            written=one.written,
            provision_id=one.provision_id,
            clock=one.clock.value,
            count=one.count,
            unit=one.unit.value if one.unit else None,
            event=one.event,
            working=one.working,
            times=one.times,
        )
        for one in deadlines
    ]


def _printed(corpus: Corpus, document_id: str, pages: Sequence[int]) -> list[str]:
    labels = (corpus.pages[document_id][number].printed for number in pages)
    return [label for label in labels if label is not None]
