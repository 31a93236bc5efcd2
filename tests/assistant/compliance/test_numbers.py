"""Numbers and what they count: literal sentences."""

from __future__ import annotations

import pytest

from assistant.compliance.numbers import SHARE, numbers_in


def found(text: str) -> list[tuple[float, str]]:
    return [(round(one.value, 3), one.of) for one in numbers_in(text)]


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ("Half the staff on nights come from an agency.", 0.5),
        ("Two of the three staff on shift come from an agency.", 0.667),
        ("3 out of 4 carers are from an agency.", 0.75),
        ("40 per cent of our workers are from an agency.", 0.4),
    ],
)
def test_a_part_of_the_staff_is_a_share(said: str, share: float) -> None:
    assert found(said) == [(share, SHARE)]


@pytest.mark.parametrize(
    "said",
    [
        "A boy of twelve keeps his own cream.",
        "For the two children who sign, we book an interpreter.",
        "Staff sat with the three sisters until they slept.",
        "One of our four homes has a garden.",
        "Somebody appointed under the 2006 Representations Regulations visits.",
    ],
)
def test_whom_a_story_is_about_is_no_figure(said: str) -> None:
    assert [one for one in found(said) if one[1] != "home"] == []


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("Two workers are on duty at night.", (2.0, "person")),
        ("Two written references are asked for.", (2.0, "refer")),
        ("Nobody under 18 has a key.", (18.0, "age")),
        ("Each holds the Level 3 diploma.", (3.0, "level")),
    ],
)
def test_what_a_rule_counts_is_one(said: str, number: tuple[float, str]) -> None:
    assert found(said) == [number]
