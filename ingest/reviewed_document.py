"""A document that somebody hands in to be reviewed: its blocks in its own order, and what a reader could miss.

It is nobody's evidence and is not ingested: these types never meet the library, its indexes or its store.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_BROKEN_AT_HYPHEN = re.compile(r"(?<=\w)-[^\S\n]*\n\s*(?=\w)")

CELLS = " | "
"""Stands between the cells of a table's row."""


class FileForm(StrEnum):
    """What a file is, told by its bytes and its name's ending."""

    PDF = "pdf"
    WORD = "docx"
    TEXT = "text"


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"
    EDGE = "edge"
    """The words of a page's head or foot."""


class RemarkKind(StrEnum):
    """What stands in the file beside the words that its reader sees."""

    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row.

    ``number`` is 1-based in the document's order. ``text`` has its white space folded: every quote of the document
    is a slice of one block's text. ``headings`` are those above it, outermost first; ``lead`` are the words that open
    the list it is an item of. ``pages`` are (offset into ``text``, physical page), for a document that has pages.
    """

    number: int
    kind: BlockKind
    text: str
    headings: tuple[str, ...] = ()
    lead: str = ""
    pages: tuple[tuple[int, int], ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The physical page that the character at ``offset`` stands on, where there are pages."""
        return max((start_page for start_page in self.pages if start_page[0] <= offset), default=(0, None))[1]


@dataclass(frozen=True, slots=True)
class Remark:
    """Words in the file that are not, or not yet, its text. ``block`` is the number of the block it goes with, or 0."""

    kind: RemarkKind
    text: str
    author: str = ""
    block: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """``page_count`` is None where the file has no pages of its own (Word files are paged by whoever opens them)."""

    name: str
    form: FileForm
    blocks: tuple[Block, ...]
    remarks: tuple[Remark, ...] = ()
    page_count: int | None = None

    @property
    def characters(self) -> int:
        """How much text was read."""
        return sum(len(block.text) for block in self.blocks)


def folded(words: str) -> str:
    """Words on one line: white space folded, a word broken at a line's end whole again.

    >>> folded("the child-\\n  ren's  home")
    "the child-ren's home"
    """
    return " ".join(_BROKEN_AT_HYPHEN.sub("-", words).split())
