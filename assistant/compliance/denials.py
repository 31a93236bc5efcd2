"""Whether a passage denies, exempts or limits what a requirement asks, or lets through what one forbids. Pure.

A passage that says "It is not sent to the placing authorities" holds all the words of what is asked, and is nearer to
it than many that do it: likeness cannot tell the two apart. So the passage that would be shown is read once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.compliance.main_clause import in_main_clause, without_lead
from assistant.compliance.opposites import kept_by_denial
from ingest.lexicon import terms_of

_NEGATION = re.compile(
    r"\b(?:not|never|no\s+longer|nobody|no[\s-]one|none|nothing|nowhere|neither|nor|cannot|\w+n[’']t|no(?=\s+[a-z])"
    r"|refus(?:e|es|ed|ing)(?=\s+to\b)|(?:is|are|was|were|be)\s+(?:refused|declined|denied|withheld|optional|excluded|exempt)"
    r"|fail(?:s|ed)?\s+to|exempt(?:ed)?\s+from|rather\s+than|instead\s+of)\b",
    re.IGNORECASE,
)
_PRESENCE = re.compile(
    r"\b(?:in\s+(?:the\s+)?(?:full\s+)?presence\s+of|in\s+front\s+of|within\s+(?:the\s+)?(?:hearing|earshot)\s+of"
    r"|with\s+(?:the\s+)?[\w\s]{0,30}\bpresent)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(r"\b(?:privat\w+|in\s+confidence|alone)\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:unless|except(?:ing)?(?!ion)|save\s+(?:for|where|that)|other\s+than|excluding|provided\s+that"
    r"|only\s+(?:on|upon|at)\s+(?:\w+\s+)?request|(?:on|upon)\s+request\s+only"
    r"|only\s+(?:if|when|where)\s+(?:\w+\s+){0,4}(?:ask|request|want|wish|insist|complain|decide|choose|time)\w*)\b",
    re.IGNORECASE,
)
_TAKES_IN = re.compile(
    r"\b(?:(?:even|and|or)\s+)?(?:including|even|also)\s+(?:(?:if|where|when|those|ones|any|complaints|the)\s+)*(?:\w+\s+){0,2}?"
    r"(?:about|against|concerning|involving|by|from|involv\w+|concern\w*|made\s+against)\b",
    re.IGNORECASE,
)
_BENIGN = re.compile(
    r"\b(?:(?:not|never|nor|\w+n[’']t)\s+(?:\w+ly\s+)?(?:only|just|merely|simply|necessarily|wait\w*|delay\w*|hesitat\w*|later|more|less|longer|fewer|until"
    r"|afraid|ashamed|blamed?|automatic\w*|limited|confined|forg[eo]t\w*|fear|alone|punish\w*|judg\w*|apply\s+to\s+other|yet\s+\d|solely|assume\w*|rely|depend|rush\w*)"
    r"|(?:with|has|have|had)\s+no\b|no\s+(?:later|more|less|fewer|longer\s+than|matter|doubt|fear|delay|charge|cost|one\s+but|other|exceptions?)\b|whether\s+or\s+not|or\s+not\b|if\s+not\b|nothing\s+(?:less|but)"
    r"|(?:nothing|none|nobody|no[\s-]one|no\s+\w+)\s+(?:that\s+)?(?:\w+\s+){0,3}?(?:arose|came|come|happened|occurred|gave|emerged|was\s+raised)\b"
    r"|(?:nobody|no[\s-]one|none|no\s+\w+)\b[^.;]{0,60}?\b(?:at\s+present|at\s+the\s+moment|currently|so\s+far|this\s+(?:month|time))\b"
    r"|(?:it|we|this|(?:the|our)\s+(?:home|house))\s+(?:is|are)\s+not\s+(?:an?|registered\s+as|set\s+up\s+as)\b|not\s+know\b|no\s+(?:difference|odds)\b"
    r"|(?:not|\w+n[’']t)\s+(?:\w+\s+){0,7}automatically\b|no\s+\w+\s+(?:is|are)\s+(?:simply|just|merely|only)\b|unless\b[^.;]{0,60}\botherwise\b"
    r"|not\s+(?:be\s+|been\s+)?(?:placed|looked[\s-]after|able|available|speak\w*|understand\w*|possible|agree\w*|want\w*|wish\w*)|cannot\s+(?:speak|read|write|agree)|other\s+than\s+english)",
    re.IGNORECASE,
)
"""Negations that deny nothing of the duty: "not only", "do not wait", "a child who is not able to"."""

_FORBIDS = re.compile(
    r"\A\W*(?:nobody|no[\s-]one|none|no\s+\w+|never)\b|\b(?:must|may|should|shall)\s+(?:never|not)\b"
    r"|\btake\s+no\s+part\b|\bno\s+(?:child|person|staff|part|reprisal)\b|\bnever\b",
    re.IGNORECASE,
)
_HOLDS_BACK = re.compile(
    r"\b(?:not|no|never|nobody|none|nor|neither|without|cannot|\w+n[’']t|free\s+(?:of|from)|forbid\w*|forbidden|prohibit\w*|banned?|barred|unlawful"
    r"|(?:some|any)(?:one|body)\s+else|(?:an)?other\s+(?:person|manager|member)|different|independent\w*|protect\w*|stands?\s+(?:aside|back|down)|steps?\s+(?:aside|back)"
    r"|withdraw\w*|only|rather\s+than|nothing|refus\w*|avoid\w*|prevent\w*|against|excluded?|outside|unacceptable|reprisals?|fear)\b",
    re.IGNORECASE,
)
_SO_THAT = re.compile(r"\bso\s+that\b[^,;:]*\Z", re.IGNORECASE)
_WITHIN = re.compile(r"[;:]|,\s+(?:but|and|though|although|so)\b|\.\s")
_HOLDS_UNTIL = re.compile(r"\b(?:until|till|before|without|unless)\b", re.IGNORECASE)
"""What is denied ends here: "nobody starts before the checks are in" asks for the checks."""

_DENIED_WORD = re.compile(r"\W+(?:(?:is|are|be|been|ever|an?|the|any)\s+){0,2}(?P<word>[\w'’-]+)")
_CONDITION = re.compile(r"\b(?:request|if|where|necessary|appropriate)\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:not|no|never|without(?!\s+(?:undue\s+)?delay)|nobody|cannot)\b", re.IGNORECASE)
_LIMITS = re.compile(r"\b(?:unless|except|only)\b", re.IGNORECASE)
_EMPTY = frozenset(
    terms_of(
        "must may should shall ensure registered person child children home staff policy where when any each other "
        "such with this that from have their they them been will need make made give given about also manager "
        "provide which"
    )
)
MANY = 2
"""Words of a requirement that a denying clause holds, from which on it denies that very thing."""


@dataclass(frozen=True, slots=True)
class Denial:
    """``start`` to ``end`` of the passage read. ``same`` where what it denies is what is asked."""

    written: str
    start: int
    end: int
    same: bool
    word: frozenset[str] = frozenset()
    """The stems of the very next word where that is asked: "there is no probation", "is not disciplined"."""


def denial(read: str, asked: str, printed: str) -> Denial | None:
    """The first words of ``read`` that deny or limit what a requirement asks in the words ``asked`` and ``printed``.

    A requirement that forbids is met by a denial alone: for it, words that let through what it forbids are told, and a
    passage without any denial is told by an empty ``written``.
    """
    if _FORBIDS.search(asked):
        return _let_through(read, asked, printed)
    found = (*_of(_NEGATION, read, asked), *_overheard(read, asked), *_of(_LIMIT, read, asked))
    theirs = f"{asked} {printed}"
    kept = [one for one in found if not (_is_theirs(one, asked, printed) or kept_by_denial(read, theirs, one.start))]
    return min(kept, key=lambda one: (not one.same, one.start), default=None)


def _let_through(read: str, asked: str, printed: str) -> Denial | None:
    taken = _TAKES_IN.search(read)
    if taken and _TAKES_IN.search(f"{asked} {printed}") is None and not _denied_after(read, taken.end()):
        return Denial(taken.group(), taken.start(), taken.end(), same=True)
    limit = _LIMIT.search(read)
    if limit and not (_LIMIT.search(asked) or _LIMIT.search(printed)) and not _other_than_asked(read, limit):
        return Denial(limit.group(), limit.start(), limit.end(), same=True)
    return None if _HOLDS_BACK.search(read) else Denial("", 0, 0, same=False)


def _denied_after(read: str, end: int) -> bool:
    return bool(_HOLDS_BACK.search(read, end))


def _other_than_asked(read: str, limit: re.Match[str]) -> bool:
    """ "Only by somebody who is not complained of" keeps a ban: the limit is the ban's own."""
    return limit.group().lower().startswith(("only", "other")) and bool(_HOLDS_BACK.search(read, limit.end()))


def _of(pattern: re.Pattern[str], read: str, asked: str) -> Iterator[Denial]:
    main = without_lead(read)
    wanted = _telling(asked)
    benign = [match.span() for match in _BENIGN.finditer(main)]
    for match in pattern.finditer(main):
        if any(start <= match.start() < end for start, end in benign):
            continue
        if pattern is _NEGATION and (_SO_THAT.search(main[: match.start()]) or not in_main_clause(main, match.start())):
            continue
        clause, *until = [_clause(main, match.start())]
        if pattern is _NEGATION:
            clause, *until = _HOLDS_UNTIL.split(clause, maxsplit=1)
        shared = wanted & _telling(clause)
        if shared and len(shared) > len(wanted & _telling(" ".join(until))):
            word = _word_denied(main, match) & wanted if pattern is _NEGATION else frozenset[str]()
            same = pattern is not _LIMIT and (bool(word) or len(shared) >= MANY)
            yield Denial(match.group(), match.start(), match.end(), same, word)


def _word_denied(text: str, denied: re.Match[str]) -> frozenset[str]:
    """The stems of the word that stands next to a denial, articles and the like aside."""
    following = _DENIED_WORD.match(text, denied.end())
    return _telling(following["word"]) if following else frozenset()


def _overheard(read: str, asked: str) -> Iterator[Denial]:
    """Somebody present at what is to be private."""
    present = _PRESENCE.search(read) if _PRIVATE.search(asked) else None
    if present and not _HOLDS_BACK.search(read[: present.start()]):
        yield Denial(present.group(), present.start(), present.end(), same=True)


def _clause(text: str, position: int) -> str:
    """The words between the stops on either side."""
    stops = [0, *(match.end() for match in _WITHIN.finditer(text)), len(text)]
    start = max(stop for stop in stops if stop <= position)
    return text[start : min((stop for stop in stops if stop > position), default=len(text))]


def _telling(text: str) -> frozenset[str]:
    return frozenset(term for term in terms_of(text) if " " not in term and term not in _EMPTY and len(term) > 2)


def forbids(asked: str) -> bool:
    """Whether a requirement, in our words, forbids something."""
    return _FORBIDS.search(asked) is not None


def _is_theirs(one: Denial, asked: str, printed: str) -> bool:
    """Whether what is asked has a denial or limit of its own, which the passage may repeat."""
    theirs = f"{asked} {printed}"
    if _LIMIT.fullmatch(one.written):
        return _LIMIT.search(theirs) is not None or _CONDITION.search(theirs) is not None
    if _PRESENCE.fullmatch(one.written):
        return _PRESENCE.search(theirs) is not None
    return _DENIES.search(theirs) is not None or _LIMITS.search(asked) is not None
