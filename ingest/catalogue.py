"""corpus/catalogue.toml: what the official documents are, where they come from, what they supersede."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ingest.document import Authority
from ingest.errors import CatalogueError

LAYOUTS = ("statutory_instrument", "numbered_guidance", "headed_text", "web_sections")
MEDIA = {"pdf": (".pdf",), "html": (".html", ".htm")}

IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One official document as the catalogue describes it.

    ``sha256`` is None for a file its publisher makes afresh on each request. A reading of it has between
    ``fewest_pages`` and ``most_pages`` pages (for a web page: headed sections), both inclusive. ``download`` is
    False where no stable address is known: ``url`` is then a page where a person can find the file, ``note`` says how.
    """

    id: str
    title: str
    short_title: str
    publisher: str
    authority: Authority
    version: str
    as_at: date
    supersedes: tuple[str, ...]
    url: str
    licence: str
    sha256: str | None
    fewest_pages: int
    most_pages: int
    file: str
    media: str
    layout: str
    download: bool = True
    note: str | None = None


class _FieldError(ValueError):
    """A field's value is not in its form; the message completes "field … : "."""


def load_catalogue(path: Path) -> tuple[CatalogueEntry, ...]:
    """Read the catalogue at ``path``, in the file's order.

    Raises ``CatalogueError``, naming the entry and the field, for a file that cannot be read, a field that is
    missing, unknown or not in its form, ids or files used twice, and ``supersedes`` naming no other entry.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name} cannot be read: {error}") from error
    tables = content.pop("document", None)
    if content:
        raise CatalogueError(f"{path.name}: unknown table or field {', '.join(sorted(content))}")
    if not isinstance(tables, list) or not tables:
        raise CatalogueError(f"{path.name} has no [[document]]")
    entries = tuple(_entry(table, position) for position, table in enumerate(tables, start=1))
    _check_together(entries)
    return entries


def superseded_by(entries: Sequence[CatalogueEntry], document_id: str) -> str | None:
    """The id of the catalogue's document that replaces ``document_id``, if there is one."""
    return next((entry.id for entry in entries if document_id in entry.supersedes), None)


def _entry(table: Any, position: int) -> CatalogueEntry:
    if not isinstance(table, dict):
        raise CatalogueError(f"document {position} is not a table")
    name = f"document {position} ({table.get('id', 'no id')})"
    unknown = sorted(set(table) - set(FIELDS))
    if unknown:
        raise CatalogueError(f"{name}: unknown field {', '.join(unknown)}")
    missing = [field for field in FIELDS if field not in table and field not in OPTIONAL]
    if missing:
        raise CatalogueError(f"{name}: missing field {', '.join(missing)}")
    values: dict[str, Any] = dict(OPTIONAL)
    for field, raw in table.items():
        try:
            values[field] = FIELDS[field](raw)
        except _FieldError as error:
            raise CatalogueError(f"{name}: field {field} {error}") from None
    values["fewest_pages"], values["most_pages"] = values.pop("page_count")
    entry = CatalogueEntry(**values)
    _check_entry(entry, name)
    return entry


def _check_entry(entry: CatalogueEntry, name: str) -> None:
    """What no field can say alone."""
    if not entry.file.lower().endswith(MEDIA[entry.media]):
        raise CatalogueError(
            f"{name}: field file must end in {' or '.join(MEDIA[entry.media])} for media {entry.media}"
        )
    if (entry.layout == "web_sections") != (entry.media == "html"):
        raise CatalogueError(f"{name}: field layout {entry.layout} does not go with media {entry.media}")
    if not entry.download and not entry.note:
        raise CatalogueError(f"{name}: field note must say where to find it, because download = false")


def _check_together(entries: tuple[CatalogueEntry, ...]) -> None:
    for field in ("id", "file"):
        counted = Counter(str(getattr(entry, field)).lower() for entry in entries)
        twice = [value for value, count in counted.items() if count > 1]
        if twice:
            raise CatalogueError(f"field {field}: used by more than one document: {', '.join(twice)}")
    ids = {entry.id for entry in entries}
    for entry in entries:
        strangers = [other for other in entry.supersedes if other not in ids or other == entry.id]
        if strangers:
            raise CatalogueError(f"{entry.id}: field supersedes names no other document: {', '.join(strangers)}")


def _words(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise _FieldError("must be words")
    return raw


def _matching(pattern: re.Pattern[str], form: str) -> Callable[[Any], str]:
    def read(raw: Any) -> str:
        if not isinstance(raw, str) or not pattern.fullmatch(raw):
            raise _FieldError(f"must be {form}")
        return raw

    return read


def _one_of(choices: Sequence[str]) -> Callable[[Any], str]:
    def read(raw: Any) -> str:
        if raw not in choices:
            raise _FieldError(f"must be one of {', '.join(choices)}; it is {raw!r}")
        return str(raw)

    return read


def _authority(raw: Any) -> Authority:
    official = [authority.value for authority in Authority if authority is not Authority.DIGEST]
    return Authority(_one_of(official)(raw))


def _date(raw: Any) -> date:
    if not isinstance(raw, date) or isinstance(raw, datetime):
        raise _FieldError("must be a date such as 2015-04-01, without quotation marks")
    return raw


def _ids(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(each, str) and IDENTIFIER.fullmatch(each) for each in raw):
        raise _FieldError('must be a list of ids, such as ["guide-2011"]')
    return tuple(raw)


def _count(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 1:
        raise _FieldError("must be a number of pages, or { fewest = …, most = … }")
    return raw


def _page_count(raw: Any) -> tuple[int, int]:
    if not isinstance(raw, dict):
        return _count(raw), _count(raw)
    if set(raw) != {"fewest", "most"} or _count(raw["fewest"]) > _count(raw["most"]):
        raise _FieldError("must have fewest and most, in that order")
    return raw["fewest"], raw["most"]


def _yes_or_no(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise _FieldError("must be true or false")
    return raw


FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "id": _matching(IDENTIFIER, "small letters, digits and single hyphens"),
    "title": _words,
    "short_title": _words,
    "publisher": _words,
    "authority": _authority,
    "version": _words,
    "as_at": _date,
    "supersedes": _ids,
    "url": _matching(re.compile(r"https://[^\s/]+/\S*"), "an https:// address"),
    "licence": _words,
    "sha256": _matching(SHA256, "64 small hexadecimal digits"),
    "page_count": _page_count,
    "file": _matching(re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*"), "a file's name without a folder"),
    "media": _one_of(tuple(MEDIA)),
    "layout": _one_of(LAYOUTS),
    "download": _yes_or_no,
    "note": _words,
}
OPTIONAL: Mapping[str, Any] = {"sha256": None, "download": True, "note": None}
