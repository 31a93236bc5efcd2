"""The home's profile as fields of a form: in which order and groups, and how each is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel

from assistant.drafting.home_profile import ProviderType
from assistant.drafting.profile_answers import MAY_BE_NONE, NUMBERS, TABLES, YES_OR_NO
from assistant.drafting.profile_form import ProfileIn

PREFIX = "answer."
"""Before a field's path in the names of a form's fields."""

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "The home": ("name", "urn", "location", "website", "buildings", "accommodation"),
    "The provider": (
        "provider_name",
        "provider_type",
        "provider_address",
        "responsible_individual.name",
        "responsible_individual.address",
        "responsible_individual.qualifications",
    ),
    "The registered manager": (
        "registered_manager",
        "registered_manager.name",
        "registered_manager.address",
        "registered_manager.qualifications",
        "registered_manager.experience",
        "registered_manager.started",
    ),
    "The children": ("places", "age_from", "age_to", "sexes", "needs", "admissions", "emergency_admissions"),
    "What kind of home it is": ("secure", "short_breaks", "school", "single_sex_staff", "staff_sex"),
    "How the home cares": (
        "ethos",
        "outcomes",
        "education",
        "healthcare",
        "activities",
        "contact_arrangements",
        "complaints_contact",
        "surveillance",
    ),
    "Staff": ("staffing", "supervision", "restraint_training"),
}
_ASKS = {
    "provider_type": "What is the provider?",
    "registered_manager": "Is there a registered manager?",
    "website": "What is the home’s web address?",
    "surveillance": "How are children monitored or watched by devices?",
    "healthcare": "Which health care or therapy does the home provide?",
    "buildings": "Which buildings make up the home?",
}
_HINTS = {
    **dict.fromkeys(MAY_BE_NONE, "Write “no” if there is none."),
    "buildings": "Put ; between them.",
    "responsible_individual.name": "Only an organisation or a local authority has a responsible individual.",
}
_SHORT = frozenset({"name", "urn", "provider_name", "sexes", "website", "responsible_individual.name"}) | {
    "registered_manager.name"
}
_DAYS = frozenset({"registered_manager.started"})
_CHOICES = {
    "provider_type": tuple((kind.value, kind.value.replace("_", " ")) for kind in ProviderType),
    **dict.fromkeys(YES_OR_NO | TABLES, (("yes", "Yes"), ("no", "No"))),
}


@dataclass(frozen=True, slots=True)
class FormField:
    """One question. ``control`` is line, text, number, day or choice; ``choices`` are (value, words)."""

    path: str
    ask: str
    control: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def groups() -> list[tuple[str, list[FormField]]]:
    """Every group's title with its fields."""
    return [(title, [field(path) for path in paths]) for title, paths in _GROUPS.items()]


def field(path: str, ask: str = "") -> FormField:
    """How the field at ``path`` is answered; a fact of any name is text."""
    asked = ask or _ASKS.get(path) or _description(ProfileIn, path)
    return FormField(path, asked, _control(path), _HINTS.get(path, ""), _CHOICES.get(path, ()))


def in_questions(detail: str) -> str:
    """What is wrong with a profile, told by the questions in place of the fields' names.

    >>> in_questions("profile: places: should be a whole number")
    '“For how many children is the home?” should be a whole number'
    """
    told = detail.removeprefix("profile: ").split("; ")
    return "; ".join(map(_in_question, told))


def _in_question(fault: str) -> str:
    path, _, says = fault.partition(": ")
    known = any(path in paths for paths in _GROUPS.values())
    return f"“{field(path).ask}” {says}" if known else fault


def is_free_text(path: str) -> bool:
    """Whether what is shown of the field is what was typed."""
    return _control(path) in ("line", "text") and path != "buildings"


def answers(typed: Mapping[str, str]) -> dict[str, str]:
    """The answers in a form, by the field's path."""
    return {name.removeprefix(PREFIX): value for name, value in typed.items() if name.startswith(PREFIX)}


def _control(path: str) -> str:
    if path in _CHOICES:
        return "choice"
    if path in NUMBERS:
        return "number"
    if path in _DAYS:
        return "day"
    return "line" if path in _SHORT else "text"


def _description(form: type[BaseModel], path: str) -> str:
    name, _, below = path.partition(".")
    known = form.model_fields.get(name)
    if known is None:
        return path
    if not below:
        return known.description or path
    inner = [one for one in (known.annotation, *get_args(known.annotation)) if _is_form(one)]
    return _description(inner[0], below) if inner else path


def _is_form(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
