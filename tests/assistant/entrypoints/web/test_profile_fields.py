from __future__ import annotations

from assistant.drafting.profile import field_paths
from assistant.entrypoints.web.profile_fields import answers, field, groups, in_questions


def test_the_form_asks_for_every_field_of_the_profile_once() -> None:
    asked = [one.path for _, fields in groups() for one in fields]
    assert sorted(asked) == sorted({*field_paths(), "registered_manager"})


def test_each_question_is_one_that_a_person_can_read() -> None:
    asked = [one.ask for _, fields in groups() for one in fields]
    assert len(set(asked)) == len(asked)
    assert all(one.endswith("?") and "false" not in one and "_" not in one for one in asked)


def test_a_field_is_answered_as_its_form_takes_it() -> None:
    told = {path: field(path).control for path in ("name", "needs", "places", "secure", "facts.ethos_in_practice")}
    assert told == {
        "name": "line",
        "needs": "text",
        "places": "number",
        "secure": "choice",
        "facts.ethos_in_practice": "text",
    }
    assert field("registered_manager.started").control == "day"


def test_the_answers_of_a_form_are_told_from_its_other_fields() -> None:
    assert answers({"answer.places": "4", "kind": "section"}) == {"places": "4"}


def test_faults_are_told_by_the_questions() -> None:
    told = in_questions("profile: places: should be a whole number; age_from and age_to: the youngest is older")
    assert (
        told
        == "“For how many children is the home?” should be a whole number; age_from and age_to: the youngest is older"
    )
