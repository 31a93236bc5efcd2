"""Regulations as printed, in an instrument or reprinted in guidance on it: headings, numbers and what is under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Kind, Provision
from ingest.structure.enumerated_text import MARKER, Start, read_provision
from ingest.structure.enumeration import Style, follows, ordinal
from ingest.structure.furniture import Line
from ingest.structure.paragraphing import ends_with_stop, joined, title_blocks

NUMBERED = re.compile(r"(?P<mark>\[?F(?=\d))?\[?(?P<number>\d{1,6}[A-Z]{0,2})\.\s*(?:[—–]\s*)?(?=\S)")
"""A regulation's or schedule item's number: "6.—(1)", "6. (1)", "4. The", "[F45A.—(1)" (note F4, regulation 5A)."""


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line that begins a numbered provision; ``length`` is what its number takes of the line."""

    index: int
    number: str
    length: int


def next_numbered(lines: Sequence[Line], index: int, last: str | None) -> NumberedLine | None:
    """The numbered provision that line ``index`` begins, if its number can follow ``last`` (None: can be any).

    A number that follows at once is taken wherever a line begins with it; one after a gap only where the line
    before has ended and paragraph (1) stands beside it.
    """
    match = NUMBERED.match(lines[index].text)
    if not match:
        return None
    before = lines[index - 1].text if index else ""
    text_after = lines[index].text[match.end() :]
    for number in _readings(match):
        if last is None or follows(number, last, Style.NUMBER):
            return NumberedLine(index, number, match.end())
        gap_allowed = text_after.startswith("(1)") and (
            not before or ends_with_stop(before) or not MARKER.match(before)
        )
        if gap_allowed and (ordinal(number, Style.NUMBER) or ()) > (ordinal(last, Style.NUMBER) or ()):
            return NumberedLine(index, number, match.end())
    return None


def heading_start(lines: Sequence[Line], end: int, floor: int) -> int:
    """Index of the first of the lines above ``end`` that can be titles; not below ``floor``.

    Titles have no stop at their end and no number before them.
    """
    start = end
    while start > floor and not ends_with_stop(lines[start - 1].text) and not MARKER.match(lines[start - 1].text):
        start -= 1
    return start


def regulation_start(
    document_id: str, number: str, number_length: int, heading_lines: Sequence[Line], parent_id: str | None
) -> Start:
    """What a regulation begins with; ``number_length`` is in characters of its first line."""
    return Start(
        id=f"{document_id}/regulation/{number}",
        label=f"reg {number}",
        kind=Kind.REGULATION,
        heading=joined(heading_lines) or None,
        parent_id=parent_id,
        heading_lines=tuple(heading_lines),
        number_length=number_length,
    )


def parse_regulation_text(
    document_id: str, lines: Sequence[Line], *, parent_id: str | None, reprint: bool
) -> tuple[Provision, ...]:
    """Every regulation in ``lines`` with everything under it, in reading order; ids "{document_id}/regulation/6/2/b/i".

    Lines above the first number are its heading; a title above a later number is that one's heading. Lines
    without any number give nothing. Notes and furniture must be taken out before.
    """
    starts: list[NumberedLine] = []
    for index in range(len(lines)):
        found = next_numbered(lines, index, starts[-1].number if starts else None)
        if found:
            starts.append(found)
    if not starts:
        return ()
    headings = [
        (_last_title(lines, start.index, starts[position - 1].index + 1) if position else 0, start.index)
        for position, start in enumerate(starts)
    ]
    ends = [heading for heading, _ in headings[1:]] + [len(lines)]
    return tuple(
        provision
        for start, (top, number), end in zip(starts, headings, ends, strict=True)
        for provision in read_provision(
            regulation_start(document_id, start.number, start.length, lines[top:number], parent_id),
            lines[number:end],
            reprint=reprint,
        )
    )


def _last_title(lines: Sequence[Line], end: int, floor: int) -> int:
    blocks = title_blocks(lines[heading_start(lines, end, floor) : end])
    return end - len(blocks[-1]) if blocks else end


def _readings(match: re.Match[str]) -> tuple[str, ...]:
    """The numbers a line can begin with: after a note's mark ("F45A.") the mark takes one digit or more."""
    number = match.group("number")
    if not match.group("mark"):
        return (number,) if re.match(r"\d{1,3}[A-Z]*$", number) else ()
    digits = len(number) - len(number.lstrip("0123456789"))
    return tuple(number[cut:] for cut in range(1, digits) if number[cut] != "0")
