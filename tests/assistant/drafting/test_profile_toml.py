from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.profile import check_profile
from assistant.drafting.profile_toml import to_toml
from assistant.errors import UnsoundProfile

TEXT = st.text("ab é\"'\\\n\t#=[]{}\u2028\u007f<&", max_size=20)
TOLD = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXT,
        "places": st.integers(1, 9),
        "school": st.booleans(),
        "website": st.booleans() | TEXT,
        "buildings": st.lists(TEXT, max_size=2),
        "registered_manager": st.just(False) | st.fixed_dictionaries({}, optional={"started": st.dates().map(str)}),
        "responsible_individual": st.fixed_dictionaries({}, optional={"name": TEXT}),
        "facts": st.dictionaries(st.sampled_from(["a", "sop-1.needs"]), TEXT),
    },
)


@given(TOLD)
def test_what_is_written_is_read_again(told: dict[str, Any]) -> None:
    try:
        sound = check_profile(told)
    except UnsoundProfile:
        return
    assert check_profile(tomllib.loads(to_toml(sound))) == sound


def test_it_reads_well() -> None:
    told = {"registered_manager": {"started": "2023-09-04"}, "places": 4, "facts": {"sop-1.needs": "Many"}}
    assert to_toml(check_profile(told)).partition("\n\n")[2] == (
        'places = 4\n\n[registered_manager]\nstarted = 2023-09-04\n\n[facts]\n"sop-1.needs" = "Many"\n'
    )


@pytest.mark.parametrize("told", [{}, {"facts": {}}])
def test_nothing_is_written_for_nothing(told: dict[str, Any]) -> None:
    assert check_profile(tomllib.loads(to_toml(check_profile(told)))) == check_profile(told)
