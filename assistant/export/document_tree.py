"""What a document to be written is made of, whatever its format: blocks of runs and notes. Standard library only.

Words that go into the tree are text and nothing else. Each writer hands them on as text, never as markup, and what a
writer or reader could act on (control characters, marks that turn the writing round) is gone before it comes there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_SPACES = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]")
_ACTED_ON = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u200e\u200f\u061c\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_NO_CHARACTER = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


class Style(StrEnum):
    """What words or a paragraph are; each writer shows each in its own way, by more than colour."""

    PLAIN = "Plain"
    STRONG = "Strong"
    GAP = "Gap"
    SOURCE_CHANGED = "Source Changed"
    LEAD = "Lead"
    NOTICE = "Notice"
    PROVIDED_FACT = "Provided Fact"
    SUGGESTION = "Suggestion"
    NOT_IN_SOURCES = "Not In Sources"
    NOT_APPLICABLE = "Not Applicable"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style, cleaned as ``clean`` does."""

    text: str
    style: Style = Style.PLAIN

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's words, standing where its mark is to be."""

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


Inline = Run | Note


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` counts from 1, and goes no more than one deeper than the heading before it."""

    level: int
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs and notes in reading order."""

    inlines: tuple[Inline, ...]
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class ListOf:
    """Items of one paragraph or more; ``boxes`` gives each a box to tick."""

    items: tuple[tuple[Paragraph, ...], ...]
    boxes: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` is its part of the table's width; the shares of a table add up to 1."""

    heading: str
    share: float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Run, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row needs a cell for each column")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page, where there are pages."""


Block = Heading | Paragraph | ListOf | Table | PageBreak


@dataclass(frozen=True, slots=True)
class DocumentTree:
    """``front`` stands before the contents, ``body`` after them; ``footer`` at the foot of every page.

    ``contents`` is the heading over the list of the body's first headings; "" for a document that needs none.
    ``made_at`` is aware UTC: the same tree gives the same file.
    """

    title: str
    subtitle: str
    front: tuple[Block, ...]
    contents: str
    body: tuple[Block, ...]
    footer: str
    made_at: datetime

    def __post_init__(self) -> None:
        for name in ("title", "subtitle", "contents", "footer"):
            object.__setattr__(self, name, clean(getattr(self, name)))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every footnote, in reading order."""
        inlines = (one for block in (*self.front, *self.body) for one in inlines_of(block))
        return tuple(one for one in inlines if isinstance(one, Note))


def inlines_of(block: Block) -> Iterator[Inline]:
    """Everything that stands in a block, in reading order."""
    match block:
        case Heading(_, text):
            yield Run(text)
        case Paragraph(inlines):
            yield from inlines
        case ListOf(items):
            yield from (one for item in items for paragraph in item for one in paragraph.inlines)
        case Table(columns, rows):
            yield from (Run(column.heading) for column in columns)
            yield from (cell for row in rows for cell in row)
        case PageBreak():
            pass


def clean(text: str) -> str:
    """Text on one line, without what writers and readers act on; what is no character becomes U+FFFD.

    >>> clean("one\\ntwo\\x07 \\u202ethree")
    'one two three'
    """
    return _NO_CHARACTER.sub("\ufffd", _ACTED_ON.sub("", _SPACES.sub(" ", text)))


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that have words, cleaned, without the white space around them."""
    return tuple(cleaned for cleaned in (clean(line).strip() for line in text.splitlines()) if cleaned)
