from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compliance.difference import Relation
from assistant.compliance.proposed_reading import LONGEST_WHY, MOST_READINGS, ProposedReading, proposed_in
from assistant.errors import ModelError, ModelFault

ONE = {"label": "E1", "relation": "conflicts", "said": "two days", "printed": "within 24 hours", "why": ""}


def reply(*readings: object) -> str:
    return json.dumps({"readings": readings})


def test_a_reply_in_the_form_asked_for() -> None:
    expected = ProposedReading("E1", Relation.CONFLICTS, "two days", "within 24 hours", "")
    assert proposed_in(reply(ONE)) == (expected,)
    assert proposed_in(f"```json\n{reply(ONE)}\n```") == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The statement agrees.",
        "[]",
        '{"readings": null}',
        '{"readings": [], "verdict": "agrees"}',
        reply("agrees"),
        reply({**ONE, "relation": "not_comparable"}),
        reply({**ONE, "relation": ["agrees"]}),
        reply({**ONE, "relation": 1}),
        reply({**ONE, "verdict": "agrees"}),
        reply({**ONE, "said": None}),
        reply({**ONE, "why": "w" * (LONGEST_WHY + 1)}),
        reply({key: ONE[key] for key in ONE if key != "why"}),
        reply(*[ONE] * (MOST_READINGS + 1)),
        "[" * 100_000,
    ],
)
def test_anything_else_is_nonsense(text: str) -> None:
    with pytest.raises(ModelError) as caught:
        proposed_in(text)
    assert caught.value.fault is ModelFault.NONSENSE


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ONE, "x"]), inner, max_size=6),
    max_leaves=12,
)


@given(VALUES)
def test_whatever_comes_is_read_or_nonsense(value: object) -> None:
    with suppress(ModelError):
        assert isinstance(proposed_in(json.dumps({"readings": value})), tuple)
