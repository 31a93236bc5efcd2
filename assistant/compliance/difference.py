"""One thing that a statement says beside what is printed on it, and how the two relate. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """How a statement stands to what is printed. None of these says that a home complies, or that it does not."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    GOES_FURTHER = "goes_further"
    NOT_COMPARABLE = "not_comparable"
    SILENT = "silent"


class Aspect(StrEnum):
    """What a difference is about."""

    TIME = "time limit"
    NUMBER = "number"
    FORCE = "force"
    WHO = "who"
    DENIAL = "denial or limit"
    OPPOSITE = "opposite"
    CONDUCT = "what is done"
    PROVISION = "provision named"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a statement says, beside what is printed on it.

    ``said`` are its words, at ``start`` to ``end`` of the statement (code points, half-open; both 0 where the statement
    has no word for it). ``printed`` are words of the provision ``provision_id``; both empty where no provision has any.
    Agreement is listed too: who reads wants to see that it was looked at.
    """

    aspect: Aspect
    relation: Relation
    said: str
    start: int
    end: int
    printed: str = ""
    provision_id: str = ""

    @property
    def figure(self) -> int | None:
        """Which figure of the statement it is about, by where that starts; None where it is about none."""
        return self.start if self.aspect in (Aspect.TIME, Aspect.NUMBER) else None


_CLAIMS = re.compile(
    r"(?<!under )(?<!with )(?<!by )\b(?:(?:the\s+|these\s+)?regulations?\b(?!\s+44\s+visit)|regs?\.?\s*\d|(?:by"
    r"|in|under|of)\s+law|the\s+law|legal(?:ly)?|statut(?:e|ory)|legislation"
    r"|(?:the|statutory)\s+guid(?:e|ance)|guidance\s+(?:says|requires|states)|guide\s+to\s+the|SCCIF"
    r"|ofsted\s+(?:requires?|expects?|says?|insists?)|inspection\s+framework|para(?:graph)?\s*\d|schedule\s+\d)",
    re.IGNORECASE,
)


def claims_a_source(said: str) -> bool:
    """Whether a statement says what a source says, rather than what a home does."""
    return _CLAIMS.search(said) is not None
