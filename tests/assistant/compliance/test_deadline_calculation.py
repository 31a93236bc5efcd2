from __future__ import annotations

from datetime import date

import pytest

from assistant.compliance.deadline_calculation import Reckoning, commencement, reckon
from assistant.compliance.moment import read_moment
from assistant.errors import BeforeTheRule, NoTimeLimit, UnreadableMoment
from assistant.knowledge_base import KnowledgeBase
from ingest.errors import UnknownProvision

pytestmark = pytest.mark.official


def dates(base: KnowledgeBase, reference: str, typed: str) -> list[tuple[str, str]]:
    found = reckon(base.corpus, base.register, reference, read_moment(typed))
    return [(due.label, str(due.moment or due.day)) for due in found.dues]


def reckoned(base: KnowledgeBase, reference: str, typed: str) -> Reckoning:
    return reckon(base.corpus, base.register, reference, read_moment(typed))


def test_the_three_clocks_of_a_restraint_record(ingested: KnowledgeBase) -> None:
    assert dates(ingested, "reg 35(3)", "2026-03-01T21:40") == [
        ("reg 35(3)(a)", "2026-03-02 21:40:00+00:00"),
        ("reg 35(3)(b)", "2026-03-03 21:40:00+00:00"),
        ("reg 35(3)(c)", "2026-03-06"),
    ]
    assert [due.pages for due in reckoned(ingested, "reg 35(3)", "2026-03-01").dues] == [(26,)] * 3


@pytest.mark.parametrize(
    ("reference", "event", "due"),
    [
        ("reg 16(3)(b)", "2026-03-01", "2026-03-29"),
        ("reg 28(3)(a)", "2024-02-29", "2027-02-28"),
        ("reg 32(5)(a)", "2024-05-10", "2026-05-10"),
        ("reg 44(1)", "2026-03-01", "2026-04-30"),
        ("reg 45(1)", "2025-08-31", "2026-02-28"),
        ("reg 45(4)(a)", "2026-03-01", "2026-03-29"),
        ("reg 46(1)", "2026-02-02", "2027-12-31"),
        ("reg 48(2)(a)", "2026-03-31", "2026-02-28"),
        ("reg 48(5)", "2026-03-31", "2026-04-07"),
        ("reg 36(2)(b)", "2012-03-01", "2087-03-01"),
        ("reg 28(3)(b)", "2026-01-01", "2017-04-01"),
        ("reg 57(1)(a)", "2026-01-01", "2020-03-31"),
    ],
)
def test_the_clocks_that_people_ask_for(ingested: KnowledgeBase, reference: str, event: str, due: str) -> None:
    assert [when for _, when in dates(ingested, reference, event)] == [due]


def test_words_stay_words(ingested: KnowledgeBase) -> None:
    dues = reckoned(ingested, "reg 40(1)", "2026-03-01T10:00").dues
    assert [(due.deadline.written, due.moment, due.day) for due in dues] == [("without delay", None, None)]


def test_a_clock_change_within_the_hours_is_said(ingested: KnowledgeBase) -> None:
    (due,) = reckoned(ingested, "reg 22(6)(b)", "2026-03-28T21:40").dues
    assert str(due.moment) == "2026-03-29 22:40:00+01:00"
    assert "The clocks go forward" in due.counted


def test_weekends_count_and_it_is_said(ingested: KnowledgeBase) -> None:
    notes = reckoned(ingested, "reg 16(3)(b)", "2026-03-01").notes
    assert any(note.startswith("Weekends and bank holidays count") for note in notes)


def test_a_date_without_a_time_is_counted_from_its_first_minute(ingested: KnowledgeBase) -> None:
    notes = reckoned(ingested, "reg 35(3)(a)", "2026-03-01").notes
    assert any("No time of day was told" in note for note in notes)


def test_the_rules_are_as_old_as_their_first_regulation_says(ingested: KnowledgeBase) -> None:
    assert commencement(ingested.corpus) == date(2015, 4, 1)


@pytest.mark.parametrize(
    ("reference", "event", "error"),
    [
        ("reg 35(3)", "2015-03-31T23:59", BeforeTheRule),
        ("reg 28(3)(a)", "2014-04-01", BeforeTheRule),
        ("reg 6", "2026-03-01", NoTimeLimit),
        ("reg 99", "2026-03-01", UnknownProvision),
        ("reg 35(3)(c)", "9999-12-31", UnreadableMoment),
        ("reg 36(2)(b)", "9990-01-01", UnreadableMoment),
    ],
)
def test_what_cannot_be_counted(ingested: KnowledgeBase, reference: str, event: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        reckoned(ingested, reference, event)


def test_a_manager_who_started_before_the_regulations_has_a_date(ingested: KnowledgeBase) -> None:
    assert dates(ingested, "reg 28(3)(a)", "2014-06-01") == [("reg 28(3)(a)", "2017-06-01")]
