"""Time limits, intervals and periods in a sentence, with what they bound, made comparable. Pure.

"two days" is 48 hours; a month is 28 to 31 days, so that "one month" may be longer than "28 days"; working days are not
days: five of them take seven days or more. "Without delay" is no number and never becomes one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.quantities import WORDS


class Bound(StrEnum):
    """What a time does in its sentence."""

    AT_MOST = "at most"
    AT_LEAST = "at least"
    THRESHOLD = "or more"
    LOOKING_BACK = "in the last"
    EVERY = "every"
    PROMPT = "prompt"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Time:
    """``shortest`` and ``longest`` in hours; both None for words that are no number ("without delay").

    ``start`` and ``end`` are offsets of the words in the text, half-open; ``unit`` is as written, singular, and
    working days are told apart ("working day").
    """

    bound: Bound
    written: str
    start: int
    end: int
    unit: str = ""
    count: float = 0.0
    shortest: float | None = None
    longest: float | None = None

    @property
    def is_number(self) -> bool:
        """Whether it can be compared by number."""
        return self.shortest is not None


_DAY = 24.0
_HOURS = {
    "minute": (1 / 60, 1 / 60),
    "hour": (1.0, 1.0),
    "day": (_DAY, _DAY),
    "night": (_DAY, _DAY),
    "week": (7 * _DAY, 7 * _DAY),
    "fortnight": (14 * _DAY, 14 * _DAY),
    "month": (28 * _DAY, 31 * _DAY),
    "quarter": (89 * _DAY, 92 * _DAY),
    "term": (70 * _DAY, 120 * _DAY),
    "year": (365 * _DAY, 366 * _DAY),
}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}

_COUNT_WORDS = "|".join(sorted(WORDS, key=len, reverse=True))
_COUNT = rf"(?:\d+(?:\.\d+)?|(?:{_COUNT_WORDS})(?:-(?:{_COUNT_WORDS}))?|an?|half an?|a\s+single|every|each|last|the)"
_UNIT = r"(?P<unit>minute|hour|day|night|week|fortnight|month|quarter|term|year)s?['’]?"
_MODIFIER = r"(?:(?P<modifier>working|business|school|calendar|consecutive|clear|complete|full)\s+)?"
_PERIOD = re.compile(
    rf"(?<![\w.-])(?P<count>\d+(?:\.\d+)?|half\s+an?|an?|(?:{_COUNT_WORDS})(?:-(?:{_COUNT_WORDS}))?)(?:\s+"
    rf"|-){_MODIFIER}{_UNIT}\b"
    r"(?!-old|\s+old|\s+of\s+(?:age|the\s+(?:staff|team|children|home|workforce)|staff|children|all)|\W+day\b)",
    re.IGNORECASE,
)
_INTERVAL_WORDS: tuple[tuple[str, float, str], ...] = (
    (r"hourly", 1, "hour"),
    (r"daily|nightly", 1, "day"),
    (r"weekly", 1, "week"),
    (r"fortnightly", 1, "fortnight"),
    (r"bi-?monthly|every\s+other\s+month", 2, "month"),
    (r"every\s+(?:other|second)\s+week", 2, "week"),
    (r"every\s+(?:other|second)\s+year|biennial(?:ly)?", 2, "year"),
    (r"six[- ]monthly|half[- ]yearly|bi-?annual(?:ly)?|twice[- ]yearly", 6, "month"),
    (r"three[- ]monthly", 3, "month"),
    (r"(?<!six[- ])(?<!three[- ])(?<!bi-)monthly", 1, "month"),
    (r"quarterly", 1, "quarter"),
    (r"termly", 1, "term"),
    (r"(?<!half[- ])(?<!twice[- ])(?:annual(?:ly)?|yearly)(?!\s+leave)", 1, "year"),
)
_EACH = re.compile(
    rf"\b(?:(?P<times>once|twice|(?:{_COUNT_WORDS}|\d+)\s+times)\s+)?"
    r"(?P<each>each|every|per|an?|in\s+(?:each|every|any|an?))\s+"
    rf"(?:(?P<count>\d+|{_COUNT_WORDS})\s+)?{_MODIFIER}{_UNIT}\b"
    r"(?!-old|\s+old)",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(r"\A\s+(?:workers?|shifts?|staff|carers?|school)\b", re.IGNORECASE)
_LIMITS_BEFORE = re.compile(r"\b(?:within|in|after|for|over|than|once|every|of)\s*\Z", re.IGNORECASE)
"""Before "a night": a length of time; without it, and with people after it, a kind of shift: "a night worker"."""
_RATE = re.compile(r"(?:£\s?[\d.,]+|pounds|pence|\d+p)\s*\Z", re.IGNORECASE)
_PROMPT = re.compile(
    r"\b(?:without\s+(?:undue\s+)?delay|immediately|straight\s?away|right\s+away|at\s+once|forthwith|promptly"
    r"|as\s+soon\s+as(?:\s+(?:it\s+is|is|it's))?(?:\s+(?:\w+ly\s+)?(?:possible|practicable|practical|they\s+can))?"
    r"|on\s+the\s+same\s+(?:day|shift)|in\s+a\s+timely\s+(?:way|manner|fashion))\b",
    re.IGNORECASE,
)
_END_OF_NEXT_MONTH = re.compile(
    r"\b(?:before|by)\s+the\s+end\s+of\s+(?:the\s+(?:next|following)\s+month|the\s+month\s+(?:that\s+follows|after|following)(?:\s+the\s+month\b|\s+the\s+visit\b)?)",
    re.IGNORECASE,
)
"""At most: from the last day of a month on, no more than the next month's days are left."""

_AT_MOST_BEFORE = re.compile(
    r"(?:\bwithin(?:\s+the\s+(?:first|next))?|\b(?:not?|never)\s+(?:later|more|longer)\s+than|\bup\s+to"
    r"|\bat\s+most|\bmaximum\s+(?:of|is)"
    r"|\bnot\s+exceed(?:ing)?|\bunder|\bless\s+than|\bin\s+under|\bin|\bby\s+the\s+end\s+of|\bexceed(?:ing|s)?"
    r"|\blast\s+for\s+more\s+than|\bduring\s+the\s+first|\bfalls)\s*\Z",
    re.IGNORECASE,
)
_AT_LEAST_BEFORE = re.compile(
    r"(?:\bat\s+least|\b(?:not?|never)\s+(?:less|fewer|shorter)\s+than|\bminimum\s+(?:of|is)|\bmore\s+than|\bover"
    r"|\bfor(?:\s+at\s+least)?)\s*\Z",
    re.IGNORECASE,
)
_THRESHOLD_AFTER = re.compile(r"\A\s*or\s+(?:more|longer|over)\b", re.IGNORECASE)
_AT_LEAST_AFTER = re.compile(r"\A\s*(?:['’]?\s+(?:notice|experience)|minimum)", re.IGNORECASE)
_LOOKING_BACK = re.compile(r"\b(?:last|past|previous|preceding)\s*\Z", re.IGNORECASE)
_BACK = 40


@lru_cache(maxsize=8_192)  # a clause is laid beside statement after statement
def times_in(text: str) -> tuple[Time, ...]:
    """Every time in ``text``, in its order; none of two that overlap but the longer.

    >>> [(t.bound.value, t.written) for t in times_in("within two days, and at least once every six months")]
    [('at most', 'two days'), ('every', 'once every six months')]
    """
    found = [*_intervals(text), *_prompts(text), *_periods(text), *_ends_of_next_month(text)]
    chosen: list[Time] = []
    for one in sorted(found, key=lambda time: (-(time.end - time.start), time.start)):
        if all(one.end <= other.start or other.end <= one.start for other in chosen):
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda time: time.start))


def _prompts(text: str) -> Iterator[Time]:
    for match in _PROMPT.finditer(text):
        yield Time(Bound.PROMPT, match.group(), match.start(), match.end())


def _ends_of_next_month(text: str) -> Iterator[Time]:
    for match in _END_OF_NEXT_MONTH.finditer(text):
        yield _timed(Bound.AT_MOST, match, 1.0, "month", "")


def _intervals(text: str) -> Iterator[Time]:
    for words, count, unit in _INTERVAL_WORDS:
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE):
            yield _timed(Bound.EVERY, match, float(count), unit, "")
    for match in _EACH.finditer(text):
        article = match["each"].lower() in ("a", "an", "in a", "in an", "in any")
        if article and not match["times"]:
            continue  # "a month", "in any twelve month period": a length, not an interval
        if _RATE.search(text[: match.start()]):
            continue  # "£3 a week" is money
        times = _number((match["times"] or "once").removesuffix("times").strip())
        units = _number(match["count"] or "one")
        if times and units:
            yield _timed(Bound.EVERY, match, units / times, match["unit"].lower(), match["modifier"] or "")


def _periods(text: str) -> Iterator[Time]:
    for match in _PERIOD.finditer(text):
        count = _number(match["count"])
        if count is None:
            continue
        before, after = text[max(match.start() - _BACK, 0) : match.start()], text[match.end() :]
        kind_of_shift = (
            match["count"].lower() in ("a", "an") and _OF_PEOPLE.match(after) and not _LIMITS_BEFORE.search(before)
        )
        if _RATE.search(before) or kind_of_shift:
            continue
        bound = Bound.LENGTH
        if _LOOKING_BACK.search(before):
            bound = Bound.LOOKING_BACK
        elif _AT_MOST_BEFORE.search(before):
            bound = Bound.AT_MOST
        elif _THRESHOLD_AFTER.match(after):
            bound = Bound.THRESHOLD
        elif _AT_LEAST_BEFORE.search(before) or _AT_LEAST_AFTER.search(after):
            bound = Bound.AT_LEAST
        yield _timed(bound, match, count, match["unit"].lower(), match["modifier"] or "")


def _timed(bound: Bound, match: re.Match[str], count: float, unit: str, modifier: str) -> Time:
    least, most = _HOURS[unit]
    short, long = count * least, count * most
    working = modifier.lower() in ("working", "business", "school")
    if working:
        long = _longest_working(count, long)
    elif unit in _MONTHS:
        short, long = _of_months(count * _MONTHS[unit])
    name = f"working {unit}" if working else unit
    return Time(bound, match.group(), match.start(), match.end(), name, count, short, long)


def _of_months(months: float) -> tuple[float, float]:
    """So many calendar months in hours, at least and at most: one has 28 to 31 days, twelve have 365 or 366."""
    if months % 12 == 0:
        return months / 12 * 365 * _DAY, months / 12 * 366 * _DAY
    days = months * 365.25 / 12
    return math.floor(days - 2) * _DAY, (math.ceil(days) + (months > 1)) * _DAY


def _longest_working(count: float, hours: float) -> float:
    """Each five working days bring a week-end, and four days more a Christmas or an Easter."""
    return hours + (2 * (count // 5 + 1) + 4) * _DAY


def _number(written: str) -> float | None:
    words = " ".join(written.lower().split())
    if words in ("a", "an", "one", "once", "single", "a single"):
        return 1.0
    if words.startswith("half"):
        return 0.5
    if words[0].isdigit():
        return float(words)
    parts = words.split("-")
    return float(sum(WORDS[part] for part in parts)) if all(part in WORDS for part in parts) else None
