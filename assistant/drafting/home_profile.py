"""A home as drafts are made from it: what was told, by field, and the facts that decide which items apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

UNNAMED = "the home"


class ProviderType(StrEnum):
    """Who carries on the home. A local authority is an organisation as well (regulation 2: a body corporate)."""

    INDIVIDUAL = "individual"
    PARTNERSHIP = "partnership"
    ORGANISATION = "organisation"
    LOCAL_AUTHORITY = "local_authority"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the field of the profile that answers it."""

    field: str
    ask: str


CONDITIONS: Mapping[str, Asked] = {
    "school": Asked("school", "Is the home also a school?"),
    "secure": Asked("secure", "Is it a secure children's home?"),
    "short_breaks": Asked("short_breaks", "Is it a home for short breaks?"),
    "website": Asked("website", "Does the home have a website?"),
    "several_buildings": Asked("buildings", "Is the home in more than one building?"),
    "single_sex_staff": Asked("single_sex_staff", "Are the staff, or those who care for children, all of one sex?"),
    "surveillance": Asked("surveillance", "Are children in the home monitored or watched by devices?"),
    "healthcare_provided": Asked("healthcare", "Does the home provide health care or therapy?"),
    "provider_is_individual": Asked("provider_type", "Is the registered provider an individual?"),
    "provider_is_partnership": Asked("provider_type", "Is the registered provider a partnership?"),
    "provider_is_organisation": Asked("provider_type", "Is the registered provider an organisation?"),
    "provider_is_local_authority": Asked("provider_type", "Is the registered provider a local authority?"),
    "has_manager": Asked("registered_manager", "Is there a registered manager?"),
    "has_responsible_individual": Asked("responsible_individual", "Is there a responsible individual?"),
}
"""The facts that conditions may name, with what is asked where one is not known."""

_LABELS = {
    "name": "Name of the home",
    "urn": "Unique reference number (URN)",
    "provider_name": "Registered provider",
    "provider_type": "The registered provider is",
    "provider_address": "Registered provider's address",
    "responsible_individual.name": "Responsible individual",
    "responsible_individual.address": "Responsible individual's address",
    "responsible_individual.qualifications": "Responsible individual's qualifications",
    "registered_manager.name": "Registered manager",
    "registered_manager.address": "Registered manager's address",
    "registered_manager.qualifications": "Registered manager's qualifications",
    "registered_manager.experience": "Registered manager's experience",
    "registered_manager.started": "The registered manager started to manage a home on",
    "places": "Number of places",
    "age_from": "Youngest age",
    "age_to": "Oldest age",
    "sexes": "Sex of the children",
    "staff_sex": "Sex of the staff",
    "needs": "Range of needs",
    "complaints_contact": "Whom to contact with a complaint",
    "contact_arrangements": "Contact with family and friends",
    "surveillance": "Monitoring and surveillance",
    "healthcare": "Health care and therapy",
    "admissions": "Criteria for admission",
    "restraint_training": "Training in restraint",
}


@dataclass(frozen=True, slots=True)
class HomeProfile:
    """``values`` holds each field's words by its path ("places", "registered_manager.name", "facts.restraint").

    ``conditions`` holds every name of CONDITIONS: true, false, or None where nobody has told.
    """

    values: Mapping[str, str]
    conditions: Mapping[str, bool | None]

    @property
    def name(self) -> str:
        """What the home is called; "the home" where it has no name yet."""
        return self.values.get("name", UNNAMED)

    def told(self, path: str, gap_id: str) -> tuple[str, str] | None:
        """The field that answers a gap, and its words: the field at ``path``, else what is told under the gap's id."""
        for field in (path, f"facts.{gap_id}"):
            if field in self.values:
                return field, self.values[field]
        return None


def label_of(field: str) -> str:
    """A field's name for reading.

    >>> label_of("places"), label_of("registered_manager.name"), label_of("facts.restraint_approach")
    ('Number of places', 'Registered manager', 'Restraint approach')
    """
    words = field.removeprefix("facts.").replace("_", " ").replace("-", " ").replace(".", ": ")
    return _LABELS.get(field, words[:1].upper() + words[1:])
