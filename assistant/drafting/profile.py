"""A home's profile is read from TOML or JSON, checked, and kept as it was told."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeGuard, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.drafting.home_profile import HomeProfile, ProviderType
from assistant.drafting.profile_form import FACT_KEY, ORGANISED, ProfileIn
from assistant.errors import UnsoundProfile

LARGEST_FILE = 1_000_000
"""Bytes of a profile's file."""

_SAYS = {
    "string_type": "should be text",
    "bool_type": "should be true or false",
    "int_type": "should be a whole number",
    "list_type": "should be a list",
    "dict_type": "should be a table",
    "model_type": "should be a table",
    "literal_error": "should be false where there is none",
}
_DESCRIBED = ("website", "surveillance", "healthcare")
_YES_OR_NO = {
    ("website", False): "The home has no website.",
    ("surveillance", False): "No devices are used to monitor or watch children.",
    ("healthcare", False): "The home provides no health care or therapy itself.",
}


def load_profile(file: Path) -> ProfileIn:
    """Read a profile from a .toml or .json file. Raises UnsoundProfile, naming the fields; the file is left alone."""
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise UnsoundProfile(f"{file.name}: a profile has {LARGEST_FILE:,} bytes at most")
        content = file.read_text(encoding="utf-8")
        told = json.loads(content) if file.suffix.lower() == ".json" else tomllib.loads(content)
    except OSError as error:
        raise UnsoundProfile(f"{file.name}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UnsoundProfile(f"{file.name}: is not {file.suffix.lower() or 'TOML'} in UTF-8: {error}") from error
    return check_profile(told)


def check_profile(told: object) -> ProfileIn:
    """A profile from what JSON or TOML held. Raises UnsoundProfile, naming every field that is wrong."""
    try:
        return ProfileIn.model_validate(told)
    except ValidationError as error:
        raise UnsoundProfile("profile: " + "; ".join(dict.fromkeys(map(_fault, error.errors())))) from None


def home_profile(told: ProfileIn) -> HomeProfile:
    """What drafts are made from."""
    return HomeProfile(dict(_values(told)), _conditions(told))


def field_paths(form: type[BaseModel] = ProfileIn, above: str = "") -> tuple[str, ...]:
    """Every field's path ("places", "registered_manager.name"); facts have any name and are not among them."""
    paths: list[str] = []
    for name, field in form.model_fields.items():
        inner = [one for one in (field.annotation, *get_args(field.annotation)) if _is_form(one)]
        paths += field_paths(inner[0], f"{above}{name}.") if inner else [f"{above}{name}"]
    return tuple(path for path in paths if path != "facts")


def schema_json() -> str:
    """The form as JSON Schema, for editors and other programs: docs/profile.schema.json."""
    return json.dumps(ProfileIn.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


def _is_form(annotation: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _values(told: BaseModel, above: str = "") -> Iterator[tuple[str, str]]:
    """Each field that was told, in words, by its path."""
    for name in type(told).model_fields:
        value = getattr(told, name)
        if isinstance(value, BaseModel):
            yield from _values(value, f"{above}{name}.")
        elif isinstance(value, dict):
            yield from ((f"{name}.{key}", words) for key, words in value.items() if words)
        else:
            words = _in_words(name, value)
            if words:
                yield f"{above}{name}", words


def _in_words(name: str, value: object) -> str | None:
    if isinstance(value, bool):
        return _YES_OR_NO.get((name, value), None if name in _DESCRIBED else ("No", "Yes")[value])
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, ProviderType):
        return value.value.replace("_", " ")
    return None if value is None else str(value)


def _conditions(told: ProfileIn) -> dict[str, bool | None]:
    kind, individual = told.provider_type, told.responsible_individual
    organised = None if kind is None else kind in ORGANISED
    return {
        "school": told.school,
        "secure": told.secure,
        "short_breaks": told.short_breaks,
        "website": _is_so(told.website),
        "several_buildings": None if told.buildings is None else len(told.buildings) > 1,
        "single_sex_staff": told.single_sex_staff,
        "surveillance": _is_so(told.surveillance),
        "healthcare_provided": _is_so(told.healthcare),
        "provider_is_individual": None if kind is None else kind is ProviderType.INDIVIDUAL,
        "provider_is_partnership": None if kind is None else kind is ProviderType.PARTNERSHIP,
        "provider_is_organisation": organised,
        "provider_is_local_authority": None if kind is None else kind is ProviderType.LOCAL_AUTHORITY,
        "has_manager": _is_so(told.registered_manager),
        "has_responsible_individual": True if individual is not None else organised,
    }


def _is_so(value: object) -> bool | None:
    return None if value is None else value is not False


def _fault(error: ErrorDetails) -> str:
    """Where and what, never the value: "registered_manager.started: should be a date"."""
    known = {part for path in field_paths() for part in path.split(".")} | {"facts"}
    extra = error["type"] == "extra_forbidden"
    parts = [str(part) for part in error["loc"] if part in known or isinstance(part, int)]
    if extra:
        name = str(error["loc"][-1])
        parts = [
            *(str(part) for part in error["loc"][:-1] if part in known),
            name if FACT_KEY.fullmatch(name) else "?",
        ]
    says = "there is no such field" if extra else _SAYS.get(error["type"], str(error["msg"]))
    return ": ".join(filter(None, [".".join(parts), says]))
