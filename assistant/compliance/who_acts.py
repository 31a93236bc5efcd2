"""Who does what a sentence says, and to whom it goes, by the names of the field's roles. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.claim_words import MODAL, PASSIVE, ROLES
from assistant.compliance.duty import CIRCUMSTANCE


@dataclass(frozen=True, slots=True)
class Role:
    """A role named in a text: ``name`` as the table has it; offsets half-open."""

    name: str
    written: str
    start: int
    end: int


SAME_AS = {
    "registered person": {"registered provider", "registered manager"},
    "registered provider": {"registered person"},
    "registered manager": {"registered person"},
    "inspector": {"HMCI"},
    "HMCI": {"inspector"},
}
"""A registered person is the provider or the manager: what is laid on one is done by either (reg 30)."""

INSIDE = frozenset(
    {
        "registered person",
        "registered provider",
        "registered manager",
        "staff",
        "leader",
        "deputy manager",
        "area manager",
    }
)
"""Those who may do for the registered person what the registered person must ensure."""

_ENSURES = re.compile(r"\b(?:ensure|arrange|make\s+arrangements|provide\s+for|help)\b", re.IGNORECASE)
_START = re.compile(r"\A\W*(?:(?:the|a|an|our|each|every|any|all)\s+)*(?:home['’]?s?\s+)?\Z", re.IGNORECASE)
_PASSIVE_VERB = re.compile(
    r"\A\s*(?:is|are|was|were|has\s+been|have\s+been|will\s+be|gets?)\s+(?:\w+ly\s+)?(?:not\s+|always\s+"
    r"|only\s+)?(?:\w+(?:ed|en)|sent|given|kept|told|held|made|paid|met|seen)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s+(?:(?!by\b)[\w,'’-]+\s+){0,3}?\Z", re.IGNORECASE)
_TO = re.compile(
    r"\b(?:to|notif(?:y|ies|ied)|tells?|told|inform(?:s|ed)?|consults?|consulted|consent\w*\s+(?:of|from|by)"
    r"|permission\s+(?:of|from)|agreement\s+of|approval\s+of|with)"
    r"[\s—]+(?:[\w'’]+\s+){0,2}?\Z",
    re.IGNORECASE,
)
_CONSENT_AFTER = re.compile(
    r"\A['’]?s?['’]?\s+(?:\w+\s+)?(?:consents?|agree(?:s|ment)?|permission|approv(?:al|es))\b", re.IGNORECASE
)


@lru_cache(maxsize=8_192)  # a clause is laid beside statement after statement
def roles_in(text: str) -> tuple[Role, ...]:
    """Every role in ``text``, in its order: "registered provider" is one role, and holds no other."""
    found = []
    rest = text
    for name, sign in ROLES:
        here = [Role(name, text[m.start() : m.end()], m.start(), m.end()) for m in sign.finditer(rest)]
        if here:
            found += here
            rest = sign.sub(lambda match: "·" * len(match.group()), rest)
    return tuple(sorted(found, key=lambda role: role.start))


def doers_in(text: str) -> tuple[Role, ...]:
    """Those who act: before a modal that is not passive, at the head of a sentence that is not, or after "by"."""
    roles = roles_in(text)
    found = [role for role in roles if _BY.search(text[: role.start])]
    starts = CIRCUMSTANCE.match(text)
    head = starts.end() if starts else 0
    first = [role for role in roles if role.start >= head][:1]
    if first and _START.match(text[head : first[0].start]) and not _PASSIVE_VERB.match(text[first[0].end :]):
        follows = text[first[0].end :]
        if not MODAL.match(follows.lstrip()) and re.match(r"\s+[a-z]+", follows):
            found += first
    found = [*bearers_in(text), *found]
    return tuple(role for role in dict.fromkeys(found) if not _DOES_NOT_DO_IT.match(text[role.end :]))


def bearers_in(text: str) -> tuple[Role, ...]:
    """Those on whom a modal lays something: the role right before one that is not passive."""
    roles = roles_in(text)
    active = PASSIVE.sub(lambda match: "·" * len(match.group()), text)
    found = []
    for modal in MODAL.finditer(active):
        clause = max(text.rfind(mark, 0, modal.start()) for mark in ".;:")
        before = [role for role in roles if clause < role.end <= modal.start()]
        found += before[-1:] if before and modal.start() - before[-1].end <= _NEAR else []
    return tuple(dict.fromkeys(found))


_DOES_NOT_DO_IT = re.compile(
    r"\A['’]?s?\s+(?:\w+ly\s+)?(?:expects?|requires?|says?|wants?|insists?|asks?|recommends?|guidance|rules?"
    r"|framework)\b"
    r"|\A\s+(?:can|may|could|are\s+able\s+to|is\s+able\s+to)\s+(?:\w+ly\s+)?(?:see|read|look|view|inspect|ask)\b",
    re.IGNORECASE,
)
"""Whoever may see what is done does not do it: "Ofsted can see it".
Nor does whoever says what the rule is: "Ofsted expects to have the report"."""

_NEAR = 12
"""Characters between a role and the modal it is the subject of."""


def receivers_in(text: str) -> tuple[Role, ...]:
    """Those who are told, given, asked or agree."""
    doers = doers_in(text)
    return tuple(
        role
        for role in roles_in(text)
        if role not in doers and (_TO.search(text[: role.start]) or _CONSENT_AFTER.match(text[role.end :]))
    )


def is_ensured(text: str) -> bool:
    """Whether the duty is to see that something is done, by whomever."""
    return _ENSURES.search(text) is not None


OUT_OF_DATE = {"clinical commissioning group": "integrated care board"}
"""Bodies that the law has replaced, and by what."""


def same_role(one: str, other: str) -> bool:
    """Whether two names stand for one role, or one of them for several of which the other is one."""
    return one == other or other in SAME_AS.get(one, ())
