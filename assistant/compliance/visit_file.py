"""corpus/checklists/regulation_44_visit.toml: the checklist of a Regulation 44 visit, in our own words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.compliance.checklist import Checklist, ChecklistSection, Doing, Line, completed, source_of
from assistant.compliance.entry import Entry
from assistant.compliance.register import Register
from ingest.corpus import Corpus
from ingest.errors import CatalogueError

KIND = "regulation-44-visit"
FILE_NAME = "regulation_44_visit.toml"
_SECTION = frozenset({"id", "heading", "intro"})
_LINE = frozenset({"section", "do", "text", "provision"})
_NOTE = (
    "What no source asks for is labelled so: it is what visiting services commonly do, and a contract may differ. The "
    "law gives the report to those it lists, whatever a contract says of confidence."
)


def visit_checklist(path: Path, corpus: Corpus, register: Register) -> Checklist:
    """The checklist of a visit. Lines of documents that are not ingested are left out, and a note says so.

    Raises CatalogueError for a file that is not in its form.
    """
    content = _read(path)
    lines = [
        (table["section"], _line(table, number, corpus, register)) for number, table in enumerate(content["line"], 1)
    ]
    left_out = sum(line is None for _, line in lines)
    sections = tuple(
        ChecklistSection(
            one["id"], one["heading"], one["intro"], tuple(line for name, line in lines if line and name == one["id"])
        )
        for one in content["section"]
    )
    missing = f"{left_out} lines stand in documents that are not ingested, and are left out."
    notes = (_NOTE, *([missing] if left_out else []))
    return completed(corpus, Checklist(KIND, content["title"], content["purpose"], sections, notes=notes))


def provisions_named(path: Path) -> Iterator[str]:
    """Every provision that the file names. Raises CatalogueError."""
    yield from (table["provision"] for table in _read(path)["line"] if "provision" in table)


def _line(table: dict[str, Any], number: int, corpus: Corpus, register: Register) -> Line | None:
    source = source_of(corpus, register, table["provision"]) if "provision" in table else None
    if source is None and "provision" in table:
        return None
    below = _entries(register, table["provision"]) if source else ()
    return Line(
        id=f"visit-{number:02d}",
        doing=Doing(table["do"]),
        text=table["text"],
        in_our_words=True,
        source=source,
        bound=tuple(dict.fromkeys(party for entry in below for party in entry.bound)),
        deadlines=tuple(dict.fromkeys(limit for entry in below for limit in entry.deadlines)),
    )


def _entries(register: Register, place: str) -> tuple[Entry, ...]:
    if "#" not in place:
        return register.below(place)
    return (register.by_id[place],) if place in register.by_id else ()


def _read(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: cannot be read ({type(error).__name__})") from error
    if set(content) != {"title", "purpose", "section", "line"}:
        raise CatalogueError(f"{path.name}: holds title, purpose, [[section]] and [[line]]")
    for number, table in enumerate(content["section"], start=1):
        if set(table) != _SECTION:
            raise CatalogueError(f"{path.name}: section {number}: needs exactly {', '.join(sorted(_SECTION))}")
    sections = {table["id"] for table in content["section"]}
    for number, table in enumerate(content["line"], start=1):
        where = f"{path.name}: line {number}"
        if not _LINE - {"provision"} <= set(table) <= _LINE:
            raise CatalogueError(f"{where}: needs section, do, text; may have provision")
        if table["section"] not in sections or table["do"] not in list(Doing):
            raise CatalogueError(f"{where}: no such section, or no such thing to do")
    return content
