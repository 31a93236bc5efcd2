"""What a statement lays on somebody beside what a clause does: force, and denial. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.difference import Aspect, Difference, Relation, claims_a_source
from assistant.compliance.duty import Duty, Sign, duty_of
from assistant.compliance.matter import matter_of, share_in
from assistant.compliance.polarity import DENIAL, denies
from assistant.compliance.printed import Printed
from ingest.document import Authority, Force

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


def force_compared(said: str, printed: Printed) -> Iterator[Difference]:
    """What the statement lays on somebody, allows or forbids, beside what is printed; one difference at most."""
    ours = duty_of(said)
    theirs = _answering_duty(ours, printed)
    pair = (ours.duty, theirs.duty)
    tells_only = theirs.duty is Duty.TELLS and printed.authority is not Authority.STATUTE
    if tells_only or not _is_about_it(said, ours, printed):
        return
    other = _NO_OTHER.search(printed.words)
    if ours.duty is Duty.ALLOWS and other and not DENIAL.search(said):
        yield sign_difference(Aspect.DENIAL, _C, ours, Sign(Duty.FORBIDS, other.group()), printed)
    elif pair == (Duty.ALLOWS, Duty.LIMITS):
        within = share_in(matter_of(said), printed) >= WITHIN_THE_LIMIT
        yield sign_difference(Aspect.DENIAL, _A if within else _C, ours, theirs, printed)
    elif pair in _TURNED:
        relation = _TURNED[pair]
        if ours.duty is Duty.DENIES and _UNLESS.search(printed.said) and _REASON.search(said):
            relation = Relation.NOT_COMPARABLE  # it may be the exception that is printed
        if relation is _A or not (_both_deny(said, printed) or _both_except(said, printed)):
            yield sign_difference(Aspect.DENIAL, relation, ours, theirs, printed)
    elif pair in _FORCE and not (ours.duty is Duty.ALLOWS and _ABLE.search(ours.written)):
        relation = _FORCE[pair]
        if relation is Relation.GOES_FURTHER and claims_a_source(said):
            relation = Relation.CONFLICTS
        yield sign_difference(Aspect.FORCE, relation, ours, theirs, printed)


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


_REASON = re.compile(r"\b(?:because|since|as|where|when|if|unless|except)\b", re.IGNORECASE)
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


def _both_deny(said: str, printed: Printed) -> bool:
    """A duty with a denial inside it ("must ensure that no child ...") forbids as a "must not" does."""
    return denies(said) and bool(DENIAL.search(printed.said))


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


def sign_difference(aspect: Aspect, relation: Relation, ours: Sign, theirs: Sign, printed: Printed) -> Difference:
    """Two signs of force as a difference."""
    return Difference(aspect, relation, ours.written, ours.start, ours.end, theirs.written, printed.provision_id)
