"""What a person types in answer to a gap, set into a home's profile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from assistant.drafting.profile import check_profile
from assistant.drafting.profile_form import ORGANISED, ProfileIn
from assistant.errors import UnsoundProfile

YES_OR_NO = frozenset({"secure", "short_breaks", "school", "single_sex_staff"})
NUMBERS = frozenset({"places", "age_from", "age_to"})
MAY_BE_NONE = frozenset({"website", "surveillance", "healthcare"})
TABLES = frozenset({"responsible_individual", "registered_manager"})
_SHOWN = 8
_YES, _NO = ("y", "yes", "true"), ("n", "no", "none", "false")


def read_answer(field: str, typed: str) -> Any:
    """What was typed, as the form has it; what cannot be read is left as it is, for the form to refuse."""
    word = typed.strip().lower()
    if field in YES_OR_NO and word in _YES + _NO:
        return word in _YES
    if field in MAY_BE_NONE and word in _NO:
        return False
    if field in TABLES and word in _YES + _NO:
        return {} if word in _YES else False
    if field in NUMBERS and word.isdecimal():
        return int(word)
    if field == "buildings":
        return [part.strip() for part in typed.split(";") if part.strip()]
    return word.replace(" ", "_") if field == "provider_type" else typed


def with_answers(profile: ProfileIn, answers: Mapping[str, str]) -> ProfileIn:
    """The profile with each answer in its field ("places", "registered_manager.name", "facts.restraint").

    An empty answer takes back what was told. Raises UnsoundProfile, naming the fields, and the profile stands.
    """
    told = profile.model_dump(mode="json", exclude_unset=True)
    for field, typed in answers.items():
        _set(told, field, typed)
    if told.get("provider_type") in list(ORGANISED) and told.get("responsible_individual") is None:
        told["responsible_individual"] = {}
    return check_profile(told)


def check_fields(answers: Mapping[str, str], open_fields: Collection[str], profile: ProfileIn) -> None:
    """Raises UnsoundProfile for a fact that no gap asks for and none has told, naming fields of open gaps."""
    for field in answers:
        table, _, name = field.partition(".")
        if table == "facts" and field not in open_fields and name not in profile.facts:
            some = ", ".join(list(open_fields)[:_SHOWN]) or "none is open"
            raise UnsoundProfile(f"no gap of this draft has that field; the fields of its gaps: {some}")


def _set(told: dict[str, Any], field: str, typed: str) -> None:
    table, dot, name = field.partition(".")
    place = told
    if dot:
        place = told[table] = dict(told[table]) if isinstance(told.get(table), dict) else {}
    else:
        name = table
    if typed.strip():
        place[name] = read_answer(name if table != "facts" else "", typed)
    else:
        place.pop(name, None)
