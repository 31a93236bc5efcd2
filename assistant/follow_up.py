"""A follow-up question is rewritten by rule to stand alone, from the questions before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LEANS_ON_THE_LAST = re.compile(
    r"\A\s*(?:and|but|so|what about|how about|also|then|ok(?:ay)?)\b"
    r"|\b(?:they|them|it|that|this|those|these|he|she|him|her|there|then|the same|either|both)\b",
    re.IGNORECASE,
)
_SHORT = 14
"""Words: a longer question is taken to say what it is about."""


def standing_alone(text: str, history: Sequence[str]) -> str:
    """``text`` with the last question before it where it leans on it; else ``text``.

    >>> standing_alone("and how long do they have?", ["Who reviews a restraint record?"])
    'Who reviews a restraint record? and how long do they have?'
    >>> standing_alone("Who may be the responsible individual?", ["Who reviews a restraint record?"])
    'Who may be the responsible individual?'
    """
    before = next((" ".join(earlier.split()) for earlier in reversed(history) if earlier.strip()), "")
    leans = len(text.split()) <= _SHORT and _LEANS_ON_THE_LAST.search(text)
    return f"{before} {text}" if before and leans else text
