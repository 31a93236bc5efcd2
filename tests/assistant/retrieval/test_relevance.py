from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.relevance import Relevance
from ingest.lexicon import Lexicon

TEXTS = ["the child and the home", "the home keeps records", "a home has a fire drill", "staff of the home are vetted"]
RELEVANCE = Relevance(Lexicon.build([str(number) for number in range(len(TEXTS))], TEXTS))


def test_rare_terms_count_for_more() -> None:
    assert RELEVANCE.rarity("home") < RELEVANCE.rarity("child") < RELEVANCE.rarity("submarin")
    assert RELEVANCE.share("fire at home", "fire") > RELEVANCE.share("fire at home", "home")


def test_all_terms_or_none() -> None:
    assert RELEVANCE.share("fire drills at home", "At home, one fire drill") == pytest.approx(1.0)
    assert RELEVANCE.share("fire drills at home", "staff are vetted") == 0.0


@pytest.mark.parametrize("question", ["", "what is this?", "   "])
def test_a_question_without_terms_has_no_share(question: str) -> None:
    assert RELEVANCE.share(question, "anything at all") == 0.0


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_a_share_lies_between_nothing_and_all_and_grows_with_words(question: str, words: str, more: str) -> None:
    share = RELEVANCE.share(question, words)
    assert 0.0 <= share <= RELEVANCE.share(question, f"{words} {more}") <= 1.0 + 1e-9
