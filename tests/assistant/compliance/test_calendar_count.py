from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compliance.calendar_count import end_of_next_month, end_of_next_year, shifted, working_days_after
from assistant.compliance.deadline import Unit


@pytest.mark.parametrize(
    ("day", "count", "unit", "to"),
    [
        (date(2026, 3, 1), 28, Unit.DAY, date(2026, 3, 29)),
        (date(2026, 3, 1), 1, Unit.WEEK, date(2026, 3, 8)),
        (date(2026, 8, 31), 6, Unit.MONTH, date(2027, 2, 28)),
        (date(2024, 2, 29), 3, Unit.YEAR, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, Unit.MONTH, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, Unit.MONTH, date(2025, 12, 15)),
    ],
)
def test_the_corresponding_date_or_the_last_of_the_month(day: date, count: int, unit: Unit, to: date) -> None:
    assert shifted(day, count, unit) == to


def test_off_the_calendar() -> None:
    with pytest.raises(OverflowError):
        shifted(date(9999, 12, 1), 1, Unit.MONTH)


def test_working_days_leave_out_saturdays_and_sundays() -> None:
    assert working_days_after(date(2026, 3, 6), 1) == date(2026, 3, 9)


def test_ends_of_the_next_month_and_year() -> None:
    assert end_of_next_month(date(2026, 1, 31)) == date(2026, 2, 28)
    assert end_of_next_month(date(2026, 12, 1)) == date(2027, 1, 31)
    assert end_of_next_year(date(2026, 2, 2)) == date(2027, 12, 31)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 600))
def test_months_never_run_into_the_next_month(day: date, months: int) -> None:
    found = shifted(day, months, Unit.MONTH)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day
