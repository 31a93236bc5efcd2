"""corpus/outdated_names.toml: names that documents still print, what stands in their place, and where that is shown."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import CatalogueError

_FIELDS = {"written": list, "capitals": list, "was": str, "now": str, "provision": str, "note": str}
_NEEDED = ("was", "now", "note")
_KNOWS = re.compile(
    r"\b(?:former(?:ly)?|previously|replac(?:e[ds]?|ing)|used\s+to\s+be|now\s+called|now\s+known|until\s+20|before\s+20|no\s+longer"
    r"|took\s+over|superseded|abolished|repealed|revoked|old)\b",
    re.IGNORECASE,
)
"""A sentence with such a word knows that the name is old."""


@dataclass(frozen=True, slots=True)
class OutdatedName:
    """``provision`` is an id, or "" where no ingested document shows what stands in the name's place."""

    was: str
    now: str
    note: str
    provision: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class OutdatedUse:
    """Where a name stands in a text: half-open offsets."""

    name: OutdatedName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OutdatedNames:
    """Every name, in the file's order."""

    names: tuple[OutdatedName, ...]

    def uses(self, text: str) -> Iterator[OutdatedUse]:
        """Every use in ``text``, one a name; none in a sentence that says itself that the name is old."""
        if _KNOWS.search(text):
            return
        for name in self.names:
            match = name.pattern.search(text)
            if match:
                yield OutdatedUse(name, match.start(), match.end())


def load_outdated_names(path: Path) -> OutdatedNames:
    """Read the file at ``path``. Raises CatalogueError, naming the entry that is not in its form."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: cannot be read ({type(error).__name__})") from error
    if set(content) != {"name"} or not isinstance(content["name"], list):
        raise CatalogueError(f"{path.name}: holds [[name]] and nothing else")
    return OutdatedNames(tuple(_name(raw, f"{path.name}: {number}") for number, raw in enumerate(content["name"], 1)))


def _name(raw: Mapping[str, Any], where: str) -> OutdatedName:
    wrong = [field for field in raw if not isinstance(raw[field], _FIELDS.get(field, type(None)))]
    missing = [field for field in _NEEDED if not raw.get(field)]
    if wrong or missing or not (raw.get("written") or raw.get("capitals")):
        raise CatalogueError(f"{where}: not in its form: {', '.join([*wrong, *missing]) or 'written or capitals'}")
    forms = [f"(?i:{form})" for form in raw.get("written", ())] + [f"(?:{form})" for form in raw.get("capitals", ())]
    try:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
    except re.error as error:
        raise CatalogueError(f"{where}: a form is no pattern: {error}") from error
    return OutdatedName(raw["was"], raw["now"], raw["note"], raw.get("provision", ""), pattern)
