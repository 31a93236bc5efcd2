"""Tables in guidance, row by row. A PDF's text gives them cell after cell, without borders."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.structure.furniture import Line
from ingest.structure.guidance_regions import FINISHED
from ingest.structure.paragraphing import joined

HEADER = re.compile(r"^[A-Z][^.:;,]{1,28}(?: {2,}[A-Z][^.:;,]{1,28}){2,}$")
"""A table's column titles on one line, kept apart by two or more blanks."""

QUALIFICATION = re.compile(
    r"^(?:(?:other|an?)\s+(?:\w+\s+){0,4}?)?(?:NVQ|Level \d|Diploma|Certificate|Degree|BTEC|QCF|qualification)s?\b",
    re.IGNORECASE,
)
"""A qualification by name: "NVQ 4", "Level 5 Diploma", "Other NVQ 3", "A recognised ... qualification"."""

NOTE = re.compile(r"^\*+\s?\S")

TERM_WIDTH = 16
"""A line of the narrow column that holds the terms is no longer than this."""

TERMS_HEADER = re.compile(r"^term\b", re.IGNORECASE)
TERMS_HEADER_END = re.compile(r"\b(?:explanation|meaning|definition)s?\b", re.IGNORECASE)
TERMS_HEADER_LINES = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A table's column titles, its rows from top to bottom, and the note below it ("*The term ...")."""

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    note: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """An explained term: its name as printed, and its lines (name first)."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """A table of terms with what stands above it; all of it in ``introduction`` where no term is found."""

    introduction: tuple[Line, ...]
    header: tuple[Line, ...]
    terms: tuple[Term, ...]


def read_table(lines: Sequence[Line], blank_before: Callable[[Line, Line], bool]) -> Table:
    """The rows of a table of qualifications; ``lines[0]`` is its header.

    A row starts where a qualification's name follows the end of a sentence with no blank line between: blank
    lines part the paragraphs of a cell, and cells within a row, but not rows. ``blank_before(line, previous)`` tells.
    """
    note_at = next((index for index, line in enumerate(lines) if NOTE.match(line.text)), len(lines))
    rows: list[list[Line]] = []
    for index in range(1, note_at):
        if not rows or _starts_row(lines, index, blank_before):
            rows.append([])
        rows[-1].append(lines[index])
    return Table((lines[0],), tuple(map(tuple, rows)), tuple(lines[note_at:]))


def _starts_row(lines: Sequence[Line], index: int, blank_before: Callable[[Line, Line], bool]) -> bool:
    line, previous = lines[index], lines[index - 1]
    ended = FINISHED.search(previous.text) and not blank_before(line, previous)
    return bool(ended and QUALIFICATION.match(joined(lines[index : index + 2])))


def read_terms(lines: Sequence[Line]) -> Terms:
    """The terms of a two-column table: short lines after the end of a sentence name one, longer lines explain it."""
    header = _terms_header(lines)
    start = lines.index(header[-1]) + 1 if header else 0
    groups: list[list[Line]] = []
    names: list[list[str]] = []
    naming = False
    for index in range(start, len(lines)):
        line = lines[index]
        previous = lines[index - 1] if index > start else None
        opens = _is_narrow(line) and (previous is None or bool(FINISHED.search(previous.text)))
        naming = opens or (naming and _is_narrow(line))
        if opens:
            groups.append([])
            names.append([])
        if not groups:
            return Terms(tuple(lines), (), ())
        groups[-1].append(line)
        if naming:
            names[-1].append(line.text)
    found = tuple(Term(" ".join(name), tuple(group)) for name, group in zip(names, groups, strict=True))
    introduction = lines[: start - len(header)]
    return Terms(tuple(introduction), header, found)


def _terms_header(lines: Sequence[Line]) -> tuple[Line, ...]:
    for index, line in enumerate(lines):
        if TERMS_HEADER.match(line.text):
            for end in range(index, min(index + TERMS_HEADER_LINES, len(lines))):
                if TERMS_HEADER_END.search(lines[end].text):
                    return tuple(lines[index : end + 1])
    return ()


def _is_narrow(line: Line) -> bool:
    return len(line.text) <= TERM_WIDTH and line.text[-1] not in ".,;:"
