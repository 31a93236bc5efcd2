"""Whether a statement denies or limits where what is printed does not: nothing assures then that they agree. Pure."""

from __future__ import annotations

import re

DENIAL = re.compile(
    r"\b(?:not|no|never|nor|neither|nobody|none|nothing|without(?!\s+(?:undue\s+)?delay)|cannot|\w+n[’']t"
    r"|rather\s+than|instead\s+of|le(?:ft|aves?)\s+out)\b",
    re.IGNORECASE,
)
_KEEPS_FROM = re.compile(r"\b(?:prevent|prohibit|avoid|forbid|refus)\w*\b", re.IGNORECASE)
_LIMITS = re.compile(
    r"\b(?:only|except|unless|other\s+than|apart\s+from|alone)\b|\bis\s+(?:all|enough)\b", re.IGNORECASE
)
_PRINTED_LIMIT = re.compile(r"\b(?:only|except|unless|other\s+than|if|where|when|until|limit\w*)\b", re.IGNORECASE)
NO_DENIAL = re.compile(
    r"\b(?:no|not|never)\s+(?:\w+\s+){0,3}?(?:later|more|less|fewer|longer|earlier)\s+than\b|\bno\s+matter\b|\bnot\s+only\b|\bwhether\s+or\s+not\b"
    r"|\bif\s+not\b|\b(?:nobody|no\s*-?one|none)\b(?=[^.;]{1,160}\b(?:until|unless|before)\b)"
    r"|\bwithout\s+(?:(?:any|other|the)\s+)?(?:staff|workers?|carers?|adults?|anybody|anyone|others?|somebody|parents?)\s+(?:being\s+)?"
    r"(?:there|present|in\s+the\s+room|listening|nearby|around)\b"
    r"|\b(?:who|that|which)\s+(?:(?:do|does|did|is|are|was|were|has|have|can|will|would|could|should|may|must)\s+not|never|can\s?not|\w+n[’']t)\b",
    re.IGNORECASE,
)
"""Denials that turn nothing round: limits, side clauses, and "nobody does this until that"."""


def denies(text: str) -> bool:
    """Whether a denial in ``text`` turns what it says round."""
    return DENIAL.search(NO_DENIAL.sub(" ", text)) is not None


def turns_alone(said: str, printed: str) -> bool:
    """Whether ``said`` denies what ``printed`` does not deny, or limits what it neither limits nor denies.

    >>> turns_alone("School reports are not kept on the file", "a record of every school report")
    True
    >>> turns_alone("A child may not be deprived of sleep", "sleep deprivation may not be used")
    False
    """
    ours, theirs = NO_DENIAL.sub(" ", said), NO_DENIAL.sub(" ", printed)
    is_denied = bool(DENIAL.search(theirs) or _KEEPS_FROM.search(theirs))
    if DENIAL.search(ours) and not is_denied:
        return True
    return bool(_LIMITS.search(ours) and not is_denied and not _PRINTED_LIMIT.search(theirs))
