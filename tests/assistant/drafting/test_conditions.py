from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.conditions import Always, Condition, Fact, Joined, Not, evaluate, parse, unknown_in
from ingest.errors import BadInput

NAMES = ("school", "secure", "website")

FACTS = st.fixed_dictionaries({name: st.sampled_from([True, False, None]) for name in NAMES})
CONDITIONS = st.recursive(
    st.sampled_from(NAMES).map(Fact),
    lambda inner: st.one_of(
        inner.map(Not),
        st.builds(Joined, st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("always", Always()),
        ("school", Fact("school")),
        ("not school", Not(Fact("school"))),
        (
            "school or secure and website",
            Joined("or", (Fact("school"), Joined("and", (Fact("secure"), Fact("website"))))),
        ),
        (
            "(school or secure) and website",
            Joined("and", (Joined("or", (Fact("school"), Fact("secure"))), Fact("website"))),
        ),
        (" not not ( school ) ", Not(Not(Fact("school")))),
    ],
)
def test_conditions_are_read(text: str, condition: Condition) -> None:
    assert parse(text, NAMES) == condition


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "ends too early"),
        ("school and", "ends too early"),
        ("(school", "ends too early"),
        ("(school or secure website", "not closed"),
        ("school secure", '"secure" stands where'),
        ("shcool", '"shcool" is no fact'),
        ("always or school", '"always" is no fact'),
        ("school == true", "character 7"),
        ("__import__", "character 1"),
        ("not " * 60 + "school", "inside one another"),
        ("school or " * 200 + "school", "1000 characters"),
    ],
)
def test_what_is_no_condition_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=re.escape(says)):
        parse(text, NAMES)


@given(CONDITIONS)
def test_a_condition_written_out_is_the_same_condition(condition: Condition) -> None:
    assert parse(str(condition), NAMES) == condition


@given(CONDITIONS, FACTS)
def test_what_is_settled_stays_so_whatever_the_unknown_facts_turn_out_to_be(
    condition: Condition, facts: dict[str, bool | None]
) -> None:
    told = evaluate(condition, facts)
    unknown = [name for name in NAMES if facts[name] is None]
    outcomes = {
        evaluate(condition, {**facts, **dict(zip(unknown, values, strict=True))})
        for values in itertools.product([True, False], repeat=len(unknown))
    }
    assert None not in outcomes
    assert told is None or outcomes == {told}


@given(CONDITIONS, FACTS)
def test_an_unknown_outcome_names_the_facts_it_waits_for(condition: Condition, facts: dict[str, bool | None]) -> None:
    asked = unknown_in(condition, facts)
    assert all(facts[name] is None for name in asked)
    assert evaluate(condition, facts) is not None or asked


def test_a_fact_nobody_has_told_is_unknown() -> None:
    assert evaluate(Fact("school"), {}) is None
    assert evaluate(parse("school or website", NAMES), {"website": True}) is True
    assert unknown_in(parse("school or website", NAMES), {"website": True}) == ("school",)
