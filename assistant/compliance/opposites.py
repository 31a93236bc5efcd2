"""Words that mean opposite things of one matter, in a statement and in a provision: a table, and its reading. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.lexicon import terms_of

_PAIRS: tuple[tuple[str, str], ...] = (
    (
        r"ke(?:ep|eps|pt|eping)|retain\w*|stor(?:e|es|ed|ing)|maintain\w*|hold|held",
        r"destroy\w*|delet\w*|shred\w*|discard\w*|thrown?\s+away|dispos(?:e|es|ed)",
    ),
    (
        r"privately|in\s+private",
        r"supervised|listen(?:s|ed)?\s+(?:in|to)|monitored|overheard|in\s+the\s+presence|in\s+front\s+of|open\s+plan"
        r"|(?:stays?|remains?|sits?)\s+in\s+the\s+room",
    ),
    (r"unannounced", r"(?<!un)announced|by\s+appointment"),
    (r"accessible|(?:have|has|with)\s+access", r"locked\s+away\s+from|no\s+access|denied|refused"),
    (r"secure(?:ly)?|safekeeping|locked", r"unlocked|insecure|open\s+shel(?:f|ves)|left\s+out|kitchen\s+drawer"),
    (
        r"notif\w+|inform\w*|told|tells?|report(?:s|ed)?",
        r"conceal\w*|hid(?:e|es|den)|kept?\s+(?:secret|confidential)\s+from|withh(?:old|olds|eld)",
    ),
    (r"serious(?:ly)?|significant(?:ly)?", r"minor|trivial|slight|however\s+(?:small|slight|minor)|petty"),
    (r"separate(?:ly)?", r"shar(?:e|es|ed|ing)|together"),
    (r"individual", r"collective|group"),
    (
        r"in\s+writing|written",
        r"verbal(?:ly)?|oral(?:ly)?|(?:by|over\s+the|on\s+the)\s+(?:tele)?phone|by\s+word\s+of\s+mouth|say-so",
    ),
    (
        r"without\s+(?:undue\s+)?delay|as\s+soon\s+as|promptly|immediately|at\s+once",
        r"can\s+wait|waits?\s+until|in\s+due\s+course|at\s+(?:the|its|their)\s+next|when(?:ever)?\s+(?:it\s+is\s+)?convenient",
    ),
    (
        r"(?:no|not|never)\s+more\s+than\s+half|at\s+most\s+half",
        r"most\s+of|the\s+majority|(?<!no\s)(?<!not\s)(?<!never\s)more\s+than\s+half",
    ),
    (r"children['’]s\s+views", r"regardless\s+of\s+(?:the\s+)?(?:child|children|their)\w*"),
)
"""Each row: what the sources ask for, and its opposite. Either may be said, either printed."""

_ORDER = (r"before|in\s+advance\s+of|prior\s+to", r"(?<!looked[\s-])after|once|following")
"""Opposites only where the same thing follows: before the visit, after the visit."""

_COMPILED = tuple(tuple(re.compile(rf"\b(?:{side})\b", re.IGNORECASE) for side in pair) for pair in _PAIRS)
_ORDERED = tuple(re.compile(rf"\b(?:{side})\b", re.IGNORECASE) for side in _ORDER)
_DENIED = re.compile(
    r"\b(?:not|never|no|nobody|none|cannot|without|nor|\w+n[’']t)\s+(?:[\w'’]+\s+){0,3}\Z"
    r"|\bfailure\s+(?:[\w'’]+\s+){0,8}\Z|\bat\s+no\s+(?:point|time|stage)\b[^.;:]{0,60}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """Words found in a text; offsets half-open."""

    written: str
    start: int
    end: int


def opposed(said: str, printed: str) -> Iterator[tuple[Word, Word]]:
    """The pairs of which ``said`` has one side alone and ``printed`` the other alone, neither of them denied."""
    for pair in _COMPILED:
        for mine, other in (pair, pair[::-1]):
            ours, theirs = mine.search(said), other.search(printed)
            if ours is None or theirs is None or other.search(said) or mine.search(printed):
                continue
            if is_denied(said, ours.start()) == is_denied(printed, theirs.start()):
                yield _word(ours), _word(theirs)


def out_of_order(said: str, printed: str) -> Iterator[tuple[Word, Word]]:
    """What is said to come before a thing that is printed to come after it, or the other way about."""
    for mine, other in (_ORDERED, _ORDERED[::-1]):
        if other.search(said) or mine.search(printed):
            continue
        for ours in mine.finditer(said):
            for theirs in other.finditer(printed):
                if _next_to(ours, said) & _next_to(theirs, printed):
                    yield _word(ours), _word(theirs)


def _next_to(match: re.Match[str], text: str) -> frozenset[str]:
    """The terms of the four words that follow, to the end of the clause."""
    follows = re.split(r"[,.;:—]", text[match.end() :])[0].split()[:4]
    return frozenset(term for term in terms_of(" ".join(follows)) if " " not in term)


def kept_by_denial(said: str, printed: str, position: int) -> bool:
    """Whether the denial at ``position`` is of the opposite of what is printed: "do not listen" where it is private."""
    sides = ((one, other) for pair in _COMPILED for one, other in (pair, pair[::-1]))
    return any(
        other.search(printed) and (found := one.search(said, position)) and is_denied(said, found.start())
        for one, other in sides
    )


def is_denied(text: str, position: int) -> bool:
    """Whether a denial stands right before the word at ``position``."""
    return _DENIED.search(text[:position]) is not None


def _word(match: re.Match[str]) -> Word:
    return Word(match.group(), match.start(), match.end())
