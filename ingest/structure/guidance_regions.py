"""The parts of a guidance document that stand apart from its numbered flow.

A PDF's text gives a page's boxes and footnotes after, or in the middle of, the paragraphs they interrupt. Once they
are set aside, a paragraph that runs on to the next page is whole again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Page
from ingest.structure.footnotes import Footnote, read_footnotes, rule_offsets
from ingest.structure.furniture import Line

CONTENTS = re.compile(r"^(?:table of )?contents$", re.IGNORECASE)
CONTENTS_ENTRY = re.compile(r"^(.*\D)[\s.]\s*(\d{1,3})$")
CONTENTS_SHARE = 0.5
"""A page whose lines end in a page number this often belongs to the contents list."""

NUMBERED = re.compile(r"^(\d{1,2})\.(\d{1,3})(?=\s)")
REPRINT_HEADING = re.compile(r"^(?:the )?text of (?:the )?regulations?$", re.IGNORECASE)
REPRINT_START = re.compile(r"^\d{1,3}[A-Z]?\.\s*(?:[—–-]\s*)?(?:\(1\)\s*)?[A-Z]")
SECTION_TITLE = re.compile(
    r"^(?:(?:the )?text of (?:the )?regulations?|explanation of terms in the regulations?|guidance)$", re.IGNORECASE
)
COLOPHON = re.compile(r"^(?:©|crown copyright\b)", re.IGNORECASE)
FINISHED = re.compile(r"[.!?][”’\"')\]]*(?:\d{1,3}|\[\d{1,3}\])?$")
"""The end of a sentence, perhaps with a footnote's mark."""

BOX_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Reprint:
    """A box that repeats a regulation; ``heading`` is the line that announces it."""

    heading: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A titled box of text that pypdf gives in the middle of the paragraph whose line ``interrupted`` is."""

    interrupted: Line
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    """Every body line, in exactly one region. ``titles`` are the contents list's, normalised by ``title_key``."""

    front: tuple[Line, ...]
    contents: tuple[Line, ...]
    titles: frozenset[str]
    flow: tuple[Line, ...]
    reprints: tuple[Reprint, ...]
    boxes: tuple[Box, ...]
    footnotes: tuple[Footnote, ...]
    back: tuple[Line, ...]
    stray: tuple[Line, ...]


def title_key(title: str) -> str:
    """A title for comparison: case, white space and the kind of dash levelled."""
    return re.sub(r"\s*[‐‑–—-]\s*", " - ", " ".join(title.split())).casefold()


def find_regions(pages: Sequence[Page], lines: Sequence[Line]) -> Regions:
    """Set each body line in its region."""
    front, contents, rest = _around_contents(lines)
    back = _colophon(rest)
    rest = rest[: len(rest) - len(back)]
    rules = rule_offsets(pages)
    reprints = _reprints(rest, rules)
    rest = _without(rest, [line for reprint in reprints for line in reprint.lines])
    below = tuple(line for line in rest if line.span.start > rules.get(line.page, line.span.end))
    footnotes, stray = read_footnotes(below)
    rest = _without(rest, below)
    boxes = _boxes(rest)
    flow = _without(rest, [line for box in boxes for line in box.lines])
    return Regions(front, contents, _titles(contents), flow, reprints, boxes, footnotes, back, stray)


def _without(lines: Sequence[Line], taken: Sequence[Line]) -> tuple[Line, ...]:
    spans = {line.span for line in taken}
    return tuple(line for line in lines if line.span not in spans)


def _around_contents(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """What stands before the contents list, the list, and what follows."""
    start = next((index for index, line in enumerate(lines) if CONTENTS.match(line.text)), None)
    if start is None:
        return (), (), tuple(lines)
    end = start
    while end < len(lines):
        page = [line for line in lines[end:] if line.page == lines[end].page]
        entries = sum(1 for line in page if CONTENTS_ENTRY.match(line.text))
        if entries < CONTENTS_SHARE * len(page):
            break
        end += len(page)
    return tuple(lines[:start]), tuple(lines[start:end]), tuple(lines[end:])


def _titles(contents: Sequence[Line]) -> frozenset[str]:
    titles: set[str] = set()
    waiting: list[str] = []
    for line in contents[1:]:
        match = CONTENTS_ENTRY.match(line.text)
        waiting.append(match.group(1).rstrip(" .") if match else line.text)
        if match:
            titles.add(title_key(" ".join(waiting)))
            waiting = []
    return frozenset(titles)


def _colophon(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The publisher's own page at the end: from its copyright line, if nothing numbered follows."""
    for index in range(len(lines) - 1, -1, -1):
        if NUMBERED.match(lines[index].text):
            return ()
        if COLOPHON.match(lines[index].text):
            return tuple(lines[index:])
    return ()


def _reprints(lines: Sequence[Line], rules: dict[int, int]) -> tuple[Reprint, ...]:
    """Each regulation's box: it starts at the regulation's number, on the page that announces it."""
    found: list[Reprint] = []
    taken: set[Line] = set()
    for index, heading in enumerate(lines):
        if heading in taken or not REPRINT_HEADING.match(heading.text):
            continue
        page = [line for line in lines[index + 1 :] if line.page == heading.page and line not in taken]
        start = next((at for at, line in enumerate(page) if REPRINT_START.match(line.text)), None)
        if start is not None:
            found.append(Reprint(heading, _reprint_lines(page[start:], rules.get(heading.page))))
            taken.update(found[-1].lines)
    return tuple(found)


def _reprint_lines(lines: Sequence[Line], rule: int | None) -> tuple[Line, ...]:
    """The box's lines: to the end of the page, or to a heading, a numbered paragraph or the rule over the footnotes."""
    for index, line in enumerate(lines):
        crossed = rule is not None and lines[0].span.start < rule < line.span.start
        if crossed or NUMBERED.match(line.text) or SECTION_TITLE.match(line.text):
            return tuple(lines[:index])
    return tuple(lines)


def _boxes(lines: Sequence[Line]) -> tuple[Box, ...]:
    """Boxes betrayed by a page that ends a sentence while the next one goes on in the middle of another.

    The sentence that goes on was broken off earlier on the page, just above the box's title.
    """
    found: list[Box] = []
    for last, following in pairwise(lines):
        if last.page == following.page or not following.text[0].islower() or not FINISHED.search(last.text):
            continue
        page = [line for line in lines if line.page == last.page]
        for index in range(len(page) - 2, -1, -1):
            if not FINISHED.search(page[index].text) and _is_box_title(page[index + 1]):
                found.append(Box(page[index], tuple(page[index + 1 :])))
                break
    return tuple(found)


def _is_box_title(line: Line) -> bool:
    return len(line.text) <= BOX_TITLE_LENGTH and line.text[0].isupper() and line.text[-1] not in ".,;:"
