from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.page_view import pieces_on_page

PAGE = "10.3 The home must be warm,\nsafe and well lit at all times. Staff should know co-\nordinators by name."

PIECES = [
    ("The home must be warm, safe and well lit", ("The home must be warm, safe and well lit",)),
    ("Staff should know co- ordinators by name", ("Staff should know co- ordinators by name",)),
    ("The home must be warm … know co-ordinators", ("The home must be warm", "know co-ordinators")),
    ("ordinators by name. They meet every week.", ("ordinators by name.",)),
    ("It is a rule that the home must be warm, The home must be", ("The home must be",)),
    ("Nothing of this stands there", ()),
    ("…", ()),
]


@pytest.mark.parametrize(("quote", "pieces"), PIECES)
def test_a_quote_is_taken_apart_where_the_page_has_its_words(quote: str, pieces: tuple[str, ...]) -> None:
    assert pieces_on_page(quote, PAGE) == pieces


@given(st.text(max_size=200))
def test_no_quote_is_too_odd(quote: str) -> None:
    assert all(piece.strip() for piece in pieces_on_page(quote, PAGE))
