"""What a kind of draft must hold, item by item, each with the provision it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.drafting.conditions import Condition
from ingest.document import Force

_POLICIES = "policy/"
_FOR_CHILDREN = "childrens_guide"


@dataclass(frozen=True, slots=True)
class FactWanted:
    """What only the home can supply. ``profile`` is the field that answers it, "" where none is meant for it."""

    id: str
    ask: str
    profile: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """One item. ``asks`` and ``line`` are our own words, no stronger than what is printed at ``provision``.

    ``also`` are further provisions on the same item. ``reason_if_not`` says why it does not apply where ``applies``
    does not hold.
    """

    id: str
    section: str
    provision: str
    also: tuple[str, ...]
    force: Force
    asks: str
    line: str
    applies: Condition
    reason_if_not: str
    facts: tuple[FactWanted, ...]

    @property
    def provisions(self) -> tuple[str, ...]:
        """All its provisions, each once, the one it comes from first."""
        return tuple(dict.fromkeys((self.provision, *self.also)))

    def gap_id(self, fact: FactWanted) -> str:
        """The name of what is missing while nobody has told ``fact``."""
        return f"{self.id}.{fact.id}"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the draft. ``intro`` is a sentence of ours that claims nothing about the law."""

    id: str
    heading: str
    intro: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotInSources:
    """What people expect here though neither the law nor the guidance asks for it."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class RequirementSet:
    """Everything one kind of draft must hold, sections in the order of the law.

    A section without items, one at most, is where ``not_in_sources`` are told.
    """

    kind: str
    title: str
    purpose: str
    audience: str
    sections: tuple[Section, ...]
    requirements: tuple[Requirement, ...]
    not_in_sources: tuple[NotInSources, ...] = ()

    @property
    def guidance_is_text(self) -> bool:
        """Whether guidance is part of the text for those who read it, rather than a list to check the text against."""
        return self.kind.startswith(_POLICIES) or self.kind == _FOR_CHILDREN

    @property
    def governing(self) -> tuple[str, ...]:
        """The documents its items come from, by id."""
        return tuple(dict.fromkeys(one.provision.split("/", 1)[0] for one in self.requirements))

    def of_section(self, section_id: str) -> tuple[Requirement, ...]:
        """A section's items, in the file's order."""
        return tuple(one for one in self.requirements if one.section == section_id)
