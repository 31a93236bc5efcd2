from __future__ import annotations

import pytest

from assistant.compliance.listed_bans import item_of_bans


@pytest.mark.parametrize(
    ("before", "read"),
    [
        ("Staff never: ", "hit a child"),
        ("Forbidden at all times: any hold that hurts; ", "a hold by the neck"),
        ("None of the following is ever used as discipline, or threatened: ", "making a child eat"),
        ("We do not use any of these: ", "keeping a child awake"),
    ],
)
def test_a_denial_before_the_colon_is_one_of_each_item(before: str, read: str) -> None:
    assert item_of_bans(before, read, ".") is not None


@pytest.mark.parametrize(
    ("before", "read", "after"),
    [
        ("Our rules: ", "hit a child", "."),
        ("This is not negotiable: a child who swears is ", "fined", "."),
        ("Where there is no other way, staff may: ", "holding a child", "."),
        ("Nobody is singled out: ", "making the whole group pay", " is our rule."),
        ("A child may not bring anyone back: they are ", "not allowed", " to."),
    ],
)
def test_other_words_before_a_colon_forbid_nothing_after_it(before: str, read: str, after: str) -> None:
    assert item_of_bans(before, read, after) is None
