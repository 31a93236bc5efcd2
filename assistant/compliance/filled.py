"""A checklist that somebody fills in, on one device or on several: what was typed, and how two devices' words meet.

Whoever wrote last stands; what stood against it, written by somebody who had not seen it, is kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.compliance.checklist import Checklist, Seen

PARTICULARS: Mapping[str, str] = {
    "particulars/home": "Home and its reference number (URN)",
    "particulars/when": "Date and time",
    "particulars/visitor": "Filled in by",
    "particulars/announced": "Announced or unannounced",
}
"""What a checklist asks besides its lines: filled in as a line is, in its note."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What was typed for a line. ``asked`` are the line's words as whoever typed read them.

    ``written_at`` is in milliseconds since 1970, by the clock of the device that it was typed on.
    """

    line: str
    asked: str
    state: Seen | None
    evidence: str
    note: str
    written_at: int

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing: a line that was cleared again."""
        return self.state is None and not self.evidence and not self.note

    @property
    def when(self) -> datetime:
        """``written_at``, aware UTC."""
        return datetime.fromtimestamp(self.written_at / 1000, UTC)

    def says_as(self, other: Filling) -> bool:
        """Whether both say the same of the same words."""
        return _said(self) == _said(other)


@dataclass(frozen=True, slots=True)
class Typed:
    """A filling as a device sends it.

    ``follows`` are the moments of those that it was typed over; ``drops`` of those that whoever typed has seen beside
    it and does not want any more.
    """

    filling: Filling
    follows: tuple[int, ...] = ()
    drops: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled-in checklist: of each line what stands, and after it what stood against it, the newest first."""

    id: str
    kind: str
    title: str
    changed_at: datetime
    fillings: Mapping[str, tuple[Filling, ...]]

    def particular(self, name: str) -> str:
        """What was filled in for one of ``PARTICULARS``, "" for nothing."""
        return self.fillings[name][0].note if name in self.fillings else ""

    @property
    def lines_filled(self) -> int:
        """How many lines say something, particulars aside."""
        return sum(not each[0].is_empty for line, each in self.fillings.items() if line not in PARTICULARS)


def merged(kept: tuple[Filling, ...], typed: Typed) -> tuple[Filling, ...]:
    """What is kept of a line once ``typed`` has come: first what stands, then what was written beside it.

    The same sent again at once changes nothing. Sent again after it was typed over, it stands beside what took its
    place: what was replaced is not remembered, and nothing is lost. Of two that say the same, the later is kept.
    """
    gone = {*typed.follows, *typed.drops}
    same = max((one.written_at for one in kept if one.says_as(typed.filling)), default=0)
    beside = [one for one in kept if one.written_at not in gone and not one.says_as(typed.filling)]
    newest = [_at(typed.filling, max(same, typed.filling.written_at)), *beside]
    standing, *others = sorted(newest, key=lambda one: (one.written_at, *_said(one)), reverse=True)
    return (standing, *(one for one in others if not one.is_empty))


def of_line(filled: Filled, line_id: str, asked: str) -> tuple[Filling, ...]:
    """What was filled in for a line as it is worded now: nothing where it was worded otherwise then."""
    return tuple(one for one in filled.fillings.get(line_id, ()) if _plain(one.asked) == _plain(asked))


def otherwise_worded(shown: Checklist, filled: Filled) -> Iterator[Filling]:
    """What was filled in for lines that the checklist has no more, or in other words now."""
    wordings = {line.id: _plain(line.text) for section in shown.sections for line in section.lines}
    for line, each in filled.fillings.items():
        if line not in PARTICULARS:
            yield from (one for one in each if not one.is_empty and wordings.get(line) != _plain(one.asked))


def _said(one: Filling) -> tuple[str, str, str, str]:
    return (one.asked, one.state or "", one.evidence, one.note)


def _at(one: Filling, written_at: int) -> Filling:
    return Filling(one.line, one.asked, one.state, one.evidence, one.note, written_at)


def _plain(text: str) -> str:
    return " ".join(text.split())
