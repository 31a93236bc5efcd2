"""Parts of a headed document that stand apart from its flow: the contents list, the notes at a page's foot.

Extracted text gives a page's flow first, then its footnotes, then the words of boxes and drawings laid over it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.structure.footnotes import Footnote
from ingest.structure.furniture import Line
from ingest.structure.guidance_regions import title_key

CONTENTS = re.compile(r"^(?:table of )?contents(?: page)?:?$|^(?:table|list) of figures$", re.IGNORECASE)
CONTENTS_ENTRY = re.compile(r"^(?:(.*\S)[\s.]+)?(\d{1,3})$")
"""A title and its page; the page of a title that fills its line stands on a line of its own."""

CONTENTS_SHARE = 0.5
FEWEST_ENTRIES = 3

NOTE = re.compile(r"^(\d{1,3})\s+\S")
CLEAR_MARK = r"(?<=[^\W\d_]|[)’”.,;:?]){mark}(?!\d)"
LOOSE_MARK = r"(?<=\S){mark}(?!\d)|\s{mark}\s+[a-z]"
"""A mark hanging on a number ("Act 20042") or apart from its word: only believed in a document with clear marks."""

CLEARLY_MARKED = 0.4
MISSING_NOTES = 3
FULL = 0.85
"""How full a line may be before a break after it says nothing (letters differ in width)."""

USUAL_WIDTH = 70
FEWEST_TELLING = 30

NEARLY_FULL = 0.97
"""The same where a break would do no harm: between two sentences of text without numbers."""


@dataclass(frozen=True, slots=True)
class PageRegions:
    """A page's lines after the contents list: ``flow``, then its notes, then what was laid over it."""

    flow: tuple[Line, ...]
    notes: tuple[Footnote, ...]
    laid_over: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Regions:
    """Every body line, in exactly one region. ``titles`` are the contents list's, as ``title_key`` gives them."""

    front: tuple[Line, ...]
    contents: tuple[Line, ...]
    titles: frozenset[str]
    pages: tuple[PageRegions, ...]
    width: int


def find_regions(lines: Sequence[Line], texts: Mapping[int, str]) -> Regions:
    """Set each line in its region. ``texts`` are the pages' texts by physical number."""
    front, contents, rest = _around_contents(lines)
    width = full_width(rest)
    pages = [tuple(own) for _, own in groupby(rest, key=lambda line: line.page)]
    found = _pages_with_notes(pages, texts, width)
    return Regions(front, contents, _titles(contents), found, width)


def full_width(lines: Sequence[Line]) -> int:
    """Characters of a full line: the length that nine lines in ten do not pass. Too few lines cannot tell."""
    lengths = sorted(len(line.text) for line in lines)
    least = USUAL_WIDTH if len(lengths) < FEWEST_TELLING else 1
    return max([least, *lengths[len(lengths) * 9 // 10 :][:1]])


def has_room(line: Line, following: Line, width: int, full: float = FULL) -> bool:
    """Whether the first word of ``following`` would have fitted on ``line``: it was broken on purpose."""
    return len(line.text) + 1 + len(following.text.split()[0]) <= full * width


def blank_between(line: Line, following: Line, texts: Mapping[int, str]) -> bool:
    """Whether a blank line stands between two lines of one page."""
    between = texts[line.page][line.span.end : following.span.start]
    return line.page == following.page and between.count("\n") >= 2


def _around_contents(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """What stands before the contents list, the list (with a list of figures after it), and what follows."""
    start = next((index for index, line in enumerate(lines) if CONTENTS.match(line.text)), None)
    if start is None:
        return (), (), tuple(lines)
    end = start
    while end < len(lines):
        page = [line for line in lines[end:] if line.page == lines[end].page]
        length = _listed_on(page)
        end += length
        if length < len(page):
            break
    if sum(1 for line in lines[start:end] if CONTENTS_ENTRY.match(line.text)) < FEWEST_ENTRIES:
        return (), (), tuple(lines)
    return tuple(lines[:start]), tuple(lines[start:end]), tuple(lines[end:])


def _listed_on(page: Sequence[Line]) -> int:
    """How many of the page's lines, from its first, belong to a contents list."""
    entries = [index for index, line in enumerate(page) if CONTENTS_ENTRY.match(line.text)]
    for count in range(len(entries), 0, -1):
        length = entries[count - 1] + 1
        if count >= CONTENTS_SHARE * length:
            return length
    return 0


def _titles(contents: Sequence[Line]) -> frozenset[str]:
    titles: set[str] = set()
    waiting: list[str] = []
    for line in contents:
        match = CONTENTS_ENTRY.match(line.text)
        if CONTENTS.match(line.text):
            waiting = []
        elif match is None:
            waiting.append(line.text)
        else:
            titles.add(title_key(" ".join([*waiting, (match[1] or "").rstrip(" .")])))
            waiting = []
    return frozenset(titles)


def _pages_with_notes(
    pages: Sequence[tuple[Line, ...]], texts: Mapping[int, str], width: int
) -> tuple[PageRegions, ...]:
    found: list[PageRegions] = []
    last = clear = 0
    for lines in pages:
        starts = _note_starts(lines, texts, last)
        last = max([last, *starts.values()])
        clear += sum(_carries(CLEAR_MARK, number, _flow_text(lines, starts)) for number in starts.values())
        found.append(_split(lines, starts, width))
    if clear < CLEARLY_MARKED * sum(len(page.notes) for page in found):
        return tuple(PageRegions(lines, (), ()) for lines in pages)
    return tuple(found)


def _flow_text(lines: Sequence[Line], starts: Mapping[int, int]) -> str:
    first = min(starts, default=len(lines))
    return "\n".join(line.text for line in lines[:first])


def _note_starts(lines: Sequence[Line], texts: Mapping[int, str], last: int) -> dict[int, int]:
    """Where notes begin on the page: line index to the note's number. Numbers go on from page to page.

    The first stands below a blank line, and the flow above it carries the mark of at least one of them.
    """
    starts: dict[int, int] = {}
    for index, line in enumerate(lines):
        match = NOTE.match(line.text)
        number = int(match[1]) if match else 0
        expected = max(starts.values(), default=last)
        if expected < number <= expected + MISSING_NOTES and (
            starts or (index and blank_between(lines[index - 1], line, texts))
        ):
            starts[index] = number
    flow = _flow_text(lines, starts)
    return starts if any(_is_marked(flow, number, last) for number in starts.values()) else {}


def _is_marked(flow: str, number: int, last: int) -> bool:
    return _carries(CLEAR_MARK, number, flow) or (number == last + 1 and _carries(LOOSE_MARK, number, flow))


def _carries(pattern: str, number: int, flow: str) -> bool:
    return re.search(pattern.replace("{mark}", str(number)), flow) is not None


def _split(lines: Sequence[Line], starts: Mapping[int, int], width: int) -> PageRegions:
    """Flow up to the first note; each note to the end of its paragraph; the rest was laid over the page."""
    if not starts:
        return PageRegions(tuple(lines), (), ())
    flow = lines[: min(starts)]
    notes: list[Footnote] = []
    laid_over: list[Line] = []
    in_note = False
    for index in range(len(flow), len(lines)):
        line = lines[index]
        if index in starts:
            notes.append(Footnote(str(starts[index]), (line,)))
            in_note = True
        elif in_note and not (has_room(lines[index - 1], line, width) and line.text[0].isupper()):
            notes[-1] = Footnote(notes[-1].mark, (*notes[-1].lines, line))
        else:
            in_note = False
            laid_over.append(line)
    return PageRegions(tuple(flow), tuple(notes), tuple(laid_over))
