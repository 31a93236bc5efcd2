from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citing import cite_runs
from assistant.export.document_tree import Note
from assistant.export.notes import CUT, LONGEST_AGAIN, Cited, Notes, cited, place, shortened
from tests.assistant.made_corpus import KEEP_RECORDS, made_corpus


def test_a_note_tells_document_provision_page_and_words() -> None:
    corpus = made_corpus()
    (citation,) = cite_runs(corpus, "law", corpus.provisions["law/37"].spans)
    words = f"The Regulations, regulation 37, p.\u00a01 (law): “{KEEP_RECORDS}”"
    assert Notes().of([cited(citation)]) == (Note(words),)


@pytest.mark.parametrize(
    ("pages", "printed", "shown"),
    [
        ((53,), ("53",), "p.\u00a053"),
        ((219,), ("217",), "p.\u00a0217 [PDF 219]"),
        ((5, 6), ("iii", "6"), "pp.\u00a0iii [PDF 5], 6"),
        ((22, 23), (), "pp.\u00a022, 23"),
        ((7,), ("#leadership",), "#leadership"),
    ],
)
def test_a_place_has_the_printed_page_and_the_pdfs_where_they_differ(
    pages: tuple[int, ...], printed: tuple[str, ...], shown: str
) -> None:
    assert place("the Guide", "para 10.4", pages, printed) == f"The Guide, paragraph 10.4, {shown}"


def test_words_quoted_before_are_quoted_more_shortly() -> None:
    one = Cited("the Guide", "para 1", (1,), (), "statutory guidance", "word " * 40)
    first, again = Notes().of([one, one])
    assert isinstance(again, Note)
    assert isinstance(first, Note)
    assert len(again.text) < len(first.text)
    assert again.text.endswith(f"{CUT}”")


@given(st.text("ab .,", max_size=60), st.integers(5, 40))
def test_a_shortened_quote_is_still_a_slice_of_the_page(quote: str, longest: int) -> None:
    shown = shortened(quote, longest)
    if len(quote) <= longest:
        assert shown == quote
    else:
        assert shown.endswith(CUT)
        assert quote.startswith(shown.removesuffix(CUT))
        assert len(shown) <= longest + len(CUT)


def test_a_short_word_is_never_cut_in_two() -> None:
    assert shortened("The registered person must, within 28 days", 30) == "The registered person must" + CUT
    assert LONGEST_AGAIN >= 40
