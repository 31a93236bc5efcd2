"""A filled-in checklist as a document tree: every line of the checklist, with what was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from assistant.compliance.checklist import Checklist, Line
from assistant.compliance.filled import PARTICULARS, Filled, Filling, of_line, otherwise_worded
from assistant.compliance.moment import LONDON
from assistant.export.checklist_tree import FIELDS, READING, asked_of, section_blocks, where_of
from assistant.export.document_tree import Block, Column, DocumentTree, Heading, Paragraph, Run, Style, Table
from assistant.export.draft_tree import sources
from assistant.export.notes import day, footer, version_of
from ingest.corpus import Corpus

COLUMNS = (
    Column("What", 0.34),
    Column("Where it stands", 0.18),
    Column("Found", 0.14),
    Column("Evidence and note", 0.34),
)
COUNTED = "{filled} of {total} lines are filled in."
AUTHORED = "What was found, the evidence and the notes are the words of whoever filled it in."
NOT_FILLED = "not filled in"
EVIDENCE = "Evidence: {text}"
NOTE = "Note: {text}"
BESIDE = "Also written, {when}, on another device: {said}"
OTHERWISE = "Filled in for lines that the checklist has no more, or in other words now"
OTHERWISE_COLUMNS = (Column("The line as it was", 0.4), Column("Found", 0.16), Column("Evidence and note", 0.44))


def filled_tree(corpus: Corpus, shown: Checklist, filled: Filled) -> DocumentTree:
    """The whole checklist, as it was last changed."""
    versions = [(one.short_title, version_of(one.version, one.as_at, digest=one.digest)) for one in shown.documents]
    lines = [line for section in shown.sections for line in section.lines]
    row = partial(_row, corpus, filled)
    done = sum(any(not one.is_empty for one in of_line(filled, line.id, line.text)) for line in lines)
    return DocumentTree(
        title=shown.title,
        subtitle="Filled-in checklist",
        front=(
            Paragraph((Run(shown.purpose),)),
            Paragraph((Run(READING),)),
            Paragraph((Run(AUTHORED),)),
            *(Paragraph((Run(note),), Style.NOTICE) for note in shown.notes),
            _particulars(filled),
            Paragraph((Run(COUNTED.format(filled=done, total=len(lines))),), Style.LEAD),
        ),
        contents="Contents",
        body=(
            *(block for section in shown.sections for block in section_blocks(section, COLUMNS, row)),
            *_otherwise(tuple(otherwise_worded(shown, filled))),
            *sources(shown.documents),
        ),
        footer=footer(f"{shown.title}, checklist as filled in on {day(filled.changed_at)}", versions),
        made_at=filled.changed_at,
    )


def _particulars(filled: Filled) -> Table:
    rows = tuple((Run(label), Run(_particular(filled, name))) for name, label in PARTICULARS.items())
    return Table((Column("Particulars", 0.4), Column(FIELDS.removeprefix("To be ").capitalize(), 0.6)), rows)


def _particular(filled: Filled, name: str) -> str:
    beside = [BESIDE.format(when=_when(one), said=one.note) for one in filled.fillings.get(name, ())[1:]]
    return " ".join(filter(None, (filled.particular(name), *beside)))


def _row(corpus: Corpus, filled: Filled, line: Line) -> tuple[Run, ...]:
    found = of_line(filled, line.id, line.text)
    return (Run(asked_of(line)), Run(where_of(corpus, line)), *_cells(found))


def _cells(found: Sequence[Filling]) -> tuple[Run, Run]:
    """What stands, and in the last cell what was written beside it as well."""
    if all(one.is_empty for one in found):
        return Run(NOT_FILLED), Run("")
    standing, *others = found
    beside = [BESIDE.format(when=_when(one), said=_written(one, with_state=True)) for one in others]
    return Run(standing.state or "not marked"), Run(" ".join(filter(None, (_written(standing), *beside))))


def _written(one: Filling, *, with_state: bool = False) -> str:
    state = f"{one.state or 'not marked'}." if with_state else ""
    evidence = EVIDENCE.format(text=one.evidence) if one.evidence else ""
    note = NOTE.format(text=one.note) if one.note else ""
    return " ".join(filter(None, (state, evidence, note)))


def _when(one: Filling) -> str:
    return f"{one.when.astimezone(LONDON):%H:%M} on {day(one.when.astimezone(LONDON))}"


def _otherwise(found: Sequence[Filling]) -> Iterator[Block]:
    if found:
        yield Heading(1, OTHERWISE)
        rows = tuple((Run(one.asked), *_cells((one,))) for one in found)
        yield Table(OTHERWISE_COLUMNS, rows)
