"""Where a statutory instrument's divisions begin: parts, chapters, regulations, schedules, their items, the notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.structure.amendment_notes import NOTE, NOTES_TITLE, split_notes
from ingest.structure.furniture import Line
from ingest.structure.paragraphing import title_blocks
from ingest.structure.regulation_text import NumberedLine, heading_start, next_numbered

AMENDED = r"(?:\[?F\d+ ?)?\[?"


class Division(StrEnum):
    """What begins at a line."""

    PREAMBLE = "preamble"
    PART = "part"
    CHAPTER = "chapter"
    REGULATION = "regulation"
    SCHEDULE = "schedule"
    ITEM = "item"
    SIGNATURE = "signature"
    EXPLANATORY_NOTE = "explanatory-note"
    CHANGES = "changes-to-legislation"


TITLE_LINES: tuple[tuple[Division, re.Pattern[str]], ...] = (
    (Division.PART, re.compile(AMENDED + r"PART ([0-9]+[A-Z]*|[IVXL]+)\]?$")),
    (Division.CHAPTER, re.compile(AMENDED + r"CHAPTER ([0-9]+[A-Z]*|[IVXL]+)\]?$")),
    (
        Division.SCHEDULE,
        re.compile(
            AMENDED + r"(?:THE )?SCHEDULE(?: ([0-9]+[A-Z]*))?(?: (?:Regulation|Article|Rule|Section)s?\b.*)?\]?$"
        ),
    ),
    (Division.EXPLANATORY_NOTE, re.compile(r"EXPLANATORY NOTE$")),
    (Division.CHANGES, re.compile(r"Changes to legislation:$")),
)
BACK_MATTER = frozenset({Division.EXPLANATORY_NOTE, Division.CHANGES})


@dataclass(frozen=True, slots=True)
class Segment:
    """One division: ``titles`` above its own ``lines``, and the ``notes`` printed after it.

    ``titles`` has a tuple of lines a title, in order. For a part, chapter or schedule they are what stands under
    its first line; for a regulation or item what stands above its number (headings of groups first).
    ``number_length`` is what a regulation's or item's number takes of its first line, in characters, else 0.
    """

    division: Division
    number: str
    number_length: int
    titles: tuple[tuple[Line, ...], ...]
    lines: tuple[Line, ...]
    notes: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    index: int
    division: Division
    number: str
    numbered: NumberedLine | None = None


def divide(lines: Sequence[Line]) -> tuple[Segment, ...]:
    """The instrument's divisions in reading order; together they hold every line."""
    marks = _with_signature(lines, _marks(lines))
    tops = [_top(lines, mark, marks[position - 1] if position else None) for position, mark in enumerate(marks)]
    segments: list[Segment] = []
    for position, mark in enumerate(marks):
        end = tops[position + 1] if position + 1 < len(marks) else len(lines)
        own, notes = split_notes(lines[mark.index : end])
        if mark.division in BACK_MATTER:
            own, notes = tuple(lines[mark.index : end]), ()
        length = mark.numbered.length if mark.numbered else 0
        titles = title_blocks(lines[tops[position] : mark.index])
        segments.append(Segment(mark.division, mark.number, length, titles, own, notes))
    return tuple(segments)


def _marks(lines: Sequence[Line]) -> tuple[_Mark, ...]:
    marks = [_Mark(0, Division.PREAMBLE, "")]
    last: str | None = None
    numbered_division = Division.REGULATION
    for index in range(len(lines)):
        title = _title_mark(lines, index)
        if title:
            marks.append(title)
            if title.division is Division.SCHEDULE:
                numbered_division, last = Division.ITEM, None
            continue
        if marks[-1].division in BACK_MATTER:
            continue
        found = next_numbered(lines, index, last or "0")
        if not found and marks[-1].division is Division.PART and numbered_division is Division.ITEM:
            found = next_numbered(lines, index, "0")
        if found:
            last = found.number
            marks.append(_Mark(index, numbered_division, found.number, found))
    return tuple(marks)


def _title_mark(lines: Sequence[Line], index: int) -> _Mark | None:
    for division, pattern in TITLE_LINES:
        match = pattern.match(lines[index].text)
        if match:
            return _Mark(index, division, (match.group(1) or "") if pattern.groups else "")
    return None


def _with_signature(lines: Sequence[Line], marks: Sequence[_Mark]) -> tuple[_Mark, ...]:
    """The marks with one more where the signature begins: the unstopped lines after the last regulation."""
    regulations = [position for position, mark in enumerate(marks) if mark.division is Division.REGULATION]
    if not regulations:
        return tuple(marks)
    last = regulations[-1] + 1
    end = marks[last].index if last < len(marks) else len(lines)
    start = heading_start(lines, end, marks[last - 1].index + 1)
    if start == end or any(NOTES_TITLE.match(line.text) for line in lines[start:end]):
        return tuple(marks)
    return (*marks[:last], _Mark(start, Division.SIGNATURE, ""), *marks[last:])


def _top(lines: Sequence[Line], mark: _Mark, before: _Mark | None) -> int:
    """Index of the first title above a numbered division; for the others, of the division itself."""
    if mark.numbered is None or before is None:
        return mark.index
    preamble = before.division is Division.PREAMBLE
    start = heading_start(lines, mark.index, before.index if preamble else before.index + 1)
    blocks = title_blocks(lines[start : mark.index])
    if before.division in {Division.PART, Division.CHAPTER, Division.SCHEDULE}:
        blocks = blocks[1:]
    elif preamble or any(NOTES_TITLE.match(line.text) for line in lines[before.index : mark.index]):
        blocks = blocks[-1:]
    kept = [block for block in blocks if not NOTES_TITLE.match(block[0].text) and not NOTE.match(block[0].text)]
    return mark.index - sum(map(len, kept))
