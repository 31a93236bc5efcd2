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

from assistant.compliance.main_clause import ends_side_clause_of_subject, in_main_clause, without_lead
from assistant.compliance.polarity import NO_DENIAL
from ingest.errors import CatalogueError

_DENIES_BEFORE = re.compile(
    r"\b(?:not|never|no|nobody|no[\s-]one|none|nor|neither|nothing|cannot|rather\s+than|instead\s+of|\w+n[’']t"
    r"|(?:forbid|prohibit|outlaw|avoid)\w*|forbidden|rules?\s+out|without(?=(?:\s+\w+){0,3}\s*\Z))\b"
    r"(?:(?!,\s+(?:and|but|so|then|or\s+else)\b|\sbut\s)[^;:])*\Z",
    re.IGNORECASE,
)
_DENIES_AFTER = re.compile(
    r"(?:is|are|be|being|was|were)\s+(?:\w+ly\s+|always\s+|all\s+)?(?:not|never|no|forbidden|prohibited|banned|barred|ruled\s+out|outlawed"
    r"|wrong|illegal|(?:un|il)lawful|unacceptable|against)\b"
    r"|\b(?:do(?:es)?|did|will|must|may|can|shall|should|would)\s*(?:not|never)\b|\b(?:cannot|never|\w+n[’']t)\b"
    r"|\b(?:has|have)\s+no\s+place\b",
    re.IGNORECASE,
)
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
    called: str
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
    """All conduct of the file, in its order."""

    all: tuple[Conduct, ...] = ()
    by_provision: Mapping[str, tuple[Conduct, ...]] = field(default_factory=dict)

    def by(self, provision_id: str) -> tuple[Conduct, ...]:
        """What the provision itself rules out."""
        return self.by_provision.get(provision_id, ())

    def by_all(self, provision_id: str) -> tuple[Conduct, ...]:
        """What the provision rules out, or one above it with all that is below."""
        parts = provision_id.split("/")
        above = ("/".join(parts[:length]) for length in range(3, len(parts) + 1))
        return tuple(one for place in above for one in self.by_provision.get(place, ()))

    def provisions(self, said: str) -> tuple[str, ...]:
        """The ids of the provisions that rule out what the sentence tells of, done or denied; the law's first."""
        found = (one.conduct.ruled_out_by for one in described(said, self.all))
        return tuple(dict.fromkeys(provision_id for places in found for provision_id in places))


NONE_RULED_OUT = RuledOut()


def described(said: str, conduct: Sequence[Conduct]) -> Iterator[Described]:
    """Which of ``conduct`` the sentence tells of as done or as not done; not what it only speaks of.

    >>> fined = Conduct("fines", ("r/19/2/f",), "fines", re.compile(r"\\bfined\\b"))
    >>> [one.is_denied for one in described("A child who swears is fined.", [fined])]
    [False]
    >>> [one.is_denied for one in described("No child is ever fined.", [fined])]
    [True]
    >>> list(described("Complaints of having been fined are looked into.", [fined]))
    []
    """
    if said.rstrip(" \"'”’)").endswith("?"):
        return  # a question says nothing
    main = without_lead(_REPORTED.sub(lambda match: " " * len(match.group()), said, count=1))
    for one in conduct:
        if (one.where and not one.where.search(said)) or (one.not_where and one.not_where.search(said)):
            continue
        for match in one.words.finditer(main):
            start, end = match.start(), _read_to(one.words, main, match)
            denied = _is_denied(main, match)
            is_open = _WEAKENS.search(main) if denied else _denies_unasked(one.words, main, start, end)
            if not is_open and _is_told(main, start, match.end()):
                yield Described(one, said[start:end], start, end, denied)
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


def _is_denied(text: str, match: re.Match[str]) -> bool:
    """Whether a denial stands before what is matched, or after it."""
    before = NO_DENIAL.sub(lambda found: "·" * len(found.group()), text[: match.start()])
    clause = re.split(r"[;:.]|,\s+(?:but|so|because|since|as)\b", text[match.end() :])[0]
    first, *more = re.split(r",\s+and\b", clause)
    after = first if _VERB.search(match.group() + first) else " ".join([first, *more])
    late = _DENIES_AFTER.search(after)
    return _DENIES_BEFORE.search(before) is not None or (late is not None and in_main_clause(after, late.start()))


def _denies_unasked(words: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether the main clause is denied among the words read, and the pattern does without: nothing is sure then."""
    read = text[start:end]
    affirmed = _NOT.sub(lambda found: "" if in_main_clause(text, start + found.start()) else found.group(), read)
    return affirmed != read and words.match(affirmed + text[end:]) is not None


class _Listed(BaseModel):
    """A ``[[conduct]]`` of a file. ``done``, ``denied`` and ``neither`` are sentences that tests read."""

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
            self.called,
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
