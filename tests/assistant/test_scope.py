from __future__ import annotations

import pytest

from assistant.answer import NoticeKind
from assistant.scope import notices_for

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
