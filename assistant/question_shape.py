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
            r"\b(?:list|everything (?:in|on|that)|names? of|what (?:sort|kind|type)s? of"
            r"|all (?:of )?the (?:nine|things|items)"
            r"|what are (?:all )?the (?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
            r"|which (?:\w+ ){0,3}(?:records|policies|documents|people|checks)"
            r"|what (?:are|must|has to|have to|needs? to|should) (?:all |the only )?\w+ (?:go|be in|reasons|records)"
            r"|what (?:\w+ ){0,3}(?:has|have|needs?|must|should) to (?:go|be) (?:in|on|into)"
            r"|what (?:must|should|does|do) .{3,60}\b(?:contain|include|cover)"
            r"|policies (?:\w+ ){0,3}(?:required|needed)|rules (?:on|about|for)"
            r"|(?:what|which) (?:\w+ ){0,2}(?!(?:does|is|was|has|this|its|us)\b)\w{3,}s"
            r" (?:are|must|do|can|should|have|need)"
            r")\b",
            re.IGNORECASE,
        ),
    ),
    (
        Shape.DEADLINE,
        re.compile(
            r"\b(?:how (?:soon|long|often|quickly|fast|many (?:days|weeks|months|years|hours|times))|how much time"
            r"|when(?:'?s| is| does| do| must| should)?|by when|deadline|time limit|timescale)\b",
            re.IGNORECASE,
        ),
    ),
    (Shape.WHO, re.compile(r"\b(?:who|whose|whom|which (?:person|body|council|authority))\b", re.IGNORECASE)),
)

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")

_LIMIT = (
    r"(?:within|at least|every|after|before|by|for|no(?:t)? (?:later|more|longer) than|up to|exceeding|in any"
    r"|(?:the )?last)"
)
_COUNT = r"(?:a|an|the|each|every|\d+|one|two|three|four|five|six|seven|eight|ten|twelve|fourteen)"
_PERIOD = r"(?:consecutive |calendar |working )?(?:hour|day|week|month|year)s?"

TIME = re.compile(
    rf"\b(?:{_LIMIT} )?(?:once|twice) (?:in )?(?:{_COUNT} )*{_PERIOD}\b"
    rf"|\b(?:{_LIMIT} )?(?:{_COUNT} )+{_PERIOD}\b(?! or (?:more|longer|less)\b)"
    r"|\bwithout (?:undue )?delay\b|\bas soon as (?:\w+ ){0,2}(?:possible|practicable)\b|\bimmediately\b"
    r"|\bannually\b|\bmonthly\b|\b\d{1,2}(?:st|nd|rd|th) (?:birthday|anniversary)\b",
    re.IGNORECASE,
)
"""A time limit or an interval, as the documents print them; not how long something must last to count ("28 days or
more")."""

PERSON = re.compile(
    r"\b(?:registered (?:person|provider|manager)|responsible individual|independent person|placing authority"
    r"|local authority|HMCI|Ofsted|(?:independent )?reviewing officer|social worker|Secretary of State|court|staff"
    r"|parents?|partnership|virtual school head|general medical practitioner|doctor|children|designated officer"
    r"|organisation)\b",
    re.IGNORECASE,
)
"""Somebody on whom a rule lays something, as the documents name them."""


def shape_of(question: str) -> Shape:
    """What is asked for: of several sentences, by the last that asks; of a time and a person, what it asks for first.

    >>> shape_of("Who tells Ofsted when the manager leaves?"), shape_of("When must they say who left?")
    (<Shape.WHO: 'who'>, <Shape.DEADLINE: 'deadline'>)
    >>> shape_of("How often must they visit? and who gets the report?")
    <Shape.WHO: 'who'>
    """
    shapes = [shape for sentence in _SENTENCE_END.split(question) if (shape := _shape(sentence)) is not Shape.PLAIN]
    if Shape.DRAFT in shapes:
        return Shape.DRAFT
    return shapes[-1] if shapes else Shape.PLAIN


def _shape(sentence: str) -> Shape:
    signs = {shape: found.start() for shape, sign in _SIGNS if (found := sign.search(sentence))}
    if signs.keys() == {Shape.DEADLINE, Shape.WHO}:
        return min(signs, key=lambda shape: signs[shape])
    return next(iter(signs), Shape.PLAIN)


def answers_shape(shape: Shape, words: str) -> bool:
    """Whether these words hold what a question of this shape asks for."""
    wanted = {Shape.DEADLINE: TIME, Shape.WHO: PERSON}.get(shape)
    return wanted is None or wanted.search(words) is not None
