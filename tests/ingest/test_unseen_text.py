from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Page, Span
from ingest.lexicon import Lexicon
from ingest.text import same_words
from ingest.unseen_text import BLANK, NOTHING, Piece, as_seen, unseen

CASES: dict[str, tuple[str, list[Piece], str]] = {
    "all seen": ("one two", [("one ", False), ("two", False)], "one two"),
    "hidden": ("one two", [("one ", False), ("two", True)], "one ___"),
    "over a line's end": ("one\ntwo six", [("one two", True), (" six", False)], "___\n___ six"),
    "hidden in pieces": ("one two", [("o", True), ("ne", True), ("two", False)], "___ two"),
    "the second of two": ("one one", [("one", False), ("one", True)], "one ___"),
    "the first of two": ("one one", [("one", True), ("one", False)], "___ one"),
    "spaced otherwise": ("o ne two", [("one", True), ("t wo", False)], "_ __ two"),
    "not there": ("one two", [("six", True)], "one two"),
    "in another order": ("two one", [("one", True), ("two", False)], "two ___"),
}


@pytest.mark.parametrize(("text", "pieces", "left"), CASES.values(), ids=CASES)
def test_hidden_words_are_blanked_in_their_place(text: str, pieces: list[Piece], left: str) -> None:
    assert as_seen(text, pieces).replace(BLANK, "_") == left


@pytest.mark.parametrize("trick", ["\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\u200f", "\U000e0041"])
def test_a_character_without_width_hides_no_word(trick: str) -> None:
    made = as_seen(f"chil{trick}dren sleep", None)
    assert made == f"chil{NOTHING}dren sleep"
    assert same_words(made) == "children sleep"
    assert Lexicon.build(["a"], [made]).columns == Lexicon.build(["a"], ["children sleep"]).columns


def test_what_was_taken_out_can_be_told_from_the_pages() -> None:
    hidden, trick = as_seen("say it now, sir", [("say it", True), ("now, sir", False)]), as_seen("a\u200b\u200bb", None)
    pages = (Page("policy", 1, None, hidden), Page("policy", 2, None, trick), Page("policy", 3, None, "plain"))
    assert unseen(pages) == (Span(1, 0, 6), Span(2, 1, 3))


@given(st.text(), st.lists(st.tuples(st.text(), st.booleans())))
def test_offsets_hold_and_lines_stay(text: str, pieces: list[Piece]) -> None:
    made = as_seen(text, pieces)
    assert len(made) == len(text)
    assert [at for at, letter in enumerate(made) if letter == "\n"] == [
        at for at, letter in enumerate(text) if letter == "\n"
    ]
