"""The form in which a provider describes a home: its fields, what each asks, and what may not stand together.

Every field may be left out: a draft then has a gap there. docs/profile.schema.json is made from it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from assistant.drafting.home_profile import ProviderType

LONGEST_TEXT = 20_000
"""Characters of one answer: some seven pages."""

ORGANISED = (ProviderType.ORGANISATION, ProviderType.LOCAL_AUTHORITY)
_PROVIDER = "provider_type and responsible_individual"
_HAS_NONE = "only an organisation or a local authority has a responsible individual"
_NEEDS_ONE = (
    "an organisation or a local authority has a responsible individual; one who is not known yet is a table with "
    "nothing in it"
)
FACT_KEY = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")
_TURNS_WRITING_ROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _readable(text: str) -> str:
    """The text as told, its line breaks as one character. Raises for what no page can show."""
    text = text.replace("\r\n", "\n").strip()
    kinds = {unicodedata.category(character) for character in set(text) - {"\n", "\t"}}
    if kinds & {"Cc", "Cs"} or _TURNS_WRITING_ROUND & set(text):
        raise PydanticCustomError("control_character", "holds control characters")
    return text


def _calendar_day(value: object) -> object:
    """A date or its ISO form: a bare number would be taken for seconds since 1970."""
    if not isinstance(value, date | str):
        raise PydanticCustomError("calendar_day", "should be a date such as 2026-04-01")
    return value


Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(_readable)]
Day = Annotated[date, BeforeValidator(_calendar_day)]
YesOrNo = Annotated[bool, Field(strict=True)]
Age = Annotated[int, Field(strict=True, ge=0, le=25)]
Described = Annotated[Text | YesOrNo, Field(union_mode="left_to_right")]


class _Form(BaseModel):
    """Frozen; unknown fields are an error; an answer left empty is no answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _without_empty_answers(cls, told: object) -> object:
        if not isinstance(told, Mapping):
            return told
        empty = {key for key in cls.model_fields if isinstance(told.get(key), str) and not told[key].strip()}
        return {key: value for key, value in told.items() if key not in empty}


class ResponsibleIndividual(_Form):
    """Who supervises the management of the home for an organisation."""

    name: Text | None = Field(None, description="What is the responsible individual's name?")
    address: Text | None = Field(None, description="What is the responsible individual's address?")
    qualifications: Text | None = Field(None, description="Which qualifications does the responsible individual have?")


class RegisteredManager(_Form):
    """Who manages the home."""

    name: Text | None = Field(None, description="What is the registered manager's name?")
    address: Text | None = Field(None, description="What is the registered manager's address?")
    qualifications: Text | None = Field(None, description="Which qualifications does the registered manager have?")
    experience: Text | None = Field(None, description="Which experience does the registered manager have?")
    started: Day | None = Field(None, description="When did the registered manager start managing a home?")


class ProfileIn(_Form):
    """A children's home, as its provider describes it. What is not known yet is left out."""

    name: Text | None = Field(None, description="What is the home called?")
    urn: Text | None = Field(None, description="What is the home's unique reference number (URN)?")
    provider_name: Text | None = Field(None, description="Who is the registered provider?")
    provider_type: ProviderType | None = Field(
        None, description="What is the provider: individual, partnership, organisation or local_authority?"
    )
    provider_address: Text | None = Field(None, description="What is the registered provider's address?")
    responsible_individual: ResponsibleIndividual | None = Field(
        None, description="The responsible individual: an organisation and a local authority have one, others do not."
    )
    registered_manager: RegisteredManager | Literal[False] | None = Field(
        None, description="The registered manager; false where there is none."
    )
    places: Annotated[int, Field(strict=True, ge=1, le=1_000)] | None = Field(
        None, description="For how many children is the home?"
    )
    age_from: Age | None = Field(None, description="How old is the youngest child the home is for?")
    age_to: Age | None = Field(None, description="How old is the oldest child the home is for?")
    sexes: Text | None = Field(None, description="Is the home for boys, girls or both?")
    needs: Text | None = Field(None, description="Which needs do the children have whom the home is for?")
    ethos: Text | None = Field(None, description="What is the home's ethos?")
    outcomes: Text | None = Field(None, description="Which outcomes does the home seek to achieve, and how?")
    secure: YesOrNo | None = Field(None, description="Is it a secure children's home?")
    short_breaks: YesOrNo | None = Field(None, description="Is it for short breaks?")
    school: YesOrNo | None = Field(None, description="Is the home also a school?")
    single_sex_staff: YesOrNo | None = Field(None, description="Are the staff, or those who care, all of one sex?")
    staff_sex: Text | None = Field(None, description="Which sex are they, and why?")
    buildings: Annotated[list[Text], Field(max_length=100)] | None = Field(
        None, description="Which buildings make up the home?"
    )
    accommodation: Text | None = Field(None, description="What is the accommodation like?")
    location: Text | None = Field(None, description="Where is the home, and what is around it?")
    website: Described | None = Field(None, description="The home's web address; false where it has no website.")
    complaints_contact: Text | None = Field(None, description="How does a person complain about the home?")
    surveillance: Described | None = Field(
        None, description="How are children monitored or watched by devices? false where they are not."
    )
    healthcare: Described | None = Field(
        None, description="Which health care or therapy does the home provide? false where it provides none."
    )
    education: Text | None = Field(None, description="How does the home support children's education?")
    activities: Text | None = Field(None, description="Which activities does the home offer or support?")
    contact_arrangements: Text | None = Field(None, description="How does the home support contact with family?")
    staffing: Text | None = Field(None, description="Who works at the home, with which experience and qualifications?")
    supervision: Text | None = Field(None, description="How are staff supervised and appraised?")
    admissions: Text | None = Field(None, description="By which criteria are children admitted?")
    emergency_admissions: Text | None = Field(None, description="How are emergency admissions handled, if any are?")
    restraint_training: Text | None = Field(None, description="How are staff trained and assessed in restraint?")
    facts: Annotated[dict[str, Text], Field(max_length=1_000)] = Field(
        {}, description="Anything else that a draft asks for, under the name of its gap."
    )

    @model_validator(mode="after")
    def _without_contradictions(self) -> Self:
        for holds, fields, says in _contradictions(self):
            if holds:
                raise PydanticCustomError("contradiction", "{fields}: {says}", {"fields": fields, "says": says})
        return self


def _contradictions(told: ProfileIn) -> list[tuple[bool, str, str]]:
    """Whether fields contradict each other, which, and how."""
    organised = told.provider_type in ORGANISED
    oldest = told.age_from if told.age_to is None else told.age_to
    return [
        (organised and told.responsible_individual is None, _PROVIDER, _NEEDS_ONE),
        (
            not organised and told.provider_type is not None and told.responsible_individual is not None,
            _PROVIDER,
            _HAS_NONE,
        ),
        (
            told.age_from is not None and oldest is not None and told.age_from > oldest,
            "age_from and age_to",
            "the youngest child is older than the oldest",
        ),
        (
            told.single_sex_staff is False and told.staff_sex is not None,
            "single_sex_staff and staff_sex",
            "staff who are not all of one sex have none to name",
        ),
        (
            not all(map(FACT_KEY.fullmatch, told.facts)),
            "facts",
            "a name has small letters, digits, _ . and - only, and 100 of them at most",
        ),
    ]
