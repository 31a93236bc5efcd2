"""Footnotes: which lines of a page stand below its rule, and which note each belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Page
from ingest.structure.furniture import Line

RULE = re.compile(r"^[ \t\u00a0]{20,}$", re.MULTILINE)
"""The rule above footnotes comes out of a PDF as a line of nothing but blanks; other blank lines are shorter."""

MARK = re.compile(r"^(\d{1,3}|\[\d{1,3}\])(?=\s+\S)")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note as printed; ``mark`` is "21" or "[1]"; marks in brackets may come again on another page."""

    mark: str
    lines: tuple[Line, ...]


def rule_offsets(pages: Sequence[Page]) -> dict[int, int]:
    """For each page with a rule above its footnotes, the offset where the rule starts."""
    found = ((page.physical, RULE.search(page.text)) for page in pages)
    return {physical: match.start() for physical, match in found if match}


def read_footnotes(lines: Sequence[Line]) -> tuple[tuple[Footnote, ...], tuple[Line, ...]]:
    """Notes from the lines below the rules, and the lines that belong to none of them.

    A plain number starts a note only where it is the next one, so "6 months after ..." at the start of a
    line stays in its note.
    """
    notes: list[tuple[str, list[Line]]] = []
    stray: list[Line] = []
    last = 0
    for line in lines:
        match = MARK.match(line.text)
        mark = match.group(1) if match else ""
        if mark.isdigit() and not (int(mark) == last + 1 or (last == 0 and not notes)):
            mark = ""
        if mark:
            last = int(mark) if mark.isdigit() else last
            notes.append((mark, [line]))
        elif notes and line.page - notes[-1][1][-1].page <= 1:
            notes[-1][1].append(line)
        else:
            stray.append(line)
    return tuple(Footnote(mark, tuple(own)) for mark, own in notes), tuple(stray)


def carries_mark(text: str, mark: str) -> bool:
    """Whether the mark of a footnote hangs in ``text``: "care.21", "remanded21 to", "aged under 1326", "plan[1]".

    Numbers of paragraphs and regulations, and years, do not count: "7.4", "28(4)", "2014".
    """
    if not mark.isdigit():
        return mark in text
    hanging = rf"(?<=[A-Za-z).,;:”’])(?<!\d[.,:)]){mark}(?![\d(.])|\bfootnote {mark}\b|(?<=\s){mark}(?=[a-z])"
    at_end = rf"(?<!\d)(?!(?:19|20)\d\d\s*$)\d{{1,2}}{mark}\s*$" if len(mark) > 1 else "$^"
    return re.search(f"{hanging}|{at_end}", text) is not None
