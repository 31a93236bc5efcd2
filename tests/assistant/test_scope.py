from __future__ import annotations

import pytest

from assistant.answer import NoticeKind
from assistant.scope import elsewhere, notices_for

ELSEWHERE = [
    ("What do children's homes in Scotland have to do?", "children's homes in Scotland"),
    ("What does the Care Inspectorate look for?", "children's homes in Scotland"),
    ("rules for a Welsh children's home", "children's homes in Wales"),
    ("Does CIW inspect monthly?", "children's homes in Wales"),
    ("Northern Ireland standards", "children's homes in Northern Ireland"),
    ("What are the supported accommodation regulations?", "supported accommodation"),
    ("semi-independent placements for 17 year olds", "supported accommodation"),
    ("How often does a fostering panel meet?", "fostering"),
    ("Do foster carers need a DBS?", "fostering"),
    ("What are the national minimum standards for fostering?", "fostering"),
    ("fostering national minimum standards", "fostering"),
    ("adoption agencies", "adoption agencies"),
    ("staffing in nursing homes", "adult social care"),
]
HERE = [
    "How often must the independent person visit?",
    "May a child be fostered while they live with us?",
    "Does the Guide mention private fostering?",
    "What if a child is placed by a local authority in England?",
    "adopted children in the home",
    "Can an adult visit the home?",
]

URGENT = [
    "A boy here has just told me a member of staff hit him",
    "a girl has gone missing tonight",
    "She says she is being groomed by an older man, who do we tell?",
    "Resident has taken an overdose, what now",
    "15 year old is threatening staff with a knife right now",
    "He told us last night that his uncle abused him",
    "kid slipped out this evening and is in danger",
]
NOT_URGENT = [
    "What must the safeguarding policy say about abuse?",
    "How often must the independent person visit?",
    "What is the missing child policy?",
    "When is a record of restraint made?",
    "What training is needed about child sexual exploitation?",
]

DECISIONS = [
    "Are we compliant with regulation 12?",
    "Would we be rated good?",
    "What grade would Ofsted give us?",
    "Is this notifiable?",
    "Does this meet the threshold for section 47?",
    "Will we pass?",
    "Would this be in breach?",
]


@pytest.mark.parametrize(("question", "field"), ELSEWHERE)
def test_fields_without_sources_are_named(question: str, field: str) -> None:
    assert elsewhere(question) == field


@pytest.mark.parametrize("question", HERE)
def test_what_only_sounds_like_another_field_is_answered(question: str) -> None:
    assert elsewhere(question) is None


@pytest.mark.parametrize("question", URGENT)
def test_a_child_in_danger_comes_before_everything(question: str) -> None:
    (first, *_) = notices_for(question)
    assert first.kind is NoticeKind.URGENT
    for route in ("999", "safeguarding procedure", "designated officer", "Ofsted"):
        assert route in first.text


@pytest.mark.parametrize("question", NOT_URGENT)
def test_a_question_about_the_rules_is_not_an_emergency(question: str) -> None:
    assert notices_for(question) == ()


@pytest.mark.parametrize("question", DECISIONS)
def test_what_is_not_decided_here_is_said(question: str) -> None:
    assert [notice.kind for notice in notices_for(question)] == [NoticeKind.NOT_DECIDED_HERE]


def test_the_urgent_notice_comes_first() -> None:
    kinds = [notice.kind for notice in notices_for("She told me today that he hit her. Is this notifiable?")]
    assert kinds == [NoticeKind.URGENT, NoticeKind.NOT_DECIDED_HERE]
