"""What periods run from."""

from __future__ import annotations

import pytest

from assistant.compliance.starting_event import events_after, starts_otherwise, with_its_event

LAW = "records are kept for 75 years from the child's date of birth"


@pytest.mark.parametrize(
    ("text", "period", "events"),
    [
        (LAW, "75 years", {"birth"}),
        ("kept for 15 years after the child leaves the home", "15 years", {"leaving"}),
        ("told within 7 days of her return to work", "7 days", {"return"}),
        ("sent within 28 days, and signed at the next visit", "28 days", set()),
        ("visited once a month", "a month", set()),
    ],
)
def test_the_event_after_a_period_is_read(text: str, period: str, events: set[str]) -> None:
    assert events_after(text, text.index(period) + len(period)) == events


@pytest.mark.parametrize(
    ("said", "otherwise"),
    [
        ("kept for 75 years from the day the child leaves", True),
        ("kept for 75 years from birth", False),
        ("kept for 75 years", False),
        ("kept for 75 years from the day the file was opened", False),
    ],
)
def test_only_another_known_event_is_another_start(said: str, otherwise: bool) -> None:
    ends = [text.index("75 years") + len("75 years") for text in (said, LAW)]
    assert starts_otherwise(said, ends[0], LAW, ends[1]) is otherwise


def test_a_period_is_shown_with_what_it_runs_from() -> None:
    assert LAW[: with_its_event(LAW, LAW.index(" from"))].endswith("date of birth")
