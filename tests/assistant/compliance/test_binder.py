from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compliance.binder import bound_by


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("The registered person must ensure that staff help each child.", ["registered person"]),
        (
            "In particular, the standard in paragraph (1) requires the registered person to ensure that staff",
            ["registered person"],
        ),
        (
            "If the registered provider appoints a person, the registered provider must, without delay, give notice",
            ["registered provider"],
        ),
        ("In order to complete a review the registered person must establish a system", ["registered person"]),
        (
            "The registered person and the home's staff should be familiar with the process",
            ["registered person", "staff"],
        ),
        (
            "The registered person, in conjunction with any relevant person (such as a parent) should assess",
            ["registered person"],
        ),
        ("Homes that care for children who have, or are likely, to offend should establish the extent", ["home"]),
        ("Where the home has questions about a child's medication, they should approach an expert", ["home"]),
        ("Children's homes staff should encourage children", ["staff"]),
        ("Children should be supported by staff to understand what abuse is.", ["staff"]),
        ("No measure may be imposed by the registered person under paragraph (5) unless", ["registered person"]),
        ("The independent person must provide a copy to— HMCI;", ["independent person"]),
        ("Ofsted must also have regard to this Guide", ["HMCI"]),
        (
            "The personal representatives of a deceased registered provider— must appoint a person",
            ["personal representatives"],
        ),
        (
            "It is the joint responsibility of the registered person and the placing authority that this is agreed.",
            ["registered person", "placing authority"],
        ),
    ],
)
def test_whom_the_words_name(sentence: str, parties: list[str]) -> None:
    assert list(bound_by(sentence).parties) == parties


@pytest.mark.parametrize(
    "sentence",
    [
        "Case records must be kept securely.",
        "Children must be consulted regularly.",
        "Staff supervision must enable staff to reflect.",
        "The home's environment and care should be designed to take account of this",
        "Staff should be made familiar with the procedures through the induction process.",
        "The placing authority should be contacted immediately.",
        "This assessment should be recorded and available for inspection by Ofsted and placing authorities",
        "Their placement plan, agreed between the home and their placing authority, must include details",
    ],
)
def test_nobody_is_concluded_where_nobody_is_named(sentence: str) -> None:
    assert bound_by(sentence).parties == ()


def test_they_are_whom_the_sentence_before_is_about() -> None:
    before = bound_by("Registered persons should seek to involve the local authority.")
    assert bound_by("They must also tell Ofsted.", before.subject).parties == ("registered person",)


def test_they_are_not_those_by_whom_something_is_done() -> None:
    before = bound_by("Children should be supported by staff to understand what abuse is.")
    assert bound_by("They should be able to call a help line.", before.subject).parties == ()


@given(st.text(max_size=300))
def test_any_text_is_read(sentence: str) -> None:
    bound_by(sentence)
