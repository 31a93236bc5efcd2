from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import NoticeKind, Reason
from assistant.drafting.draft import CoverageState
from assistant.entrypoints.web import wording
from ingest.document import Authority, Force


def test_everything_that_the_api_names_has_words() -> None:
    assert set(wording.AUTHORITIES) == set(wording.AUTHORITIES_EXPLAINED) == {one.value for one in Authority}
    assert set(wording.FORCES) == {one.value for one in Force}
    assert set(wording.REASONS) == {one.value for one in Reason}
    assert set(wording.NOTICES) == {one.value for one in NoticeKind}
    assert set(wording.STATES) == {one.value for one in CoverageState}


def test_lettered_items_stand_on_lines_of_their_own() -> None:
    text = (
        "28.—(1) If— (a) one; (b) having regard to— (i) this; and (ii) that; and (c) all. (2) For paragraph (1)(b)(i)"
    )
    assert wording.lines(text) == [
        ("line", "28.—(1) If—"),
        ("item", "(a) one;"),
        ("item", "(b) having regard to—"),
        ("sub-item", "(i) this; and"),
        ("sub-item", "(ii) that; and"),
        ("item", "(c) all."),
        ("line", "(2) For paragraph (1)(b)(i)"),
    ]


def test_the_letter_i_after_h_is_no_numeral() -> None:
    assert [depth for depth, _ in wording.lines("x— (h) one; (i) two; (j) three")] == ["line", "item", "item", "item"]


@given(st.text(alphabet="ab ();.—:, \n(i)and or", max_size=80))
def test_no_word_is_lost_between_the_lines(text: str) -> None:
    assert " ".join(words for _, words in wording.lines(text)).split() == text.split()


@pytest.mark.parametrize(
    ("pages", "printed", "words"),
    [
        ([22], ["22"], "page 22"),
        ([219], ["217"], "page 217 [PDF 219]"),
        ([22, 23], ["22", "23"], "pages 22, 23"),
        ([26], ["#good-2"], "section #good-2"),
        ([4], [], "page 4"),
        ([], [], ""),
    ],
)
def test_where_to_look(pages: list[int], printed: list[str], words: str) -> None:
    assert wording.page_words(pages, printed) == words


def test_dates_and_titles_as_people_write_them() -> None:
    assert wording.day(date(2015, 4, 1)) == "1 April 2015"
    assert wording.day(None) == "no date given"
    assert wording.in_full("reg 28(2)(c)") == "Regulation 28(2)(c)"
    assert wording.in_full("annex A 1.1") == "Annex A 1.1"
    assert wording.page_address("guide-2015", 53, "a & b") == "/library/guide-2015/page/53?quote=a+%26+b"
