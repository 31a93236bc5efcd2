"""Times and numbers of a statement beside those of a clause. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.compliance.difference import Aspect, Difference, Relation, claims_a_source
from assistant.compliance.duty import CIRCUMSTANCE
from assistant.compliance.numbers import Number, numbers_in
from assistant.compliance.printed import Printed
from assistant.compliance.starting_event import starts_otherwise, with_its_event
from assistant.compliance.time_limits import Bound, Time, times_in
from ingest.document import Authority, Force


def times_compared(said: str, printed: Printed) -> Iterator[Difference]:
    """Each time of the statement beside the printed time that answers to it, where one does."""
    theirs = list(times_in(printed.said))
    stated = times_in(said)
    answered = {ours: _answering(ours, theirs) for ours in stated}
    prompt = {found for ours, found in answered.items() if found and not (ours.is_number or found.is_number)}
    for ours, found in answered.items():
        if found in prompt and ours.is_number:
            continue  # "told at once, and three weeks later what is planned": the first answers to "without delay"
        if found is None or (is_circumstance(said, ours) and found.bound is not Bound.THRESHOLD):
            continue
        relation = time_relation(ours, found, claims=claims_a_source(said))
        if not starts_otherwise(said, ours.end, printed.said, found.end):
            yield _time_difference(relation, said, (ours.start, ours.end), found.written, printed)
            continue
        place = ours.start, with_its_event(said, ours.end)
        words = printed.said[found.start : with_its_event(printed.said, found.end)]
        yield _time_difference(Relation.CONFLICTS, said, place, words, printed)


def _time_difference(
    relation: Relation, said: str, place: tuple[int, int], written: str, printed: Printed
) -> Difference:
    start, end = place
    return Difference(Aspect.TIME, relation, said[start:end], start, end, written, printed.provision_id)


_OF_SOMETHING = re.compile(
    r"(?:\w?['’]\s+\w+|\w\s+(?:of\s+)?(?:\w+\s+)?(?:leave|absence|sickness|holidays?|training))\b", re.IGNORECASE
)
"""From a period's last character: what it is a length of."""


def is_circumstance(said: str, time: Time) -> bool:
    """Whether a period only tells of what is past then: "After three months' leave, ..." limits nothing.

    "After three months, ..." does: it tells how late.
    """
    starts = CIRCUMSTANCE.match(said)
    told = starts is not None and time.bound is Bound.LENGTH and time.end <= starts.end()
    return told and _OF_SOMETHING.match(said[time.end - 1 :]) is not None


def _answering(ours: Time, theirs: Sequence[Time]) -> Time | None:
    """The printed time that a stated one stands against: the very same where it is there, else one of its kind."""
    theirs = [one for one in theirs if (one.bound is Bound.LOOKING_BACK) == (ours.bound is Bound.LOOKING_BACK)]
    same = [one for one in theirs if one.is_number and ours.is_number and _same(ours, one)]
    alike = [one for one in theirs if one.bound is ours.bound]
    near = [one for one in theirs if _KIN.get((ours.bound, one.bound), False)]
    return next(iter([*same, *alike, *near]), None)


_LIMITS = (Bound.AT_MOST, Bound.AT_LEAST, Bound.LENGTH, Bound.THRESHOLD)
_OPPOSED = frozenset({Bound.AT_MOST, Bound.AT_LEAST})
_KIN = {
    **{(one, other): {one, other} != _OPPOSED for one in _LIMITS for other in _LIMITS},
    **{(Bound.PROMPT, other): True for other in (Bound.AT_MOST, Bound.LENGTH)},
    **{(other, Bound.PROMPT): True for other in (Bound.AT_MOST, Bound.LENGTH)},
}


def time_relation(ours: Time, theirs: Time, *, claims: bool = False) -> Relation:
    """How a stated time stands to a printed one. ``claims`` where the statement says that the source has it so."""
    if not ours.is_number or not theirs.is_number:
        return _of_words(ours, theirs)
    if _opposed(ours, theirs):
        return Relation.CONFLICTS
    if _same(ours, theirs):
        return Relation.AGREES
    if theirs.bound is Bound.THRESHOLD:
        return _of_threshold(ours, _order(ours, theirs))
    return _of_order(_order(ours, theirs), theirs.bound if theirs.bound is not Bound.LENGTH else ours.bound, claims)


def _of_threshold(ours: Time, order: int | None) -> Relation:
    """Beside "28 days or more" a longer absence is one of those; "six weeks or more" leaves some of them out."""
    if ours.bound is not Bound.THRESHOLD:
        return Relation.AGREES if order == 1 else Relation.NOT_COMPARABLE
    return {1: Relation.CONFLICTS, -1: Relation.GOES_FURTHER}.get(order or 0, Relation.NOT_COMPARABLE)


_NO_DELAY = re.compile(r"delay|immediately|forthwith|at\s+once|away", re.IGNORECASE)
_A_DAY = 24.0


def _of_words(ours: Time, theirs: Time) -> Relation:
    """A figure beside words. Words never become a figure; but days that may pass are a delay where none may."""
    if ours.is_number == theirs.is_number:
        return Relation.AGREES
    allows_days = ours.shortest is not None and ours.shortest > _A_DAY and ours.bound in (Bound.AT_MOST, Bound.LENGTH)
    return Relation.CONFLICTS if allows_days and _NO_DELAY.search(theirs.written) else Relation.NOT_COMPARABLE


def _of_order(order: int | None, bound: Bound, claims: bool) -> Relation:
    if order is None:
        return Relation.NOT_COMPARABLE
    stricter = -1 if bound in (Bound.AT_MOST, Bound.EVERY) else 1
    if order == stricter and bound is not Bound.LENGTH and not claims:
        return Relation.GOES_FURTHER
    return Relation.CONFLICTS


def _opposed(ours: Time, theirs: Time) -> bool:
    return {ours.bound, theirs.bound} == _OPPOSED


def _same(ours: Time, theirs: Time) -> bool:
    return (ours.shortest, ours.longest) == (theirs.shortest, theirs.longest)


def _order(ours: Time, theirs: Time) -> int | None:
    """1 where the stated time is or may be the longer, -1 where it is always the shorter, None where nothing tells."""
    if ours.shortest is None or ours.longest is None or theirs.shortest is None or theirs.longest is None:
        return None
    if ours.longest <= theirs.shortest:
        return -1
    if ours.shortest >= theirs.shortest and ours.longest >= theirs.longest:
        return 1
    return None


def numbers_compared(said: str, printed: Printed) -> Iterator[Difference]:
    """Each number of the statement beside a printed one that counts the same thing."""
    if printed.force is Force.STATES and printed.authority is Authority.OTHER_OFFICIAL:
        return  # examples in a form to fill in
    theirs = numbers_in(printed.said)
    for ours in numbers_in(said):
        alike = [one for one in theirs if one.of == ours.of]
        if not alike:
            continue
        found = next((one for one in alike if one.value == ours.value), alike[0])
        relation = _number_relation(ours, found, claims=claims_a_source(said))
        yield Difference(
            Aspect.NUMBER, relation, ours.written, ours.start, ours.end, found.written, printed.provision_id
        )


def _number_relation(ours: Number, theirs: Number, *, claims: bool) -> Relation:
    if ours.value == theirs.value:
        return Relation.AGREES
    bound = theirs.bound if theirs.bound is not Bound.LENGTH else ours.bound
    stricter = (ours.value < theirs.value) if bound is Bound.AT_MOST else (ours.value > theirs.value)
    fixed = bound is Bound.LENGTH and not theirs.at_least_by_nature
    return Relation.GOES_FURTHER if stricter and not fixed and not claims else Relation.CONFLICTS
