from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.follow_up import standing_alone

WHO = "Who reviews a restraint record?"

LEANING = [
    "and how long do they have?",
    "What about agency staff?",
    "how about at night",
    "Does it apply to short breaks?",
    "Who signs that?",
    "then what",
    "is there a time limit for this",
]
ALONE = [
    "Who may be the responsible individual?",
    "How often must the independent person visit?",
    "reg 28(2)",
    "medicines",
    "What must a home that is registered as a school say in its statement of purpose about the lessons it gives?",
]


@pytest.mark.parametrize("text", LEANING)
def test_a_question_that_leans_on_the_last_is_read_after_it(text: str) -> None:
    assert standing_alone(text, ["Something else?", WHO]) == f"{WHO} {text}"


@pytest.mark.parametrize("text", ALONE)
def test_a_question_that_stands_alone_is_left_alone(text: str) -> None:
    assert standing_alone(text, [WHO]) == text


@pytest.mark.parametrize("history", [[], [""], ["  ", "\n"]])
def test_without_a_question_before_it_there_is_nothing_to_lean_on(history: list[str]) -> None:
    assert standing_alone("and how long do they have?", history) == "and how long do they have?"


def test_empty_questions_in_the_history_are_passed_over() -> None:
    assert standing_alone("Who signs it?", [WHO, " "]) == f"{WHO} Who signs it?"


@given(st.text(max_size=200), st.lists(st.text(max_size=60), max_size=4))
def test_the_question_itself_is_never_changed(text: str, history: list[str]) -> None:
    assert standing_alone(text, history).endswith(text)
