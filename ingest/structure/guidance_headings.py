"""Headings of numbered guidance, told without fonts: by the contents list, by fixed titles, by the shape of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.structure.furniture import Line
from ingest.structure.guidance_regions import FINISHED, NUMBERED, SECTION_TITLE, title_key

QUOTED_TITLE = re.compile(r"^[‘“'\"][^.]{1,60}[’”'\"]$")
ANNEX_TITLE = re.compile(r"^annex(?:e)?\s+([A-Z0-9]{1,2})\b", re.IGNORECASE)
TERMS_TITLE = re.compile(r"^(?:explanation of terms|glossary(?: of terms)?|definitions)$", re.IGNORECASE)
VERB = re.compile(r"\b(?:is|are|was|were|be|been|has|have|will|can|must|should|may|shall|does?)\b")
"""A short line with one of these and a full stop is a sentence; without, a heading that happens to end in a stop."""

LONGEST_TITLE = 85
WRAPPED_TITLE = 45
"""A title's first line is at least this long before it wraps."""

SHORT_TITLE = 60
ROOM = 0.85
"""How full a line may be before a break after it says nothing (letters differ in width)."""

MOST_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Flow:
    """The lines of the numbered text, the titles in the contents list, and the length of a full line."""

    lines: tuple[Line, ...]
    titles: frozenset[str]
    width: int


def flow_of(lines: Sequence[Line], titles: frozenset[str]) -> Flow:
    """A ``Flow`` whose width is that of nine lines in ten."""
    lengths = sorted(len(line.text) for line in lines)
    return Flow(tuple(lines), titles, lengths[len(lengths) * 9 // 10] if lengths else 0)


def broken_on_purpose(flow: Flow, index: int) -> bool:
    """Whether line ``index`` starts a new block: its first word had room on the line before, on the same page."""
    if index == 0 or flow.lines[index - 1].page != flow.lines[index].page:
        return False
    first_word = flow.lines[index].text.split()[0]
    return len(flow.lines[index - 1].text) + 1 + len(first_word) <= ROOM * flow.width


def listed_length(flow: Flow, index: int) -> int:
    """How many lines from ``index`` make up a title of the contents list; 0 if none."""
    for length in range(1, MOST_TITLE_LINES + 1):
        words = " ".join(line.text for line in flow.lines[index : index + length])
        if title_key(words) in flow.titles:
            return length
    return 0


def title_length(flow: Flow, index: int, *, finished: bool) -> int:
    """How many lines from ``index`` make up a heading; 0 if none.

    ``finished`` says that the text before has come to an end; without that only a title of the contents list counts.
    """
    listed = listed_length(flow, index)
    if listed or not finished:
        return listed
    text = flow.lines[index].text
    if _is_fixed(text):
        return 1
    if not text[0].isupper() or len(text) > LONGEST_TITLE or re.search(r"[.!?]\s", text):
        return 0
    return _two_lines(flow, index) or _single_line(flow, index)


def _is_fixed(text: str) -> bool:
    return bool(SECTION_TITLE.match(text) or QUOTED_TITLE.match(text) or ANNEX_TITLE.match(text))


def _opens_block(flow: Flow, index: int) -> bool:
    """Whether a numbered paragraph, a certain heading or the end of the flow stands at ``index``."""
    if index >= len(flow.lines):
        return True
    text = flow.lines[index].text
    return bool(NUMBERED.match(text)) or _is_fixed(text) or listed_length(flow, index) > 0


def _single_line(flow: Flow, index: int) -> int:
    text = flow.lines[index].text
    if text[-1] in ",;:":
        return 0
    if FINISHED.search(text) and not text.endswith("?"):
        numbered = index + 1 < len(flow.lines) and NUMBERED.match(flow.lines[index + 1].text)
        return 1 if numbered and len(text) <= SHORT_TITLE and not VERB.search(text) else 0
    if _opens_block(flow, index + 1):
        return 1
    following = flow.lines[index + 1].text
    starts_anew = following[0].isupper() and broken_on_purpose(flow, index + 1)
    return 1 if len(text) <= SHORT_TITLE and starts_anew else 0


def _two_lines(flow: Flow, index: int) -> int:
    if index + 1 >= len(flow.lines):
        return 0
    first, second = flow.lines[index], flow.lines[index + 1]
    wraps = len(first.text) >= WRAPPED_TITLE and first.page == second.page and not FINISHED.search(first.text)
    ends = second.text[-1] not in ".,;:" and len(second.text) <= SHORT_TITLE
    return 2 if wraps and ends and _opens_block(flow, index + 2) else 0
