from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compliance.time_limits import Bound, times_in


@pytest.mark.parametrize(
    ("text", "bound", "hours"),
    [
        ("completed within two days", Bound.AT_MOST, (48, 48)),
        ("no later than 48 hours after", Bound.AT_MOST, (48, 48)),
        ("sent within four weeks", Bound.AT_MOST, (672, 672)),
        ("at least once every six months", Bound.EVERY, (180 * 24, 184 * 24)),
        ("visits monthly", Bound.EVERY, (28 * 24, 31 * 24)),
        ("twice a year", Bound.EVERY, (180 * 24, 184 * 24)),
        ("kept for 75 years", Bound.AT_LEAST, (75 * 365 * 24, 75 * 366 * 24)),
        ("within the last 5 years", Bound.LOOKING_BACK, (5 * 365 * 24, 5 * 366 * 24)),
        ("absent for 28 days or more", Bound.THRESHOLD, (672, 672)),
        ("within five working days", Bound.AT_MOST, (120, 120 + 8 * 24)),
        ("notified without delay", Bound.PROMPT, (None, None)),
    ],
)
def test_a_time_is_read_with_what_it_bounds(text: str, bound: Bound, hours: tuple[float, float]) -> None:
    (found,) = times_in(text)
    assert (found.bound, (found.shortest, found.longest)) == (bound, hours)


@pytest.mark.parametrize("text", ["a 16-year-old", "under two years old", "a quarter of the staff", "half of the team"])
def test_ages_and_shares_are_no_times(text: str) -> None:
    assert times_in(text) == ()


@given(st.text(max_size=80))
def test_offsets_are_those_of_the_words(text: str) -> None:
    padded = f"{text} within 28 days {text}"
    assert all(padded[one.start : one.end] == one.written for one in times_in(padded))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Within 24 hours staff record it", ["24 hours"]),
        ("every week staff check the alarms", ["every week"]),
        ("within a day staff report it", ["a day"]),
        ("an allegation against a night worker", []),
        ("paying £3 a week towards it", []),
    ],
)
def test_a_time_before_people_is_a_time_but_not_a_kind_of_shift_or_money(said: str, written: list[str]) -> None:
    assert [one.written for one in times_in(said)] == written
