"""Numbers in a sentence with what they count, times and provision numbers aside. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.compliance.time_limits import Bound, times_in
from assistant.quantities import PROVISION, WORDS
from ingest.lexicon import terms_of


@dataclass(frozen=True, slots=True)
class Number:
    """``of`` is the stem of what is counted, or "level", "age", "share" (0 to 1), "£". Offsets half-open."""

    value: float
    of: str
    bound: Bound
    written: str
    start: int
    end: int

    @property
    def at_least_by_nature(self) -> bool:
        """More of what a rule asks for goes further: three references for two. An age or a level is fixed."""
        return self.of not in ("level", "age", SHARE, "£")


SHARE = "share"
"""What a fraction or percentage counts: half is 50 per cent."""

_WORDS = "|".join(
    sorted((word for word in WORDS if word not in ("zero", "second", "first", "third")), key=len, reverse=True)
)
_ADJECTIVES = (
    r"(?:(?:written|full|satisfactory|separate|different|independent|unannounced|consecutive|qualified|senior|waking"
    r"|other|working|registered|trained|first[- ]aid(?:[- ](?:qualified|trained))?|character|professional|permanent"
    r"|agency|experienced|named)\s+)*"
)
_COUNT = re.compile(
    rf"(?<![\w.£%-])(?P<count>\d+(?:,\d{{3}})*|{_WORDS})\s+(?P<noun>{_ADJECTIVES}[a-z]+)(?:\s+of\s+(?P<of>[a-z]+))?",
    re.IGNORECASE,
)
_PEOPLE = frozenset(
    [
        "person",
        "persons",
        "people",
        "adult",
        "adults",
        "worker",
        "workers",
        "carer",
        "carers",
        "staff",
        "colleague",
        "colleagues",
        "member",
        "members",
    ]
)
"""All counted alike: two workers are two people."""

_CHILDREN = frozenset(
    ["children", "residents", "boys", "girls", "lads", "teenagers", "youngsters", "siblings", "brothers", "sisters"]
)

_ALL_THERE_ARE = re.compile(r"\b(?:of|across|all)\s+(?:our|the|its|their|his|her|my)\s+\Z", re.IGNORECASE)
"""Before a number that only tells how many there are: "one of our four homes"."""

_SCENE = re.compile(r"\b(?:the|these|those|our|my|their|with|between)\s+\Z", re.IGNORECASE)
"""Before a number of people that the sentence only tells a story of: "the two children who do not speak"."""

_THEIR_AGE = re.compile(
    r"\b(?:child|boy|girl|lad|lass|teenager|youngster|daughter|son|(?:young )?(?:person|man|woman)|resident)\s+of\s+\Z",
    re.IGNORECASE,
)
"""Before an age that is no limit: "a lad of fifteen looks after his own inhaler"."""

_LEVEL = re.compile(rf"\b[Ll]evel\s+(?P<count>\d+|{_WORDS})\b")
_AGE = re.compile(
    rf"\b(?:aged?(?:\s+of)?|under|over|reach(?:es|ed|ing)?|turn(?:s|ed)?|attain(?:s|ed"
    rf"|ing)?(?:\s+the\s+age\s+of)?)\s+(?P<count>\d+|{_WORDS})\b(?!\s+(?:hour|day|week|month|year)s?\b(?!\s+old))"
    rf"|(?P<old>\d+|{_WORDS})(?:\s+|-)years?(?:\s+|-)old\b|(?P<birthday>\d+)(?:st|nd|rd|th)\s+birthday",
    re.IGNORECASE,
)
_MONEY = re.compile(r"£\s?(?P<count>\d+(?:,\d{3})*(?:\.\d+)?)|(?P<pounds>\d+)\s+pounds\b")
_PERCENT = re.compile(r"(?P<count>\d+(?:\.\d+)?)\s?(?:%|per\s?cent\b)")
_MOST = re.compile(
    r"(?:up\s+to|at\s+most|(?:no|not|never)(?:\s+\w+){0,3}\s+more\s+than|maximum(?:\s+of)?|fewer\s+than"
    r"|less\s+than|not\s+exceed\w*)\s*\Z",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"(?:at\s+least|minimum(?:\s+of)?|(?:no|not)\s+(?:fewer|less)\s+than|more\s+than)\s*\Z", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
"""Counts nothing: the "2006" of "the 2006 Representations Regulations"."""

_FRACTIONS = {
    "half": 0.5,
    "a half": 0.5,
    "a third": 1 / 3,
    "a quarter": 0.25,
    "two thirds": 2 / 3,
    "three quarters": 0.75,
}
_FRACTION = re.compile(
    r"\b(?P<fraction>half|an?\s+(?:half|third|quarter)|two[- ]thirds|three[- ]quarters)\s+(?:of\s+)?(?:the|all"
    r"|our|its)?\s*"
    r"(?=(?:(?:day|night|care|waking)\s+)?(?:staff|team|children|workforce|home|employees|workers|those))",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    rf"\b(?P<part>\d+|{_WORDS})\s+(?:out\s+)?of\s+(?:(?:the|our|its|every)\s+)?(?P<whole>\d+|{_WORDS})\s+"
    r"(?=(?:(?:day|night|care|waking)\s+)?(?:staff|carers|children|employees|workers|adults|people|on\b))",
    re.IGNORECASE,
)
"""A part of a staff: "two of the three staff on duty" are two thirds of them."""

_NOT_COUNTED = frozenset(
    (
        "of",
        "or",
        "and",
        "another",
        "others",
        "more",
        "things",
        "ways",
        "times",
        "kinds",
        "that",
        "who",
        "to",
        "in",
        "for",
        "is",
        "are",
        "the",
        "other",
        "half",
    )
)


@lru_cache(maxsize=8_192)  # a clause is laid beside statement after statement
def numbers_in(text: str) -> tuple[Number, ...]:
    """Every number with what it counts.

    >>> [(n.value, n.of) for n in numbers_in("two written references and a Level 5 Diploma")]
    [(2.0, 'refer'), (5.0, 'level')]
    """
    plain = text
    for start, end in [*((t.start, t.end) for t in times_in(text)), *(m.span() for m in PROVISION.finditer(text))]:
        plain = f"{plain[:start]}{'·' * (end - start)}{plain[end:]}"
    found: list[Number] = []
    for pattern, of in ((_LEVEL, "level"), (_AGE, "age"), (_MONEY, "£"), (_PERCENT, SHARE)):
        for match in pattern.finditer(plain):
            found.append(_number(match, text, of))
            plain = f"{plain[: match.start()]}{'·' * len(match.group())}{plain[match.end() :]}"
    found += [_fraction(match, text) for match in _FRACTION.finditer(plain)]
    for match in _OUT_OF.finditer(plain):
        found.append(_part(match, text))
        plain = f"{plain[: match.start()]}{'·' * len(match.group())}{plain[match.end() :]}"
    for match in _COUNT.finditer(plain):
        if _YEAR.fullmatch(match["count"]):
            continue
        noun = match["noun"].split()[-1].lower()
        if (
            noun not in _NOT_COUNTED
            and not _ALL_THERE_ARE.search(plain[: match.start()])
            and not _is_of_a_story(noun, plain[: match.start()])
            and (stems := [term for term in terms_of(noun) if " " not in term])
        ):
            found.append(_number(match, text, "person" if noun in _PEOPLE else stems[0]))
    return tuple(sorted(found, key=lambda number: number.start))


def _fraction(match: re.Match[str], text: str) -> Number:
    value = _FRACTIONS[" ".join(match["fraction"].lower().replace("-", " ").split())]
    start, end = match.span("fraction")
    return Number(value, SHARE, _bound(text, start), text[start:end], start, end)


def _part(match: re.Match[str], text: str) -> Number:
    part, whole = (_value(match[name]) for name in ("part", "whole"))
    start, end = match.start(), match.end("whole")
    return Number(part / whole if whole else 0.0, SHARE, _bound(text, start), text[start:end], start, end)


def _is_of_a_story(noun: str, before: str) -> bool:
    """Whether a number counts the people of a story, or is the age of one of them."""
    return bool(_THEIR_AGE.search(before)) or (noun in _PEOPLE | _CHILDREN and bool(_SCENE.search(before)))


def _value(written: str) -> float:
    plain = written.lower().replace(",", "")
    return float(plain) if plain[0].isdigit() else float(WORDS[plain])


def _number(match: re.Match[str], text: str, of: str) -> Number:
    count = next(value for value in match.groupdict().values() if value is not None)
    value = _value(count) / (100 if of == SHARE else 1)
    written = text[match.start() : match.end()]
    return Number(value, of, _bound(text, match.start()), written, match.start(), match.end())


def _bound(text: str, start: int) -> Bound:
    before = text[max(start - 40, 0) : start]
    return Bound.AT_MOST if _MOST.search(before) else Bound.AT_LEAST if _LEAST.search(before) else Bound.LENGTH
