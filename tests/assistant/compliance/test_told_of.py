from __future__ import annotations

import pytest

from assistant.compliance.told_of import is_told_of


@pytest.mark.parametrize(
    "asks",
    [
        "Give the registered manager's name and work address, if one is appointed.",
        "Set out how the home promotes children's contact with family and friends.",
        "The date on which the visit took place.",
        "The policy gives the role of people working in the home.",
        "Record for each person who works at the home: home address.",
    ],
)
def test_some_requirements_only_ask_to_be_told(asks: str) -> None:
    assert is_told_of(asks)


@pytest.mark.parametrize(
    "asks",
    ["Keep these records up to date.", "A record is kept of each complaint.", "Staff give reasons for decisions."],
)
def test_most_ask_that_something_is_done(asks: str) -> None:
    assert not is_told_of(asks)
