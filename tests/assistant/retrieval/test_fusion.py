from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Hit
from assistant.retrieval.fusion import fuse

SCORES = st.lists(st.floats(-50, 50).map(lambda x: round(x, 3)), min_size=1, max_size=12, unique=True)


def hits(run: str, scores: dict[str, float]) -> tuple[Hit, ...]:
    ordered = sorted(scores.items(), key=lambda item: -item[1])
    return tuple(Hit(passage, rank, score, run) for rank, (passage, score) in enumerate(ordered, start=1))


@st.composite
def one_run(draw: st.DrawFn) -> dict[str, float]:
    scores = draw(SCORES)
    passages = draw(st.permutations([f"p{number}" for number in range(14)]))
    return dict(zip(passages, scores, strict=False))


def test_two_runs_add_up() -> None:
    found = fuse(
        {"words": hits("words", {"a": 10, "b": 5, "c": 0}), "meaning": hits("meaning", {"b": 0.9, "d": 0.1})},
        {"words": 1.0, "meaning": 2.0},
    )
    assert list(found) == ["b", "a", "d", "c"]
    assert found == pytest.approx({"b": 0.51 + 2.0, "a": 1.0, "d": 0.04, "c": 0.02})


def test_nothing_found_is_nothing() -> None:
    assert fuse({}, {}) == {}
    assert fuse({"words": ()}, {"words": 1.0}) == {}


@given(one_run(), one_run())
def test_all_that_is_found_is_kept_best_first(words: dict[str, float], meaning: dict[str, float]) -> None:
    found = fuse({"w": hits("w", words), "m": hits("m", meaning)}, {"w": 1.0, "m": 0.5})
    assert found.keys() == words.keys() | meaning.keys()
    assert all(before >= after for before, after in pairwise(found.values()))
    assert all(0 < score <= 1.5 + 1e-9 for score in found.values())


@given(one_run())
def test_one_run_keeps_its_order(words: dict[str, float]) -> None:
    assert list(fuse({"w": hits("w", words)}, {"w": 3.0})) == [hit.passage_id for hit in hits("w", words)]


@given(one_run(), one_run(), st.floats(0.5, 20), st.floats(-5, 5))
def test_a_runs_own_scale_does_not_matter(
    words: dict[str, float], meaning: dict[str, float], stretch: float, shift: float
) -> None:
    scaled = {passage: stretch * score + shift for passage, score in words.items()}
    weights = {"w": 1.0, "m": 1.0}
    found = fuse({"w": hits("w", words), "m": hits("m", meaning)}, weights)
    again = fuse({"w": hits("w", scaled), "m": hits("m", meaning)}, weights)
    assert again == pytest.approx(found, abs=1e-6)


@given(one_run(), one_run())
def test_what_both_runs_find_best_is_best(words: dict[str, float], meaning: dict[str, float]) -> None:
    words["x"], meaning["x"] = 99.0, 99.0
    assert next(iter(fuse({"w": hits("w", words), "m": hits("m", meaning)}, {"w": 1.0, "m": 1.0}))) == "x"


def test_equal_scores_come_in_order_of_their_ids() -> None:
    assert list(fuse({"w": (Hit("b", 1, 1.0, "w"), Hit("a", 2, 1.0, "w"))}, {"w": 1.0})) == ["a", "b"]
