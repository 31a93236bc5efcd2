"""corpus/requirements/register.toml: where the register's rules misread the page, each correction with its reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ingest.document import Force
from ingest.errors import CatalogueError

FILE_NAME = "register.toml"
_WORDS = ("completes", "bound_at", "force")
_LISTS = ("bound", "deadlines")
_FLAGS = ("whole", "leave_out")


@dataclass(frozen=True, slots=True)
class Correction:
    """What is put right for ``provision``: an entry's id, or a provision's, then for all entries at or below it.

    ``whole``: its list says when it holds, so that it is one entry. ``leave_out``: it asks nothing. ``completes``: its
    items are what that provision asks for, and as strong. ``force`` also takes in what the rules left out.
    ``deadlines`` are printed words, () for none; None leaves them alone.
    """

    provision: str
    reason: str
    whole: bool = False
    leave_out: bool = False
    completes: str = ""
    force: Force | None = None
    bound: tuple[str, ...] = ()
    bound_at: str = ""
    deadlines: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Corrections:
    """Every correction, in the file's order."""

    all: tuple[Correction, ...]

    @cached_property
    def wholes(self) -> frozenset[str]:
        """The provisions that are one entry with all below them."""
        return frozenset(one.provision for one in self.all if one.whole)

    def completing(self, provision_id: str) -> Correction | None:
        """What makes a provision an item of what another asks for."""
        return next((one for one in self.all if one.completes and _covers(one.provision, provision_id)), None)

    def of(self, entry_id: str, provision_id: str) -> tuple[Correction, ...]:
        """The corrections of an entry, those of the provisions above it included."""
        return tuple(
            one
            for one in self.all
            if not one.completes and (one.provision == entry_id or _covers(one.provision, provision_id))
        )


NO_CORRECTIONS = Corrections(())


def load_corrections(path: Path) -> Corrections:
    """Read the file at ``path``. Raises CatalogueError, naming the provision, for what is not in its form."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: cannot be read ({type(error).__name__})") from error
    tables = content.get("correction")
    if set(content) != {"correction"} or not isinstance(tables, list):
        raise CatalogueError(f"{path.name}: holds [[correction]] and nothing else")
    return Corrections(tuple(_correction(table, f"{path.name}: entry {n}") for n, table in enumerate(tables, start=1)))


def _correction(table: Any, name: str) -> Correction:
    if not isinstance(table, dict) or not isinstance(table.get("provision"), str):
        raise CatalogueError(f"{name}: needs a provision")
    where = f"{name} ({table['provision']})"
    unknown = sorted(set(table) - {"provision", "reason", *_WORDS, *_LISTS, *_FLAGS})
    if unknown:
        raise CatalogueError(f"{where}: unknown field {', '.join(unknown)}")
    if not isinstance(table.get("reason"), str) or not table["reason"].strip():
        raise CatalogueError(f"{where}: needs a reason")
    if len(table) < 3:
        raise CatalogueError(f"{where}: says nothing that is to be put right")
    _check_fields(table, where)
    return Correction(
        provision=table["provision"],
        reason=table["reason"],
        whole=table.get("whole", False),
        leave_out=table.get("leave_out", False),
        completes=table.get("completes", ""),
        force=Force(table["force"]) if "force" in table else None,
        bound=tuple(table.get("bound", ())),
        bound_at=table.get("bound_at", ""),
        deadlines=tuple(table["deadlines"]) if "deadlines" in table else None,
    )


def _check_fields(table: dict[str, Any], where: str) -> None:
    words = all(isinstance(table.get(name, ""), str) for name in _WORDS)
    flags = all(table.get(name, True) is True for name in _FLAGS)
    lists = all(
        isinstance(table.get(name, []), list)
        and all(isinstance(one, str) and one.strip() for one in table.get(name, []))
        for name in _LISTS
    )
    if not (words and flags and lists) or table.get("force", "must") not in list(Force):
        raise CatalogueError(f"{where}: a field is not in its form")


def _covers(place: str, provision_id: str) -> bool:
    return provision_id == place or provision_id.startswith(f"{place}/")
