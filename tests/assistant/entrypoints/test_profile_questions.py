from __future__ import annotations

from typing import Any

from assistant.drafting.profile import check_profile, field_paths
from assistant.entrypoints.profile_questions import Interview


def interview(answers: dict[str, list[str]]) -> tuple[dict[str, Any], list[str], list[str]]:
    """What was told, asked and said, where each question that begins with a key is answered in turn."""
    told: dict[str, Any] = {}
    asked: list[str] = []
    said: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        left = next((left for begins, left in answers.items() if question.startswith(begins)), [])
        return left.pop(0) if left else ""

    Interview(told, ask, said.append).ask_all()
    check_profile(told)
    return told, asked, said


def test_whoever_skips_everything_has_told_nothing() -> None:
    told, asked, said = interview({})
    assert (told, said) == ({}, [])
    assert len(asked) == len(set(asked))


def test_answers_are_read_as_the_form_has_them() -> None:
    told, _, said = interview(
        {
            "What is the provider": ["Local authority"],
            "What is the responsible individual's name": ["A. Example"],
            "Is there a registered manager": ["y"],
            "When did the registered manager start": ["2023-09-04"],
            "For how many children": ["4"],
            "Is the home also a school": ["N"],
            "Which buildings": ["Elm House; The Annexe;"],
            "The home's web address": ["no"],
        }
    )
    assert told == {
        "provider_type": "local_authority",
        "responsible_individual": {"name": "A. Example"},
        "registered_manager": {"started": "2023-09-04"},
        "places": 4,
        "school": False,
        "buildings": ["Elm House", "The Annexe"],
        "website": False,
    }
    assert said == []


def test_what_is_wrong_is_said_and_asked_again() -> None:
    told, _, said = interview(
        {
            "For how many children": ["four", "0", "4"],
            "How old is the youngest": ["12"],
            "How old is the oldest": ["8", "17"],
            "Is it a secure": ["perhaps", ""],
        }
    )
    assert told == {"places": 4, "age_from": 12, "age_to": 17}
    assert said == [
        "places: should be a whole number",
        "places: Input should be greater than or equal to 1",
        "age_from and age_to: the youngest child is older than the oldest",
        "secure: should be true or false",
    ]


def test_what_goes_without_saying_is_not_asked() -> None:
    _, asked, _ = interview({"What is the provider": ["individual"], "Is there a registered manager": ["n"]})
    assert not any("responsible individual's" in one or "registered manager's" in one for one in asked)
    told, asked, _ = interview(
        {
            "What is the provider": ["organisation"],
            "Is there a registered manager": ["y"],
            "Are the staff": ["y"],
        }
    )
    assert len(asked) == len(field_paths()) + 1
    assert told["responsible_individual"] == told["registered_manager"] == {}


def test_no_registered_manager_is_an_answer() -> None:
    assert interview({"Is there a registered manager": ["n"]})[0] == {"registered_manager": False}
