"""What likeness makes of a verdict: each case a verdict by words, how it leans, and what comes of both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.compliance.difference import Aspect, Difference, Relation
from assistant.compliance.likeness import Leaning
from assistant.compliance.likeness_verdict import DOUBTS, LEANS, NEAR_ENOUGH, by_likeness
from assistant.compliance.point import Beside, Standing, StatementChecked, Verdict
from assistant.compliance.worked_examples import Bearing, WorkedExample

EXAMPLE = WorkedExample("r/regulation/23/2/a", "The tablets are locked away.", Bearing.AGREES)


def statement(verdict: Verdict, *differing: Aspect, said: str = "Tablets are kept in a safe.") -> StatementChecked:
    differences = tuple(
        Difference(aspect, Relation.CONFLICTS, said[:7], 0, 7, "must", "r/regulation/23/2/a") for aspect in differing
    )
    return StatementChecked(said, verdict, "by words", (), differences, ())


def made(
    before: StatementChecked, odds: float, nearness: float = 0.7, *, may_assure: bool = True, is_sure: bool = False
) -> StatementChecked:
    return by_likeness(before, Leaning(odds, EXAMPLE, nearness), may_assure=may_assure, is_sure=is_sure)


@pytest.mark.parametrize(
    ("odds", "nearness", "verdict"),
    [
        (LEANS, NEAR_ENOUGH, Verdict.AGREES),
        (-LEANS, NEAR_ENOUGH, Verdict.CONFLICTS),
        (LEANS - 0.1, 0.9, Verdict.NOT_COMPARABLE),
        (-LEANS + 0.1, 0.9, Verdict.NOT_COMPARABLE),
        (LEANS, NEAR_ENOUGH - 0.01, Verdict.NOT_COMPARABLE),
        (-LEANS, NEAR_ENOUGH - 0.01, Verdict.NOT_COMPARABLE),
    ],
)
def test_what_is_open_is_settled_where_it_leans_and_an_example_is_near(
    odds: float, nearness: float, verdict: Verdict
) -> None:
    found = made(statement(Verdict.NOT_COMPARABLE), odds, nearness)
    assert found.verdict is verdict
    assert (found.like is EXAMPLE) == (verdict is not Verdict.NOT_COMPARABLE)


def test_the_provision_that_the_example_was_written_for_comes_first() -> None:
    places = [
        (Standing.GOVERNS, "g/paragraph/7.14"),
        (Standing.GOVERNS, "r/regulation/23/2/b"),
        (Standing.GOVERNS, "r/regulation/23/2/a"),
        (Standing.PARTS, "r/regulation/23/2"),
    ]
    shown = tuple(Beside(standing, place, "", (), Relation.AGREES, ()) for standing, place in places)
    found = made(replace(statement(Verdict.NOT_COMPARABLE), provisions=shown), LEANS)
    assert [one.provision_id for one in found.provisions] == [
        "r/regulation/23/2/a",
        "r/regulation/23/2/b",
        "g/paragraph/7.14",
        "r/regulation/23/2",
    ]


def test_nothing_assures_where_something_keeps_it_from_that() -> None:
    found = made(statement(Verdict.NOT_COMPARABLE), 20.0, may_assure=False)
    assert (found.verdict, found.like) == (Verdict.NOT_COMPARABLE, None)
    assert made(statement(Verdict.NOT_COMPARABLE), -20.0, may_assure=False).verdict is Verdict.CONFLICTS


def test_a_not_that_the_example_does_not_have_settles_nothing() -> None:
    assert made(statement(Verdict.NOT_COMPARABLE, said="The tablets are not locked away."), 20.0).like is None


def test_an_agreement_by_words_is_doubted_where_all_goes_against_it() -> None:
    found = made(statement(Verdict.AGREES), -DOUBTS)
    assert (found.verdict, found.like) == (Verdict.NOT_COMPARABLE, EXAMPLE)
    assert "Neither settles it" in found.explanation
    assert made(statement(Verdict.AGREES), -DOUBTS + 0.1).verdict is Verdict.AGREES
    assert made(statement(Verdict.AGREES), -20.0, is_sure=True).verdict is Verdict.AGREES


@pytest.mark.parametrize(
    ("differing", "verdict"),
    [
        ((Aspect.DENIAL,), Verdict.NOT_COMPARABLE),
        ((Aspect.WHO, Aspect.FORCE), Verdict.NOT_COMPARABLE),
        ((Aspect.TIME,), Verdict.CONFLICTS),
        ((Aspect.DENIAL, Aspect.TIME), Verdict.CONFLICTS),
        ((Aspect.CONDUCT,), Verdict.CONFLICTS),
        ((Aspect.OPPOSITE,), Verdict.CONFLICTS),
        ((), Verdict.CONFLICTS),
    ],
)
def test_a_conflict_is_doubted_only_where_words_alone_make_it(differing: tuple[Aspect, ...], verdict: Verdict) -> None:
    assert made(statement(Verdict.CONFLICTS, *differing), DOUBTS).verdict is verdict
    assert made(statement(Verdict.CONFLICTS, *differing), DOUBTS - 0.1).verdict is Verdict.CONFLICTS


def test_a_doubted_conflict_says_what_words_made_it() -> None:
    found = made(statement(Verdict.CONFLICTS, Aspect.FORCE), DOUBTS)
    assert "“Tablets” stands where “must” is printed." in found.explanation


@pytest.mark.parametrize("verdict", [Verdict.SILENT, Verdict.OUT_OF_SCOPE, Verdict.GOES_FURTHER])
def test_other_verdicts_stand(verdict: Verdict) -> None:
    before = statement(verdict)
    assert made(before, 30.0) is before
    assert made(before, -30.0) is before
    assert by_likeness(before, None, may_assure=True, is_sure=False) is before
