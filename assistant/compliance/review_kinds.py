"""What a document can be reviewed against: every kind that is drafted, and the report of an independent person's visit.

The kinds of ``corpus/requirements`` are those of drafting. ``corpus/reviews`` has further ones in the same form, which
nothing is drafted from, and may hold beside one a file ``practice/KIND.toml``: what is done though no source asks for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.drafting.conditions import Always
from assistant.drafting.requirements import Requirement, RequirementSet
from assistant.drafting.requirements_file import kinds as kinds_in
from assistant.drafting.requirements_file import load_requirements
from assistant.errors import UnknownReviewKind
from ingest.document import Force
from ingest.errors import CatalogueError

PRACTICE = "practice"
_FIELDS = ("id", "asks", "line")


@dataclass(frozen=True, slots=True)
class ReviewKind:
    """``wanted`` is from the sources; ``practice`` are our notes, with no provision."""

    wanted: RequirementSet
    practice: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class ReviewKinds:
    """``requirements`` and ``reviews`` are the two folders."""

    requirements: Path
    reviews: Path

    def names(self) -> tuple[str, ...]:
        """Every kind, by name."""
        own = (name for name in kinds_in(self.reviews) if not name.startswith(f"{PRACTICE}/"))
        return tuple(sorted({*kinds_in(self.requirements), *own}))

    def load(self, kind: str) -> ReviewKind:
        """Raises UnknownReviewKind, and CatalogueError for a file that is not in its form."""
        if kind not in self.names():
            raise UnknownReviewKind(
                f"there is no such kind of document to review against; these are: {', '.join(self.names())}"
            )
        folder = self.reviews if kind in kinds_in(self.reviews) else self.requirements
        return ReviewKind(load_requirements(folder, kind), self._practice(kind))

    def _practice(self, kind: str) -> tuple[Requirement, ...]:
        file = self.reviews / PRACTICE / f"{kind}.toml"
        if not file.is_file():
            return ()
        try:
            content = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CatalogueError(f"practice {kind}: cannot be read ({type(error).__name__})") from error
        items = content.get("item")
        if set(content) != {"item"} or not isinstance(items, list):
            raise CatalogueError(f"practice {kind}: holds [[item]] and nothing else")
        return tuple(_noted(kind, item) for item in items)


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
