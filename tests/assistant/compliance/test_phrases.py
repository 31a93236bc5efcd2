from __future__ import annotations

import pytest

from assistant.compliance.phrases import Phrases, phrases_of

TEXTS = ["Left to the shift.", "It is left to us.", "The shift decides.", "Nobody decides."]


def held(said: str) -> list[list[int]]:
    return sorted(rows.tolist() for rows in Phrases.of(TEXTS).held(said))


@pytest.mark.parametrize(
    ("said", "phrases"),
    [
        ("Left to us", ("left", "to", "us", "left to", "to us")),
        ("left, LEFT", ("left", "left left")),
        ("The child’s own", ("the", "child's", "own", "the child's", "child's own")),
        ("…", ()),
    ],
)
def test_each_word_and_pair_comes_once_in_lower_case(said: str, phrases: tuple[str, ...]) -> None:
    assert phrases_of(said) == phrases


def test_who_holds_a_phrase_is_told() -> None:
    assert held("Left to them") == [[0, 1], [0, 1], [0, 1]]
    assert held("the shift") == [[0, 2], [0, 2], [0, 2]]


def test_what_one_text_alone_holds_tells_nothing() -> None:
    assert held("Nobody, us") == []


def test_of_no_texts_nothing_is_held() -> None:
    assert list(Phrases.of([]).held("left to us")) == []
