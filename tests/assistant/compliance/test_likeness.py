"""Which examples a statement is like: by vectors and phrases that can be counted by hand."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from assistant.compliance.likeness import (
    DOCUMENTS,
    NO_LIKENESS,
    SMOOTHING,
    STATEMENTS,
    Leaning,
    Likeness,
    Vectors,
)
from assistant.compliance.worked_examples import Bearing, WorkedExample


def example(provision_id: str, said: str, bearing: Bearing) -> WorkedExample:
    return WorkedExample(provision_id, said, bearing)


EAST, NORTH, WEST = [1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]
LOCKED = example("r/regulation/23/2/a", "Tablets are locked away.", Bearing.AGREES)
SAFE = example("r/regulation/23/2/a", "Syrup stands locked in.", Bearing.AGREES)
OPEN = example("r/regulation/23/2/a", "Tablets lie about.", Bearing.CONFLICTS)
GREEN = example("r/regulation/23/2/a", "Cupboards are green.", Bearing.BESIDE)
LOST = example("r/regulation/19/2/f", "She lost pounds, left about.", Bearing.CONFLICTS)
LIKENESS = Likeness([LOCKED, SAFE, OPEN, GREEN, LOST], np.array([EAST, NORTH, NORTH, WEST, WEST], np.float32))


def towards(*vector: float) -> Vectors:
    return np.array(vector, np.float32)


def leaning(said: str, vector: Vectors, *governing: str) -> Leaning:
    found = LIKENESS.of(vector).leaning(said, governing)
    assert found is not None
    return found


def test_a_phrase_tells_by_the_nearness_of_the_examples_that_hold_it() -> None:
    """ "Tablets" stands in LOCKED and OPEN: the odds are those of the nearer one's side."""
    near, far = (exp(STATEMENTS.sharpness * (one + STATEMENTS.of_what_governs)) for one in (1, 0))
    little = SMOOTHING * (near + 2 * far + exp(-STATEMENTS.sharpness)) / 4
    to_the_east = leaning("tablets", towards(*EAST), "r/regulation/23/2")
    assert to_the_east.odds == pytest.approx(log((near + little) / (far + little)), rel=1e-4)
    assert to_the_east.nearest is LOCKED
    other = leaning("tablets", towards(0.1, 0.9), "r/regulation/23/2")
    assert (other.odds < 0, other.nearest) == (True, OPEN)


def test_an_example_of_what_governs_weighs_more() -> None:
    """ "About" stands in OPEN and LOST, both against; "locked" in two that agree."""
    of_medicines = leaning("locked about", towards(0.0, 0.0), "r/regulation/23")
    of_sanctions = leaning("locked about", towards(0.0, 0.0), "r/regulation/19")
    assert of_medicines.odds > of_sanctions.odds


def test_sharper_weighing_trusts_the_nearer_example_more() -> None:
    sharper = Likeness(LIKENESS.examples, LIKENESS.vectors, weighing=DOCUMENTS).of(towards(*EAST))
    made = sharper.leaning("tablets", ["r/regulation/23"])
    assert made is not None
    assert made.odds > leaning("tablets", towards(*EAST), "r/regulation/23").odds


def test_words_that_no_two_examples_hold_tell_nothing() -> None:
    assert leaning("Nobody has heard of it", towards(*EAST), "r/regulation/23").odds == 0.0


def test_the_nearest_example_is_of_what_governs_and_never_beside_the_point() -> None:
    assert leaning("locked", towards(*WEST), "r/regulation/23/3").nearest in (LOCKED, SAFE)
    assert LIKENESS.of(towards(*WEST)).leaning("locked", ["r/regulation/5"]) is None


def test_with_no_example_on_the_side_to_which_it_leans_nothing_is_told() -> None:
    assert LIKENESS.of(towards(*EAST)).leaning("locked", ["r/regulation/19"]) is None


def test_the_nearest_that_is_spoken_of_and_the_nearest_beside_the_point() -> None:
    asked = LIKENESS.of(towards(0.0, 1.0))
    assert (asked.told, asked.beside) == (1.0, 0.0)
    assert asked.nearness("r/regulation/23/2/a") == 1.0
    assert asked.nearness("r/regulation/23/2/b") == 0.0
    assert asked.provisions(2) == ("r/regulation/23/2/a",)


def test_without_examples_nothing_is_like_anything() -> None:
    asked = NO_LIKENESS.of(towards(0.0, 1.0))
    assert (asked.told, asked.beside, asked.provisions(5)) == (0.0, 0.0, ())
    assert asked.leaning("locked", ["r/regulation/23"]) is None
