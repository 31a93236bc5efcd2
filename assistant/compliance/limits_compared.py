"""Conditions, opposites, exceptions and what is done without, beside what a clause prints. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compliance.difference import Aspect, Difference, Relation
from assistant.compliance.duty import Duty
from assistant.compliance.force_compared import printed_duty
from assistant.compliance.opposites import opposed, out_of_order
from assistant.compliance.printed import Printed
from assistant.compliance.who_acts import (
    roles_in,
    same_role,
)
from ingest.lexicon import terms_of

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

_C = Relation.CONFLICTS


def conditions_compared(said: str, printed: Printed) -> Iterator[Difference]:
    """A condition on a duty printed without one makes it less; what a schedule lists is asked for by its law."""
    ours = _CONDITION.search(said)
    theirs = printed_duty(printed)
    asks = theirs.duty in (Duty.OBLIGES, Duty.EXPECTS) or "/schedule/" in printed.provision_id
    if ours is None or not asks or _PRINTED_CONDITION.search(printed.said):
        return
    yield Difference(Aspect.DENIAL, _C, ours.group(), ours.start(), ours.end(), theirs.written, printed.provision_id)


def opposites_compared(said: str, printed: Printed) -> Iterator[Difference]:
    """What is said to be done is the opposite of what is printed: kept and destroyed, told and kept from."""
    for ours, theirs in (*opposed(said, printed.said), *out_of_order(said, printed.said)):
        yield Difference(
            Aspect.OPPOSITE,
            _C,
            ours.written,
            ours.start,
            ours.end,
            theirs.written,
            printed.provision_id,
        )


_WITHOUT = re.compile(
    r"\bwithout\s+(?!(?:undue\s+)?delay)(?P<what>(?:(?!(?:that|which|who|whom|anything|where|when)\b)[\w'’-]+\s*){1,6})",
    re.IGNORECASE,
)


def without_compared(said: str, printed: Printed) -> Iterator[Difference]:
    """What a statement does without is what the clause asks for: "without consent" beside "if they consent"."""
    ours = _WITHOUT.search(said)
    if ours is None or _WITHOUT.search(printed.said):
        return
    wanted = {term for term in terms_of(ours["what"].split(" or ")[0]) if " " not in term and term not in _NOT_WANTED}
    for word in re.finditer(r"[\w'’-]+", printed.said):
        if set(terms_of(word.group())) & wanted:
            yield Difference(
                Aspect.DENIAL,
                _C,
                ours.group().strip(),
                ours.start(),
                ours.end(),
                word.group(),
                printed.provision_id,
            )
            return


_ONLY_TO = re.compile(r"\bonly\s+(?:to|by|the|with)\b|\bnobody\s+(?:but|else)\b|\bno\s+one\s+else\b", re.IGNORECASE)


def alone_compared(said: str, printed: Printed) -> Iterator[Difference]:
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


_NOT_WANTED = frozenset(
    terms_of(
        "the a any their child children's home staff seek ask obtain first person record one us anyone anybody someone"
    )
)


_NO_EXCEPTION = re.compile(
    r"\bno\s+exceptions?\b|\bwithout\s+exception\b|\bin\s+(?:all|every)\s+(?:cases?|circumstances?)\b"
    r"|\bwhatever\s+(?:the|happens)\b"
    r"|\bunder\s+any\s+circumstances\b|\balways\b|\bregardless\b",
    re.IGNORECASE,
)
_EXCEPTION = re.compile(r"\b(?:unless|except|save|does\s+not\s+apply)\b|\bif\s+an?\s+home\b", re.IGNORECASE)


def absolutely_compared(said: str, printed: Printed) -> Iterator[Difference]:
    """A rule that is printed with an exception, said to have none."""
    ours, theirs = _NO_EXCEPTION.search(said), _EXCEPTION.search(printed.said)
    if ours and theirs and not _EXCEPTION.search(said):
        yield Difference(
            Aspect.DENIAL,
            _C,
            ours.group(),
            ours.start(),
            ours.end(),
            theirs.group(),
            printed.provision_id,
        )
