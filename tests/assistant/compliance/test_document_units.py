from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.compliance.document_units import last_sentence, sentences, units
from ingest.reviewed_document import Block, BlockKind


def block(text: str, lead: str = "") -> Block:
    return Block(1, BlockKind.ITEM if lead else BlockKind.PARAGRAPH, text, ("Records",), lead)


def test_sentences_and_every_two_of_them() -> None:
    found = units([block("A record is made. It is signed. It is kept.")])
    assert [unit.text for unit in found if unit.sentences == 1] == ["A record is made.", "It is signed.", "It is kept."]
    assert [unit.text for unit in found if unit.sentences == 2] == [
        "A record is made. It is signed.",
        "It is signed. It is kept.",
    ]


def test_a_list_inside_a_sentence_is_looked_at_piece_by_piece() -> None:
    found = units([block("The record gives the name; the date and place; the measure; and any injury.")])
    assert [unit.read for unit in found][1:] == [
        "The record gives the name; ",
        "The record gives the the date and place; ",
        "The record gives the the measure; and ",
        "The record gives the any injury.",
    ]


def test_an_item_is_read_with_the_sentence_that_opens_its_list() -> None:
    (found,) = units([block("the name", "A record is kept. It gives:")])
    assert (found.text, found.read, found.context) == ("the name", "It gives: the name", "Records")


def test_the_last_sentence() -> None:
    assert last_sentence("One here now. It gives:") == "It gives:"
    assert last_sentence("") == ""


@given(st.text(alphabet="ab. ;:A\n", max_size=200))
def test_every_unit_is_a_slice_and_sentences_do_not_overlap(text: str) -> None:
    ranges = list(sentences(text))
    assert all(0 <= start < end <= len(text) for start, end in ranges)
    assert all(first[1] <= second[0] for first, second in pairwise(ranges))
