"""Which examples a statement is like: by vectors that can be counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.compliance.likeness import NO_LIKENESS, Leaning, Likeness, Vectors, leans_to
from assistant.compliance.point import Verdict
from assistant.compliance.worked_examples import Bearing, WorkedExample


def example(provision_id: str, said: str, bearing: Bearing) -> WorkedExample:
    return WorkedExample(provision_id, said, bearing)


EAST, NORTH, WEST = [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]
LOCKED = example("r/regulation/23/2/a", "The tablets are locked away.", Bearing.AGREES)
OPEN = example("r/regulation/23/2/a", "The tablets lie on the shelf.", Bearing.CONFLICTS)
GREEN = example("r/regulation/23/2/a", "The cupboard is green.", Bearing.BESIDE)
FINED = example("r/regulation/19/2/f", "She lost five pounds.", Bearing.CONFLICTS)
LIKENESS = Likeness([LOCKED, OPEN, GREEN, FINED], np.array([EAST, NORTH, WEST, WEST], np.float32))


def towards(*vector: float) -> Vectors:
    return np.array(vector, np.float32)


def test_it_leans_to_the_side_whose_examples_are_nearer() -> None:
    leaning = LIKENESS.of(towards(0.8, 0.6)).leaning(["r/regulation/23/2"])
    assert leaning is not None
    assert leaning.nearest is LOCKED
    assert leaning.odds == pytest.approx(12 * (0.8 - 0.6), abs=1e-4)
    other = LIKENESS.of(towards(0.6, 0.8)).leaning(["r/regulation/23/2"])
    assert other is not None
    assert (other.odds < 0, other.nearest) == (True, OPEN)


def test_only_examples_of_what_governs_count_and_those_beside_the_point_never() -> None:
    leaning = LIKENESS.of(towards(*WEST)).leaning(["r/regulation/23/3"])
    assert leaning is not None
    assert leaning.nearest in (LOCKED, OPEN)
    assert LIKENESS.of(towards(*WEST)).leaning(["r/regulation/5"]) is None


def test_the_clause_that_governs_first_weighs_more_than_another_that_governs() -> None:
    asked = LIKENESS.of(towards(0.0, 0.0))
    fined_first = asked.leaning(["r/regulation/19/2/f", "r/regulation/23/2/a"])
    fined_last = asked.leaning(["r/regulation/23/2/a", "r/regulation/19/2/f"])
    assert fined_first is not None
    assert fined_last is not None
    assert fined_first.odds < fined_last.odds


def test_the_nearest_that_is_spoken_of_and_the_nearest_beside_the_point() -> None:
    asked = LIKENESS.of(towards(0.0, 1.0))
    assert (asked.told, asked.beside) == (1.0, 0.0)
    assert asked.nearness("r/regulation/23/2/a") == 1.0
    assert asked.nearness("r/regulation/23/2/b") == 0.0
    assert asked.provisions(2) == ("r/regulation/23/2/a",)


def test_without_examples_nothing_is_like_anything() -> None:
    asked = NO_LIKENESS.of(towards(0.0, 1.0))
    assert (asked.told, asked.beside, asked.provisions(5), asked.leaning(["r/regulation/23"])) == (0.0, 0.0, (), None)


@pytest.mark.parametrize(
    ("odds", "nearness", "verdict"),
    [
        (0.5, 0.7, Verdict.AGREES),
        (-0.5, 0.7, Verdict.CONFLICTS),
        (0.1, 0.7, None),
        (-0.1, 0.7, None),
        (0.5, 0.5, None),
        (-0.5, 0.5, None),
    ],
)
def test_it_is_told_only_where_it_leans_and_an_example_is_near(
    odds: float, nearness: float, verdict: Verdict | None
) -> None:
    like = leans_to("The tablets are kept in a safe.", Leaning(odds, LOCKED, nearness))
    assert (like.verdict if like else None) is verdict


def test_a_not_that_the_example_does_not_have_tells_nothing() -> None:
    assert leans_to("The tablets are not locked away.", Leaning(0.9, LOCKED, 0.95)) is None
