from __future__ import annotations

import pytest

from assistant.knowledge_base import KnowledgeBase
from assistant.support import Signs

pytestmark = pytest.mark.official

SPOKEN_OF = [
    "How often must the independent person visit?",
    "What qualifications does a manager need?",
    "how quickly do we write up a restraint",
    "Can the kids' guide be in pictures?",
    "How long do we keep case records for?",
]
NOT_SPOKEN_OF = [
    "What does a submarine licence cost in dollars?",
    "Who won the football last night?",
    "What is the capital of France?",
    "How much should we charge a placing authority each week?",
    "What salary does a registered manager earn?",
]


@pytest.mark.parametrize("question", SPOKEN_OF)
def test_what_the_documents_speak_of_is_answered(ingested: KnowledgeBase, question: str) -> None:
    assert ingested.snapshot.support.is_enough(question, ingested.search(question, 10))


@pytest.mark.parametrize("question", NOT_SPOKEN_OF)
def test_what_they_do_not_speak_of_is_not(ingested: KnowledgeBase, question: str) -> None:
    assert not ingested.snapshot.support.is_enough(question, ingested.search(question, 10))


@pytest.mark.parametrize("question", ["reg 28(2)", "What does para 10.12 say?", "List everything in Schedule 1"])
def test_a_provision_asked_for_by_name_is_given_where_it_is(ingested: KnowledgeBase, question: str) -> None:
    assert ingested.snapshot.support.is_enough(question, ingested.search(question, 10))


@pytest.mark.parametrize("question", ["reg 99", "What does para 99.9 say?", "List everything in Schedule 9"])
def test_nothing_else_will_do_where_it_is_not(ingested: KnowledgeBase, question: str) -> None:
    assert not ingested.snapshot.support.is_enough(question, ingested.search(question, 10))


@pytest.mark.parametrize("question", [*SPOKEN_OF, *NOT_SPOKEN_OF, "", "xyzzy"])
def test_every_sign_lies_between_nothing_and_all(ingested: KnowledgeBase, question: str) -> None:
    signs = ingested.snapshot.support.signs(question, ingested.search(question, 10))
    assert all(-1e-6 <= value <= 1 + 1e-6 for value in signs.values())


def test_what_is_seen_of_a_question(ingested: KnowledgeBase) -> None:
    def signs(question: str) -> Signs:
        return ingested.snapshot.support.signs(question, ingested.search(question, 10))

    assert signs("What salary is paid?").money == 1.0
    assert signs("Who visits the home?").money == 0.0
    assert signs("Who visits the home?").figureless == 0.0
    assert signs("xyzzy").unknown == 1.0
    assert signs("Who visits the home?").unknown == 0.0
    assert ingested.snapshot.support.signs("Who visits the home?", ()).asked == 0.0
