"""Does a statement claim more than its quotes carry? Pure: words in, the kinds of excess out.

A quote that stands on its page proves only itself. Each rule asks for one thing that a statement may add to it: a
number, a time, a provision, somebody's role or duty, a limit, a force, a source, a name, a quotation, or simply
other matter. Every rule errs towards dropping: what is dropped is counted, and the provisions are shown instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant import claim_words as tables
from assistant.quantities import CARRIED_BY, PROVISION, WORDS, provisions_in, quantities_in, without_numbering
from ingest.document import Authority, Force
from ingest.lexicon import terms_of
from ingest.structure.force import QUOTED, force_of
from ingest.text import same_words

LEAST_SHARE = 0.85
"""Share of a statement's telling words that its quotes must have; measured in tests/assistant/test_claims.py."""

FEWEST_SHARED = 2
"""Telling words that a statement must share with its quotes, or it says nothing of them."""


class Excess(StrEnum):
    """What a statement claims beyond its quotes."""

    NUMBER = "a number, date or time limit"
    PROVISION = "the number of a provision"
    ROLE = "who has to act, or whom it is about"
    LIMIT = "a not, only, unless or always, or its absence"
    FORCE = "must, should or may"
    SOURCE = "whose words these are"
    NAME = "a name"
    QUOTATION = "words in quotation marks"
    MATTER = "what is said"


@dataclass(frozen=True, slots=True)
class Ground:
    """What a citation lends a statement.

    ``words`` are the quoted ones, ``opening`` those that introduce them on the page, ``label`` the provision's
    ("reg 28(2)(c)"), ``titles`` the document's titles and the headings above.
    """

    words: str
    opening: str
    label: str
    titles: str
    authority: Authority
    force: Force

    @property
    def said(self) -> str:
        """The sentence as the page has it, without what numbers it."""
        pieces = (without_numbering(same_words(piece)) for piece in (self.opening, self.words))
        return " ".join(" ".join(pieces).split())


def excess(statement: str, grounds: Sequence[Ground]) -> tuple[Excess, ...]:
    """Every kind of excess of ``statement`` over ``grounds`` taken together; none when they carry all of it."""
    text = same_words(statement)
    return tuple(kind for kind, found in _RULES if found(text, grounds))


def _number(text: str, grounds: Sequence[Ground]) -> bool:
    carried = quantities_in(_said(grounds)) | {n for g in grounds for n in quantities_in(g.titles)}
    words = set(re.findall(r"[a-z]+", _said(grounds).lower()))
    return any(
        quantity not in carried and not CARRIED_BY.get(quantity, set()) & (words | carried)
        for quantity in quantities_in(text)
    )


def _provision(text: str, grounds: Sequence[Ground]) -> bool:
    carried = {
        p for g in grounds for written in (g.words, g.opening, g.label, g.titles) for p in provisions_in(written)
    }
    numbers = {provision.split(" ", 1)[1] for provision in carried}
    brackets = {part for number in numbers for part in re.findall(r"\(\w{1,4}\)", number)}
    return not all(
        provision in carried
        or (provision.startswith("? ") and provision[2:] in numbers)
        or (" (" in provision and set(re.findall(r"\(\w{1,4}\)", provision)) <= brackets)
        for provision in provisions_in(text)
    )


def _role(text: str, grounds: Sequence[Ground]) -> bool:
    """A role that the quotes do not name, or a duty on somebody on whom they lay none."""
    said = " ".join([_said(grounds), *(g.titles for g in grounds)])
    carried = _roles(said)
    if any(role not in carried and not tables.ROLE_CARRIED_BY.get(role, set()) & carried for role in _roles(text)):
        return True
    bearers = {bearer for ground in grounds for bearer in _bearers(ground.said)}
    if bearers and not _bearers(tables.PASSIVE.sub(" ", text)) <= bearers:
        return True
    return not _doers(text) <= bearers | _doers(said)


def _limit(text: str, grounds: Sequence[Ground]) -> bool:
    """A limit or a denial that the quotes have not, or one of theirs that would turn the statement round."""
    claimed, carried = _limits(text), _limits(_said(grounds))
    if any(limit not in carried and not tables.LIMIT_CARRIED_BY.get(limit, set()) & carried for limit in claimed):
        return True
    denied = all("not" in _limits(sentence) for sentence in _sentences(grounds))
    if denied and not claimed & {"not", "without", "only", "unless"}:
        return True
    return any(
        not limited and (modal, False) not in _modals(_said(grounds)) and (modal, True) in _modals(_said(grounds))
        for modal, limited in _modals(text)
    )


def _force(text: str, grounds: Sequence[Ground]) -> bool:
    """A force that the quotes have not, or a must in a statement that also stands on a should."""
    plain = QUOTED.sub(" ", PROVISION.sub(" ", text))
    said = _said(grounds)
    carried = _forces(text, grounds) | ({Force.MAY} if re.search(r"\bmay\b", said) else set())
    claimed = {force for force, sign in tables.STRONG if sign.search(plain)}
    mixed = {Force.MUST, Force.SHOULD} <= carried and Force.MUST in claimed and Force.SHOULD not in claimed
    if mixed or not claimed <= carried:
        return True
    own = set(stems_of(said))
    soft = (_stem(match["word"].split()[-1]) for match in tables.SOFT_MUST.finditer(plain))
    titles = {stem for ground in grounds for stem in stems_of(ground.titles)}
    return any(
        stem not in own and stem not in titles and tables.SOFT_CARRIED_BY.get(stem) not in carried for stem in soft
    )


def _forces(text: str, grounds: Sequence[Ground]) -> set[Force]:
    """The forces of the quoted sentences that speak of the statement's matter: a paragraph may hold several."""
    wanted = _telling(text)
    forces: set[Force] = set()
    for ground in grounds:
        sentences = _SENTENCE_END.split(ground.said)
        shared = [len(wanted & {_same(stem) for stem in stems_of(sentence)}) for sentence in sentences]
        if len(sentences) == 1 or ground.opening:
            forces.add(ground.force)
        else:
            forces |= {force_of(s) for s, count in zip(sentences, shared, strict=True) if count == max(shared)}
    return forces


def _source(text: str, grounds: Sequence[Ground]) -> bool:
    """Another source's authority claimed, or a provider's own paper said as if it were a rule for all."""
    authorities = {ground.authority for ground in grounds}
    said = _said(grounds)
    for sources, sign in tables.SOURCES:
        named = {match.group().lower() for match in sign.finditer(text)}
        if named and not sources & authorities and not named <= {m.group().lower() for m in sign.finditer(said)}:
            return True
    if authorities == {Authority.PROVIDERS_OWN}:
        titles = {stem for ground in grounds for stem in stems_of(ground.titles)} - set(stems_of(said))
        return not titles & set(stems_of(text)) or bool(provisions_in(text)) or bool(tables.SOURCES[0][1].search(text))
    return False


def _name(text: str, grounds: Sequence[Ground]) -> bool:
    """A word with a capital inside the sentence that the quotes do not have."""
    plain = _without_roles(text)
    names = re.findall(r"(?<![.?!:] )(?<!\A)(?<![\"'])\b[A-Z][\w'-]*", PROVISION.sub(" ", plain))
    known = set(stems_of(" ".join([_said(grounds), *(g.titles for g in grounds)]))) | tables.GLUE | _COMMON_NAMES
    return any(stem not in known for stem in stems_of(" ".join(names)))


def _quotation(text: str, grounds: Sequence[Ground]) -> bool:
    """Nothing a model wrote is shown as a quotation; nor is a page told where to go."""
    if re.search(r"https?:|www\.|[<>`\\{}|]|\]\(|\*\*|@", text):
        return True
    said = [g.said.casefold() for g in grounds]
    quoted = re.findall(r'"([^"]*)"', text)
    return text.count('"') % 2 == 1 or any(not any(q.strip(" .,;").casefold() in s for s in said) for q in quoted)


def _matter(text: str, grounds: Sequence[Ground]) -> bool:
    shared, telling = overlap(text, grounds)
    return shared < min(FEWEST_SHARED, max(telling, 1)) or shared < LEAST_SHARE * telling


@dataclass(frozen=True, slots=True)
class Gist:
    """What a text cannot lose without saying less: its telling ``words``, and its numbers, roles, limits and forces."""

    words: frozenset[str]
    fixed: frozenset[str]


def gist_of(text: str) -> Gist:
    """The gist of a sentence or several."""
    text = same_words(text)
    forces = {force.value for force, sign in tables.STRONG if sign.search(QUOTED.sub(" ", text))}
    return Gist(frozenset(_telling(text)), frozenset({*quantities_in(text), *_roles(text), *_limits(text), *forces}))


def overlap(text: str, grounds: Sequence[Ground]) -> tuple[int, int]:
    """How many of a statement's telling words its quotes have, and how many there are."""
    own = "".join(f"{ground.said} {ground.titles} " for ground in grounds)
    known = {_same(stem) for stem in stems_of(own)}
    telling = _telling(same_words(text))
    return len(telling & known), len(telling)


def _telling(text: str) -> set[str]:
    plain = PROVISION.sub(" ", _without_roles(text))
    return {_same(stem) for stem in stems_of(plain) if stem not in _SAYING_NOTHING and not stem[0].isdigit()}


_RULES: tuple[tuple[Excess, Callable[[str, Sequence[Ground]], bool]], ...] = (
    (Excess.NUMBER, _number),
    (Excess.PROVISION, _provision),
    (Excess.ROLE, _role),
    (Excess.LIMIT, _limit),
    (Excess.FORCE, _force),
    (Excess.SOURCE, _source),
    (Excess.NAME, _name),
    (Excess.QUOTATION, _quotation),
    (Excess.MATTER, _matter),
)


def _said(grounds: Sequence[Ground]) -> str:
    return " ".join(ground.said for ground in grounds)


def _sentences(grounds: Sequence[Ground]) -> list[str]:
    return [sentence for ground in grounds for sentence in re.split(r"(?<=[.;])\s+", ground.said) if sentence.strip()]


def _roles(text: str) -> set[str]:
    return {role for role, _ in _found_roles(text)}


def _found_roles(text: str) -> list[tuple[str, int]]:
    """Each role with where it ends, in the order of the table."""
    found = []
    for role, sign in tables.ROLES:
        for match in sign.finditer(text):
            found.append((role, match.end()))
        text = sign.sub(lambda match: "·" * len(match.group()), text)
    return found


def _without_roles(text: str) -> str:
    for _, sign in tables.ROLES:
        text = sign.sub(" ", text)
    return text


def _bearers(text: str) -> set[str]:
    """The roles that stand before a modal in its clause: on whom the sentence lays something to do."""
    bearers = set()
    roles = _found_roles(text)
    for modal in tables.MODAL.finditer(text):
        clause = max(text.rfind(mark, 0, modal.start()) for mark in ".;:")
        before = [(end, role) for role, end in roles if clause < end <= modal.start()]
        if before:
            bearers.add(max(before)[1])
    return bearers


def _doers(text: str) -> set[str]:
    """The roles that something is done by: "reviewed by the registered person"."""
    return {
        role
        for role, sign in tables.ROLES
        if re.search(rf"\bby\s+(?:(?!by\b)[\w,'-]+\s+){{0,4}}?(?:{sign.pattern})", text, re.IGNORECASE)
    } & _roles(text)


def _limits(text: str) -> set[str]:
    plain = tables.NOT_A_LIMIT.sub(" ", text)
    return {name for name, sign in tables.LIMITS if sign.search(plain)}


def _modals(text: str) -> set[tuple[str, bool]]:
    return {(match["modal"].lower(), match["limit"] is not None) for match in tables.MODAL.finditer(text)}


@lru_cache(maxsize=4_096)
def stems_of(text: str) -> tuple[str, ...]:
    """The stemmed terms of a text, in its order."""
    return tuple(term for term in terms_of(text) if " " not in term)


def _stem(word: str) -> str:
    return next(iter(stems_of(word)), word)


_SAME = {stem: group.split()[0] for group in tables.SYNONYMS for stem in stems_of(group)}
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"])")
_SAYING_NOTHING = tables.GLUE | set(stems_of(" ".join([*tables.GLUE, *WORDS])))
_COMMON_NAMES = frozenset(stems_of("England English Regulations Regulation Guide Schedule Annex Home I"))


def _same(stem: str) -> str:
    return _SAME.get(stem, stem)
