"""corpus/boundaries.toml: what people ask that the documents do not settle, and what to say instead of guessing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer import Reason
from ingest.errors import CatalogueError

LONGEST = 80
"""Words. A longer text says more than one thing: no boundary is read into it."""

_REASONS = {reason.value: reason for reason in (Reason.NOT_IN_SOURCES, Reason.OUTSIDE_SCOPE)}
_WORDS = ("id", "subject", "reason", "message")
_LISTS = ("signs", "unless", "nearest")
_QUESTION = re.compile(r"[^.?!]*\?")
_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


@dataclass(frozen=True, slots=True)
class Boundary:
    """One subject that the documents leave open.

    ``signs``: of one, all expressions stand in the question. ``unless``: none of these does. ``nearest`` are ids of
    provisions to show beside ``message``; none: whatever was found.
    """

    id: str
    subject: str
    reason: Reason
    signs: tuple[tuple[re.Pattern[str], ...], ...]
    unless: tuple[re.Pattern[str], ...]
    message: str
    nearest: tuple[str, ...]

    def holds(self, words: str) -> bool:
        """Whether ``words`` ask about the subject."""
        return any(all(part.search(words) for part in sign) for sign in self.signs) and not any(
            pattern.search(words) for pattern in self.unless
        )


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Every boundary, in the file's order."""

    all: tuple[Boundary, ...] = ()

    def of(self, question: str) -> Boundary | None:
        """The first boundary that ``question`` falls behind, or None.

        Where it asks several questions, each with its mark, every one has to fall behind some boundary: what can be
        answered of them must not be refused with the rest.
        """
        text = question.translate(_APOSTROPHES)
        if len(text.split()) > LONGEST:
            return None
        asked: Sequence[str] = _QUESTION.findall(text)
        if len(asked) < 2:
            return self._first(text)
        found = [self._first(one) for one in asked]
        return found[0] if all(found) else None

    def _first(self, words: str) -> Boundary | None:
        return next((boundary for boundary in self.all if boundary.holds(words)), None)


def load_boundaries(path: Path) -> Boundaries:
    """Read the file at ``path``. Raises CatalogueError, naming the entry, for what is not in the form or stands twice.

    A file that is not there is an error too: without it the assistant would answer what it should refuse.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: cannot be read ({type(error).__name__})") from error
    tables = content.get("boundary")
    if set(content) != {"boundary"} or not isinstance(tables, list):
        raise CatalogueError(f"{path.name}: holds [[boundary]] and nothing else")
    boundaries = tuple(_boundary(table, f"{path.name}: entry {number}") for number, table in enumerate(tables, start=1))
    seen: set[str] = set()
    for boundary in boundaries:
        if boundary.id in seen:
            raise CatalogueError(f"{path.name}: stands twice: {boundary.id}")
        seen.add(boundary.id)
    return Boundaries(boundaries)


def _boundary(table: Any, name: str) -> Boundary:
    if not isinstance(table, dict) or set(table) - {*_WORDS, *_LISTS}:
        raise CatalogueError(f"{name}: may have {', '.join((*_WORDS, *_LISTS))}; nothing else")
    missing = [field for field in _WORDS if not _is_words(table.get(field))]
    if missing:
        raise CatalogueError(f"{name}: needs words for {', '.join(missing)}")
    if table["reason"] not in _REASONS:
        raise CatalogueError(f"{name}: reason is one of {', '.join(_REASONS)}")
    signs, unless, nearest = (table.get(field, []) for field in _LISTS)
    if not isinstance(signs, list) or not signs or not all(_is_list_of_words(sign) and sign for sign in signs):
        raise CatalogueError(f"{name}: signs is a list of signs, each a list of expressions")
    if not _is_list_of_words(unless) or not _is_list_of_words(nearest):
        raise CatalogueError(f"{name}: unless and nearest are lists of words")
    return Boundary(
        id=table["id"],
        subject=table["subject"],
        reason=_REASONS[table["reason"]],
        signs=tuple(tuple(_whole_words(part, name) for part in sign) for sign in signs),
        unless=tuple(_whole_words(part, name) for part in unless),
        message=table["message"],
        nearest=tuple(nearest),
    )


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list_of_words(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_words, value))


def _whole_words(expression: str, name: str) -> re.Pattern[str]:
    try:
        return re.compile(rf"(?<!\w)(?:{expression})(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise CatalogueError(f"{name}: no regular expression: {expression} ({error})") from error
