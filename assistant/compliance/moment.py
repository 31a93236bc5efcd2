"""When something happened, as somebody types it, in the time of England."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.errors import UnreadableMoment

LONDON = ZoneInfo("Europe/London")
LONGEST = 40
"""Characters. "2026-03-01T21:40:00.000000+00:00" has 32."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DATED = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_LOST_PLUS = re.compile(r"(?<=:\d\d) (?=\d{2}:?\d{2}\Z)|(?<=\.\d{3}) (?=\d{2}:?\d{2}\Z)")
"""The "+" before a zone, which an address (a query string) that does not escape it turns into a space."""
_FORM = "write it as 2026-03-01 or 2026-03-01T21:40; without an offset it is London time"


@dataclass(frozen=True, slots=True)
class Moment:
    """``at`` is aware, in London time; ``timed`` is False where only a date was told, and ``at`` is its first minute.

    ``note`` is what the reader should know of how it was read.
    """

    at: datetime
    timed: bool
    note: str = ""

    @property
    def day(self) -> date:
        """The day it falls on in London."""
        return self.at.date()


def read_moment(written: str) -> Moment:
    """Read ISO 8601: a date, or a date with a time. Without an offset a time is London time.

    Of an hour that the clocks go through twice the first is taken, which is the earlier limit, and the note says so.
    Raises UnreadableMoment for another form, no such date, or an hour that the clocks skip.
    """
    told = _LOST_PLUS.sub("+", written.strip())
    if len(told) > LONGEST:
        raise UnreadableMoment(f"that is no date: {_FORM}")
    try:
        if _DATE.fullmatch(told):
            return Moment(datetime.combine(date.fromisoformat(told), datetime.min.time(), LONDON), timed=False)
        typed = datetime.fromisoformat(told)
    except ValueError:
        raise UnreadableMoment(_wrong(told)) from None
    if not told[:10].count("-") == 2 or len(told) < 13:
        raise UnreadableMoment(f"the time is missing or not in its form: {_FORM}")
    try:
        return Moment(typed.astimezone(LONDON), timed=True) if typed.tzinfo else _in_london(typed)
    except OverflowError:
        raise UnreadableMoment("that date is out of range") from None


def _wrong(told: str) -> str:
    """What is wrong with what is not ISO 8601: the form, the day or the time of it. It never repeats what was typed."""
    dated = _DATED.fullmatch(told)
    if dated is None:
        return f"that is not the form of a date here: {_FORM}"
    try:
        date(*map(int, dated.groups()))
    except ValueError:
        return "there is no such date in the calendar: look at its month and day"
    return f"the time is not in its form, or there is no such time: {_FORM}"


def _in_london(typed: datetime) -> Moment:
    at = typed.replace(tzinfo=LONDON, fold=0)
    if at.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != typed:
        raise UnreadableMoment(
            "there is no such time in London: the clocks went forward over it; give the time with its offset (+00:00)"
        )
    twice = at.replace(fold=1).utcoffset() != at.utcoffset()
    note = (
        "The clocks went back, so that this hour came twice in London. The first is taken, which gives the earlier "
        "time; give the offset (+01:00 for the first, +00:00 for the second) to say which it was."
        if twice
        else ""
    )
    return Moment(at, timed=True, note=note)


def elapsed(at: datetime, hours: int) -> datetime:
    """So many hours after ``at`` as they pass, whatever the clocks do. Raises OverflowError past the year 9999."""
    return (at.astimezone(UTC) + timedelta(hours=hours)).astimezone(LONDON)
