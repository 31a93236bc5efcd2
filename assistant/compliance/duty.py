"""How a sentence binds: it obliges, expects, allows, limits, forbids, excuses, or only tells. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.compliance.polarity import NO_DENIAL


class Duty(StrEnum):
    """What a sentence lays on somebody."""

    OBLIGES = "must"
    EXPECTS = "should"
    ALLOWS = "may"
    LIMITS = "may only"
    FORBIDS = "must not"
    DISCOURAGES = "should not"
    EXCUSES = "need not"
    TELLS = "tells"
    DENIES = "does not"


@dataclass(frozen=True, slots=True)
class Sign:
    """The words that show it: offsets in the text, half-open; both 0 where nothing does."""

    duty: Duty
    written: str = ""
    start: int = 0
    end: int = 0


_ADVERB = r"(?:\s+(?:also|always|only|therefore|usually|normally))?"
_SIGNS: tuple[tuple[Duty, re.Pattern[str]], ...] = tuple(
    (duty, re.compile(rf"\b(?:{sign})", re.IGNORECASE))
    for duty, sign in (
        (
            Duty.EXCUSES,
            r"need(?:s)?\s+not\b|needn['’]t\b|(?:do(?:es)?|did)(?:\s+not|n['’]t)\s+(?:need|have)\b(?=\s+to|\s+a)"
            r"|no\s+need\s+(?:to|for)\b"
            r"|(?:is|are|['’]s|['’]re)(?:\s+not|n['’]t)\s+(?:\w+\s+)?(?:required|necessary|needed|obliged"
            r"|obligatory|mandatory|compulsory|expected)\b"
            r"|(?:is|are|['’]s|['’]re)\s+(?:optional|voluntary|discretionary|unnecessary)\b|at\s+(?:its|their|his"
            r"|her|the\s+\w+['’]s)\s+discretion\b"
            r"|(?:can|may)\s+(?:choose|decide)\s+(?:whether|not)\b|no\s+(?:legal\s+)?(?:requirement|duty"
            r"|obligation|rule)\b|not\s+a\s+(?:legal\s+)?requirement\b",
        ),
        (
            Duty.LIMITS,
            r"may\s+only\b|must\s+only\b|can\s+only\b|only\s+(?:be\s+)?(?:permitted|allowed|used|lawful)\b"
            r"|should\s+only\b"
            r"|may\s+not\b(?=.{1,200}\bunless\b)|(?-i:No)\s[^.;—]{1,200}?\bmay\b(?=.{1,200}\bunless\b)"
            r"|only\s+(?:if|where|when)\b",
        ),
        (
            Duty.FORBIDS,
            rf"(?:must|shall|may){_ADVERB}\s+(?:not|never)\b|(?:can\s?not|can['’]t|mustn['’]t)\b|(?<!should )never\b"
            r"|(?:is|are|['’]s|['’]re)(?:\s+not|n['’]t)\s+(?:\w+\s+)?(?:allowed|permitted|permissible|acceptable"
            r"|lawful|entitled)\b"
            r"|(?:is|are|['’]s|['’]re)\s+(?:\w+\s+)?(?:prohibited|forbidden|banned|unlawful|illegal|disqualified"
            r"|barred|unacceptable)\b|disqualif\w+|prohibits?\b|forbids?\b|bans\b"
            r"|(?-i:No)\s[^.;—]{1,200}?\b(?:may|can|must|is\s+allowed)\b|no\s+\w+\s+(?:may|can|must)\b"
            r"|(?:nobody|no\s*-?one|none|nothing)\b[^.;—]{0,160}?\b(?:may|can|must|is\s+(?:allowed|permitted|acceptable))\b",
        ),
        (Duty.DISCOURAGES, r"should(?:\s+(?:not|never)|n['’]t)\b|ought\s+not\b"),
        (
            Duty.OBLIGES,
            r"must\b|shall\b|oblig(?:es?|ing)\b|compels?\b|ha(?:s|ve)\s+to\b|(?:is|are|be)\s+(?:\w+ly\s+)?(?:required|obliged)\b|requires?\b"
            r"|required\s+(?:to|by)\b|needs?\s+to\b(?!\s+know\b)"
            r"|(?:is|are|['’]s|['’]re)\s+(?:\w+\s+)?(?:mandatory|compulsory|obligatory)\b|legally\b|by\s+law\b"
            r"|ha(?:s|ve)\s+a\s+(?:\w+\s+)?duty\b|needs?\b(?=\s+(?:the|a|an|at|written|two|three|\d))",
        ),
        (Duty.EXPECTS, r"should\b|ought\b|(?:is|are|['’]s|['’]re)\s+expected\b|recommend(?:s|ed)?\b"),
        (
            Duty.ALLOWS,
            r"may\b|can\b|could\b|(?:is|are|['’]s|['’]re)\s+(?:\w+\s+)?(?:allowed|permitted|free(?=\s+to)|entitled"
            r"|acceptable|fine|ok|okay|all\s?right|lawful)\b|allows?\b|permits?\b|lets?\b(?!\s+(?:\w+\s+){1,3}know\b)|can\s+wait\b",
        ),
        (
            Duty.DENIES,
            r"(?:do(?:es)?|is|are|has|have|was|were|will|would)(?:\s+not|n['’]t)\b|no\s+longer\b"
            r"|\bwithout\b(?!\s+(?:undue\s+)?delay)"
            r"|(?-i:No|Nobody|None)\b|nothing\b"
            r"|no\s+(?:\w+\s+){1,3}(?:made|kept|arranged|recorded|given|sent|held|entered|written|done)\b",
        ),
    )
)
_SUBORDINATE = re.compile(
    r"\b(?:which|that|who|whom|as|when|how|what|or(?=\s+may))\s+(?:(?!(?:is|are)\b)[\w’']+\s+){0,3}(?:may|can|must|should)\b"
    r"|\bas\s+(?:\w+\s+){0,2}(?:may|can)\s+be\b"
    r"|\bthat\s+they\s+can\b|,\s+(?:(?:even\s+)?though|although)\b.*",
    re.IGNORECASE,
)
CIRCUMSTANCE = re.compile(
    r"\A\W*(?:(?:if|where|when|whenever|once|after|as\s+soon\s+as|in\s+case|because)\b[^,;.]*,|should\b)", re.IGNORECASE
)
"""What a sentence starts with before it says what is to be done; "should" first in a statement means "if"."""


def duty_of(text: str) -> Sign:
    """What ``text``, a sentence or a clause, lays on somebody: the strongest sign that is not in a side clause.

    >>> duty_of("The record need not be signed.").duty, duty_of("A visit may be unannounced.").duty
    (<Duty.EXCUSES: 'need not'>, <Duty.ALLOWS: 'may'>)
    """
    plain = text
    for pattern in (NO_DENIAL, _SUBORDINATE, CIRCUMSTANCE):
        plain = pattern.sub(lambda match: "·" * len(match.group()), plain)
    for duty, sign in _SIGNS:
        match = sign.search(plain)
        if match:
            return Sign(duty, text[match.start() : match.end()], match.start(), match.end())
    return Sign(Duty.TELLS)
