"""What likeness makes of a verdict by words and figures: it settles what is open, and doubts what is unsure. Pure."""

from __future__ import annotations

from dataclasses import replace

from assistant.compliance import point_words
from assistant.compliance.difference import Aspect, Relation
from assistant.compliance.likeness import Leaning
from assistant.compliance.point import Beside, Standing, StatementChecked, Verdict
from ingest.provision_path import holder_of, on_one_path

LEANS = 3.0
"""The odds from which a statement that is open reads like agreement, and below the negative like a conflict."""

DOUBTS = 8.0
"""The odds against a verdict by words alone from which nothing is settled."""

NEAR_ENOUGH = 0.5
"""The least cosine of the nearest example on the side to which it leans: like none of them, it is like neither."""

MAY_CHANGE = frozenset({Verdict.NOT_COMPARABLE, Verdict.AGREES, Verdict.CONFLICTS})
"""The verdicts that likeness has a say in."""

_BY_WORDS = frozenset({Aspect.DENIAL, Aspect.FORCE, Aspect.WHO})
"""What differs by words that may be of something else; no figure, no known opposite, nothing that is ruled out."""


def by_likeness(
    made: StatementChecked, leaning: Leaning | None, *, may_assure: bool, is_sure: bool
) -> StatementChecked:
    """The statement with what it is like.

    ``may_assure`` where nothing keeps it from being called agreement, ``is_sure`` where an agreement by words stands
    whatever it is like.
    """
    if leaning is None or leaning.nearness < NEAR_ENOUGH:
        return made
    if made.verdict is Verdict.NOT_COMPARABLE:
        return _settled(made, leaning, may_assure=may_assure)
    doubted = (
        made.verdict is Verdict.AGREES and leaning.odds <= -DOUBTS and not is_sure,
        made.verdict is Verdict.CONFLICTS and leaning.odds >= DOUBTS and _is_by_words(made),
    )
    if not any(doubted):
        return made
    said_so = point_words.doubted(made.verdict, leaning.nearest, made.differences)
    return replace(made, verdict=Verdict.NOT_COMPARABLE, explanation=said_so, like=leaning.nearest)


def _settled(made: StatementChecked, leaning: Leaning, *, may_assure: bool) -> StatementChecked:
    verdict = Verdict.AGREES if leaning.odds > 0 else Verdict.CONFLICTS
    if not leaning.tells(made.said, LEANS, NEAR_ENOUGH):
        return made
    if verdict is Verdict.AGREES and not may_assure:
        return made
    said_so = point_words.by_likeness(verdict, leaning.nearest)
    provisions = tuple(sorted(made.provisions, key=lambda one: _distance(one, leaning.nearest.provision_id)))
    return replace(made, verdict=verdict, explanation=said_so, like=leaning.nearest, provisions=provisions)


def _distance(beside: Beside, provision_id: str) -> int:
    """Of what governs, the provision that the example was written for comes first, then its regulation's others."""
    if beside.standing is not Standing.GOVERNS:
        return 3
    if on_one_path(beside.provision_id, provision_id):
        return 0
    return 1 if holder_of(beside.provision_id) == holder_of(provision_id) else 2


def _is_by_words(made: StatementChecked) -> bool:
    against = {one.aspect for one in made.differences if one.relation is Relation.CONFLICTS}
    return bool(against) and against <= _BY_WORDS
