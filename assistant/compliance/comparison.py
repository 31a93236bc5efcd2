"""A statement laid beside printed provisions: what agrees, conflicts, goes further or is not settled. Pure, no I/O.

Number by number and word by word: time limits, numbers, force, who acts, denial and limits. It says how words and figures
relate, never whether a home complies. ``compare`` takes one sentence; whoever has several compares each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compliance import aspects
from assistant.compliance.aspects import Aspect, Difference, Printed, Relation
from assistant.compliance.matter import Weigh, alike, matter_of, share_in

__all__ = ["Aspect", "Comparison", "Difference", "Laid", "Printed", "Relation", "compare"]

SPEAKS_OF_IT = 0.5
"""A provision speaks of a statement when it holds at least this share of the statement's telling words."""

NEARLY_AS_MUCH = 0.8
"""Provisions that hold this share of what the best one holds govern too."""

SETTLES = 0.12
"""Added to the share of a provision that has a figure of the kind the statement has."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A provision beside the statement. ``share``, 0 to 1, is how much of the statement it speaks of."""

    printed: Printed
    share: float
    relation: Relation
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``laid`` holds every provision, the one that governs first; ``relation`` is that of the governing ones together.

    ``unsettled`` are the statement's own figures that no governing provision has anything to say on.
    """

    said: str
    relation: Relation
    laid: tuple[Laid, ...]
    unsettled: tuple[Difference, ...] = ()

    @property
    def governing(self) -> tuple[Laid, ...]:
        """The provisions that speak of the statement; none where the sources are silent."""
        if not self.laid or self.laid[0].share < SPEAKS_OF_IT:
            return ()
        least = max(SPEAKS_OF_IT, NEARLY_AS_MUCH * self.laid[0].share)
        return tuple(laid for laid in self.laid if laid.share >= least)


def compare(said: str, printed: Sequence[Printed], weigh: Weigh = alike) -> Comparison:
    """Lay ``said``, one sentence, beside each of ``printed``.

    ``weigh`` gives a stemmed term's weight (rarer is heavier); all weigh the same without it. Offsets in the result are
    code points of ``said``, half-open.

    >>> from ingest.document import Authority, Force
    >>> law = "within 24 hours of the use of a measure of restraint a record is made"
    >>> reg = Printed("r/35/3/a", "reg 35(3)(a)", law, Force.MUST, Authority.STATUTE, "The registered person must ensure that")
    >>> compare("A record of restraint is made within two days", [reg]).relation
    <Relation.CONFLICTS: 'conflicts'>
    """
    matter = matter_of(said)
    laid = [_lay(said, one, share_in(matter, one, weigh)) for one in printed]
    laid.sort(key=lambda one: -_rank(one))
    whole = Comparison(said, Relation.SILENT, tuple(laid))
    unsettled = _unsettled(said, whole.governing)
    return Comparison(said, _together(whole.governing, unsettled), whole.laid, unsettled)


def _lay(said: str, printed: Printed, share: float) -> Laid:
    differences = aspects.differences(said, printed)
    return Laid(printed, share, _relation(share, differences), differences)


def _rank(laid: Laid) -> float:
    settles = any(one.aspect in (Aspect.TIME, Aspect.NUMBER) for one in laid.differences)
    return laid.share + (SETTLES if settles else 0.0)


_BY_WEIGHT = (Relation.CONFLICTS, Relation.NOT_COMPARABLE, Relation.GOES_FURTHER)


def _relation(share: float, differences: Sequence[Difference]) -> Relation:
    if share < SPEAKS_OF_IT:
        return Relation.SILENT
    found = {one.relation for one in differences}
    return next((relation for relation in _BY_WEIGHT if relation in found), Relation.AGREES)


def _unsettled(said: str, governing: Sequence[Laid]) -> tuple[Difference, ...]:
    settled = {(one.start, one.end) for laid in governing for one in laid.differences}
    return tuple(one for one in aspects.figures(said) if (one.start, one.end) not in settled)


def _together(governing: Sequence[Laid], unsettled: Sequence[Difference]) -> Relation:
    """The relation of the provision that governs; silent where none does, or where none settles a figure."""
    if not governing:
        return Relation.SILENT
    first = governing[0].relation
    if unsettled and first is not Relation.CONFLICTS:
        return Relation.SILENT
    return first
