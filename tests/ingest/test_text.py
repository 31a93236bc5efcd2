from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import find_all, normalise, same_words

PAIRS = [
    ("eﬃcient staﬀ", "efficient staff"),
    ("the child’s “plan”", 'the child\'s "plan"'),
    ("looked-\nafter child", "looked-after child"),
    ("looked\u0002after", "looked-after"),
    ("  two \n\t lines  ", "two lines"),
    ("within 24\u00a0hours", "within 24 hours"),
    ("safe\u00adguard\u200bing", "safeguarding"),
    ("pages 3–4", "pages 3-4"),
    ("", ""),
    (" \n ", ""),
]


@pytest.mark.parametrize(("written", "normal"), PAIRS)
def test_same_words(written: str, normal: str) -> None:
    assert same_words(written) == normal


def test_case_and_numbers_make_another_text() -> None:
    assert same_words("Must") != same_words("must")
    assert same_words("within 5 days") != same_words("within 28 days")


def test_find_all_gives_ranges_of_the_source() -> None:
    page = "A ﬁt\nperson. A fit person."
    ranges = list(find_all("fit person", normalise(page)))
    assert [page[start:end] for start, end in ranges] == ["ﬁt\nperson", "fit person"]


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert same_words(same_words(text)) == same_words(text)


@given(st.text(max_size=200))
def test_offsets_rise_and_lie_in_the_source(text: str) -> None:
    normalised = normalise(text)
    assert len(normalised.offsets) == len(normalised.text)
    assert list(normalised.offsets) == sorted(normalised.offsets)
    assert all(0 <= offset < len(text) for offset in normalised.offsets)


@given(st.text(min_size=1, max_size=120), st.data())
def test_a_slice_is_found_where_it_was_cut(text: str, data: st.DataObject) -> None:
    normalised = normalise(text)
    if not normalised.text:
        return
    start = data.draw(st.integers(0, len(normalised.text) - 1))
    end = data.draw(st.integers(start + 1, len(normalised.text)))
    wanted = same_words(normalised.text[start:end])
    if wanted:
        assert any(same_words(text[left:right]) == wanted for left, right in find_all(wanted, normalised))
