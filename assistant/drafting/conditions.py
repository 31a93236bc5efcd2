"""When an item applies: "school and not (secure or short_breaks)", told by facts that are true, false or unknown.

A grammar of its own, so that a file of requirements can hold no code::

    condition = "always" | either
    either    = both ("or" both)*
    both      = one ("and" one)*
    one       = "not" one | "(" either ")" | the name of a fact

An unknown fact makes the whole unknown only where the others do not settle it (Kleene's three values).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ingest.errors import BadInput

LONGEST = 1_000
"""Characters of a condition; people write a few words."""

DEEPEST = 50
"""Brackets and nots inside one another."""

_TOKEN = re.compile(r"\s*(?:(?P<name>[a-z][a-z_]*)|(?P<mark>[()]))")
_WORDS = ("and", "or", "not", "always")


@dataclass(frozen=True, slots=True)
class Always:
    """True, whatever the facts."""

    def __str__(self) -> str:
        return "always"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the home, by name."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Not:
    """True where the other is false."""

    of: Condition

    def __str__(self) -> str:
        return f"not {self.of}" if isinstance(self.of, Fact | Not) else f"not ({self.of})"


@dataclass(frozen=True, slots=True)
class Joined:
    """Two or more conditions of which all ("and") or one ("or") must be true."""

    word: str
    parts: tuple[Condition, ...]

    def __str__(self) -> str:
        return f" {self.word} ".join(f"({part})" if isinstance(part, Joined) else str(part) for part in self.parts)


Condition = Always | Fact | Not | Joined


def parse(text: str, names: Collection[str]) -> Condition:
    """Read a condition on the facts ``names``. Raises BadInput, saying where it goes wrong."""
    if len(text) > LONGEST:
        raise BadInput(f"a condition has {LONGEST} characters at most")
    if text.strip() == "always":
        return Always()
    reader = _Reader(_tokens(text), names)
    condition = reader.joined("or", 0)
    if reader.rest:
        raise BadInput(f'"{reader.rest[0]}" stands where the condition should end')
    return condition


def evaluate(condition: Condition, facts: Mapping[str, bool | None]) -> bool | None:
    """Whether it holds; None where facts that matter are unknown. A fact that is not in ``facts`` is unknown."""
    match condition:
        case Always():
            return True
        case Fact(name):
            return facts.get(name)
        case Not(of):
            inner = evaluate(of, facts)
            return None if inner is None else not inner
        case Joined(word, parts):
            values = [evaluate(part, facts) for part in parts]
            settling = word == "or"
            if settling in values:
                return settling
            return None if None in values else not settling


def unknown_in(condition: Condition, facts: Mapping[str, bool | None]) -> tuple[str, ...]:
    """The facts that a condition asks for and nobody has told, in its order, each once."""
    return tuple(name for name in dict.fromkeys(_names(condition)) if facts.get(name) is None)


def _names(condition: Condition) -> list[str]:
    match condition:
        case Always():
            return []
        case Fact(name):
            return [name]
        case Not(of):
            return _names(of)
        case Joined(_, parts):
            return [name for part in parts for name in _names(part)]


def _tokens(text: str) -> list[str]:
    tokens, position, end = [], 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise BadInput(f"character {position + 1} of the condition is none that it may have")
        tokens.append(match["name"] or match["mark"])
        position = match.end()
    return tokens


class _Reader:
    """Takes tokens from the left; ``rest`` are those not yet read."""

    def __init__(self, tokens: list[str], names: Collection[str]) -> None:
        self.rest = tokens
        self._names = names

    def joined(self, word: str, depth: int) -> Condition:
        """One or more parts with ``word`` between them."""
        parts = [self._part(word, depth)]
        while self.rest[:1] == [word]:
            self.rest = self.rest[1:]
            parts.append(self._part(word, depth))
        return parts[0] if len(parts) == 1 else Joined(word, tuple(parts))

    def _part(self, word: str, depth: int) -> Condition:
        return self.joined("and", depth) if word == "or" else self._one(depth)

    def _one(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise BadInput(f"more than {DEEPEST} brackets and nots are inside one another")
        word = self._take()
        if word == "not":
            return Not(self._one(depth + 1))
        if word == "(":
            inner = self.joined("or", depth + 1)
            if self._take() != ")":
                raise BadInput("a bracket is not closed")
            return inner
        if word in _WORDS or word not in self._names:
            raise BadInput(f'"{word}" is no fact of the profile; these are: {", ".join(sorted(self._names))}')
        return Fact(word)

    def _take(self) -> str:
        if not self.rest:
            raise BadInput("the condition ends too early")
        word, *self.rest = self.rest
        return word
