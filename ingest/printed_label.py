"""The label printed on each page ("217", "iv"), read from the pages' own text.

Publishers' /PageLabels are mostly missing or count physical pages, so they say nothing about what is printed.
A label is a whole line at a page's top or bottom, in the place where this document prints its labels (under a
running head of two lines, say). A number standing there by chance (a table's last cell, a year) would be a
wrong citation, so only labels that rise through the document are believed; a page without one has None.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

_LABEL = re.compile(r"(?:page\s+)?[-–—]?\s*(\d{1,4}|[ivxl]{1,7})\s*[-–—]?(?:\s+of\s+\d{1,4})?", re.IGNORECASE)
_PLACES = (0, -1, 1, -2, 2, -3)  # which of a page's lines that are not blank; the likeliest first


def printed_labels(texts: Sequence[str]) -> tuple[str | None, ...]:
    """One label or None for each page's text, in order. Labels are as printed ("3", "iv"), without "Page"."""
    lines = [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]
    candidates = [_rising([_label(page, place) for page in lines]) for place in _PLACES]
    return max(candidates, key=lambda labels: sum(label is not None for label in labels))


def _label(lines: Sequence[str], place: int) -> str | None:
    if not -len(lines) <= place < len(lines):
        return None
    found = _LABEL.fullmatch(lines[place])
    return found[1] if found else None


def _rising(labels: Sequence[str | None]) -> tuple[str | None, ...]:
    """The longest rising series of ``labels`` (roman before arabic), at least half of the pages; else none at all.

    Patience sorting: ``ends[n]`` is the smallest label that ends a series of n+1.
    """
    ends: list[tuple[bool, int]] = []
    end_pages: list[int] = []
    before: dict[int, int | None] = {}
    for page, label in enumerate(labels):
        if label is None:
            continue
        order = _order(label)
        length = bisect_left(ends, order)
        ends[length : length + 1] = [order]
        end_pages[length : length + 1] = [page]
        before[page] = end_pages[length - 1] if length else None
    kept: set[int] = set()
    page_or_none = end_pages[-1] if end_pages else None
    while page_or_none is not None:
        kept.add(page_or_none)
        page_or_none = before[page_or_none]
    if 2 * len(kept) < len(labels):
        kept.clear()
    return tuple(label if page in kept else None for page, label in enumerate(labels))


def _order(label: str) -> tuple[bool, int]:
    if label.isdigit():
        return True, int(label)
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[letter] for letter in label.lower()]
    following = [*values[1:], 0]
    return False, sum(-value if value < after else value for value, after in zip(values, following, strict=True))
