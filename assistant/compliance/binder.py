"""Whom the words of a requirement bind: the party that the sentence with "must" or "should" is about, as printed.

Pure. Nothing is concluded from what a reader knows: where no party is named, none is given ("Case records must be
kept"). What the rules misread is put right in corpus/requirements/register.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARTIES: tuple[tuple[str, str], ...] = (
    ("registered person", r"(?:other\s+)?registered\s+persons?"),
    ("registered provider", r"registered\s+providers?|person\s+carrying\s+on\s+the\s+home|providers?"),
    ("registered manager", r"registered\s+managers?"),
    ("manager", r"managers?"),
    ("responsible individual", r"responsible\s+individuals?"),
    ("independent person", r"independent\s+persons?|individual\s+appointed\s+to\s+carry\s+out\s+visits"),
    ("appointed person", r"appointed\s+persons?"),
    ("personal representatives", r"personal\s+representatives"),
    (
        "staff",
        r"(?:(?:children['’]s\s+homes?|home['’]?s|local\s+authority|care)\s+)?staff|everyone\s+working\s+at\s+the\s+home",
    ),
    (
        "home",
        r"(?:secure\s+)?(?:children['’]s\s+)?homes?|short\s+break\s+settings?|(?:secure\s+children['’]s\s+homes?\s+)?providers",
    ),
    ("placing authority", r"placing\s+authorit(?:y|ies)"),
    ("local authority", r"(?:responsible\s+)?local\s+authorit(?:y|ies)"),
    ("HMCI", r"HMCI|Ofsted"),
    ("Secretary of State", r"Secretary\s+of\s+State"),
    ("court", r"court"),
    ("guardian", r"guardian"),
    ("review panel", r"persons\s+appointed"),
    ("NHS England", r"NHS\s+England(?:\s+\([^)]*\))?|relevant\s+NHS\s+England\s+providers"),
    ("organisation", r"organisation"),
    ("partnership", r"partnership"),
    ("individual", r"individual"),
)
_NOT_THE_PARTY = (
    r"(?!['’]s?\b(?!\s+staff))"
    r"(?!\s+(?:needs|supervision|skills|structures?|team|levels|meetings?|training|placement)\b)"
)
_PARTY = "|".join(f"(?P<p{number}>{pattern})" for number, (_, pattern) in enumerate(_PARTIES))
_DETERMINER = r"(?:(?:all|any|each|every|both|the|a|an|that|those|their|this|person['’]s|home['’]s|relevant)\s+)*"
_AT_START = re.compile(rf"{_DETERMINER}(?:{_PARTY})\b{_NOT_THE_PARTY}", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|and|or)\s+(?:their\s+)?", re.IGNORECASE)
_ANYWHERE = re.compile(rf"\b(?:{_PARTY})\b{_NOT_THE_PARTY}", re.IGNORECASE)

MODAL = re.compile(
    r"\b(?:must|should|shall|ought\s+to|may\s+not|may\s+only|may(?=\s+be\s+(?:used|imposed))|cannot"
    r"|(?:is|are)\s+(?:also\s+)?(?:only\s+permitted|(?:legally\s+)?required\s+(?:to|by)|expected\s+to|responsible\s+for)"
    r"|(?:will\s+)?needs?\s+to|will\s+(?:have|be\s+expected)\s+to|remains?\s+responsible\s+for|has\s+specific\s+responsibilities|have\s+a\s+duty\s+to)\b",
    re.IGNORECASE,
)
_REQUIRES = re.compile(
    rf"\b(?:requires?|requirements?\s+(?:on|for)|expect|(?:essential|vital|crucial|imperative|important(?:\s+thing\s+is)?)\s+that"
    rf"|falls?\s+(?:on|to)|it\s+is\s+for)\s+{_DETERMINER}(?:{_PARTY})\b{_NOT_THE_PARTY}",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?be\s+(?:[\w'’-]+\s+){1,7}?(?<!inspection\s)by\s+"
    rf"{_DETERMINER}(?:{_PARTY})\b{_NOT_THE_PARTY}",
    re.IGNORECASE,
)
_RESPONSIBILITY = re.compile(
    rf"\bresponsibilit(?:y|ies)\s+of\s+{_DETERMINER}(?:{_PARTY})\b{_NOT_THE_PARTY}", re.IGNORECASE
)
_DONE_TO = re.compile(
    r"\s+(?:\w+ly\s+|also\s+|only\s+|not\s+)*be\s+(?:\w+ly\s+)?"
    r"(?:provided|given|made|supported|informed|notified|asked|invited|treated|encouraged|offered|regarded|trained"
    r"|contacted|consulted|told)\b",
    re.IGNORECASE,
)
"""What is done to somebody: "staff should be provided with supervision" puts nothing on staff."""

_ASIDE = re.compile(
    r"(?:in|with|as|including|such|where|if|when|whenever|for|on|under|during|so|having|subject|by|e\.g|through|usually"
    r"|after|following|without|apart|before|not|unless|and\s+where|and\s+if|rather|to|from|whether|once|at|because|since"
    r"|while|although|except|however|therefore|also|wherever|just|most\s+importantly)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"(?:where|if|when|whenever|as|although)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:agreed|employed|commissioned|arranged|appointed|taking|using|being)\b", re.IGNORECASE)
_OF_MORE_WORDS = re.compile(r"\s(?:that|who|which|in)\s", re.IGNORECASE)
_VERB = re.compile(r"\b(?:will|would|is|are|has|have|may|can)\b", re.IGNORECASE)
_LEADS_IN = re.compile(
    r"\A(?:(?:and|but|or|however|also|then|equally|likewise|in\s+(?:particular|addition))(?:\s+|\Z))+", re.IGNORECASE
)
_AND_THE = re.compile(rf"\sand\s+(?P<rest>the\s+(?:{_PARTY})\b{_NOT_THE_PARTY}(?!.*\sand\s).*)\Z", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:they(?:\s+themselves)?|it|he|she)\s*\Z", re.IGNORECASE)
_AFTER_A_PREPOSITION = re.compile(
    r"\b(?:(?:of|by|with|between|from)\s+(?:\w+['’]?s?\s+){0,2}|(?:in|at|on|against|within|to|for)\s+(?:\w+['’]?s?\s+)?)\Z",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BREAK = re.compile(r"[,;:]\s+|\s[-–—]\s|[-–—]\s|\.\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Bound:
    """``parties`` are bound; ``subject`` are those that the sentence is about, which a "they" after it means."""

    parties: tuple[str, ...]
    subject: tuple[str, ...]


def bound_by(sentence: str, before: tuple[str, ...] = ()) -> Bound:
    """Whom ``sentence`` binds, none where it names nobody. ``before`` are whom the sentence before it is about.

    >>> bound_by("If a home has a website, the registered person must ensure that a copy is published on it.").parties
    ('registered person',)
    >>> bound_by("Case records must be kept securely.").parties
    ()
    """
    plain = " ".join(_PARENTHESIS.sub(" ", sentence).split())
    required = _REQUIRES.search(plain)
    modal = next((m for m in MODAL.finditer(plain) if not _in_an_aside(plain, m)), None)
    if required and (modal is None or required.start() < modal.start()):
        return _both((_party(required),))
    if modal is None:
        charged = _RESPONSIBILITY.search(plain)
        return _both(_parties_from(plain, charged)) if charged else Bound((), _spoken_of(plain))
    subject = _subject(plain[: modal.start()], before)
    after = plain[modal.end() :]
    if subject and not _DONE_TO.match(after):
        return _both(subject)
    charged = _BY.match(after) or _RESPONSIBILITY.search(after)
    return Bound(_parties_from(after, charged) if charged else (), subject)


def _spoken_of(plain: str) -> tuple[str, ...]:
    """Whom a sentence that asks nothing is about: the next one may go on with "They should"."""
    verbs = _VERB.finditer(plain)
    verb = next((m for m in verbs if not _WHEN.match(_BREAK.split(plain[: m.start()])[-1])), None)
    return _subject(plain[: verb.start()], ()) if verb else ()


def _both(parties: tuple[str, ...]) -> Bound:
    return Bound(parties, parties)


def _in_an_aside(plain: str, modal: re.Match[str]) -> bool:
    """Whether the modal stands in words that only say when or where ("Where the home should …, staff must")."""
    clause = _BREAK.split(plain[: modal.start()])[-1]
    rest = plain[modal.end() :]
    return bool(_WHEN.match(clause)) and MODAL.search(rest) is not None


def _subject(words: str, before: tuple[str, ...]) -> tuple[str, ...]:
    pieces = [piece.strip() for piece in _BREAK.split(words) if piece.strip()]
    whole = list(pieces)
    while len(pieces) > 1 and _is_aside(pieces[-1]):
        pieces.pop()
    if not pieces:
        return before
    piece = _LEADS_IN.sub("", pieces[-1])
    if not piece or _PRONOUN.search(piece):
        return _antecedent(words, before)
    if first := _AT_START.match(piece):
        return _parties_from(piece, first)
    if last := _ends_with_a_party(piece):
        return (_party(last),)
    if joined := _AND_THE.search(piece):
        return (_party(joined),)
    opening = _AT_START.match(whole[0])
    return (_party(opening),) if opening and _OF_MORE_WORDS.search(whole[0]) else ()


def _is_aside(piece: str) -> bool:
    if _PARTICIPLE.match(piece):
        return True
    return bool(_ASIDE.match(piece)) and not _ends_with_a_party(piece)


def _antecedent(words: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """What "they" means: the party that the words before it speak of first, else whom the sentence before is about."""
    spoken_of = _ANYWHERE.search(words)
    return (_party(spoken_of),) if spoken_of else before


def _ends_with_a_party(piece: str) -> re.Match[str] | None:
    last = None
    for match in _ANYWHERE.finditer(piece):
        last = match
    if last is None or piece[last.end() :].strip().lower() not in {"", "also", "themselves"}:
        return None
    return None if _AFTER_A_PREPOSITION.search(piece[: last.start()]) else last


def _parties_from(piece: str, first: re.Match[str]) -> tuple[str, ...]:
    """The first party and those that follow it by "and": "the registered person and the staff of the home"."""
    found, end = [_party(first)], first.end()
    while joined := _AND.match(piece, end):
        another = _AT_START.match(piece, joined.end())
        if not another:
            break
        found.append(_party(another))
        end = another.end()
    return tuple(dict.fromkeys(found))


def _party(match: re.Match[str]) -> str:
    number = next(n for n in range(len(_PARTIES)) if match[f"p{n}"])
    return _PARTIES[number][0]
