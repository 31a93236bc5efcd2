from __future__ import annotations

import pytest

from assistant.drafting.prose_checks import beyond_the_facts, keeps, share_kept, stands_in

LINE = "A copy must be made available on request to a parent of a child, within 28 days."
SOURCE = (
    "The registered person must provide a copy of the statement of purpose to HMCI and make a copy of it available "
    "upon request to a parent of a child within 28 days."
)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (LINE, True),
        (SOURCE, True),
        ("On request a copy must be made available to a child's parent within 28 days.", True),
        ("On request a copy must be made available to a child's parent.", False),
        ("On request a copy must be made available to a teacher within 28 days.", False),
        ("On request a copy should be made available to a child's parent within 28 days.", False),
        ("A child's parent must be heard within 28 days.", False),
    ],
)
def test_a_requirement_is_kept_with_its_number_role_and_force(said: str, kept: bool) -> None:
    assert keeps([said], LINE, SOURCE) is kept


def test_nothing_said_keeps_nothing() -> None:
    assert not keeps([], LINE, SOURCE)
    assert share_kept(["Something else."], LINE, SOURCE) == 0


FACT = "Places: four single bedrooms, each with a washbasin"


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        ("Elm House has four single bedrooms.", False),
        ("The home has four single bedrooms with a washbasin each.", False),
        ("Elm House has six single bedrooms.", True),
        ("Elm House has four warm single bedrooms.", True),
        ("Elm House must have four single bedrooms.", True),
        ("Elm House has four single bedrooms for girls.", True),
        ("Oak Lodge has four single bedrooms.", True),
    ],
)
def test_a_sentence_on_the_home_says_no_more_than_its_facts(text: str, beyond: bool) -> None:
    assert (beyond_the_facts(text, [FACT], "Elm House") is not None) is beyond


@pytest.mark.parametrize(
    ("quote", "found"), [("four single bedrooms", True), ("four bedrooms", False), ("", False), (" \n", False)]
)
def test_a_quote_is_a_run_of_the_facts_words(quote: str, found: bool) -> None:
    assert stands_in(quote, FACT) is found
