"""One numbered provision's lines become a tree: its paragraphs, sub-paragraphs and definitions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.document import Force, Kind, Provision, Span
from ingest.structure.enumeration import Level, Place, resolve
from ingest.structure.force import force_of
from ingest.structure.furniture import Line
from ingest.structure.paragraphing import closes_list, ends_with_stop, opens_list

MARKER = re.compile(r"(?:\[?F\d+ ?)?\[?\((\d{1,3}[A-Z]{0,3}|[a-z]{1,5}[A-Z]?|[A-Z]{1,2})\)(?=\s|\()")
TERM = re.compile(r"(?:\[?F\d+ ?)?\[?“([^”]+)”")
REFERENCE_BEFORE = re.compile(
    r"(?:\b(?:sub-?)?(?:paragraph|section|regulation|article|schedule|part|rule|head)s?(?:\s\d+[A-Z]*)?"
    r"|\([0-9a-zA-Z]{1,4}\)(?:\s*,|\s+and|\s+or|\s+to))$",
    re.IGNORECASE,
)
"""A line that ends so is followed by the rest of a reference, not by a new paragraph."""

MERGEABLE_GAP = 12
"""Neighbouring lines have at most this many characters (line ends, trailing blanks) between them."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a numbered provision begins with: who it is, and the characters of its first line its number takes."""

    id: str
    label: str
    kind: Kind
    heading: str | None
    parent_id: str | None
    heading_lines: tuple[Line, ...]
    number_length: int


@dataclass(slots=True)
class _Draft:
    id: str
    label: str
    kind: Kind
    heading: str | None
    parent_id: str | None
    level: Level | None = None
    order: list[int] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    opening: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)

    def add(self, span: Span, order: int) -> None:
        if self.order and order == self.order[-1] + 1 and _adjoin(self.spans[-1], span):
            self.spans[-1] = Span(span.physical_page, self.spans[-1].start, span.end)
        else:
            self.spans.append(span)
        self.order.append(order)


def read_provision(start: Start, lines: Sequence[Line], *, reprint: bool = False) -> tuple[Provision, ...]:
    """The provision and everything under it, in reading order; ``lines`` begin with its number.

    A number met twice under one parent (a temporary version printed beside the original) gets "~2" after it.
    """
    reader = _Reader(start)
    for line in start.heading_lines:
        reader.place(reader.root, line.span)
    first, rest = lines[0], lines[1:]
    reader.place(reader.root, _part(first.span, 0, start.number_length))
    reader.read(first, start.number_length)
    for line in rest:
        reader.read(line, 0)
    return _provisions(reader.drafts, reprint=reprint)


class _Reader:
    """The open provisions while the lines are read, outermost first."""

    def __init__(self, start: Start) -> None:
        self.root = _Draft(start.id, start.label, start.kind, start.heading, start.parent_id)
        self.drafts = [self.root]
        self.open = [self.root]
        self.previous = ""
        self.pieces = 0

    def place(self, draft: _Draft, span: Span) -> None:
        draft.add(span, self.pieces)
        self.pieces += 1

    def read(self, line: Line, offset: int) -> None:
        """Take one line from ``offset`` on: the provisions it begins, or more words of an open one."""
        text = line.text[offset:]
        offset += len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            return
        self._step_back_or_begin_term(text)
        marker = MARKER.match(text)
        while marker and self._begin_level(marker.group(1)):
            rest = text[marker.end() :].lstrip()
            marker = self._first_below(rest)
            if marker:
                self.place(self.open[-1], _part(line.span, offset, offset + len(text[: -len(rest)].rstrip())))
                offset, text, self.previous = offset + len(text) - len(rest), rest, ""
        draft = self.open[-1]
        (draft.opening if draft is self.drafts[-1] else draft.closing).append(text)
        self.place(draft, _part(line.span, offset, len(line.text)))
        self.previous = text

    def _first_below(self, text: str) -> re.Match[str] | None:
        """The marker ``text`` starts with, if it is the first of a new level: "(2) (a) where ..."."""
        marker = MARKER.match(text)
        found = self._level_of(marker.group(1), opens=True) if marker else None
        return marker if found and found[0] == len(self.open) and found[1].expected else None

    def _step_back_or_begin_term(self, text: str) -> None:
        term = TERM.match(text)
        if term and self._in_definitions():
            self._begin_term(term.group(1))
        elif len(self.open) > 1 and not MARKER.match(text) and closes_list(self.previous, text):
            self.open.pop()

    def _in_definitions(self) -> bool:
        if opens_list(self.previous):
            return True
        return any(draft.kind is Kind.DEFINITION for draft in self.open) and ends_with_stop(self.previous)

    def _begin_term(self, term: str) -> None:
        while any(draft.kind is Kind.DEFINITION for draft in self.open):
            self.open.pop()
        parent = self.open[-1]
        self._begin(f"{parent.id}/definition/{slug(term)}", f'{parent.label} "{term}"', Kind.DEFINITION, term)

    def _level_of(self, marker: str, *, opens: bool) -> tuple[int, Place] | None:
        """How many of the open provisions stay open, and the marker's place among their levels."""
        definition = next((i for i, draft in enumerate(self.open) if draft.kind is Kind.DEFINITION), None)
        for first in [definition, 0] if definition is not None else [0]:
            inside = [(i, draft.level) for i, draft in enumerate(self.open) if i >= first and draft.level]
            place = resolve([level for _, level in inside], marker, opens=opens)
            if place is None:
                return None
            kept = inside[place.depth][0] if place.depth < len(inside) else len(self.open)
            if place.expected or first == 0:
                return kept, place
        return None

    def _begin_level(self, marker: str) -> bool:
        """Open the provision that ``marker`` begins; False if it is a reference at the start of a line."""
        found = self._level_of(marker, opens=not self.previous or opens_list(self.previous))
        if found is None or REFERENCE_BEFORE.search(self.previous):
            return False
        kept, place = found
        if not place.expected and self.previous and not ends_with_stop(self.previous):
            return False
        del self.open[kept:]
        parent = self.open[-1]
        direct = parent is self.root and parent.kind is Kind.REGULATION
        spaced = " " if parent.kind is Kind.DEFINITION else ""
        kind = Kind.PARAGRAPH if direct else Kind.SUB_PARAGRAPH
        self._begin(
            f"{parent.id}/{marker}", f"{parent.label}{spaced}({marker})", kind, None, Level(place.style, marker)
        )
        return True

    def _begin(self, id_: str, label: str, kind: Kind, heading: str | None, level: Level | None = None) -> None:
        seen = sum(draft.id == id_ or draft.id.startswith(f"{id_}~") for draft in self.drafts)
        draft = _Draft(f"{id_}~{seen + 1}" if seen else id_, label, kind, heading, self.open[-1].id, level)
        self.drafts.append(draft)
        self.open.append(draft)


def slug(words: str) -> str:
    """The words as part of an id: lower case, hyphens between."""
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", words.lower())).strip("-")


def _part(span: Span, start: int, end: int) -> Span:
    return Span(span.physical_page, span.start + start, span.start + end)


def _adjoin(before: Span, after: Span) -> bool:
    return before.physical_page == after.physical_page and 0 <= after.start - before.end <= MERGEABLE_GAP


def _provisions(drafts: Sequence[_Draft], *, reprint: bool) -> tuple[Provision, ...]:
    handed_down: dict[str, Force] = {}
    made: list[Provision] = []
    for draft in drafts:
        inherited = handed_down.get(draft.parent_id or "")
        opening, closing = " ".join(draft.opening), " ".join(draft.closing)
        handed_down[draft.id] = force_of(opening, inherited)
        force = force_of(f"{opening} {closing}", inherited)
        if draft.kind is Kind.DEFINITION:
            handed_down[draft.id] = force = Force.DEFINES
        made.append(
            Provision(
                draft.id, draft.label, draft.kind, draft.heading, draft.parent_id, tuple(draft.spans), force, reprint
            )
        )
    return tuple(made)
