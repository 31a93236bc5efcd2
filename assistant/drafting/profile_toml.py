"""A profile as TOML, for a person to go on with: every field that was told, in the form's order."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date

from assistant.drafting.profile_form import ProfileIn

_HEAD = "# A children's home, for its drafts. What is left out is a gap in them. The form: `homes profile schema`.\n\n"
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


def to_toml(told: ProfileIn) -> str:
    """The fields that were told; read again they are the same profile."""
    fields = told.model_dump(exclude_unset=True, exclude_none=True)
    tables = {key: value for key, value in fields.items() if isinstance(value, Mapping)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in fields.items() if key not in tables]
    return _HEAD + "\n".join([*lines, *(line for key, table in tables.items() for line in _table(key, table))]) + "\n"


def _table(name: str, table: Mapping[str, object]) -> Iterator[str]:
    yield f"\n[{name}]"
    yield from (f"{_key(key)} = {_value(value)}" for key, value in table.items())


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _value(name)


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)  # TOML's strings, whole numbers and truths are JSON's
