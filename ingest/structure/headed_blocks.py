"""Lines of a headed document become blocks: headings, paragraphs, list items, rows of a form, runs of loose words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import groupby

from ingest.structure.enumeration import Level, resolve
from ingest.structure.furniture import Line
from ingest.structure.guidance_headings import MOST_TITLE_LINES
from ingest.structure.guidance_regions import title_key
from ingest.structure.headed_lines import (
    BULLET,
    DOUBTFUL_BULLET,
    ENUMERATED,
    FINISHED,
    FORM_HEAD,
    FORM_ROW,
    LONGEST_NUMBERED_TITLE,
    TABLE_GAP,
    follows,
    looks_like_title,
    number_of,
    title_of,
)
from ingest.structure.headed_regions import NEARLY_FULL, blank_between, has_room
from ingest.structure.paragraphing import joined

DRAWING_LINES = 8
DRAWN_WIDTH = 0.5
"""A page of so many lines, most of them less than half a line long and none of them in a list, is a drawing."""

LOOSE_RUN = 3
"""So many short lines in a row without a paragraph among them are a drawing's or a table's words, not headings."""

FIRST_MARKS = frozenset({"a", "i", "1", "A"})


class Role(Enum):
    """What a block is."""

    HEADING = auto()
    NUMBERED = auto()
    ENUMERATED = auto()
    BULLET = auto()
    TABLE_ROW = auto()
    FORM_ROW = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together. ``mark`` is the number, letter or bullet it begins with, without its stop.

    ``depth`` counts levels of lettered lists from 0. ``certain`` headings are in the contents list or announce
    themselves ("Chapter 3: …").
    """

    role: Role
    lines: tuple[Line, ...]
    mark: str = ""
    depth: int = 0
    certain: bool = False

    @property
    def text(self) -> str:
        """Its words on one line."""
        return joined(self.lines)


@dataclass(slots=True)
class BlockReader:
    """Reads lines in order, keeping count of the numbers seen."""

    texts: Mapping[int, str]
    titles: frozenset[str]
    width: int
    blocks: list[Block] = field(default_factory=list)
    last_number: tuple[int, ...] | None = None
    last_row: dict[str, tuple[int, str]] = field(default_factory=dict)
    levels: tuple[Level, ...] = ()
    is_form: bool = False
    title_lines_left: int = 0

    def read(self, lines: Sequence[Line], previous: Line | None) -> None:
        """Add the blocks of ``lines``; ``previous`` is the line that the first one may go on from."""
        for index, line in enumerate(lines):
            block = self._starting(lines, index, previous)
            if block is not None:
                self.blocks.append(block)
            else:
                last = self.blocks[-1]
                self.blocks[-1] = replace(last, lines=(*last.lines, line))
            previous = line

    def _starting(self, lines: Sequence[Line], index: int, previous: Line | None) -> Block | None:
        """The block that begins at this line; None if the line goes on with the last one."""
        line = lines[index]
        if self.title_lines_left:
            self.title_lines_left -= 1
            return None
        apart = previous is None or not self.blocks or self._apart(previous, line)
        listed = self._listed_length(lines, index)
        if listed or (title_of(line.text) and (apart or previous is None or self._may_end(previous, line))):
            self.title_lines_left = max(0, listed - 1)
            return self._heading(line)
        return (
            self._form_row(line)
            or self._numbered(line)
            or self._enumerated(line, previous)
            or self._bullet(line, previous, apart=apart)
            or _table_row(lines, index)
            or (Block(Role.TEXT, (line,)) if apart else None)
        )

    def _listed_length(self, lines: Sequence[Line], index: int) -> int:
        """How many lines from ``index`` make up a title of the contents list; 0 if none."""
        if lines[index].text[0].islower():
            return 0
        for length in range(1, MOST_TITLE_LINES + 1):
            if title_key(" ".join(line.text for line in lines[index : index + length])) in self.titles:
                return length
        return 0

    def _may_end(self, previous: Line, line: Line) -> bool:
        """Whether a title can follow ``previous``: it ends a sentence or a page, or is too short to run on."""
        return (
            line.page != previous.page
            or bool(FINISHED.search(previous.text))
            or has_room(previous, line, self.width)
            or self.blocks[-1].role in (Role.FORM_ROW, Role.HEADING)
        )

    def _heading(self, line: Line) -> Block:
        self.levels = ()
        return Block(Role.HEADING, (line,), certain=True)

    def _apart(self, previous: Line, line: Line) -> bool:
        """Whether a line without a mark begins a paragraph of its own."""
        last = self.blocks[-1]
        capital = not line.text[0].islower()
        if line.page != previous.page:
            return capital and (bool(FINISHED.search(previous.text)) or has_room(previous, line, self.width))
        blank = blank_between(previous, line, self.texts)
        if self.is_form and last.role in (Role.FORM_ROW, Role.TABLE_ROW):
            return blank
        if last.role in (Role.HEADING, Role.TABLE_ROW):
            return capital
        finished = bool(FINISHED.search(previous.text))
        if finished and capital:
            loosely = last.role is Role.TEXT and has_room(previous, line, self.width, NEARLY_FULL)
            return blank or loosely or has_room(previous, line, self.width)
        return (finished or capital) and has_room(previous, line, self.width)

    def _form_row(self, line: Line) -> Block | None:
        if FORM_HEAD.match(line.text):
            self.is_form, self.last_row, self.last_number = True, {}, None
            return Block(Role.TABLE_ROW, (line,))
        match = FORM_ROW.match(line.text) if self.is_form else None
        if match is None:
            return None
        letters, number, decimals, letter = match.groups()
        if letters and self.blocks[-1].role not in (Role.FORM_ROW, Role.TABLE_ROW):
            return None
        row = (int(number), f"{decimals}{letter}")
        last = self.last_row.get(letters)
        if last is not None and not (row > last and row[0] - last[0] <= MOST_TITLE_LINES):
            return None
        self.last_row[letters] = row
        return Block(Role.FORM_ROW, (line,), mark=f"{letters}{number}{decimals}{letter}")

    def _numbered(self, line: Line) -> Block | None:
        number = number_of(line.text)
        if number is None or self.is_form:
            return None
        restarts = bool(self.blocks) and self.blocks[-1].role is Role.HEADING and set(number) == {1}
        in_list = len(number) == 1 and self._place(str(number[0]), opens=False) is not None and self.levels
        if in_list or not (restarts or follows(number, self.last_number)):
            return None
        self.last_number, self.levels = number, ()
        return Block(Role.NUMBERED, (line,), mark=".".join(map(str, number)))

    def _enumerated(self, line: Line, previous: Line | None) -> Block | None:
        match = ENUMERATED.match(line.text)
        marker = (match[1] or match[2]) if match else ""
        opens = previous is not None and previous.text.endswith((":", "—", "–", "-"))
        place = self._place(marker, opens=opens) if marker else None
        if place is None:
            return None
        depth, level = place
        self.levels = (*self.levels[:depth], level)
        return Block(Role.ENUMERATED, (line,), mark=marker, depth=depth)

    def _place(self, marker: str, *, opens: bool) -> tuple[int, Level] | None:
        """Depth and level of a list's marker that comes when it should; None for one that does not."""
        place = resolve(self.levels, marker, opens=opens)
        if place is not None and place.expected:
            return place.depth, Level(place.style, marker)
        if marker in FIRST_MARKS:
            first = resolve((), marker, opens=opens)
            return (0, Level(first.style, marker)) if first is not None else None
        return None

    def _bullet(self, line: Line, previous: Line | None, *, apart: bool) -> Block | None:
        match = BULLET.match(line.text)
        begins = (
            apart or previous is None or bool(FINISHED.search(previous.text)) or has_room(previous, line, self.width)
        )
        if match is None and begins:
            match = DOUBTFUL_BULLET.match(line.text)
        return Block(Role.BULLET, (line,), mark=match[1]) if match else None


def _table_row(lines: Sequence[Line], index: int) -> Block | None:
    """A row whose cells stand apart; one line alone with a gap in it is not a table."""
    near = lines[max(0, index - 1) : index + 2]
    is_row = TABLE_GAP.search(lines[index].text) and sum(1 for line in near if TABLE_GAP.search(line.text)) > 1
    return Block(Role.TABLE_ROW, (lines[index],)) if is_row else None


def settle_headings(blocks: Sequence[Block], width: int) -> tuple[Block, ...]:
    """Short text becomes headings where it can be; runs of loose words on one page become one text."""
    drawn = _drawn_pages(blocks, width)
    settled = [
        replace(block, role=Role.HEADING)
        if block.lines[0].page not in drawn and _could_be_heading(blocks, index)
        else block
        for index, block in enumerate(blocks)
    ]
    result: list[Block] = []
    for loose, group in groupby(settled, key=_is_loose):
        run = list(group)
        if loose and len(run) >= LOOSE_RUN:
            result.extend(_by_page(run))
        else:
            result.extend(run)
    return tuple(result)


def _is_loose(block: Block) -> bool:
    return block.role is Role.HEADING and not block.certain and not block.mark


def _drawn_pages(blocks: Sequence[Block], width: int) -> frozenset[int]:
    """Pages whose words label a drawing: a flow chart, a cover."""
    by_page: dict[int, list[Block]] = {}
    for block in blocks:
        by_page.setdefault(block.lines[0].page, []).append(block)
    return frozenset(page for page, own in by_page.items() if _is_drawing(own, width))


def _is_drawing(blocks: Sequence[Block], width: int) -> bool:
    lengths = sorted(len(line.text) for block in blocks for line in block.lines)
    return (
        len(lengths) >= DRAWING_LINES
        and lengths[len(lengths) // 2] < DRAWN_WIDTH * width
        and all(block.role in (Role.TEXT, Role.HEADING) for block in blocks)
    )


def _by_page(run: Sequence[Block]) -> list[Block]:
    lines = [line for block in run for line in block.lines]
    return [Block(Role.TEXT, tuple(own)) for _, own in groupby(lines, key=lambda line: line.page)]


def _could_be_heading(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    text = block.text
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if block.certain or following is None or not looks_like_title(text) or following.lines[0].text[0].islower():
        return False
    if block.role is Role.TEXT:
        return len(block.lines) <= 2
    return (
        block.role is Role.NUMBERED
        and len(text) <= LONGEST_NUMBERED_TITLE
        and not _same_depth(following, block)
        and not (index and _same_depth(blocks[index - 1], block))
    )


def _same_depth(other: Block, block: Block) -> bool:
    return other.role is Role.NUMBERED and other.mark.count(".") == block.mark.count(".")
