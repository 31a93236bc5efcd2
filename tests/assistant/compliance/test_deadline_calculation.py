from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.compliance.deadline_calculation import commencement, reckon
from assistant.compliance.deadline_notes import ALTERNATIVES, EVENTS
from assistant.compliance.due import Reckoning
from assistant.compliance.moment import read_moment
from assistant.errors import BeforeTheRule, NoTimeLimit, UnreadableMoment
from assistant.knowledge_base import KnowledgeBase
from ingest.document import Authority, Force
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
        ("reg 11", "2026-03-01", NoTimeLimit),
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


def test_what_the_guide_expects_is_told_apart_from_law(ingested: KnowledgeBase) -> None:
    guide = reckoned(ingested, "para 9.60", "2026-05-31").dues
    law = reckoned(ingested, "reg 35(3)", "2026-05-31").dues
    assert {(due.authority, due.force) for due in guide} == {(Authority.STATUTORY_GUIDANCE, Force.SHOULD)}
    assert {(due.authority, due.force) for due in law} == {(Authority.STATUTE, Force.MUST)}


def test_limbs_of_a_list_say_whose_they_are_and_what_may_be_deferred(ingested: KnowledgeBase) -> None:
    found = reckoned(ingested, "reg 28(3)", "2016-01-10")
    assert [(due.case, due.alternative) for due in found.dues] == [
        ("in the case of a person who starts managing a home after 1st April 2014", True),
        ("in the case of a person who was managing a home on 1st April 2014", True),
    ]
    assert ALTERNATIVES in found.notes
    assert any(note.startswith("reg 28(4) says that the relevant date may be deferred") for note in found.notes)
    care = reckoned(ingested, "reg 32(5)", "2016-01-10").notes
    assert any(note.startswith("reg 32(6) says") for note in care)


def test_a_limb_that_does_not_fit_leaves_the_others(ingested: KnowledgeBase) -> None:
    assert dates(ingested, "reg 28(3)", "2013-06-01") == [("reg 28(3)(b)", "2017-04-01")]
    assert any("reg 28(3)(a) is about" in note for note in reckoned(ingested, "reg 28(3)", "2013-06-01").notes)


def test_limits_of_different_events_say_so(ingested: KnowledgeBase) -> None:
    found = reckoned(ingested, "reg 48", "2026-03-31")
    assert EVENTS in found.notes
    assert any("taken as the beginning of the absence" in due.counted for due in found.dues)
    assert not any(due.alternative for due in found.dues)
    assert EVENTS not in reckoned(ingested, "reg 16(3)(b)", "2026-03-31").notes


def test_law_that_is_not_ingested_is_named(ingested: KnowledgeBase) -> None:
    without = replace(ingested.register, absent=("regulations-2015",))
    with pytest.raises(UnknownProvision, match="regulations-2015 is not ingested"):
        reckon(ingested.corpus, without, "reg 99", read_moment("2026-03-01"))
    assert not ingested.register.absent


def test_where_the_sources_part_on_a_limit_a_note_says_so(ingested: KnowledgeBase) -> None:
    known = ingested.data().differences
    made = reckon(ingested.corpus, ingested.register, "reg 45(4)(a)", read_moment("2026-03-01"), known)
    assert any("The Guide says the six-monthly report" in note for note in made.notes)
