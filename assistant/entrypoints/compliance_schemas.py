"""The wire models of the register, of deadlines and of checklists; ``compliance_presenting.py`` makes them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from assistant.entrypoints.schemas import DocumentUsed, Wire

Name = Annotated[str, Field(min_length=1, max_length=100)]


class TableFormat(StrEnum):
    """A table's file, by the ending of its name."""

    CSV = "csv"
    XLSX = "xlsx"


TABLE_MEDIA_TYPES = {
    TableFormat.CSV: "text/csv; charset=utf-8",
    TableFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class RegisterQuery(Wire):
    """Which entries of the register; what is left out does not matter. Of several parties in ``who`` one is enough."""

    standard: Name | None = None
    topic: Name | None = None
    force: Name | None = None
    who: list[Name] = Field([], max_length=20)
    document: Name | None = None


class DeadlineOut(Wire):
    """A time limit as printed, where its words stand, and what they count where they count."""

    written: str
    provision_id: str
    clock: str
    count: int | None
    unit: str | None
    event: str
    working: bool
    times: int


class EntryOut(Wire):
    """A requirement. ``quote`` is cut from its pages; ``words`` are the same without numbering and editorial marks, and
    ``text`` the whole sentence, with what opens and closes it.
    """

    id: str
    provision: str
    provision_id: str
    document: str
    authority: str
    force: str
    bound: list[str]
    bound_at: str
    deadlines: list[DeadlineOut]
    standard: str
    subject: str
    heading: str
    topics: list[str]
    conditions: list[str]
    qualified_by: list[str]
    pages: list[int]
    printed_pages: list[str]
    quote: str
    words: str
    text: str
    references: list[str]
    differences: list[str]
    corrected: str


class NamedOut(Wire):
    """Something to choose by."""

    id: str
    title: str


class RegisterOut(Wire):
    """The entries chosen. ``total`` counts the whole register, ``matching`` what was chosen, which is ``entries``.

    ``missing`` are documents that only our digest stands for, which gives no entries; ``absent`` are law or guidance
    that the register is made of and that is not ingested.
    """

    total: int = Field(description="How many requirements the whole register has.")
    matching: int = Field(description="How many were chosen: the length of `entries`.")
    entries: list[EntryOut]
    documents: list[DocumentUsed]
    missing: list[str]
    absent: list[str]
    standards: list[NamedOut]
    topics: list[NamedOut]
    parties: list[str]
    notes: list[str]


class DueOut(Wire):
    """A time limit, counted. ``at`` is for hours, in London time; else ``last_day``, to its end; words have neither.

    ``authority`` and ``force`` say whose limit it is and how strong: what guidance "should" is no limit of the law.
    ``case`` are the printed words for whom it holds, "" for all; of an ``alternative`` one at most holds.
    """

    provision: str
    provision_id: str
    document: str
    authority: str
    force: str
    case: str
    alternative: bool
    pages: list[int]
    deadline: DeadlineOut
    entries: list[str]
    asks: str
    at: datetime | None
    last_day: date | None
    weekday: str
    counted: str


class DeadlinesOut(Wire):
    """Every time limit of a provision, counted from ``event_at``, which is London time; a date stands for its start."""

    provision_ids: list[str]
    event_at: datetime
    time_told: bool
    due: list[DueOut]
    notes: list[str]


class SourceOut(Wire):
    """Where a line of a checklist stands, whose words they are and with what force; ``printed`` are they.

    ``quote`` is cut from its pages, to be found and marked there.
    """

    document: str
    provision: str
    provision_id: str
    pages: list[int]
    printed_pages: list[str]
    authority: str
    force: str
    printed: str
    quote: str


class LineOut(Wire):
    """One thing to check, with the fields to fill in: ``state`` is one of the checklist's ``states``.

    ``basis`` is the authority of its source; a line without a source is common practice, and ``basis`` says so.
    ``limits`` are time limits in whole words that ``text`` does not print.
    """

    id: str
    doing: str
    text: str
    in_our_words: bool
    basis: str
    source: SourceOut | None
    bound: list[str]
    deadlines: list[DeadlineOut]
    limits: list[str]
    state: str | None = None
    evidence: str = ""
    note: str = ""


class ChecklistSectionOut(Wire):
    """Lines under a heading, in the order of their basis."""

    id: str
    heading: str
    intro: str
    lines: list[LineOut]


class ChecklistOut(Wire):
    """A checklist to fill in."""

    kind: str
    title: str
    purpose: str
    states: list[str]
    sections: list[ChecklistSectionOut]
    documents: list[DocumentUsed]
    notes: list[str]


class ChecklistListed(Wire):
    """A checklist that can be had."""

    kind: str
    title: str
