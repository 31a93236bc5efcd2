"""What tells that the sources speak of a statement: each sign, as an example."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.compliance.silence import LONGEST, SHORTEST, Signs, is_spoken_of

WELL_FOUND = Signs(
    nearness=0.8, retrieved=0.9, unknown=0.0, has_figure_settled=False, has_figure_unsettled=False, words=12
)


def test_what_is_found_well_is_spoken_of_and_what_is_not_is_not() -> None:
    assert is_spoken_of(WELL_FOUND)
    assert not is_spoken_of(replace(WELL_FOUND, nearness=0.4, retrieved=0.5))


def test_words_that_no_document_holds_tell_silence() -> None:
    found = replace(WELL_FOUND, nearness=0.65, retrieved=0.75)
    assert is_spoken_of(found)
    assert not is_spoken_of(replace(found, unknown=0.9))


def test_what_is_like_an_example_is_spoken_of_and_what_is_like_one_beside_the_point_is_not() -> None:
    less = replace(WELL_FOUND, nearness=0.6, retrieved=0.6, told=0.5, beside=0.5)
    assert not is_spoken_of(less)
    assert is_spoken_of(replace(less, told=0.8))
    assert not is_spoken_of(replace(WELL_FOUND, beside=0.8))


def test_a_long_sentence_is_less_near_to_any_one_clause() -> None:
    middling = replace(WELL_FOUND, nearness=0.5, retrieved=0.6)
    assert not is_spoken_of(replace(middling, words=8))
    assert is_spoken_of(replace(middling, words=25))


@given(st.integers(min_value=0, max_value=10_000))
def test_length_counts_between_its_bounds_only(words: int) -> None:
    within = min(max(words, SHORTEST), LONGEST)
    assert replace(WELL_FOUND, words=words).values() == replace(WELL_FOUND, words=within).values()
