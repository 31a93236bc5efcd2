"""The register as a table: its rows, and as comma-separated values that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence

from assistant.compliance.entry import Entry
from assistant.export.document_tree import clean
from assistant.export.labels import AUTHORITIES
from assistant.export.notes import page_numbers
from ingest.corpus import Corpus

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def _label(corpus: Corpus, provision_id: str) -> str:
    provision = corpus.provisions.get(provision_id)
    return provision.label if provision else provision_id


def _pages(corpus: Corpus, one: Entry) -> str:
    labels = [corpus.pages[one.document_id][number].printed for number in one.pages]
    return page_numbers(one.pages, [label for label in labels if label is not None])


_COLUMNS: tuple[tuple[str, Callable[[Corpus, Entry], str]], ...] = (
    ("Provision", lambda _, one: one.label),
    ("Document", lambda corpus, one: corpus.documents[one.document_id].short_title),
    ("Whose words", lambda _, one: AUTHORITIES[one.authority]),
    ("Force", lambda _, one: one.force.value),
    ("Who is bound", lambda _, one: "; ".join(one.bound)),
    ("Named at", lambda corpus, one: _label(corpus, one.bound_at)),
    ("Time limit", lambda _, one: "; ".join(limit.written for limit in one.deadlines)),
    ("Quality standard", lambda _, one: one.standard.replace("_", " ")),
    ("Subject", lambda _, one: one.subject),
    ("Heading", lambda _, one: one.heading),
    ("Topics", lambda _, one: "; ".join(topic.replace("_", " ") for topic in one.topics)),
    ("Conditions", lambda _, one: "; ".join(one.conditions)),
    ("When it applies", lambda corpus, one: "; ".join(_label(corpus, place) for place in one.qualified_by)),
    ("Page", _pages),
    ("Words", lambda _, one: one.own),
    ("Read as a whole", lambda _, one: one.text),
    ("Refers to", lambda corpus, one: "; ".join(_label(corpus, place) for place in one.references)),
    ("Known differences", lambda _, one: "; ".join(one.differences)),
    ("Corrected, because", lambda _, one: one.corrected),
    ("Id", lambda _, one: one.id),
)

Row = tuple[str, ...]


def rows(corpus: Corpus, entries: Iterable[Entry]) -> tuple[Row, ...]:
    """The headings, then a row for each entry."""
    headings = tuple(heading for heading, _ in _COLUMNS)
    return (headings, *(tuple(clean(cell(corpus, entry)) for _, cell in _COLUMNS) for entry in entries))


def to_csv(table: Sequence[Row]) -> bytes:
    """UTF-8 with a byte order mark, as spreadsheets need it; what could be a formula begins with an apostrophe."""
    written = io.StringIO()
    csv.writer(written).writerows([guarded(cell) for cell in row] for row in table)
    return written.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """A cell that a spreadsheet shows and does not work out.

    >>> guarded("=1+1"), guarded("reg 5")
    ("'=1+1", 'reg 5')
    """
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell
