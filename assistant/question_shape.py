"""What a question asks for, read from its words: a time, a person, a list, or none of these."""

from __future__ import annotations

import re
from enum import StrEnum


class Shape(StrEnum):
    """What the first words of an answer should give."""

    DEADLINE = "deadline"
    WHO = "who"
    LIST = "list"
    DRAFT = "draft"
    PLAIN = "plain"


_SIGNS: tuple[tuple[Shape, re.Pattern[str]], ...] = (
    (
        Shape.DRAFT,
        re.compile(r"\b(?:draft|outline|write (?:a|an|the|me|us|our)|set out (?:a|the|our))\b", re.IGNORECASE),
    ),
    (
        Shape.LIST,
        re.compile(
            r"\b(?:list|names? of|what (?:sort|kind|type)s? of|which (?:\w+ ){0,3}(?:records|policies|documents|people|checks)"
            r"|what (?:are|must|has to|have to|needs? to|should) (?:all |the only )?\w+ (?:go|be in|reasons|records)"
            r"|what (?:has|have|needs) to (?:go|be) (?:in|on|into)|whats? the list|all (?:of )?the (?:nine|things|items))\b",
            re.IGNORECASE,
        ),
    ),
    (
        Shape.DEADLINE,
        re.compile(
            r"\b(?:how (?:soon|long|often|quickly|fast|many (?:days|weeks|months|years|hours))|when(?:'?s| is| does| do| must| should)?"
            r"|by when|deadline|time limit|timescale|how much time)\b",
            re.IGNORECASE,
        ),
    ),
    (Shape.WHO, re.compile(r"\b(?:who|whose|whom|which (?:person|body|council|authority))\b", re.IGNORECASE)),
)

TIME = re.compile(
    r"\b(?:within|at least|every|after|before|by|for|no (?:later|more) than|not more than|up to|exceeding|in any)?\s*"
    r"(?:once (?:every|a|in)|twice a|(?:a |an |the |each |every |\d+|one|two|three|four|five|six|seven|ten|twelve|fourteen)\s*"
    r"(?:consecutive |calendar |working )?(?:hours?|days?|weeks?|months?|years?))\b"
    r"|\bwithout (?:undue )?delay\b|\bas soon as (?:\w+ ){0,2}(?:possible|practicable)\b|\bimmediately\b|\b\d+ hours\b"
    r"|\bannually\b|\bmonthly\b|\b\d{1,2}(?:st|nd|rd|th) birthday\b|\bon (?:or before )?(?:the )?(?:child's )?arrival\b",
    re.IGNORECASE,
)
"""A time limit or an interval, as the documents print them."""

PERSON = re.compile(
    r"\b(?:registered (?:person|provider|manager)|responsible individual|independent person|placing authority|local authority"
    r"|HMCI|Ofsted|(?:independent )?reviewing officer|social worker|Secretary of State|court|staff|parents?|partnership"
    r"|virtual school head|general medical practitioner|doctor|children|designated officer|organisation)\b",
    re.IGNORECASE,
)
"""Somebody on whom a rule lays something, as the documents name them."""


def shape_of(question: str) -> Shape:
    """The first shape whose signs the question bears."""
    return next((shape for shape, sign in _SIGNS if sign.search(question)), Shape.PLAIN)


def answers_shape(shape: Shape, words: str) -> bool:
    """Whether these words hold what a question of this shape asks for."""
    wanted = {Shape.DEADLINE: TIME, Shape.WHO: PERSON}.get(shape)
    return wanted is None or wanted.search(words) is not None
