"""What a review found of the faults planted in its document, and what it took for faults that are none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.entrypoints.review_schemas import ReviewClaimOut, ReviewFindingOut, ReviewOut
from evals.review_cases import PlantedFault, ReviewCase

_FLAGGED = ("not found", "partly", "contradicts")
_STRICT = ("not found", "contradicts")
_READS_LIKE = "reads like a conflict"
_REFERENCE = ("no such provision", "names another provision")


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """``what`` is a requirement's id with its state, or a kind of claim with what it names."""

    what: str


@dataclass(frozen=True, slots=True)
class ReviewScore:
    """``found`` and ``missed`` are ids of faults; ``strictly`` those found without counting "partly" or likeness.

    ``alarms`` are on requirements that the document addresses, and claims where no fault is; ``soft_alarms`` are those
    requirements shown as addressed in part, and sentences without a fault that read like a conflict. ``requirements``
    counts those of the kind, ``judged`` those that the case says something of.
    """

    found: tuple[str, ...]
    strictly: tuple[str, ...]
    missed: tuple[str, ...]
    alarms: tuple[FalseAlarm, ...]
    soft_alarms: tuple[FalseAlarm, ...]
    requirements: int
    judged: int


def score(case: ReviewCase, made: ReviewOut) -> ReviewScore:
    """Measure one review."""
    found = [fault.id for fault in case.faults if is_found(fault, made, _FLAGGED)]
    strictly = [fault.id for fault in case.faults if is_found(fault, made, _STRICT)]
    states = {finding.requirement: finding.state for finding in made.findings}
    addressed = {one: states[one] for one in case.addressed if one in states}
    alarms = [FalseAlarm(f"{one} {state}") for one, state in addressed.items() if state in _STRICT]
    soft = [FalseAlarm(f"{one} {state}") for one, state in addressed.items() if state == "partly"]
    strays = [claim for claim in made.claims if not _is_planted(claim, case.faults)]
    alarms += [FalseAlarm(f"{claim.kind}: {claim.named}") for claim in strays if claim.kind != _READS_LIKE]
    soft += [FalseAlarm(f"{claim.kind}: {claim.named}") for claim in strays if claim.kind == _READS_LIKE]
    named = {fault.requirement for fault in case.faults if fault.requirement} | set(case.addressed)
    return ReviewScore(
        found=tuple(found),
        strictly=tuple(strictly),
        missed=tuple(fault.id for fault in case.faults if fault.id not in found),
        alarms=tuple(alarms),
        soft_alarms=tuple(soft),
        requirements=sum(finding.state != "not applicable" for finding in made.findings),
        judged=len(named),
    )


def is_found(fault: PlantedFault, made: ReviewOut, states: Iterable[str]) -> bool:
    """Whether the review shows the fault: in its requirement's state, or by quoting its place as wrong."""
    mine = [finding for finding in made.findings if finding.requirement == fault.requirement]
    if fault.type == "omission":
        return any(finding.state in states for finding in mine)
    claims = [claim for claim in made.claims if fault.where and stands_in(fault.where, claim.quote.text)]
    if fault.type == "outdated_name":
        return any(claim.kind == "out-of-date name" for claim in claims)
    if fault.type == "wrong_reference":
        return any(claim.kind in _REFERENCE for claim in claims)
    if any(claim.kind == "force changed" for claim in claims):
        return True
    if "partly" in states and any(claim.kind == _READS_LIKE for claim in claims):
        return True
    differing = [finding for finding in made.findings if finding.state == "contradicts"]
    return any(finding.requirement == fault.requirement for finding in differing) or any(
        _quotes(finding, fault.where) for finding in differing
    )


def stands_in(where: str, quote: str) -> bool:
    """Whether the words at a place stand in a quote, white space and marks aside."""
    wanted, there = _plain(where), _plain(quote)
    return bool(wanted) and (wanted in there or (len(there) > 20 and there in wanted))


def _quotes(finding: ReviewFindingOut, where: str | None) -> bool:
    return where is not None and any(stands_in(where, quote.text) for quote in finding.quotes)


def _is_planted(claim: ReviewClaimOut, faults: Iterable[PlantedFault]) -> bool:
    return any(fault.where and stands_in(fault.where, claim.quote.text) for fault in faults)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
