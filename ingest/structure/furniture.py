"""Page furniture (running heads and feet, page numbers) and the body lines that are left without it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.document import Page, Span

EDGE_LINES = 4
"""How many lines at the top and at the bottom of a page may be running heads or feet."""

REPEATING_SHARE = 0.3
"""A head or foot is one that stands at the edge of at least this share of the pages (and of three at least)."""

PAGE_NUMBER = re.compile(r"^(?:page\s+)?[-–]?\s*(\d{1,4})\s*[-–]?(?:\s+of\s+\d{1,4})?$", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
LONGEST_NUMBER = 4
DASHES = re.compile(r"[‐‑–—]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page that is not blank: ``text`` is stripped, ``span`` covers it exactly, ``page`` is physical."""

    span: Span
    text: str
    page: int


def page_lines(page: Page) -> tuple[Line, ...]:
    """Every line of the page that is not blank, in order."""
    lines: list[Line] = []
    offset = 0
    for raw in page.text.split("\n"):
        text = raw.strip()
        if text:
            start = offset + raw.index(text)
            lines.append(Line(Span(page.physical, start, start + len(text)), text, page.physical))
        offset += len(raw) + 1
    return tuple(lines)


def find_furniture(pages: Sequence[Page]) -> tuple[Span, ...]:
    """Spans of running heads, running feet and page numbers, in page order; one span a line.

    A head or foot may carry a changing number. Only lines with nothing but furniture between them and the
    edge of the page are taken, so words in the body that happen to repeat are left alone.
    """
    every_page = [page_lines(page) for page in pages]
    repeating = _repeating_keys(every_page)
    shifts = _page_number_shifts(every_page)
    spans: set[Span] = set()
    for lines in every_page:
        spans.update(_from_edge(lines, repeating, shifts))
        spans.update(_from_edge(tuple(reversed(lines)), repeating, shifts))
    return tuple(sorted(spans))


def body_lines(pages: Sequence[Page]) -> tuple[Line, ...]:
    """The lines that are not furniture, in reading order, with offsets into ``Page.text``."""
    furniture = set(find_furniture(pages))
    return tuple(line for page in pages for line in page_lines(page) if line.span not in furniture)


def _keys(line: Line) -> frozenset[str]:
    """What a line may be known by on other pages: its own words, and these with one number told by its page.

    "Page 3 of 9" on page 3 is "Page +0 of 9", as "Page 4 of 9" is on page 4; the rules of a numbered list are not
    alike, because their numbers do not run with the pages.
    """
    text = DASHES.sub("-", " ".join(line.text.split()))
    told = (
        f"{text[: match.start()]}{int(match.group()) - line.page:+}{text[match.end() :]}"
        for match in DIGITS.finditer(text)
        if len(match.group()) <= LONGEST_NUMBER
    )
    return frozenset({text, *told})


def _edges(lines: Sequence[Line]) -> tuple[Line, ...]:
    if len(lines) <= 2 * EDGE_LINES:
        return tuple(lines)
    return (*lines[:EDGE_LINES], *lines[-EDGE_LINES:])


def _repeating_keys(every_page: Sequence[Sequence[Line]]) -> frozenset[str]:
    counts = Counter(key for lines in every_page for key in {key for line in _edges(lines) for key in _keys(line)})
    needed = max(3.0, REPEATING_SHARE * len(every_page))
    return frozenset(key for key, count in counts.items() if count >= needed and any(map(str.isalpha, key)))


def _page_number_shifts(every_page: Sequence[Sequence[Line]]) -> frozenset[int]:
    """How far printed page numbers run from physical ones: each shift that at least two pages share, and 0.

    A lone number at the edge of one page (a table's cell, a sum) shares its shift with no other page.
    """
    shifts = Counter(shift for lines in every_page for shift in set(map(_shift, _edges(lines))) if shift is not None)
    return frozenset({0} | {shift for shift, count in shifts.items() if count >= max(2, len(every_page) // 10)})


def _shift(line: Line) -> int | None:
    match = PAGE_NUMBER.match(line.text)
    return int(match.group(1)) - line.page if match else None


def _from_edge(lines: Iterable[Line], repeating: frozenset[str], shifts: frozenset[int]) -> set[Span]:
    """Furniture met when walking inwards from one edge; the walk ends at the first line of the body."""
    found: set[Span] = set()
    number_seen = False
    for line in list(lines)[:EDGE_LINES]:
        if not number_seen and _shift(line) in shifts:
            number_seen = True
        elif repeating.isdisjoint(_keys(line)) or PAGE_NUMBER.match(line.text):
            break
        found.add(line.span)
    return found
