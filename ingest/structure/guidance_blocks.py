"""The numbered flow of guidance as blocks: headings, paragraphs, bullets, tables and unnumbered text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.structure.furniture import Line
from ingest.structure.guidance_headings import (
    ANNEX_TITLE,
    TERMS_TITLE,
    Flow,
    broken_on_purpose,
    flow_of,
    listed_length,
    title_length,
)
from ingest.structure.guidance_regions import FINISHED, NUMBERED
from ingest.structure.guidance_tables import HEADER

BULLET = re.compile(r"^[•·▪●◦\uf0b7](?=\s)")
ITEM = re.compile(r"^(\d{1,2})\.\s+\S")
REFERENCE = re.compile(r"\b(?:paragraphs?|paras?|sections?|regulations?|see|and|or|to|in)$", re.IGNORECASE)
"""A number after one of these is a reference at the start of a line, not a paragraph."""

BULLET_END = re.compile(r"(?:[.;:!?][”’\"')\]]*(?:\d{1,3})?|\band|\bor)$")


class Role(StrEnum):
    """What a block of the flow is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    TEXT = "text"
    TABLE = "table"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines of one role, in reading order.

    ``number`` is a paragraph's ("10.12") or an annex's ("A"). ``lead`` is, for a bullet, the words that
    introduce its list. ``listed`` says that a heading's title stands in the contents list.
    """

    role: Role
    lines: tuple[Line, ...]
    number: str = ""
    listed: bool = False
    lead: str = ""

    @property
    def text(self) -> str:
        """The block's words, its lines joined by blanks."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class _Draft:
    role: Role
    lines: list[Line]
    number: str = ""
    listed: bool = False
    lead: str = ""


def read_blocks(lines: Sequence[Line], titles: frozenset[str]) -> tuple[tuple[Block, ...], tuple[Line, ...]]:
    """The blocks of ``lines`` in reading order, and lines whose number fits nowhere.

    Words that close a paragraph after its bullets are lines of the paragraph's own block. ``titles`` are those of
    the contents list, by ``title_key``; where there is none, headings are told by shape alone.
    """
    reader = _Reader(flow_of(lines, titles))
    index = 0
    while index < len(lines):
        index += reader.take(index)
    blocks = tuple(Block(d.role, tuple(d.lines), d.number, d.listed, d.lead) for d in reader.drafts)
    return blocks, tuple(reader.stray)


@dataclass(slots=True)
class _Reader:
    flow: Flow
    drafts: list[_Draft] = field(default_factory=list)
    stray: list[Line] = field(default_factory=list)
    owner: _Draft | None = None
    """The paragraph (or unnumbered text) that bullets and closing words go to."""
    last_number: tuple[int, int] = (0, 0)
    item: int = 0

    def take(self, index: int) -> int:
        """Place line ``index`` and perhaps some after it; returns how many."""
        for rule in (self._table, self._terms, self._heading, self._paragraph, self._bullet):
            taken = rule(index)
            if taken:
                return taken
        self._words(index)
        return 1

    def _line(self, index: int) -> Line:
        return self.flow.lines[index]

    def _open(self, role: Role, lines: Sequence[Line], number: str = "", *, listed: bool = False) -> _Draft:
        draft = _Draft(role, list(lines), number, listed)
        self.drafts.append(draft)
        return draft

    @property
    def _last(self) -> _Draft | None:
        return self.drafts[-1] if self.drafts else None

    def _finished(self, index: int) -> bool:
        """Whether the text before line ``index`` has come to an end, so that a heading may stand here."""
        last = self._last
        if last is None or last.role not in {Role.PARAGRAPH, Role.BULLET, Role.TEXT}:
            return True
        previous = self._line(index - 1)
        if FINISHED.search(previous.text):
            return True
        if previous.page != self._line(index).page:
            return previous.text.endswith(":")
        return broken_on_purpose(self.flow, index) and not _lists_after_colon(last)

    def _heading(self, index: int) -> int:
        length = title_length(self.flow, index, finished=self._finished(index))
        if length:
            lines = self.flow.lines[index : index + length]
            annex = ANNEX_TITLE.match(lines[0].text)
            listed = listed_length(self.flow, index) > 0
            self._open(Role.HEADING, lines, annex.group(1).upper() if annex else "", listed=listed)
            self.owner = None
            if annex:
                self.last_number = (0, 0)
        return length

    def _table(self, index: int) -> int:
        under_heading = self._last is not None and self._last.role is Role.HEADING
        return self._segment(Role.TABLE, index) if under_heading and HEADER.match(self._line(index).text) else 0

    def _terms(self, index: int) -> int:
        last = self._last
        if last is None or last.role is not Role.HEADING or not TERMS_TITLE.match(last.lines[0].text):
            return 0
        if self._ends_segment(index):
            return 0
        return self._segment(Role.TERMS, index)

    def _segment(self, role: Role, index: int) -> int:
        """Everything up to the next numbered paragraph, annex or title of the contents list."""
        end = index + 1
        while end < len(self.flow.lines) and not self._ends_segment(end):
            end += 1
        self._open(role, self.flow.lines[index:end])
        self.owner = None
        return end - index

    def _ends_segment(self, index: int) -> bool:
        text = self._line(index).text
        return bool(NUMBERED.match(text) or ANNEX_TITLE.match(text)) or listed_length(self.flow, index) > 0

    def _paragraph(self, index: int) -> int:
        match = NUMBERED.match(self._line(index).text)
        if not match:
            return 0
        number = (int(match.group(1)), int(match.group(2)))
        finished = self._finished(index)
        if self._is_next(number) or (finished and number[0] == self.last_number[0] and number > self.last_number):
            if finished or not REFERENCE.search(self._line(index - 1).text):
                self.owner = self._open(Role.PARAGRAPH, [self._line(index)], match.group())
                self.last_number, self.item = number, 0
                return 1
        elif finished:
            self.stray.append(self._line(index))
            return 1
        return 0

    def _is_next(self, number: tuple[int, int]) -> bool:
        chapter, place = self.last_number
        if chapter == 0:
            return True
        same, new = number[0] == chapter, chapter < number[0] <= chapter + 2
        return (same and place < number[1] <= place + 2) or (new and number[1] <= 2)

    def _bullet(self, index: int) -> int:
        line, owner = self._line(index), self.owner
        if owner is None:
            return 0
        match = ITEM.match(line.text)
        numbered = match is not None and int(match.group(1)) == self.item + 1 and self._in_items(index)
        if not numbered and not BULLET.match(line.text):
            return 0
        self.item = self.item + 1 if numbered else 0
        lead = self._lead(owner)
        draft = self._open(Role.BULLET, [line])
        draft.lead = lead
        return 1

    def _in_items(self, index: int) -> bool:
        return self.item > 0 or self._line(index - 1).text.endswith((":", "—", "–"))

    def _lead(self, owner: _Draft) -> str:
        """The words before the list that a bullet stands in."""
        last = self._last
        if last is not None and last.role is Role.BULLET and owner.lines[-1].span < last.lines[0].span:
            return last.lead
        return " ".join(line.text for line in owner.lines)

    def _words(self, index: int) -> None:
        """A line without a mark of its own: it goes on, closes the paragraph, or starts unnumbered text."""
        line, last = self._line(index), self._last
        if last is None or last.role in {Role.HEADING, Role.TABLE, Role.TERMS}:
            self.owner, self.item = self._open(Role.TEXT, [line]), 0
        elif last.role is Role.BULLET and self.owner is not None and self._closes_list(index):
            self.owner.lines.append(line)
            self.item = 0
        elif last.role is Role.BULLET and self.owner is not None and self.owner.lines[-1].span > last.lines[-1].span:
            self.owner.lines.append(line)
        elif last.role is Role.TEXT and line.text[0].isupper() and FINISHED.search(self._line(index - 1).text):
            self.owner, self.item = self._open(Role.TEXT, [line]), 0
        else:
            last.lines.append(line)

    def _closes_list(self, index: int) -> bool:
        """Whether line ``index`` goes back to the paragraph: a new sentence after the end of a bullet."""
        text = self._line(index).text
        ended = BULLET_END.search(self._line(index - 1).text) or broken_on_purpose(self.flow, index)
        return text[0].isupper() and bool(ended)


def _lists_after_colon(draft: _Draft) -> bool:
    """Whether a block ends in an unmarked list: a line that ends in a colon, and no end of a sentence since."""
    for line in reversed(draft.lines):
        if line.text.endswith(":"):
            return True
        if FINISHED.search(line.text):
            return False
    return False
