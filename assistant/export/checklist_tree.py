"""A checklist as a document tree: for each heading a table a kind of source, with fields to fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby

from assistant.compliance.checklist import (
    PRACTICE,
    Checklist,
    ChecklistSection,
    Doing,
    Line,
    Source,
    unprinted_limits,
)
from assistant.export.document_tree import (
    Block,
    Column,
    DocumentTree,
    Heading,
    Paragraph,
    Run,
    Style,
    Table,
)
from assistant.export.draft_tree import sources
from assistant.export.labels import AUTHORITIES, FORCES
from assistant.export.notes import day, footer, place, version_of
from ingest.corpus import Corpus
from ingest.document import Authority

COLUMNS = (
    Column("What", 0.36),
    Column("Where it stands", 0.2),
    Column("Seen", 0.08),
    Column("Not seen", 0.08),
    Column("Not applicable", 0.12),
    Column("Evidence and note", 0.16),
)
DOING = {
    Doing.LOOK: "Look: ",
    Doing.ASK: "Ask: ",
    Doing.RECORD: "Records: ",
    Doing.REPORT: "Report: ",
    Doing.CHECK: "",
}
BASES = {
    Authority.STATUTE.value: "Law",
    Authority.STATUTORY_GUIDANCE.value: "Statutory guidance",
    Authority.INSPECTION_FRAMEWORK.value: "Inspection practice",
    PRACTICE: "Common practice of visits: no source asks for it",
}
PARTICULARS = ("Home and its reference number (URN)", "Date and time", "Filled in by", "Announced or unannounced")
FIELDS = "To be filled in"
READING = "A line says whose words it rests on, and how strong they are. It never says whether the home meets them."
TERM = "Time limit: {written}."


def checklist_tree(corpus: Corpus, shown: Checklist, made_at: datetime) -> DocumentTree:
    """The whole checklist. ``made_at`` is aware UTC."""
    versions = [(one.short_title, version_of(one.version, one.as_at, digest=one.digest)) for one in shown.documents]
    row = partial(_row, corpus)
    return DocumentTree(
        title=shown.title,
        subtitle="Checklist",
        front=(
            Paragraph((Run(shown.purpose),)),
            Paragraph((Run(READING),)),
            *(Paragraph((Run(note),), Style.NOTICE) for note in shown.notes),
            _particulars(),
        ),
        contents="Contents",
        body=(
            *(block for section in shown.sections for block in section_blocks(section, COLUMNS, row)),
            *sources(shown.documents),
        ),
        footer=footer(f"{shown.title}, checklist of {day(made_at)}", versions),
        made_at=made_at,
    )


def _particulars() -> Table:
    return Table((Column("Particulars", 0.4), Column(FIELDS, 0.6)), tuple((Run(one), Run("")) for one in PARTICULARS))


def section_blocks(
    section: ChecklistSection, columns: tuple[Column, ...], row: Callable[[Line], tuple[Run, ...]]
) -> Iterator[Block]:
    """A section as blocks: a table for each kind of source, whose lines ``row`` makes cells of."""
    yield Heading(1, section.heading)
    if section.intro:
        yield Paragraph((Run(section.intro),))
    for basis, lines in groupby(section.lines, key=lambda line: line.basis):
        yield Paragraph((Run(BASES.get(basis) or AUTHORITIES[Authority(basis)]),), Style.LEAD)
        yield Table(columns, tuple(row(line) for line in lines))


def _row(corpus: Corpus, line: Line) -> tuple[Run, ...]:
    return (Run(asked_of(line)), Run(where_of(corpus, line)), *(Run("") for _ in COLUMNS[2:]))


def asked_of(line: Line) -> str:
    """What a line asks, with the time limits that its words do not print."""
    return " ".join((f"{DOING[line.doing]}{line.text}", *(TERM.format(written=one) for one in unprinted_limits(line))))


def where_of(corpus: Corpus, line: Line) -> str:
    """Where a line stands and how strong its words are, or that no source asks for it."""
    return _where(corpus, line.source) if line.source else PRACTICE


def _where(corpus: Corpus, source: Source) -> str:
    pages = corpus.pages[source.document_id]
    labels = [pages[number].printed for number in source.pages]
    printed: Sequence[str] = [label for label in labels if label is not None]
    title = corpus.documents[source.document_id].short_title
    return f"{place(title, source.label, source.pages, printed)} ({FORCES[source.force]})"
