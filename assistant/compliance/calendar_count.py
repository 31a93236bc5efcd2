"""Counting on the calendar as the law counts. Pure.

The day of the event is left out (Lester v Garland, 1808); a month is a calendar month (Interpretation Act 1978,
Schedule 1) and ends on the corresponding date, or on the last day of a month that has none (Dodds v Walker, 1981).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from assistant.compliance.deadline import Unit

_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_SATURDAY = 5


def shifted(day: date, count: int, unit: Unit) -> date:
    """The day ``count`` units after ``day``; before it for a negative one. Raises OverflowError off the calendar.

    >>> shifted(date(2026, 8, 31), 6, Unit.MONTH)
    datetime.date(2027, 2, 28)
    """
    if unit in _DAYS:
        return day + timedelta(days=count * _DAYS[unit])
    months = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("off the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def working_days_after(day: date, count: int) -> date:
    """The day ``count`` working days after ``day``: Saturdays and Sundays left out, bank holidays not known here."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def end_of_next_month(day: date) -> date:
    """The last day of the calendar month after that of ``day``."""
    first = shifted(day.replace(day=1), 1, Unit.MONTH)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def end_of_next_year(day: date) -> date:
    """The last day of the calendar year after that of ``day``."""
    return date(day.year + 1, 12, 31)
