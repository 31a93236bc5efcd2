from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.enumeration import Level, Style, follows, ordinal, resolve

NUMBER, LETTER, ROMAN = Style.NUMBER, Style.LETTER, Style.ROMAN


def levels(*pairs: tuple[Style, str]) -> list[Level]:
    return [Level(style, marker) for style, marker in pairs]


@pytest.mark.parametrize(
    ("open_levels", "marker", "opens", "depth", "style"),
    [
        (levels((NUMBER, "1"), (LETTER, "h")), "i", False, 1, LETTER),
        (levels((NUMBER, "1"), (LETTER, "h")), "i", True, 2, ROMAN),
        (levels((NUMBER, "4")), "i", True, 1, ROMAN),
        (levels((NUMBER, "1"), (LETTER, "h"), (ROMAN, "ii")), "i", False, 1, LETTER),
        (levels((LETTER, "u"), (ROMAN, "iv")), "v", False, 1, ROMAN),
        (levels((LETTER, "u")), "v", False, 0, LETTER),
        (levels((LETTER, "w"), (ROMAN, "ix")), "x", False, 1, ROMAN),
        (levels((LETTER, "w")), "x", False, 0, LETTER),
        (levels((NUMBER, "1"), (LETTER, "i")), "1A", False, 0, NUMBER),
        (levels((NUMBER, "1D")), "2", False, 0, NUMBER),
        (levels((NUMBER, "2"), (LETTER, "a")), "aa", False, 1, LETTER),
        (levels((LETTER, "a"), (ROMAN, "ii"), (Style.CAPITAL, "A")), "B", False, 2, Style.CAPITAL),
        (levels((LETTER, "a"), (ROMAN, "ii")), "A", True, 2, Style.CAPITAL),
    ],
)
def test_a_marker_is_placed_by_its_neighbours(
    open_levels: list[Level], marker: str, opens: bool, depth: int, style: Style
) -> None:
    place = resolve(open_levels, marker, opens=opens)

    assert place is not None
    assert (place.depth, place.style, place.expected) == (depth, style, True)


def test_a_marker_out_of_order_is_placed_but_not_expected() -> None:
    place = resolve(levels((NUMBER, "2"), (LETTER, "b")), "7", opens=False)

    assert place is not None
    assert (place.depth, place.expected) == (0, False)


@pytest.mark.parametrize("words", ["any", "see", "if", "Act", "1st", ""])
def test_words_in_brackets_are_no_enumerators(words: str) -> None:
    assert resolve([], words, opens=True) is None


@pytest.mark.parametrize(
    ("marker", "last", "style"),
    [("2", "1", NUMBER), ("1A", "1", NUMBER), ("1B", "1A", NUMBER), ("2", "1C", NUMBER), ("b", "a", LETTER),
     ("aa", "a", LETTER), ("b", "ab", LETTER), ("aa", "z", LETTER), ("iv", "iii", ROMAN), ("x", "ix", ROMAN)],
)  # fmt: skip
def test_what_follows_what(marker: str, last: str, style: Style) -> None:
    assert follows(marker, last, style)
    assert not follows(last, marker, style)


@given(st.integers(min_value=1, max_value=200))
def test_numbers_are_read_back(number: int) -> None:
    assert ordinal(str(number), NUMBER) == (number,)
    assert follows(str(number + 1), str(number), NUMBER)
