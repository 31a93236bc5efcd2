"""A statement beside invented clauses: each verdict, as examples."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compliance.comparison import Aspect, Relation, compare
from assistant.compliance.printed import Printed
from assistant.compliance.ruled_out import Conduct, described
from assistant.compliance.silence import Sought
from ingest.document import Authority, Force

GROUP = Printed(
    "law/regulation/19/2/j", "reg 19(2)(j)", "any measure involving punishing a group of children",
    Force.MUST, Authority.STATUTE, "The following measures may not be used to discipline any child",
)  # fmt: skip
GROUP_LOSES = Conduct("group", ("law/regulation/19/2/j",), re.compile(r"\bgroup\s+loses\b", re.IGNORECASE))
WELL = Sought(retrieved=1.0, unknown=0.0)
BADLY = Sought(retrieved=0.3, unknown=0.0)

OPENING = "The registered person must ensure that"
RECORD = Printed(
    "law/regulation/35/3/a",
    "reg 35(3)(a)",
    "within 24 hours of the use of a measure of restraint, a record is made",
    Force.MUST,
    Authority.STATUTE,
    OPENING,
)
NOTIFY = Printed(
    "law/regulation/40/4", "reg 40(4)", "The registered person must notify HMCI without delay of a serious event",
    Force.MUST, Authority.STATUTE,
)  # fmt: skip
VISIT = Printed(
    "law/regulation/44/1", "reg 44(1)",
    "The registered person must ensure that an independent person visits the home at least once each month",
    Force.MUST, Authority.STATUTE,
)  # fmt: skip
SUPERVISION = Printed(
    "guide/paragraph/13.3", "para 13.3", "A record of supervision should be kept for staff",
    Force.SHOULD, Authority.STATUTORY_GUIDANCE,
)  # fmt: skip
PUNISH = Printed(
    "law/regulation/19/2/e", "reg 19(2)(e)", "the intentional deprivation of sleep",
    Force.MUST, Authority.STATUTE, "The following measures may not be used to discipline any child",
)  # fmt: skip
KEEP = Printed(
    "law/regulation/37/2/c", "reg 37(2)(c)", "retain the records for at least 15 years from the last entry",
    Force.MUST, Authority.STATUTE, "The registered person must",
)  # fmt: skip


def near(printed: Printed) -> Printed:
    return replace(printed, nearness=0.9)


@pytest.mark.parametrize(
    ("said", "printed", "relation"),
    [
        ("A record of restraint is made within 24 hours", RECORD, Relation.AGREES),
        ("A record of restraint is made within one day", RECORD, Relation.AGREES),
        ("A record of restraint is made within two days", RECORD, Relation.CONFLICTS),
        ("A record of restraint is made within two working days", RECORD, Relation.CONFLICTS),
        ("Here a record of restraint is made within 12 hours", RECORD, Relation.GOES_FURTHER),
        ("The Regulations require a record of restraint within 12 hours", RECORD, Relation.CONFLICTS),
        ("A record of restraint is made without delay", RECORD, Relation.NOT_COMPARABLE),
        ("A record of restraint need not be made", RECORD, Relation.CONFLICTS),
        ("A record of restraint is made for Ofsted within 24 hours", RECORD, Relation.NOT_COMPARABLE),
        ("A record of restraint should be made within 24 hours", RECORD, Relation.CONFLICTS),
        ("The independent person visits the home monthly", VISIT, Relation.AGREES),
        ("The independent person visits the home every quarter", VISIT, Relation.CONFLICTS),
        ("The independent person visits the home weekly", VISIT, Relation.GOES_FURTHER),
        ("HMCI is notified of a serious event within 24 hours", NOTIFY, Relation.NOT_COMPARABLE),
        ("HMCI is notified of a serious event within seven days", NOTIFY, Relation.CONFLICTS),
        ("In our home a record of supervision must be kept for staff", SUPERVISION, Relation.GOES_FURTHER),
        ("The Guide says that a record of supervision must be kept for staff", SUPERVISION, Relation.CONFLICTS),
        ("A record of supervision should be kept for staff", SUPERVISION, Relation.AGREES),
        ("Staff may discipline a child by deprivation of sleep", PUNISH, Relation.CONFLICTS),
        ("Staff must not discipline a child by deprivation of sleep", PUNISH, Relation.AGREES),
        ("Records are destroyed two years after the last entry", KEEP, Relation.CONFLICTS),
        ("Records are retained for 20 years from the last entry", KEEP, Relation.GOES_FURTHER),
    ],
)
def test_a_statement_stands_to_a_clause(said: str, printed: Printed, relation: Relation) -> None:
    assert compare(said, [near(printed)], WELL).relation is relation


def test_what_is_found_badly_and_far_away_is_silence() -> None:
    found = compare("Fire drills are held on Mondays", [replace(KEEP, nearness=0.4)], BADLY)
    assert (found.relation, found.governing) == (Relation.SILENT, ())


def test_a_figure_that_no_source_gives_is_silence_and_named() -> None:
    found = compare("A record of supervision is kept for staff for nine years", [near(SUPERVISION)], WELL)
    assert found.relation is Relation.SILENT
    assert [one.said for one in found.unsettled] == ["nine years"]


def test_each_difference_has_its_words_and_its_provision() -> None:
    said = "A record of restraint is made within two days"
    (found,) = [one for one in compare(said, [near(RECORD), near(VISIT)], WELL).settled if one.aspect is Aspect.TIME]
    assert (said[found.start : found.end], found.printed, found.provision_id) == (
        "two days",
        "24 hours",
        "law/regulation/35/3/a",
    )


def test_the_clause_that_speaks_of_it_comes_first() -> None:
    assert compare("The independent person visits monthly", [RECORD, KEEP, VISIT], WELL).laid[0].printed == VISIT


@given(st.text(max_size=200))
def test_any_text_can_be_compared(said: str) -> None:
    assert len(compare(said, [RECORD, PUNISH], WELL).laid) == 2


@pytest.mark.parametrize(
    ("said", "relation"),
    [
        ("When one child breaks a window, the group loses the outing.", Relation.CONFLICTS),
        ("No group loses the outing.", Relation.AGREES),
    ],
)
def test_conduct_that_a_clause_is_known_to_rule_out_is_compared_though_no_word_is_shared(
    said: str, relation: Relation
) -> None:
    made = compare(said, [VISIT, replace(GROUP, told=tuple(described(said, [GROUP_LOSES])))], BADLY)
    assert made.relation is relation
    assert [one.printed.provision_id for one in made.governing] == ["law/regulation/19/2/j"]
    (conduct,) = made.governing[0].conduct
    assert (conduct.aspect, conduct.said, said[conduct.start : conduct.end]) == (
        Aspect.CONDUCT,
        "group loses",
        "group loses",
    )


def test_conduct_said_not_to_be_done_and_a_figure_that_nothing_settles_is_not_called_agreement() -> None:
    said = "No group loses the outing for six weeks."
    made = compare(said, [replace(GROUP, told=tuple(described(said, [GROUP_LOSES])))], BADLY)
    assert made.relation is Relation.NOT_COMPARABLE


def test_a_stricter_figure_bears_out_as_the_same_figure_does() -> None:
    said = "An independent person comes round at least twice each month."
    assert compare(said, [replace(VISIT, nearness=0.8)], WELL).relation is Relation.GOES_FURTHER
