from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Quote
from assistant.errors import ModelError
from assistant.model_reply import MOST_STATEMENTS, SCHEMA, Proposed, ReplyReader

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
STATEMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "text": TEXTS,
            "quotes": st.lists(
                st.fixed_dictionaries({"label": st.sampled_from(["E1", "E2"]), "quote": TEXTS}), max_size=3
            ),
        }
    ),
    max_size=MOST_STATEMENTS,
)


def read(*pieces: str) -> list[Proposed]:
    reader = ReplyReader()
    found = [proposed for piece in pieces for proposed in reader.feed(piece)]
    reader.finish()
    return found


@given(STATEMENTS, st.integers(1, 9), st.sampled_from([None, 2]), st.booleans())
def test_every_reply_in_the_form_is_read_however_it_is_cut(
    said: list[dict[str, object]], size: int, indent: int | None, fenced: bool
) -> None:
    text = json.dumps({"statements": said}, indent=indent, ensure_ascii=False)
    text = f"```json\n{text}\n```" if fenced else text
    found = read(*(text[start : start + size] for start in range(0, len(text), size)))
    assert [one.text for one in found] == [" ".join(str(one["text"]).split()) for one in said]


def test_a_statement_is_given_as_soon_as_its_last_bracket_has_come() -> None:
    reader = ReplyReader()
    assert list(reader.feed('{"statements": [{"text": "A }", "quotes": [{"label": "E1", "quote": "q"}]')) == []
    assert list(reader.feed("}")) == [Proposed("A }", (Quote("E1", "q"),))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I am sorry, I cannot do that.",
        "{}",
        "[]",
        '{"statements": 5}',
        '{"statements": [5]}',
        '{"statements": [[{"text": "a", "quotes": []}]]}',
        '{"statements": ["a"]}',
        '{"answer": [{"text": "a", "quotes": []}]}',
        '{"statements": [{"text": "a"}]}',
        '{"statements": [{"text": 5, "quotes": []}]}',
        '{"statements": [{"text": "a", "quotes": [{"label": "E1"}]}]}',
        '{"statements": [{"text": "a", "quotes": [], "more": 1}]}',
        '{"statements": [{"text": "a", "quotes": []}]',
        '{"statements": [{"text": "a", "quotes": []}]} and so on',
        'Here you are: {"statements": [{"text": "a", "quotes": []}]}',
        json.dumps({"statements": [{"text": "a" * 401, "quotes": []}]}),
        json.dumps({"statements": [{"text": "a", "quotes": []}] * (MOST_STATEMENTS + 1)}),
        "}}}]]]" * 50,
        "[" * 100_000,
    ],
    ids=lambda text: text[:40] or "empty",
)
def test_anything_else_is_nonsense(text: str) -> None:
    with pytest.raises(ModelError):
        read(text)


@given(st.text(max_size=200))
def test_no_reply_does_more_harm_than_a_model_error(text: str) -> None:
    try:
        read(text)
    except ModelError:
        return


def test_the_schema_is_bounded_everywhere() -> None:
    unbounded = []

    def walk(schema: object) -> None:
        if isinstance(schema, dict):
            bound = {"string": "maxLength", "array": "maxItems"}.get(str(schema.get("type")))
            if bound and bound not in schema:
                unbounded.append(schema)
            if schema.get("type") == "object":
                assert schema["additionalProperties"] is False
                assert schema["required"] == list(schema["properties"])
            for value in schema.values():
                walk(value)

    walk(SCHEMA)
    assert unbounded == []
