from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.export.document_tree import (
    Column,
    Heading,
    ListOf,
    Note,
    Paragraph,
    Run,
    Table,
    clean,
    inlines_of,
    lines,
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain words", "plain words"),
        ("one\ntwo\tthree\r\nfour", "one two three  four"),
        ("bell\x07 null\x00 escape\x1b[31m delete\x7f", "bell null escape[31m delete"),
        ("turned \u202eround\u202c \u2066isolated\u2069 marks\u200e\u200f", "turned round isolated marks"),
        ("soft\u00adhyphen zero\u200dwidth joiner", "softhyphen zero\u200dwidth joiner"),
        ("line\u2028paragraph\u2029next\u0085", "line paragraph next "),
        ("half \ud83d character \ufffe", "half \ufffd character \ufffd"),
        ("\u0644\u0627 caf\u00e9 \u4f60 \U0001f600", "\u0644\u0627 caf\u00e9 \u4f60 \U0001f600"),
    ],
)
def test_text_is_cleaned_of_what_readers_act_on(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text(st.characters()))
def test_clean_text_stays_clean_and_can_be_written(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")
    assert not {unicodedata.category(one) for one in cleaned} & {"Cc", "Zl", "Zp", "Cs"}


def test_everything_that_holds_words_cleans_them() -> None:
    assert (Run("a\x00").text, Note("b\x00").text, Heading(1, "c\n").text) == ("a", "b", "c ")


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="a cell for each column"):
        Table((Column("one", 0.5), Column("two", 0.5)), ((Run("alone"),),))


def test_inlines_come_in_reading_order() -> None:
    item = (Paragraph((Run("a"), Note("1"))), Paragraph((Run("b"),)))
    assert list(inlines_of(ListOf((item,)))) == [Run("a"), Note("1"), Run("b")]
    assert list(inlines_of(Table((Column("h", 1),), ((Run("c"),),)))) == [Run("h"), Run("c")]


def test_lines_are_those_with_words() -> None:
    assert lines(" one \n\n \x00 \ntwo\u2028three") == ("one", "two", "three")
