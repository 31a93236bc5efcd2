"""A statement laid beside printed provisions: what agrees, conflicts, goes further or is not settled. Pure, no I/O.

Number by number and word by word: time limits, numbers, force, who acts, denial and limits. It says how words and
figures relate, never whether a home complies. ``compare`` takes one sentence; whoever has several compares each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.compliance import aspects
from assistant.compliance.difference import Aspect, Difference, Relation
from assistant.compliance.duty import Duty, duty_of
from assistant.compliance.force_compared import WITHIN_THE_LIMIT, printed_duty
from assistant.compliance.matter import Weigh, alike, matter_of, share_in
from assistant.compliance.polarity import turns_alone
from assistant.compliance.printed import Printed
from assistant.compliance.silence import Signs, Sought, is_spoken_of
from assistant.compliance.who_acts import INSIDE, roles_in, same_role
from ingest.document import Authority, Force
from ingest.provision_path import holder_of

__all__ = ["Aspect", "Comparison", "Difference", "Laid", "Printed", "Relation", "compare"]

IN_ITS_WORDS = 0.2
"""What holds less than this share of a statement's telling words assures of nothing: sense is not compared."""

MOSTLY_IN_ITS_WORDS = 0.4
"""And less than this one where no figure and no role agrees besides."""

_ASSURING = frozenset({Relation.AGREES, Relation.GOES_FURTHER})

NEARLY_AS_MUCH = 0.85
"""Provisions with this share of the best one's standing govern too."""

BY_WORDS, BY_NEARNESS = 0.45, 0.55
"""What the share of the statement's words and the nearness count for in a standing."""

SETTLES = 0.08
"""Added to the rank of a provision that has a figure of the kind that the statement has."""

SAME_FIGURE = 0.04
"""And to one that has the very figure."""

RULES_IT_OUT, EXPLAINS_IT = 0.5, 0.3
"""And to one that is known to rule out what is said to be done, or said not to be: laid down, or only told there."""

COMES_FIRST = {
    Authority.STATUTE: 0.08,
    Authority.STATUTORY_GUIDANCE: 0.03,
    Authority.INSPECTION_FRAMEWORK: 0.0,
    Authority.OTHER_OFFICIAL: -0.04,
    Authority.DIGEST: 0.03,
    Authority.PROVIDERS_OWN: -0.2,
}
"""Added to the rank: the law comes before its guidance, and both before what others make of them."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A provision beside the statement.

    ``share``, 0 to 1, is how many of the statement's telling words it holds; ``standing`` how far it speaks of the
    statement, by words and by nearness.
    """

    printed: Printed
    share: float
    standing: float
    relation: Relation
    differences: tuple[Difference, ...]

    @property
    def conduct(self) -> tuple[Difference, ...]:
        """What the statement says is done, or is not, that the provision is known to rule out."""
        return tuple(one for one in self.differences if one.aspect is Aspect.CONDUCT)

    @property
    def rank(self) -> float:
        """What the provisions are ordered by."""
        settles = any(one.aspect in (Aspect.TIME, Aspect.NUMBER) for one in self.differences)
        same = any(one.aspect is Aspect.TIME and one.relation is Relation.AGREES for one in self.differences)
        added = (SETTLES if settles else 0.0) + (SAME_FIGURE if same else 0.0)
        if self.conduct:
            added += EXPLAINS_IT if self.printed.force in (Force.STATES, Force.DEFINES) else RULES_IT_OUT
        return self.standing + COMES_FIRST[self.printed.authority] + added


@dataclass(frozen=True, slots=True)
class Comparison:
    """``laid`` holds every provision, the one that governs first; ``relation`` is that of the governing ones together.

    ``settled`` are the statement's own figures with what the governing provision, or another of the same regulation,
    has on them; ``unsettled`` are those that none of these has anything to say on. ``signs`` are what tells whether the
    sources speak of the statement at all.
    """

    said: str
    relation: Relation
    laid: tuple[Laid, ...]
    settled: tuple[Difference, ...]
    unsettled: tuple[Difference, ...]
    signs: Signs

    @property
    def governing(self) -> tuple[Laid, ...]:
        """The provisions that speak of the statement, first the one that does so most; none where they are silent."""
        return _governing(self.laid) if is_spoken_of(self.signs) else ()

    @property
    def leading(self) -> tuple[Laid, ...]:
        """Of those, the first, and the statute's where that is another: what the relation is taken from."""
        return _leading(self.governing)


def compare(said: str, printed: Sequence[Printed], sought: Sought, weigh: Weigh = alike) -> Comparison:
    """Lay ``said``, one sentence, beside each of ``printed``, which ``sought`` tells how well a search found.

    ``weigh`` gives a stemmed term's weight (rarer is heavier); all weigh the same without it. Offsets in the result are
    code points of ``said``, half-open.

    >>> from ingest.document import Authority, Force
    >>> law = "within 24 hours of the use of a measure of restraint a record is made"
    >>> opening = "The registered person must ensure that"
    >>> reg = Printed("r/35/3/a", "reg 35(3)(a)", law, Force.MUST, Authority.STATUTE, opening, nearness=0.9)
    >>> well = Sought(retrieved=1.0, unknown=0.0)
    >>> compare("A record of restraint is made within two days", [reg], well).relation
    <Relation.CONFLICTS: 'conflicts'>
    """
    matter = matter_of(said)
    laid = sorted((_lay(said, one, share_in(matter, one, weigh)) for one in printed), key=lambda one: -one.rank)
    figures = aspects.figures(said)
    settled = tuple(_settled(figures, laid, _governing(laid)))
    places = {one.figure for one in settled}
    unsettled = tuple(one for one in figures if one.figure not in places)
    signs = _signs(said, sought, laid, settled, unsettled)
    if not is_spoken_of(signs):
        return Comparison(said, Relation.SILENT, tuple(laid), (), unsettled, signs)
    settled = (*settled, *_of_the_law(_governing(laid), settled))
    relation = _together(said, laid, settled, unsettled)
    return Comparison(said, relation, tuple(laid), settled, unsettled, signs)


def _lay(said: str, printed: Printed, share: float) -> Laid:
    differences = aspects.differences(said, printed)
    standing = BY_WORDS * share + BY_NEARNESS * printed.nearness
    return Laid(printed, share, standing, worst(one.relation for one in differences), differences)


def _signs(
    said: str, sought: Sought, laid: Sequence[Laid], settled: Sequence[Difference], unsettled: Sequence[Difference]
) -> Signs:
    return Signs(
        nearness=max((one.printed.nearness for one in laid), default=0.0),
        retrieved=sought.retrieved,
        unknown=sought.unknown,
        has_figure_settled=bool(settled),
        has_figure_unsettled=bool(unsettled) and not settled,
        words=len(said.split()),
        told=sought.told,
        beside=sought.beside,
        is_ruled_out=any(one.conduct for one in laid),
    )


def _governing(laid: Sequence[Laid]) -> tuple[Laid, ...]:
    known = [one for one in laid if one.conduct]
    return tuple(one for one in known or laid if one.rank >= NEARLY_AS_MUCH * laid[0].rank)


def _settled(figures: Sequence[Difference], laid: Sequence[Laid], governing: Sequence[Laid]) -> list[Difference]:
    """For each figure of the statement, what the best provision that has one like it says.

    Of those that govern, and of the regulation or paragraph of the one that governs first.
    """
    if not governing:
        return []
    family = _family(laid)
    found = []
    for figure in figures:
        answers = [(one, d) for one in (*governing, *family) for d in one.differences if d.figure == figure.figure]
        if answers:
            found.append(max(answers, key=lambda answer: _weight(*answer))[1])
    return found


WORDS_FOR_A_FIGURE = -0.1
"""Added to a provision's rank as an answer to a figure where it has words and no figure."""


def _weight(laid: Laid, difference: Difference) -> float:
    return laid.rank + (WORDS_FOR_A_FIGURE if difference.relation is Relation.NOT_COMPARABLE else 0.0)


def _family(laid: Sequence[Laid]) -> list[Laid]:
    """The clauses of the regulation or paragraph that the one which governs first stands in."""
    holder = holder_of(laid[0].printed.provision_id)
    return [one for one in laid if holder_of(one.printed.provision_id) == holder]


def _leading(governing: Sequence[Laid]) -> tuple[Laid, ...]:
    """What the relation is taken from: the first, and the statute's own clause where that is another."""
    return tuple(dict.fromkeys([*governing[:1], *_law_beside(governing)]))


def _law_beside(governing: Sequence[Laid]) -> list[Laid]:
    """The statute's own clause, where it speaks of the statement as much as what comes first: never passed over."""
    law = (one for one in governing if one.printed.authority is Authority.STATUTE)
    first = next(law, None)
    return [first] if first is not None and first.share >= AS_MUCH_AS_THE_FIRST * governing[0].share else []


def _of_the_law(governing: Sequence[Laid], settled: Sequence[Difference]) -> Iterator[Difference]:
    """What a leading clause of the law has on a figure that guidance settles: "24 hours" is not "without delay"."""
    law = [one for one in _leading(governing) if one.printed.authority is Authority.STATUTE]
    settling = {one.figure for one in settled if all(one.provision_id != each.printed.provision_id for each in law)}
    return (one for each in law for one in each.differences if one.figure is not None and one.figure in settling)


AS_MUCH_AS_THE_FIRST = 0.9

_BY_WEIGHT = (Relation.CONFLICTS, Relation.NOT_COMPARABLE, Relation.GOES_FURTHER)


def worst(relations: Iterable[Relation]) -> Relation:
    """Of several relations, the one that a reader must not miss; agreement where there is nothing else."""
    found = set(relations)
    return next((relation for relation in _BY_WEIGHT if relation in found), Relation.AGREES)


def _is_unheard_of(said: str, leading: Sequence[Laid]) -> bool:
    """Whether a statement gives leave, lays down, denies or limits what nothing that governs it does."""
    printed = [one.printed for one in leading]
    duty = duty_of(said).duty
    if duty is Duty.ALLOWS and all(duty_of(one.said).duty is not Duty.ALLOWS for one in printed):
        return True
    says_nothing = _NO_LAW if duty in _LAYS_DOWN else _NO_RULE
    if all(
        one.force is Force.DEFINES or (one.force is Force.STATES and one.authority in says_nothing) for one in printed
    ):
        return True
    if duty is Duty.TELLS and any(map(_limits_more, leading)):
        return True
    return all(turns_alone(said, one.said) for one in printed)


def _limits_more(laid: Laid) -> bool:
    """Whether what is said to be done may be what a printed limit leaves out: no figure of it agrees, nor its words."""
    figures = any(one.relation is Relation.AGREES and one.figure is not None for one in laid.differences)
    return not figures and laid.share < WITHIN_THE_LIMIT and printed_duty(laid.printed).duty is Duty.LIMITS


def _is_of_another(said: str, laid: Iterable[Laid]) -> bool:
    """Whether a statement names somebody from outside the home whom none of these clauses names."""
    named = {role.name for one in laid for role in roles_in(f"{one.printed.said} {one.printed.around}")}
    outside = [role.name for role in roles_in(said) if role.name not in INSIDE and role.name != "child"]
    return any(not any(same_role(one, other) for other in named) for one in outside)


_LAYS_DOWN = frozenset({Duty.OBLIGES, Duty.EXPECTS})
_NO_LAW = frozenset(Authority) - {Authority.STATUTE}
"""What is merely stated there lays nothing on anybody; the law's lists are laid down."""

_NO_RULE = frozenset({Authority.OTHER_OFFICIAL})
"""What is merely stated there is a line of a form, or another authority's account: nothing agrees with it."""


def _is_borne_out(governing: Sequence[Laid], differences: Iterable[Difference]) -> bool:
    """Whether enough is alike to assure of anything: the words, or fewer of them with something that agrees."""
    share = max(one.share for one in governing)
    agrees = any(one.relation in _ASSURING and one.aspect not in (Aspect.FORCE, Aspect.WHO) for one in differences)
    return share >= (IN_ITS_WORDS if agrees else MOSTLY_IN_ITS_WORDS)


def _together(
    said: str, laid: Sequence[Laid], settled: Sequence[Difference], unsettled: Sequence[Difference]
) -> Relation:
    """That of the provision that governs and of the figures; silent where none governs, or none settles a figure."""
    governing = _governing(laid)
    if not governing:
        return Relation.SILENT
    places = {one.figure for one in settled}
    leading = _leading(governing)
    own = [one for each in leading for one in each.differences if one.figure is None or one.figure not in places]
    conduct = [one for each in governing for one in each.conduct]
    relation = worst(one.relation for one in (*own, *settled, *conduct))
    if conduct and relation in _ASSURING:
        return Relation.NOT_COMPARABLE if unsettled else relation
    if relation in _ASSURING and not _is_borne_out(governing, (*own, *settled)):
        return Relation.NOT_COMPARABLE
    if relation is Relation.AGREES and (
        _is_unheard_of(said, leading) or _is_of_another(said, (*governing, *_family(laid)))
    ):
        return Relation.NOT_COMPARABLE
    return Relation.SILENT if unsettled and not settled and relation is not Relation.CONFLICTS else relation
