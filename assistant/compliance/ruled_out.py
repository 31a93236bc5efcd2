"""corpus/ruled_out: what people do, in everyday words, that a provision rules out; whether a sentence tells of it.

"Everybody loses the outing" shares no word with "punishing a group of children", so no likeness finds the one from the
other and no opposite is in them. The law forbids few things; what those who do them call them is known, and written
down there. A sentence does such a thing, says that it is not done, or only speaks of it: then nothing is told.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.compliance.listed_bans import item_of_bans
from assistant.compliance.main_clause import ends_side_clause_of_subject, in_main_clause, without_lead
from assistant.compliance.polarity import NO_DENIAL
from ingest.errors import CatalogueError

_DENIAL = re.compile(
    r"\b(?:not|never|no|nobody|no[\s-]one|none|nor|neither|nothing|cannot|rather\s+than|instead\s+of|\w+n[’']t"
    r"|(?:forbid|prohibit|outlaw|avoid)\w*|forbidden|rules?\s+out|without(?=(?:\s+\w+){0,3}\s*\Z))\b",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"\b(?:is|are|be|being|was|were)\s+(?:\w+ly\s+|always\s+|all\s+)?(?:not|never|no|forbidden|prohibited|banned|barred|ruled\s+out"
    r"|outlawed|wrong|illegal|(?:un|il)lawful|unacceptable|against)\b"
    r"|\b(?:do(?:es)?|did|will|must|may|can|shall|should|would)\s*(?:not|never)\b|\b(?:cannot|never|\w+n[’']t)\b"
    r"|\b(?:has|have)\s+no\s+place\b",
    re.IGNORECASE,
)
_DENIES_A_DENIAL = re.compile(
    r"\b(?:hesitat|sh(?:y|ies)\b|fail|stop|forbid|prohibit|prevent|ban|barred|without|refus|avoid|kept\s+from|afraid)\w*",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r"[;:.]|,?\s+(?:but|so\s+that|because|since|as|while)\b", re.IGNORECASE)
_WEAKENS = re.compile(
    r"\b(?:should|ought|tr(?:y|ies)|aims?|rarely|seldom|hardly|usually|normally|generally|mostly|mainly|as\s+a\s+rule"
    r"|where(?:ver)?\s+possible|as\s+far\s+as|unless|except|other\s+than|apart\s+from|save\s+(?:for|where)|only\s+(?:if|when|where|with|after|by)"
    r"|until|before|longer|again|always|automatically|by\s+default|more\s+than)\b",
    re.IGNORECASE,
)
"""With these a denial is not the source's own: it leaves something open, or denies one way of doing it."""

_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|does|do|will|must|may|can|should|shall|gets?|\w{2,}(?:ed|es))\b", re.IGNORECASE
)
_SPOKEN_OF = re.compile(
    r"\b(?:allegations?|complain\w*|concerns?|suspicions?|claims?|reports?|risks?|examples?|history|effects?|kinds?|training|questions?"
    r"|records?|lists?|definition|means?|counts?\s+as|called|such\s+as|alleg\w+|suspect\w*|accus\w+|worr\w+|signs?)\b[^;,]*\Z",
    re.IGNORECASE,
)
"""What follows is told of or looked for, not done."""

_REPORTED = re.compile(
    r"\A\W*(?:[\w’']+\s+){1,6}?(?:told|said|says|found|saw|heard|noted|confirmed|explained|reported|think|thought)\s+(?:(?:me|us|staff|him|her|them)\s+)?that\s",
    re.IGNORECASE,
)
"""Who says it: what follows is what a visitor's statement is about."""

LONGEST = 600
"""Characters of a sentence that is read: a longer one is a list or has lost its stops, and patterns would take long."""

_NOT = re.compile(r"\s*\b(?:do(?:es)?\s+not|not|never|no)\b", re.IGNORECASE)
_WORD_ENDS = re.compile(r"(?<=\w)(?!\w)")
_GROUP = re.compile(r"@(?P<name>\w+)@")


@dataclass(frozen=True, slots=True)
class Conduct:
    """``ruled_out_by`` are provisions, the law first; ``words`` tell that it is done. ``where``, if given,
    must stand in the sentence too, and ``not_where`` must not.
    """

    id: str
    ruled_out_by: tuple[str, ...]
    words: re.Pattern[str]
    where: re.Pattern[str] | None = None
    not_where: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """``start`` to ``end`` (code points, half-open) of a sentence that tells of conduct: done, or said not to be."""

    conduct: Conduct
    written: str
    start: int
    end: int
    is_denied: bool


@dataclass(frozen=True, slots=True)
class RuledOut:
    """All conduct of the folder's files, in their order."""

    all: tuple[Conduct, ...] = ()
    by_provision: Mapping[str, tuple[Conduct, ...]] = field(default_factory=dict)

    def by(self, provision_id: str) -> tuple[Conduct, ...]:
        """What the provision itself or one above it rules out."""
        parts = provision_id.split("/")
        above = ("/".join(parts[:length]) for length in range(3, len(parts) + 1))
        return tuple(one for place in above for one in self.by_provision.get(place, ()))

    def told(self, said: str) -> Mapping[str, tuple[Described, ...]]:
        """What the sentence tells of, done or denied, by the provisions that rule it out; the law's first."""
        found = tuple(described(said, self.all))
        places = dict.fromkeys(place for one in found for place in one.conduct.ruled_out_by)
        return {place: tuple(one for one in found if place in one.conduct.ruled_out_by) for place in places}


NONE_RULED_OUT = RuledOut()


def described(said: str, conduct: Sequence[Conduct]) -> Iterator[Described]:
    """Which of ``conduct`` the sentence tells of as done or as not done; not what it only speaks of.

    >>> fined = Conduct("fines", ("r/19/2/f",), re.compile(r"\\bfined\\b"))
    >>> [one.is_denied for one in described("A child who swears is fined.", [fined])]
    [False]
    >>> [one.is_denied for one in described("No child is ever fined.", [fined])]
    [True]
    >>> list(described("Complaints of having been fined are looked into.", [fined]))
    []
    """
    reported = _REPORTED.match(said)
    is_question = said.rstrip(" \"'”’)").endswith("?")
    if is_question or len(said) > LONGEST or (reported and _DENIAL.search(reported.group())):
        return  # a question says nothing, nor does "nobody told me that ..."
    blank = " " * (reported.end() if reported else 0)
    main = without_lead(f"{blank}{said[len(blank) :]}")
    for one in conduct:
        if (one.where and not one.where.search(said)) or (one.not_where and one.not_where.search(said)):
            continue
        for match in one.words.finditer(main):
            end = _read_to(one.words, main, match)
            denied = _is_denied(main, match, end)
            if denied is not None and _is_told(main, match.start(), match.end()):
                yield Described(one, said[match.start() : end], match.start(), end, denied)
                break


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether what stands there is said of somebody, and not looked for, alleged, or part of a side clause."""
    if _SPOKEN_OF.search(text[:start]):
        return False
    return ends_side_clause_of_subject(text, start, end) or in_main_clause(text, start)


def _read_to(words: re.Pattern[str], text: str, match: re.Match[str]) -> int:
    """Where the words end that the pattern had to see: it may match a thing, and look on to what is done with it."""
    ends = (end.start() for end in _WORD_ENDS.finditer(text, match.end()))
    return next((end for end in ends if words.match(text[:end], match.start())), match.end())


def _is_denied(text: str, match: re.Match[str], end: int) -> bool | None:
    """Whether what is read from the match to ``end`` is said not to be done; None where that is not plain."""
    before = NO_DENIAL.sub(lambda found: "·" * len(found.group()), text[: match.start()])
    banned = item_of_bans(before, match.group(), text[match.end() :])
    if banned is not None:
        return None if _DENIAL.search(banned.split(";")[-1]) or _is_denied_after(text, match) else True
    sentence = re.split(r"[;:]|,?\s+but\b", before)[-1]
    clause = re.split(r",|\band\b", sentence)[-1]
    denials = len(_DENIAL.findall(clause))
    if denials != len(_DENIAL.findall(sentence)) or denials > 1:
        return None  # "no child is hit, shouted at or fined"; "never left without"
    denied = denials == 1 or _is_denied_after(text, match)
    if denied is None or (denied and (_WEAKENS.search(text) or _DENIES_A_DENIAL.search(clause))):
        return None
    return None if not denied and _denies_within(match.re, text, match.start(), end) else denied


def _is_denied_after(text: str, match: re.Match[str]) -> bool | None:
    """Whether the words after the match deny it, up to the next clause; None where a comma stands between."""
    after = _NEXT_CLAUSE.split(text[match.end() :])[0]
    first = re.split(r"\band\b", after)[0]
    if _VERB.search(match.group() + first):
        after = first
    near, *further = after.split(",", 1)
    found = _DENIED_AFTER.search(near)
    if found and in_main_clause(near, found.start()):
        return True
    return None if further and _DENIED_AFTER.search(further[0]) else False


def _denies_within(words: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether a denial among the words read leaves it open: one that the pattern does without, or a side clause's.

    "Staff do not smoke" is no smoking, and of "complaints that are not upheld are recorded" nothing is unrecorded.
    """
    read = text[start:end]
    denials = [(found, in_main_clause(text, start + found.start())) for found in _NOT.finditer(read)]
    for found, is_main in denials:
        rest = f"{read[: found.start()]}{read[found.end() :]}{text[end:]}"
        if (words.match(rest) is not None) is is_main:
            return True
    return False


class _Listed(BaseModel):
    """A ``[[conduct]]`` of a file. ``done``, ``denied`` and ``neither`` are sentences that tests read; ``called`` is
    for who reads the file.
    """

    model_config = ConfigDict(extra="forbid")

    id: str
    ruled_out_by: list[str] = Field(min_length=1)
    called: str
    words: list[str] = Field(min_length=1)
    where: list[str] = []
    not_where: list[str] = []
    done: list[str] = Field(min_length=2)
    denied: list[str] = Field(min_length=1)
    neither: list[str] = []

    def conduct(self, groups: Mapping[str, str]) -> Conduct:
        return Conduct(
            self.id,
            tuple(self.ruled_out_by),
            _any(self.words, groups),
            _any(self.where, groups) if self.where else None,
            _any(self.not_where, groups) if self.not_where else None,
        )


class _File(BaseModel):
    """``words`` are groups of words that patterns name: "@food@" stands for that of ``food``."""

    model_config = ConfigDict(extra="forbid")

    conduct: list[_Listed] = []
    words: dict[str, str] = {}


def load_ruled_out(folder: Path) -> RuledOut:
    """Read every file of corpus/ruled_out. Raises CatalogueError where one is not as it should be."""
    files = [(path, _read(path)) for path in sorted(folder.glob("*.toml"))]
    groups = {name: pattern for _, file in files for name, pattern in file.words.items()}
    conduct = tuple(one for path, file in files for one in _conduct(path, file, groups))
    places = dict.fromkeys(place for one in conduct for place in one.ruled_out_by)
    by = {place: tuple(one for one in conduct if place in one.ruled_out_by) for place in places}
    return RuledOut(conduct, by)


def _read(path: Path) -> _File:
    try:
        return _File.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise CatalogueError(f"{path.name}: {error}") from None


def _conduct(path: Path, file: _File, groups: Mapping[str, str]) -> Iterator[Conduct]:
    for one in file.conduct:
        try:
            yield one.conduct(groups)
        except KeyError as error:
            message = f"{path.name}: {one.id}: no group of words is called {error}; [words] of words.toml has them"
            raise CatalogueError(message) from None
        except re.error as error:
            raise CatalogueError(f"{path.name}: {one.id}: {error}") from None


def _any(patterns: Sequence[str], groups: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{_in_full(one, groups)})" for one in patterns), re.IGNORECASE)


def _in_full(pattern: str, groups: Mapping[str, str]) -> str:
    """The pattern with its groups of words written out; a group may name others."""
    while "@" in pattern:
        pattern = _GROUP.sub(lambda named: groups[named["name"]], pattern)
    return pattern
