from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compliance.moment import LONDON, elapsed, read_moment
from assistant.errors import UnreadableMoment


def test_a_time_without_an_offset_is_london_time() -> None:
    assert read_moment("2026-07-01T21:40").at.astimezone(UTC) == datetime(2026, 7, 1, 20, 40, tzinfo=UTC)
    assert read_moment("2026-07-01T21:40Z").at.astimezone(UTC) == datetime(2026, 7, 1, 21, 40, tzinfo=UTC)


def test_a_date_alone_is_its_first_minute_and_says_so() -> None:
    found = read_moment("2026-03-01")
    assert (found.at, found.timed) == (datetime(2026, 3, 1, tzinfo=LONDON), False)


def test_an_hour_that_the_clocks_skip_is_no_time() -> None:
    with pytest.raises(UnreadableMoment, match="clocks went forward"):
        read_moment("2026-03-29T01:30")


def test_of_an_hour_that_comes_twice_the_first_is_taken_and_said() -> None:
    found = read_moment("2026-10-25T01:30")
    assert found.at.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert "came twice" in found.note
    assert read_moment("2026-10-25T01:30+00:00").note == ""


@pytest.mark.parametrize(
    "typed", ["", "yesterday", "2026-13-01", "2026-02-30", "01/03/2026", "20260301", "2026-W10", "2" * 500]
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(UnreadableMoment):
        read_moment(typed)


def test_hours_are_counted_as_they_pass() -> None:
    before = read_moment("2026-03-28T21:40").at
    assert elapsed(before, 24).isoformat() == "2026-03-29T22:40:00+01:00"


@given(st.text(max_size=60))
def test_any_text_is_a_moment_or_refused(typed: str) -> None:
    with suppress(UnreadableMoment):
        assert read_moment(typed).at.tzinfo is LONDON


def test_a_plus_that_an_address_turned_into_a_space_is_read() -> None:
    assert read_moment("2026-03-01T21:40 01:00") == read_moment("2026-03-01T21:40+01:00")


@pytest.mark.parametrize("typed", ["1 March 2026", "31/12/2025"])
def test_another_form_is_told_which_is_wanted(typed: str) -> None:
    with pytest.raises(UnreadableMoment, match="not the form of a date here: write it as 2026-03-01"):
        read_moment(typed)


def test_a_day_that_no_calendar_has_is_told_apart() -> None:
    with pytest.raises(UnreadableMoment, match="no such date in the calendar"):
        read_moment("2025-02-29")
