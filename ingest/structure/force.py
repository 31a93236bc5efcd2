"""The force of a provision, read from its own words as printed."""

from __future__ import annotations

import re

from ingest.document import Force

QUOTED = re.compile(r"“[^”]*”|‘[^’\n]{1,60}’(?!\w)")
"""Quoted terms and quoted text are mentioned, not used: ‘for “must” substitute “may”’ asks nothing of anybody."""

SUBORDINATE = re.compile(
    r"\b(?:which|that|who|whom|as|when|how|or(?=\s+may))\s+(?:(?!(?:is|are)\b)[\w’']+\s+){0,3}may\b(?!\s+(?:not|only)\b)"
    r"|\bmay\s+be\s+cited\b"
    r"|\bwithin\s+which\b[^,.;—]*"
    r"|\bnothing\b[^.;—]*",
    re.IGNORECASE,
)
"""Words that describe a possibility ("procedures which may be necessary"), a matter within another duty or leave
("timescales within which the person must decide") or the absence of a duty ("nothing here requires")."""

CANNOT = re.compile(r"\bcan\s?not\b", re.IGNORECASE)
"""Beside a "cannot" a "may" in the same words is not what the reader should take away."""

_POSSIBLE = (
    r"(?:(?:always|already|necessarily|yet|all|even|be\s+(?:able|acting|adequately|appropriate|available|aware|known"
    r"|possible|ready|recognised|suitable|sure|the|willing|in)|do|feel|have|know|like|live|meet|need|offer|realise"
    r"|recognise|seem|understand|want|wish)\b)"
)
"""What "may not" says of the world and forbids nobody: "a child may not want", "it may not be possible"."""

_NEEDED_FOR = r"(?<!action )(?<!activity )(?<!information )(?<!assessments )(?<!assessment )(?<!expertise )(?<!work )"
"""Beside these "is required to" says what something takes, not whose duty it is: "action is required to help"."""

RULES: tuple[tuple[Force, re.Pattern[str]], ...] = (
    (
        Force.MUST,
        re.compile(
            r"\bmust\b|\bshall\b|\bmay\s+not\s+(?!" + _POSSIBLE + r")|\bmay\s+only\b|(?-i:\bNo)\s[^.;—]{1,200}?\bmay\b"
            r"|\b(?:is|are)\s+only\s+permitted\b"
            r"|\brequires?\s+(?!improvement\b)(?:the\s+|a\s+|an\s+|each\s+|every\s+)?[\w’' ]{1,60}?\s*\bto\b"
            r"|" + _NEEDED_FOR + r"(?<!not )\b(?:is|are)\s+(?:legally\s+)?required\s+(?:to|by)\b",
            re.IGNORECASE,
        ),
    ),
    (Force.SHOULD, re.compile(r"\bshould\b|\bought\s+to\b|\b(?:is|are)\s+expected\s+to\b", re.IGNORECASE)),
    (
        Force.DEFINES,
        re.compile(
            r"“”(?:,[^.;—]{1,80},)?\s+(?:means?|includes?|(?:is|are)(?!\s+\w+ed\b))\b"
            r"|\bha(?:s|ve)\s+the\s+(?:same\s+)?meanings?\b|\b(?:is|are)\s+(?:to\s+be\s+construed|defined)\b"
            r"|\breferences?\s+to\b.{1,80}?\b(?:(?:do\s+not\s+|(?<!to\s))include|means?|(?:is|are)\s+to)\b",
            re.IGNORECASE,
        ),
    ),
    (Force.MAY, re.compile(r"\bmay\b(?!\s+not\b)", re.IGNORECASE)),
)
"""Tried in this order: of several in the same words the first stands. "May only ... if" is a limit, so a must."""


STRENGTH = (Force.MUST, Force.SHOULD, Force.DEFINES, Force.MAY, Force.STATES)


def force_of(words: str, inherited: Force | None = None) -> Force:
    """The force of a provision's own words, else the one its opening words hand down, else ``STATES``.

    ``inherited`` is the force of the words that introduce this provision as one of a list ("must—", then (a)).
    Force handed down is kept even where the item itself says something weaker: it is part of the sentence that
    began above it. An item of a definition only defines.

    >>> force_of("The registered person must keep a record.").value
    'must'
    >>> force_of("keep it up to date;", inherited=Force.MUST).value
    'must'
    """
    own = _own_force(words)
    if inherited is Force.DEFINES:
        return inherited
    return min((force for force in (own, inherited) if force), key=STRENGTH.index, default=Force.STATES)


def _own_force(words: str) -> Force | None:
    plain = SUBORDINATE.sub(" ", QUOTED.sub("“”", " ".join(words.split())))
    force = next((force for force, pattern in RULES if pattern.search(plain)), None)
    return None if force is Force.MAY and CANNOT.search(plain) else force
