from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compliance.deadline import Clock, Deadline, Unit
from assistant.compliance.printed_deadlines import time_limits

COUNTED = {
    "within 24 hours of the use of a measure of control, discipline or restraint in relation to a child": (
        "within 24 hours of the use of a measure of control, discipline or restraint",
        (Clock.WITHIN, 24, Unit.HOUR, "the use of a measure of control, discipline or restraint"),
    ),
    "send a copy within 28 days of the revision.": (
        "within 28 days of the revision",
        (Clock.WITHIN, 28, Unit.DAY, "the revision"),
    ),
    "within one week of the beginning of the absence; and": (
        "within one week of the beginning of the absence",
        (Clock.WITHIN, 1, Unit.WEEK, "the beginning of the absence"),
    ),
    "not later than 7 days after the date of that person's return.": (
        "not later than 7 days after the date of that person's return",
        (Clock.WITHIN, 7, Unit.DAY, "the date of that person's return"),
    ),
    "visits the home at least once each month.": ("at least once each month", (Clock.EVERY, 1, Unit.MONTH, "")),
    "at least once every 6 months": ("at least once every 6 months", (Clock.EVERY, 6, Unit.MONTH, "")),
    "at least once every six months": ("at least once every six months", (Clock.EVERY, 6, Unit.MONTH, "")),
    "at least once in each calendar year taking": (
        "at least once in each calendar year",
        (Clock.EVERY, 1, Unit.CALENDAR_YEAR, ""),
    ),
    "appraised at least once annually.": ("at least once annually", (Clock.EVERY, 1, Unit.YEAR, "")),
    "no later than one month before the proposed absence commences, or": (
        "no later than one month before the proposed absence commences",
        (Clock.AHEAD, 1, Unit.MONTH, "the proposed absence commences"),
    ),
    "for 75 years from the child's date of birth;": (
        "for 75 years from the child's date of birth",
        (Clock.KEPT, 75, Unit.YEAR, "the child's date of birth"),
    ),
    "within 3 working days of the request": (
        "within 3 working days of the request",
        (Clock.WITHIN, 3, Unit.DAY, "the request"),
    ),
}


@pytest.mark.parametrize("text", COUNTED)
def test_limits_that_count(text: str) -> None:
    (found,) = time_limits(text, "here")
    assert (found.written, (found.clock, found.count, found.unit, found.event)) == COUNTED[text]
    assert found.provision_id == "here"
    assert found.working == ("working" in text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("must, without delay, give HMCI notice", "without delay"),
        (
            "as soon as reasonably practicable after the child's arrival about—",
            "as soon as reasonably practicable after the child's arrival",
        ),
        ("seek comments before revising either document;", "before revising either document"),
        ("report any allegation immediately to a manager", "immediately"),
        ("consent in writing at the time of placement.", "at the time of placement"),
    ],
)
def test_words_stay_words(text: str, written: str) -> None:
    (found,) = time_limits(text, "here")
    assert (found.written, found.clock, found.count) == (written, Clock.WORDS, None)


@pytest.mark.parametrize(
    "text",
    [
        "absent from the home for a continuous period of 28 days or more",
        "within the last 5 years, worked for at least 2 years in a position",
        "regularly consult children",
        "at suitable intervals",
        "The child's address immediately before entering the home.",
        "if the child dies before attaining the age of 18",
        "complaints made during the preceding twelve months",
        "for no longer than is necessary",
    ],
)
def test_what_is_no_limit(text: str) -> None:
    assert time_limits(text, "here") == ()


def test_several_limits_come_in_reading_order() -> None:
    text = "before the child is admitted to the home or, if not, as soon as possible after the child is admitted."
    assert [limit.written for limit in time_limits(text, "x")] == [
        "before the child is admitted to the home",
        "as soon as possible after the child is admitted",
    ]


def test_a_limit_that_counts_needs_a_number() -> None:
    with pytest.raises(ValueError, match="number"):
        Deadline("within days", "x", Clock.WITHIN)


@given(st.text(max_size=200))
def test_every_limit_is_printed_in_the_text(text: str) -> None:
    assert all(limit.written in text for limit in time_limits(text, "x"))
