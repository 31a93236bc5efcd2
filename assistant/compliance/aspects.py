"""One rule an aspect: what a statement and a clause both say on times, numbers, force, who acts, and denial. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.compliance.duty import Duty, Sign, duty_of
from assistant.compliance.matter import matter_of, share_in
from assistant.compliance.numbers import Number, numbers_in
from assistant.compliance.opposites import opposed
from assistant.compliance.printed import Printed
from assistant.compliance.time_limits import Bound, Time, times_in
from assistant.compliance.who_acts import (
    INSIDE,
    OUT_OF_DATE,
    Role,
    bearers_in,
    doers_in,
    is_ensured,
    receivers_in,
    roles_in,
    same_role,
)
from ingest.document import Authority, Force
from ingest.lexicon import terms_of


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


def differences(said: str, printed: Printed) -> tuple[Difference, ...]:
    """Everything on which the statement and the clause both have something to say, aspect by aspect."""
    return tuple(found for rule in _RULES for found in rule(said, printed))


def figures(said: str) -> tuple[Difference, ...]:
    """The times and numbers of a statement as differences that nothing printed answers to."""
    times = [one for one in times_in(said) if one.is_number]
    found = [Difference(Aspect.TIME, Relation.SILENT, t.written, t.start, t.end) for t in times]
    counts = (n for n in numbers_in(said) if n.value != 1)
    found += [Difference(Aspect.NUMBER, Relation.SILENT, n.written, n.start, n.end) for n in counts]
    return tuple(found)


# ------------------------------------------------------------------ times


def _times(said: str, printed: Printed) -> Iterator[Difference]:
    theirs = list(times_in(printed.said))
    for ours in times_in(said):
        found = _answering(ours, theirs)
        if found is None:
            continue
        relation = time_relation(ours, found, claims=claims_a_source(said))
        yield Difference(Aspect.TIME, relation, ours.written, ours.start, ours.end, found.written, printed.provision_id)


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
        return Relation.AGREES if _order(ours, theirs) == 1 else Relation.NOT_COMPARABLE
    return _of_order(_order(ours, theirs), theirs.bound if theirs.bound is not Bound.LENGTH else ours.bound, claims)


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


# ------------------------------------------------------------------ numbers


def _numbers(said: str, printed: Printed) -> Iterator[Difference]:
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


# ------------------------------------------------------------------ force and denial

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


_C, _F, _A = Relation.CONFLICTS, Relation.GOES_FURTHER, Relation.AGREES
_FORCE: dict[tuple[Duty, Duty], Relation] = {
    (Duty.OBLIGES, Duty.EXPECTS): _F,
    (Duty.OBLIGES, Duty.ALLOWS): _F,
    (Duty.EXPECTS, Duty.ALLOWS): _F,
    (Duty.EXPECTS, Duty.OBLIGES): _C,
    (Duty.ALLOWS, Duty.OBLIGES): _C,
    (Duty.ALLOWS, Duty.EXPECTS): _C,
    (Duty.EXCUSES, Duty.OBLIGES): _C,
    (Duty.EXCUSES, Duty.EXPECTS): _C,
    (Duty.EXCUSES, Duty.LIMITS): _C,
    (Duty.OBLIGES, Duty.OBLIGES): _A,
    (Duty.EXPECTS, Duty.EXPECTS): _A,
    (Duty.ALLOWS, Duty.ALLOWS): _A,
    (Duty.FORBIDS, Duty.DISCOURAGES): _F,
    (Duty.DISCOURAGES, Duty.FORBIDS): _C,
}
_TURNED: dict[tuple[Duty, Duty], Relation] = {
    (Duty.DENIES, Duty.OBLIGES): _C,
    (Duty.FORBIDS, Duty.OBLIGES): _C,
    (Duty.FORBIDS, Duty.ALLOWS): _C,
    (Duty.FORBIDS, Duty.EXPECTS): _C,
    (Duty.DISCOURAGES, Duty.OBLIGES): _C,
    (Duty.ALLOWS, Duty.FORBIDS): _C,
    (Duty.TELLS, Duty.FORBIDS): _C,
    (Duty.OBLIGES, Duty.FORBIDS): _C,
    (Duty.EXPECTS, Duty.FORBIDS): _C,
    (Duty.ALLOWS, Duty.DISCOURAGES): _C,
    (Duty.EXCUSES, Duty.TELLS): _C,
    (Duty.FORBIDS, Duty.FORBIDS): _A,
    (Duty.DENIES, Duty.FORBIDS): _A,
    (Duty.DISCOURAGES, Duty.DISCOURAGES): _A,
}


def _force(said: str, printed: Printed) -> Iterator[Difference]:
    ours = duty_of(said)
    theirs = _answering_duty(ours, printed)
    pair = (ours.duty, theirs.duty)
    tells_only = theirs.duty is Duty.TELLS and printed.authority is not Authority.STATUTE
    if tells_only or not _is_about_it(said, ours, printed):
        return
    other = _NO_OTHER.search(printed.words)
    if ours.duty is Duty.ALLOWS and other and not _DENIAL.search(said):
        yield _sign_difference(Aspect.DENIAL, _C, ours, Sign(Duty.FORBIDS, other.group()), printed)
    elif pair == (Duty.ALLOWS, Duty.LIMITS):
        within = share_in(matter_of(said), printed) >= WITHIN_THE_LIMIT
        yield _sign_difference(Aspect.DENIAL, _A if within else _C, ours, theirs, printed)
    elif pair in _TURNED:
        relation = _TURNED[pair]
        if relation is _A or not (_both_deny(said, printed) or _both_except(said, printed)):
            yield _sign_difference(Aspect.DENIAL, relation, ours, theirs, printed)
    elif pair in _FORCE and not (ours.duty is Duty.ALLOWS and _ABLE.search(ours.written)):
        relation = _FORCE[pair]
        if relation is Relation.GOES_FURTHER and claims_a_source(said):
            relation = Relation.CONFLICTS
        yield _sign_difference(Aspect.FORCE, relation, ours, theirs, printed)


WITHIN_THE_LIMIT = 0.6
"""A permission is within a printed limit when the limit has this share of its words."""

HOLDS_THE_PART = 0.4
_PARTS = re.compile(r"(?:,?\s+(?:and|but|though|although)\s+|;\s+|,\s+so\s+)(?=\S+\s+\S+)", re.IGNORECASE)


def _is_about_it(said: str, ours: Sign, printed: Printed) -> bool:
    """Of a statement in several parts, whether the clause speaks of the part that the sign of force stands in."""
    if not ours.written:
        return True
    cuts = [0, *(match.end() for match in _PARTS.finditer(said)), len(said)]
    start = max(cut for cut in cuts[:-1] if cut <= ours.start)
    end = min(cut for cut in cuts[1:] if cut > start)
    if (start, end) == (0, len(said)):
        return True
    part = matter_of(said[start:end])
    return not part or share_in(part, printed) >= HOLDS_THE_PART


_UNLESS = re.compile(r"\b(?:unless|except|without|other\s+than)\b", re.IGNORECASE)


def _both_except(said: str, printed: Printed) -> bool:
    """Both draw an exception: which of them is turned round cannot be read from a "not" alone."""
    return bool(_UNLESS.search(said) and re.search(r"\b(?:unless|except)\b", printed.said))


_NO_OTHER = re.compile(r"\b(?:to|by|for)?\s*no\s+other\b|\bnot\s+(?:to|by|for)\s+any\s+other\b", re.IGNORECASE)
_ABLE = re.compile(r"\b(?:can|could)\b", re.IGNORECASE)
"""Says what is possible as often as what is allowed: no weaker word for a duty."""

_DENYING = frozenset({Duty.FORBIDS, Duty.DISCOURAGES, Duty.DENIES})


def _answering_duty(ours: Sign, printed: Printed) -> Sign:
    """Of a sentence that asks for one thing and forbids another, the part that is of the statement's kind."""
    theirs = printed_duty(printed)
    if {ours.duty, theirs.duty} <= _DENYING and ours.written.casefold() in printed.said.casefold():
        return Sign(ours.duty, ours.written)
    if theirs.duty is Duty.DISCOURAGES and ours.duty not in _DENYING:
        rest = duty_of(printed.said.replace(theirs.written, " "))
        return rest if rest.duty in (Duty.EXPECTS, Duty.OBLIGES) else theirs
    return theirs


_DENIAL = re.compile(
    r"\b(?:not|no|never|nor|neither|without(?!\s+(?:undue\s+)?delay)|cannot|\w+n[’']t)\b", re.IGNORECASE
)


def _both_deny(said: str, printed: Printed) -> bool:
    """A duty with a denial inside it ("must ensure that no child ...") forbids as a "must not" does."""
    return duty_of(said).duty is not Duty.TELLS and bool(_DENIAL.search(said)) and bool(_DENIAL.search(printed.said))


_NO_ONE = re.compile(r"\b(?:ensure|provide|require|guarantee)\w*\s+that\s+(?P<no>no\s+\w+)", re.IGNORECASE)
_STRENGTHS = {Force.MUST: Duty.OBLIGES, Force.SHOULD: Duty.EXPECTS, Force.MAY: Duty.ALLOWS}


def printed_duty(printed: Printed) -> Sign:
    """What the clause lays on somebody: by its words, and by the force that its opening words hand down."""
    sign = duty_of(printed.said)
    denied = _NO_ONE.search(printed.said)
    if denied and sign.duty in (Duty.OBLIGES, Duty.EXPECTS):
        return Sign(Duty.FORBIDS, denied["no"])
    if sign.duty in (Duty.TELLS, Duty.DENIES) and printed.force in _STRENGTHS:
        return Sign(_STRENGTHS[printed.force], printed.force.value)
    return sign


def _sign_difference(aspect: Aspect, relation: Relation, ours: Sign, theirs: Sign, printed: Printed) -> Difference:
    return Difference(aspect, relation, ours.written, ours.start, ours.end, theirs.written, printed.provision_id)


_CONDITION = re.compile(
    r"\b(?:only\s+(?:if|when|where|after|for)|only\b[^.;]{1,60}?\b(?:if|when|where|after)|unless|(?:where"
    r"|when(?:ever)?|if|as\s+far\s+as)\s+(?:it\s+is\s+|they\s+are\s+|this\s+is\s+)?(?:\w+ly\s+)?(?:possible"
    r"|practicable|practical|convenient|needed|necessary"
    r"|appropriate|able|available|asked|requested)|except|if\s+(?:they|he|she|it)\s+(?:\w+\s+)?(?:wish|want"
    r"|choose|ask)\w*|at\s+the\s+request\s+of|on\s+request|upon\s+request)\b",
    re.IGNORECASE,
)
_PRINTED_CONDITION = re.compile(
    r"\b(?:if|unless|where|when|except|practicable|necessary|appropriate|possible|request\w*|only|other\s+than)\b",
    re.IGNORECASE,
)


def _conditions(said: str, printed: Printed) -> Iterator[Difference]:
    """A condition on a duty that is printed without one makes it less."""
    ours = _CONDITION.search(said)
    theirs = printed_duty(printed)
    if ours is None or theirs.duty not in (Duty.OBLIGES, Duty.EXPECTS) or _PRINTED_CONDITION.search(printed.said):
        return
    yield Difference(Aspect.DENIAL, _C, ours.group(), ours.start(), ours.end(), theirs.written, printed.provision_id)


def _opposites(said: str, printed: Printed) -> Iterator[Difference]:
    """What is said to be done is the opposite of what is printed: kept and destroyed, told and kept from."""
    for ours, theirs in opposed(said, printed.said):
        yield Difference(Aspect.OPPOSITE, _C, ours.written, ours.start, ours.end, theirs.written, printed.provision_id)


_WITHOUT = re.compile(r"\bwithout\s+(?!(?:undue\s+)?delay)(?P<what>(?:[\w'’-]+\s*){1,6})", re.IGNORECASE)


def _without(said: str, printed: Printed) -> Iterator[Difference]:
    """What a statement does without is what the clause asks for: "without consent" beside "if they consent"."""
    ours = _WITHOUT.search(said)
    if ours is None or _WITHOUT.search(printed.said):
        return
    wanted = {term for term in terms_of(ours["what"].split(" or ")[0]) if " " not in term and term not in _NOT_WANTED}
    for word in re.finditer(r"[\w'’-]+", printed.said):
        if set(terms_of(word.group())) & wanted:
            yield Difference(
                Aspect.DENIAL, _C, ours.group().strip(), ours.start(), ours.end(), word.group(), printed.provision_id
            )
            return


_ONLY_TO = re.compile(r"\bonly\s+(?:to|by|the|with)\b|\bnobody\s+(?:but|else)\b|\bno\s+one\s+else\b", re.IGNORECASE)


def _alone(said: str, printed: Printed) -> Iterator[Difference]:
    """One of those whom a list names, said to be the only one."""
    ours = _ONLY_TO.search(said)
    if ours is None or printed_duty(printed).duty is not Duty.OBLIGES:
        return
    named = [role for role in roles_in(said) if role.start > ours.start()]
    listed = [role for role in roles_in(printed.around) if not any(same_role(role.name, one.name) for one in named)]
    here = [role for role in roles_in(printed.words) if any(same_role(role.name, one.name) for one in named)]
    others = [role for role in listed if role.name not in ("child", "registered person", "independent person")]
    if here and others:
        written = " ".join(others[0].written.split())
        yield Difference(Aspect.DENIAL, _C, ours.group(), ours.start(), ours.end(), written, printed.provision_id)


_NOT_WANTED = frozenset(terms_of("the a any their child children's home staff seek ask obtain first person record"))


_NO_EXCEPTION = re.compile(
    r"\bno\s+exceptions?\b|\bwithout\s+exception\b|\bin\s+(?:all|every)\s+(?:cases?|circumstances?)\b"
    r"|\bwhatever\s+(?:the|happens)\b"
    r"|\bunder\s+any\s+circumstances\b|\balways\b|\bregardless\b",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(r"\b(?:unless|except|save|does\s+not\s+apply)\b|\bif\s+an?\s+home\b", re.IGNORECASE)


def _absolutely(said: str, printed: Printed) -> Iterator[Difference]:
    """A rule that is printed with an exception, said to have none."""
    ours, theirs = _NO_EXCEPTION.search(said), _EXCEPTION.search(printed.said)
    if ours and theirs and not _EXCEPTION.search(said):
        yield Difference(
            Aspect.DENIAL, _C, ours.group(), ours.start(), ours.end(), theirs.group(), printed.provision_id
        )


# ------------------------------------------------------------------ who


def _who(said: str, printed: Printed) -> Iterator[Difference]:
    for ours in roles_in(said):
        now = next(
            (role for role in roles_in(f"{printed.said} {printed.around}") if role.name == OUT_OF_DATE.get(ours.name)),
            None,
        )
        if now is not None:
            yield _role_difference(Relation.CONFLICTS, ours, now, printed)
    theirs, bearers = doers_in(printed.said), bearers_in(printed.said)
    for ours in doers_in(said):
        if not theirs or ours.name == "child":
            continue
        same = next((one for one in theirs if same_role(ours.name, one.name)), None)
        if same is not None:
            yield _role_difference(Relation.AGREES, ours, same, printed)
        elif bearers and not _may_do_it(ours, bearers, printed):
            yield _role_difference(Relation.CONFLICTS, ours, bearers[-1], printed)
    yield from _receivers(said, printed)


def _may_do_it(ours: Role, theirs: Sequence[Role], printed: Printed) -> bool:
    inside = ours.name in INSIDE and any(one.name in INSIDE for one in theirs)
    staff = ours.name not in ("registered provider", "registered manager", "registered person")
    if inside and (is_ensured(printed.said) or staff):
        return True
    return any(same_role(ours.name, role.name) for role in roles_in(printed.words))


def _receivers(said: str, printed: Printed) -> Iterator[Difference]:
    theirs = receivers_in(printed.said)
    named = {role.name for role in roles_in(f"{printed.said} {printed.around}")}
    for ours in receivers_in(said):
        same = next((one for one in theirs if same_role(ours.name, one.name)), None)
        if same is not None:
            yield _role_difference(Relation.AGREES, ours, same, printed)
        elif theirs and not any(same_role(ours.name, name) for name in named) and ours.name not in ("child", *INSIDE):
            yield _role_difference(Relation.CONFLICTS, ours, theirs[0], printed)


def _role_difference(relation: Relation, ours: Role, theirs: Role, printed: Printed) -> Difference:
    return Difference(Aspect.WHO, relation, ours.written, ours.start, ours.end, theirs.written, printed.provision_id)


Rule = Callable[[str, Printed], Iterator[Difference]]
_RULES: tuple[Rule, ...] = (_times, _numbers, _force, _conditions, _opposites, _without, _alone, _absolutely, _who)
