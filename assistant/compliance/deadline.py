"""A time limit as data. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a time limit counts in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    CALENDAR_YEAR = "calendar year"


class Clock(StrEnum):
    """How a time limit runs."""

    WITHIN = "within"
    """So long after the event at most ("within 28 days of the revision")."""
    EVERY = "every"
    """Again and again ("at least once every 6 months")."""
    AHEAD = "ahead"
    """So long before the event at least ("no later than one month before the proposed absence commences")."""
    KEPT = "kept"
    """For so long at least ("for 75 years from the child's date of birth")."""
    UNTIL = "until"
    """By a date that is printed ("Before 1st April 2020")."""
    WORDS = "words"
    """Words that no calendar can count ("without delay", "before the child is admitted"): they stay words."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit of a requirement.

    ``written`` are its words as printed, white space folded; ``provision_id`` is where they stand, which may be above
    the requirement ("(a) within 24 hours …—" heads a list). ``count`` and ``unit`` are set for clocks that count;
    ``event`` are the printed words for what it runs from, "" where none are printed. ``working`` says that the words
    count working days only; ``times`` is 2 for "at least twice per year".
    """

    written: str
    provision_id: str
    clock: Clock
    count: int | None = None
    unit: Unit | None = None
    event: str = ""
    working: bool = False
    times: int = 1

    def __post_init__(self) -> None:
        counts = self.clock not in (Clock.WORDS, Clock.UNTIL)
        if counts != (self.count is not None and self.unit is not None):
            raise ValueError("a time limit that counts needs a number and a unit, and no other has them")
