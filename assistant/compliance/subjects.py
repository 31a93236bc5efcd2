"""corpus/checklists/subjects.toml: which quality standard and which topics a requirement belongs to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from ingest.errors import CatalogueError

_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Standard:
    """A quality standard. ``provisions`` are its regulation, the Guide's chapter on it, and what goes with them."""

    id: str
    title: str
    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What people ask about. ``signs`` are looked for in heading and words; ``provisions`` belong to it in any case."""

    id: str
    title: str
    provisions: tuple[str, ...]
    signs: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Every standard and every topic, in the file's order."""

    standards: tuple[Standard, ...]
    topics: tuple[Topic, ...]

    def standard_of(self, provision_id: str) -> str:
        """The id of the standard that a provision belongs to, the closest one; "" for none."""
        belongs = (
            (len(place), one.id) for one in self.standards for place in one.provisions if _at(provision_id, place)
        )
        return max(belongs, default=(0, ""))[1]

    def topics_of(self, provision_id: str, words: str) -> tuple[str, ...]:
        """The ids of the topics that a requirement belongs to."""
        return tuple(
            one.id
            for one in self.topics
            if any(_at(provision_id, place) for place in one.provisions) or one.signs.search(words)
        )


NO_SUBJECTS = Subjects((), ())


def load_subjects(path: Path) -> Subjects:
    """Read the file at ``path``. Raises CatalogueError for what is not in its form."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: cannot be read ({type(error).__name__})") from error
    if set(content) != {"standard", "topic"}:
        raise CatalogueError(f"{path.name}: holds [[standard]] and [[topic]] and nothing else")
    found = Subjects(_all(content["standard"], _standard, path.name), _all(content["topic"], _topic, path.name))
    for ids in ([one.id for one in found.standards], [one.id for one in found.topics]):
        twice = sorted({one for one in ids if ids.count(one) > 1})
        if twice:
            raise CatalogueError(f"{path.name}: stands twice: {', '.join(twice)}")
    return found


def _all(tables: Any, make: Callable[[dict[str, Any]], _Made], name: str) -> tuple[_Made, ...]:
    try:
        return tuple(make(table) for table in tables)
    except (KeyError, TypeError, re.error) as error:
        raise CatalogueError(f"{name}: not in its form ({type(error).__name__}: {error})") from error


def _standard(table: dict[str, Any]) -> Standard:
    return Standard(table["id"], table["title"], tuple(table["provisions"]))


def _topic(table: dict[str, Any]) -> Topic:
    signs = "|".join(f"(?:{sign})" for sign in table["signs"]) or r"(?!)"
    return Topic(table["id"], table["title"], tuple(table["provisions"]), re.compile(rf"\b(?:{signs})", re.IGNORECASE))


def _at(provision_id: str, place: str) -> bool:
    """``place`` is a provision's id, or the beginning of one that ends in a point ("guide-2015/paragraph/9.")."""
    return provision_id.startswith(place if place.endswith(".") else f"{place}/") or provision_id == place
