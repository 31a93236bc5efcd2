"""What a document can be reviewed against: every kind that is drafted, and the report of an independent person's visit.

The kinds of ``corpus/requirements`` are those of drafting. ``corpus/reviews`` has further ones in the same form, which
nothing is drafted from, and may hold beside one ``practice/KIND.toml``, what is
done though no source asks for it, and ``signs/KIND.toml``, words that show that an item is there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.drafting.conditions import Always
from assistant.drafting.requirements import Requirement, RequirementSet
from assistant.drafting.requirements_file import kinds as kinds_in
from assistant.drafting.requirements_file import load_requirements
from assistant.errors import UnknownReviewKind
from ingest.document import Force
from ingest.errors import CatalogueError

PRACTICE, SIGNS = "practice", "signs"
_FIELDS = ("id", "asks", "line")


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that show an item; ``only`` where nothing else does. ``heading``, if given, shows it above any sentence."""

    pattern: re.Pattern[str]
    only: bool
    heading: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class ReviewKind:
    """``wanted`` is from the sources; ``practice`` are our notes, with no provision. ``signs`` are by an item's id."""

    wanted: RequirementSet
    practice: tuple[Requirement, ...] = ()
    signs: Mapping[str, Sign] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReviewKinds:
    """``requirements`` and ``reviews`` are the two folders."""

    requirements: Path
    reviews: Path

    def names(self) -> tuple[str, ...]:
        """Every kind, by name."""
        own = (name for name in kinds_in(self.reviews) if not name.startswith((f"{PRACTICE}/", f"{SIGNS}/")))
        return tuple(sorted({*kinds_in(self.requirements), *own}))

    def load(self, kind: str) -> ReviewKind:
        """Raises UnknownReviewKind, and CatalogueError for a file that is not in its form."""
        if kind not in self.names():
            raise UnknownReviewKind(
                f"there is no such kind of document to review against; these are: {', '.join(self.names())}"
            )
        folder = self.reviews if kind in kinds_in(self.reviews) else self.requirements
        practice = tuple(_noted(kind, item) for item in self._beside(PRACTICE, kind, "item"))
        signs = dict(_sign(kind, item) for item in self._beside(SIGNS, kind, "sign"))
        return ReviewKind(load_requirements(folder, kind), practice, signs)

    def _beside(self, folder: str, kind: str, table: str) -> list[Mapping[str, Any]]:
        """The tables of the file that stands beside a kind's, if one does."""
        file = self.reviews / folder / f"{kind}.toml"
        if not file.is_file():
            return []
        try:
            content = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CatalogueError(f"{folder} {kind}: cannot be read ({type(error).__name__})") from error
        items = content.get(table)
        if set(content) != {table} or not isinstance(items, list):
            raise CatalogueError(f"{folder} {kind}: holds [[{table}]] and nothing else")
        return items


def _sign(kind: str, raw: Mapping[str, Any]) -> tuple[str, Sign]:
    forms, only, headings = raw.get("any"), raw.get("only", False), raw.get("heading", [])
    sound = bool(forms) and _are_patterns(forms) and _are_patterns(headings) and isinstance(only, bool)
    if not sound or set(raw) - {"id", "any", "only", "heading"} or not isinstance(raw.get("id"), str):
        raise CatalogueError(f"signs {kind}: a sign has id, any (a list), and perhaps only and heading (a list)")
    try:
        heading = _any_of(headings) if headings else None
        return raw["id"], Sign(_any_of(forms or ()), only, heading)
    except re.error as error:
        raise CatalogueError(f"signs {kind}: {raw['id']}: no pattern: {error}") from error


def _are_patterns(forms: object) -> bool:
    return isinstance(forms, list) and all(isinstance(form, str) for form in forms)


def _any_of(forms: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


def _noted(kind: str, raw: Mapping[str, Any]) -> Requirement:
    if set(raw) != set(_FIELDS) or not all(isinstance(raw[field], str) and raw[field].strip() for field in _FIELDS):
        raise CatalogueError(f"practice {kind}: an item has {', '.join(_FIELDS)}, each with words, and nothing else")
    return Requirement(
        id=raw["id"],
        section=PRACTICE,
        provision="",
        also=(),
        force=Force.STATES,
        asks=raw["asks"],
        line=raw["line"],
        applies=Always(),
        reason_if_not="",
        facts=(),
    )
