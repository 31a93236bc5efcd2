"""Which words are of a sentence's main clause."""

from __future__ import annotations

import pytest

from assistant.compliance.main_clause import (
    ends_side_clause_of_subject,
    in_main_clause,
    is_main_verb,
    without_lead,
)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Records are kept.", "kept", True),
        ("Staff write down what is kept.", "kept", False),
        ("Staff make sure that records are kept.", "kept", True),
        ("Staff are told when records are kept, and sign.", "sign", True),
        ("She decides whether a camera is bought, moved or removed.", "removed", False),
    ],
)
def test_side_clauses_are_told_from_the_main_one(text: str, word: str, expected: bool) -> None:
    assert in_main_clause(text, text.index(word)) is expected


def test_a_clause_that_leads_in_is_blanked_and_no_place_moves() -> None:
    text = "If staff cannot tell, they ask."
    assert without_lead(text).strip() == "they ask."
    assert without_lead(text).index("ask") == text.index("ask")


def test_so_is_one_that_leads_in_an_item_after_a_colon() -> None:
    assert without_lead("Our rules: when nobody owns up, the film is off.").split() == [
        "Our",
        "rules:",
        "the",
        "film",
        "is",
        "off.",
    ]


def test_the_last_verb_is_the_sentences_own() -> None:
    text = "Allegations that turn out to be untrue are struck off."
    assert is_main_verb(text, text.index("struck"), text.index(" off"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A child who swears is fined.", True),
        ("Any of the children who swears is fined, and told why.", True),
        ("A child who is fined may complain.", False),
        ("Staff talk to any child who was fined.", False),
    ],
)
def test_a_verb_after_what_tells_more_of_the_subject(text: str, expected: bool) -> None:
    start = text.index("fined")
    assert ends_side_clause_of_subject(text, start, start + len("fined")) is expected
