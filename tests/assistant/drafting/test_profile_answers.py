from __future__ import annotations

from typing import Any

import pytest

from assistant.drafting.profile import check_profile
from assistant.drafting.profile_answers import check_fields, with_answers
from assistant.errors import UnsoundProfile


@pytest.mark.parametrize(
    ("told", "field", "typed", "after"),
    [
        ({}, "places", "4", {"places": 4}),
        ({}, "school", "No", {"school": False}),
        ({}, "website", "none", {"website": False}),
        ({}, "buildings", "Elm House; the cabin", {"buildings": ["Elm House", "the cabin"]}),
        ({}, "provider_type", "Local authority", {"provider_type": "local_authority", "responsible_individual": {}}),
        ({}, "registered_manager", "no", {"registered_manager": False}),
        ({"registered_manager": False}, "registered_manager.name", "B.", {"registered_manager": {"name": "B."}}),
        ({"registered_manager": {"name": "A."}}, "registered_manager.started", "2026-04-01", None),
        ({"facts": {"a": "One."}}, "facts.b.c", "no", {"facts": {"a": "One.", "b.c": "no"}}),
        ({"facts": {"a": "One."}, "places": 4}, "facts.a", " ", {"facts": {}, "places": 4}),
    ],
)
def test_an_answer_is_set_into_its_field(
    told: dict[str, Any], field: str, typed: str, after: dict[str, Any] | None
) -> None:
    found = with_answers(check_profile(told), {field: typed}).model_dump(mode="json", exclude_unset=True)
    assert found == (after or {"registered_manager": {"name": "A.", "started": typed}})


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("places", "four", "places: should be a whole number"),
        ("nowhere", "x", "there is no such field"),
        ("facts.Not a name", "x", "facts"),
        ("registered_manager.nowhere", "x", "there is no such field"),
    ],
)
def test_an_answer_that_is_not_in_its_form_is_named(field: str, typed: str, words: str) -> None:
    with pytest.raises(UnsoundProfile, match=words):
        with_answers(check_profile({"places": 4}), {field: typed})


def test_a_fact_that_no_gap_asks_for_is_refused() -> None:
    check_fields(
        {"facts.a": "x", "facts.told": "x", "places": "4"}, ["facts.a"], check_profile({"facts": {"told": "y"}})
    )
    with pytest.raises(UnsoundProfile, match=r"the fields of its gaps: facts\.a"):
        check_fields({"facts.nope": "1"}, ["facts.a"], check_profile({}))
