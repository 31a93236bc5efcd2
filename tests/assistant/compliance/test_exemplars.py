"""Which worked examples show how documents speak of a requirement; vectors that can be read."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.compliance.exemplars import FEWEST, exemplars
from assistant.compliance.likeness import NO_LIKENESS, Likeness
from assistant.compliance.matching import Asked
from assistant.compliance.requirement_match import Sought
from assistant.compliance.review import Standing
from assistant.compliance.worked_examples import Bearing, WorkedExample
from assistant.drafting.conditions import Always
from assistant.drafting.requirements import Requirement
from ingest.document import Force

PLACE = "r/regulation/23/2/a"
TOWARDS = np.array([[1.0, 0.0]], np.float32)


def sought(requirement_id: str, provision: str = PLACE) -> Sought:
    requirement = Requirement(
        requirement_id, "storage", provision, (), Force.MUST, "Locked.", "It is locked.", Always(), "", ()
    )
    return Sought(requirement, Standing.STATUTE, Asked("", "", ""), None, ())


def example(said: str, bearing: Bearing = Bearing.AGREES, requirement: str = "", place: str = PLACE) -> WorkedExample:
    return WorkedExample(place, said, bearing, requirement)


def likeness(*examples: WorkedExample) -> Likeness:
    """The first points to where the requirement does, each further one a little less."""
    angles = np.linspace(0, np.pi / 2, len(examples))
    return Likeness(examples, np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32))


def test_those_of_the_requirement_count_whatever_their_side_and_none_that_is_beside_the_point() -> None:
    known = likeness(
        example("Kept.", requirement="medicines-01"),
        example("Broken.", Bearing.CONFLICTS, "medicines-01"),
        example("A blue key.", Bearing.BESIDE, "medicines-01"),
        example("Of another.", place="r/regulation/19/2/f"),
    )
    (found,) = exemplars(known, [sought("medicines-01")], TOWARDS)
    assert found == pytest.approx(known.vectors[:2])


def test_of_its_provisions_others_the_nearest_count() -> None:
    known = likeness(*(example(f"Said {number}.") for number in range(FEWEST + 4)))
    (found,) = exemplars(known, [sought("medicines-01")], TOWARDS)
    assert found == pytest.approx(known.vectors[:FEWEST])


def test_without_examples_there_are_none() -> None:
    assert [len(one) for one in exemplars(NO_LIKENESS, [sought("medicines-01")], TOWARDS)] == [0]
