from __future__ import annotations

import pytest

from assistant.question_shape import PERSON, TIME, Shape, answers_shape, shape_of

SHAPES = [
    ("How soon must a restraint be recorded?", Shape.DEADLINE),
    ("how often does the independent person visit", Shape.DEADLINE),
    ("By when must staff be qualified?", Shape.DEADLINE),
    ("When is the review due, and who does it?", Shape.DEADLINE),
    ("Within how many days must HMCI be told?", Shape.DEADLINE),
    ("Who may not be the independent person?", Shape.WHO),
    ("Who notifies Ofsted when the manager leaves?", Shape.WHO),
    ("Which authority must be told?", Shape.WHO),
    ("What are the nine quality standards?", Shape.LIST),
    ("List the prohibited sanctions", Shape.LIST),
    ("Which sanctions are prohibited?", Shape.LIST),
    ("What records must be kept?", Shape.LIST),
    ("everything in Schedule 2 please", Shape.LIST),
    ("Which policies must the home have, and by when?", Shape.LIST),
    ("Draft a section on complaints", Shape.DRAFT),
    ("Write a paragraph that lists our policies", Shape.DRAFT),
    ("medicines", Shape.PLAIN),
    ("Can staff search a bedroom?", Shape.PLAIN),
    ("What does this mean?", Shape.PLAIN),
    ("", Shape.PLAIN),
]

TIMES = [
    ("notify HMCI within 28 days of the revision", "within 28 days"),
    ("visits the home at least once each month", "at least once each month"),
    ("review it at least once in each calendar year", "at least once in each calendar year"),
    ("a review at least once every 6 months", "at least once every 6 months"),
    ("within 24 hours of the use of a measure", "within 24 hours"),
    ("must without delay notify", "without delay"),
    ("as soon as reasonably practicable", "as soon as reasonably practicable"),
    ("not later than 7 days after the return", "not later than 7 days"),
    ("at least 15 years from the last entry", "at least 15 years"),
    ("the child's 18th birthday", "18th birthday"),
    ("an absence of 28 days or more", None),
    ("Regulation 28 requires it", None),
    ("24 children", None),
]


@pytest.mark.parametrize(("question", "shape"), SHAPES)
def test_what_a_question_asks_for(question: str, shape: Shape) -> None:
    assert shape_of(question) is shape


@pytest.mark.parametrize(("words", "time"), TIMES)
def test_a_time_limit_is_read_as_printed(words: str, time: str | None) -> None:
    found = TIME.search(words)
    assert (found.group() if found else None) == time


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("The registered person must", True),
        ("a copy to HMCI", True),
        ("the responsible individual", True),
        ("A description of the location", False),
    ],
)
def test_a_person_is_somebody_on_whom_a_rule_lays_something(words: str, named: bool) -> None:
    assert (PERSON.search(words) is not None) is named


def test_words_answer_a_shape_when_they_hold_what_it_asks_for() -> None:
    assert answers_shape(Shape.DEADLINE, "within 28 days")
    assert not answers_shape(Shape.DEADLINE, "the registered person")
    assert answers_shape(Shape.WHO, "the registered person")
    assert not answers_shape(Shape.WHO, "within 28 days")
    assert answers_shape(Shape.PLAIN, "anything")
