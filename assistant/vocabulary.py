"""corpus/vocabulary.toml: what people say, and the documents' own words for it. Serves questions, changes no answer."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ingest.errors import CatalogueError

_LISTS = ("written", "capitals", "means")
_LEFT_OUT = re.compile(r"[\s\-'’]+")
_PLURAL = r"(?:['’]?s|s['’])?"
"""What may follow a form: "kids", "kid's", "kids'"."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words of the trade and the documents' words for them.

    ``written`` are read in any case, ``capitals`` in capitals only.
    """

    written: tuple[str, ...]
    capitals: tuple[str, ...]
    means: tuple[str, ...]

    @property
    def name(self) -> str:
        """The first form, to speak of it by."""
        return (*self.written, *self.capitals)[0]


@dataclass(frozen=True)
class Vocabulary:
    """Every term, in the file's order. Compiled at its first use, then a question takes well under a millisecond."""

    terms: tuple[Term, ...]

    def terms_in(self, question: str) -> tuple[Term, ...]:
        """The terms that stand in ``question`` as whole words, in its order, the longer form where two overlap.

        A question typed in capitals throughout says nothing by them: forms that need capitals are then passed over.
        """
        shouted = question.isupper()
        found = [
            self._in_any_case[_key(match["any_case"])] if match["any_case"] else self._in_capitals[match["capitals"]]
            for match in self._pattern.finditer(question)
            if match["any_case"] or not shouted
        ]
        return tuple(dict.fromkeys(found))

    def expand(self, question: str) -> str:
        """The question, followed by the documents' words for the terms it uses, those it has already left out."""
        said = question.casefold()
        words = dict.fromkeys(words for term in self.terms_in(question) for words in term.means)
        added = [word for word in words if word.casefold() not in said]
        return f"{question} ({', '.join(added)})" if added else question

    @cached_property
    def _in_any_case(self) -> Mapping[str, Term]:
        return {_key(form): term for term in self.terms for form in term.written}

    @cached_property
    def _in_capitals(self) -> Mapping[str, Term]:
        return {form: term for term in self.terms for form in term.capitals}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        any_case = _either([_as_pattern(form) for form in _longest_first(term.written for term in self.terms)])
        capitals = _either([re.escape(form) for form in _longest_first(term.capitals for term in self.terms)])
        return re.compile(rf"(?<!\w)(?:(?i:(?P<any_case>{any_case}){_PLURAL})|(?P<capitals>{capitals}){_PLURAL})(?!\w)")


def load_vocabulary(path: Path) -> Vocabulary:
    """Read the file at ``path``.

    Raises CatalogueError, naming the term, for what is not in the form or a written form that stands twice.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: cannot be read ({type(error).__name__})") from error
    tables = content.get("term")
    if set(content) != {"term"} or not isinstance(tables, list):
        raise CatalogueError(f"{path.name}: holds [[term]] and nothing else")
    terms = tuple(_term(table, f"{path.name}: term {number}") for number, table in enumerate(tables, start=1))
    _check_forms(path.name, terms)
    return Vocabulary(terms)


def _term(table: Any, name: str) -> Term:
    if not isinstance(table, dict) or set(table) - set(_LISTS):
        raise CatalogueError(f"{name}: may have {', '.join(_LISTS)}; nothing else")
    lists = {field: table.get(field, []) for field in _LISTS}
    for field, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            raise CatalogueError(f"{name}: {field} is a list of words")
    if not lists["written"] and not lists["capitals"]:
        raise CatalogueError(f"{name}: needs a form as people write it")
    if not lists["means"]:
        raise CatalogueError(f"{name}: needs the documents' words (means)")
    return Term(tuple(lists["written"]), tuple(lists["capitals"]), tuple(lists["means"]))


def _check_forms(name: str, terms: Sequence[Term]) -> None:
    seen: dict[str, str] = {}
    for term in terms:
        not_capitals = [form for form in term.capitals if not (form.isalnum() and form.isupper())]
        if not_capitals:
            raise CatalogueError(f"{name}: {term.name}: not in capitals: {', '.join(not_capitals)}")
        for key in dict.fromkeys(map(_key, (*term.written, *term.capitals))):
            if key in seen:
                raise CatalogueError(f"{name}: one form in two terms: {seen[key]} and {term.name}")
            seen[key] = term.name


def _key(form: str) -> str:
    """What is the same however it is spaced, hyphenated, apostrophised or cased."""
    return _LEFT_OUT.sub("", form).casefold()


def _as_pattern(form: str) -> str:
    written = {" ": r"[\s-]+", "-": r"[\s-]?", "'": "['’]?"}
    return "".join(written.get(character, re.escape(character)) for character in form)


def _longest_first(forms: Iterator[tuple[str, ...]]) -> list[str]:
    return sorted({form for group in forms for form in group}, key=lambda form: (-len(form), form))


def _either(patterns: Sequence[str]) -> str:
    """One of the patterns; with none of them, nothing at all."""
    return "|".join(patterns) or r"(?!)"
