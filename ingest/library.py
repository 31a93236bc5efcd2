"""SQLite, the source of truth: documents, pages, provisions, references, passages and the state of each ingest.

Chroma and BM25 are indexes that can be rebuilt from here. A document is replaced in one transaction; readers
see the old version or the new one. One process owns the folder (see ``assistant/ownership.py``), several of its
threads may read.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ingest.document import (
    Authority,
    Document,
    Force,
    Kind,
    Page,
    Passage,
    Provision,
    Reference,
    Span,
)
from ingest.errors import LibraryError

SCHEMA_VERSION = 1

# Where the disk has no room for the index of the write-ahead log, SQLite keeps it in memory for one process alone.
_LOCKING_MODES = ("NORMAL", "EXCLUSIVE")

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE document (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, short_title TEXT NOT NULL, publisher TEXT NOT NULL,
    authority TEXT NOT NULL, version TEXT NOT NULL,
    as_at TEXT, superseded_by TEXT, source_url TEXT, licence TEXT, sha256 TEXT NOT NULL, page_count INTEGER NOT NULL,
    digest INTEGER NOT NULL, paginated INTEGER NOT NULL, file TEXT NOT NULL, recipe TEXT NOT NULL,
    ingested_at TEXT NOT NULL, not_understood TEXT NOT NULL);
CREATE TABLE page (
    document_id TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE, physical INTEGER NOT NULL, printed TEXT,
    text TEXT NOT NULL, outline_level INTEGER, PRIMARY KEY (document_id, physical));
CREATE TABLE provision (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    label TEXT NOT NULL, kind TEXT NOT NULL, heading TEXT, parent_id TEXT, spans TEXT NOT NULL, force TEXT NOT NULL,
    reprint INTEGER NOT NULL);
CREATE TABLE reference (
    document_id TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    from_provision_id TEXT NOT NULL, span TEXT NOT NULL, written TEXT NOT NULL, path TEXT,
    PRIMARY KEY (document_id, position));
CREATE TABLE passage (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES document(id) ON DELETE CASCADE, position INTEGER NOT NULL,
    provision_ids TEXT NOT NULL, spans TEXT NOT NULL, text TEXT NOT NULL, embedded_text TEXT NOT NULL);
CREATE TABLE pending (document_id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, since TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class IngestedDocument:
    """A document with everything that was made of it, as stored and as loaded.

    ``references`` hold paths ("regulation/28/2") in ``to_provision_id``: which provision they name depends on what
    else is in the library, so they are resolved on loading. ``file`` is the name of the stored source file.
    ``recipe`` names the versions of the rules that made it.
    """

    document: Document
    pages: tuple[Page, ...]
    provisions: tuple[Provision, ...]
    references: tuple[Reference, ...]
    passages: tuple[Passage, ...]
    not_understood: tuple[Span, ...]
    file: str
    recipe: str


@dataclass(frozen=True, slots=True)
class Pending:
    """A document whose replacement began and was not finished: its old version, if any, still stands."""

    document_id: str
    sha256: str
    since: datetime


class Library:
    """The SQLite file in the data folder. Raises LibraryError when it cannot be opened, read or written."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _connected(path)
            self._create_or_check()
        except (OSError, sqlite3.Error) as error:
            raise LibraryError(f"the library {path.name} cannot be opened: {error}") from error

    def close(self) -> None:
        """Close the file. The object cannot be used afterwards."""
        with self._lock:
            self._connection.close()

    def replace(self, ingested: IngestedDocument) -> None:
        """Put one document in the place of its earlier version, whole or not at all."""
        document = ingested.document
        with self._transaction() as connection:
            connection.execute("DELETE FROM document WHERE id = ?", (document.id,))
            connection.execute(f"INSERT INTO document VALUES ({','.join('?' * 18)})", _document_row(ingested))  # noqa: S608 - placeholders only
            connection.executemany(
                "INSERT INTO page VALUES (?,?,?,?,?)",
                ((p.document_id, p.physical, p.printed, p.text, p.outline_level) for p in ingested.pages),
            )
            connection.executemany(
                "INSERT INTO provision VALUES (?,?,?,?,?,?,?,?,?,?)",
                (_provision_row(document.id, n, provision) for n, provision in enumerate(ingested.provisions)),
            )
            connection.executemany(
                "INSERT INTO reference VALUES (?,?,?,?,?,?)",
                (
                    (document.id, n, r.from_provision_id, _pack([r.span]), r.written, r.to_provision_id)
                    for n, r in enumerate(ingested.references)
                ),
            )
            connection.executemany(
                "INSERT INTO passage VALUES (?,?,?,?,?,?,?)",
                (
                    (p.id, p.document_id, n, json.dumps(p.provision_ids), _pack(p.spans), p.text, p.embedded_text)
                    for n, p in enumerate(ingested.passages)
                ),
            )
            connection.execute("DELETE FROM pending WHERE document_id = ?", (document.id,))

    def remove(self, document_id: str) -> None:
        """Take a document out, whole; its bytes in the file are written over."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM document WHERE id = ?", (document_id,))
            connection.execute("DELETE FROM pending WHERE document_id = ?", (document_id,))

    def mark_pending(self, document_id: str, sha256: str) -> None:
        """Say that a replacement of this document has begun."""
        with self._transaction() as connection:
            row = (document_id, sha256, datetime.now(UTC).isoformat())
            connection.execute("INSERT OR REPLACE INTO pending VALUES (?,?,?)", row)

    def clear_pending(self, document_id: str) -> None:
        """Say that a replacement was given up: the earlier version stands."""
        with self._transaction() as connection:
            connection.execute("DELETE FROM pending WHERE document_id = ?", (document_id,))

    def pending(self) -> tuple[Pending, ...]:
        """The replacements that began and did not finish."""
        rows = self._rows("SELECT document_id, sha256, since FROM pending ORDER BY document_id")
        return tuple(Pending(row[0], row[1], datetime.fromisoformat(row[2])) for row in rows)

    def state(self, document_id: str) -> tuple[str, str] | None:
        """(sha256, recipe) of the version in place, or None."""
        rows = self._rows("SELECT sha256, recipe FROM document WHERE id = ?", (document_id,))
        return (str(rows[0][0]), str(rows[0][1])) if rows else None

    def document_ids(self) -> tuple[str, ...]:
        """The ids of all documents in place, sorted."""
        return tuple(str(row[0]) for row in self._rows("SELECT id FROM document ORDER BY id"))

    def passage_ids(self) -> frozenset[str]:
        """The ids of all passages in place."""
        return frozenset(str(row[0]) for row in self._rows("SELECT id FROM passage"))

    def load(self, document_id: str) -> IngestedDocument:
        """Everything about one document. Raises KeyError when it is not there."""
        where = (document_id,)
        with self._lock:  # a replacement between two of these tables would give half of each version
            documents = self._rows("SELECT * FROM document WHERE id = ?", where)
            if not documents:
                raise KeyError(document_id)
            select = "SELECT * FROM {} WHERE document_id = ? ORDER BY {}"
            pages = self._rows(select.format("page", "physical"), where)
            provisions = self._rows(select.format("provision", "position"), where)
            references = self._rows(select.format("reference", "position"), where)
            passages = self._rows(select.format("passage", "position"), where)
        row = documents[0]
        return IngestedDocument(
            document=_document(row),
            pages=tuple(Page(*values) for values in pages),
            provisions=tuple(map(_provision, provisions)),
            references=tuple(map(_reference, references)),
            passages=tuple(map(_passage, passages)),
            not_understood=_unpack(str(row["not_understood"])),
            file=str(row["file"]),
            recipe=str(row["recipe"]),
        )

    def load_all(self) -> tuple[IngestedDocument, ...]:
        """Every document in place, by id."""
        with self._lock:
            return tuple(self.load(document_id) for document_id in self.document_ids())

    def meta(self, key: str) -> str | None:
        """A remembered fact about the data folder (the embedding's fingerprint), or None."""
        rows = self._rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else None

    def remember(self, key: str, value: str) -> None:
        """Remember a fact about the data folder."""
        with self._transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?,?)", (key, value))

    def passage_count(self) -> int:
        """How many passages there are in all."""
        return int(self._rows("SELECT count(*) FROM passage")[0][0])

    def file_names(self) -> frozenset[str]:
        """The names under which the source files of the documents in place are kept."""
        return frozenset(str(row[0]) for row in self._rows("SELECT DISTINCT file FROM document"))

    def copy_to(self, path: Path) -> None:
        """Write a copy to ``path`` as of one moment, while others read and between others' writes."""
        with self._lock:
            try:
                with closing(sqlite3.connect(path)) as copy:
                    self._connection.backup(copy)
            except sqlite3.Error as error:
                raise LibraryError(f"the library could not be copied: {error}") from error

    def check(self) -> tuple[str, ...]:
        """What SQLite itself finds wrong with the file; nothing when all is well."""
        rows = [str(row[0]) for row in self._rows("PRAGMA integrity_check")]
        return () if rows == ["ok"] else tuple(rows)

    def _create_or_check(self) -> None:
        self._connection.row_factory = sqlite3.Row
        found = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if found == SCHEMA_VERSION:
            return
        if found != 0 or self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise LibraryError(
                f"the library was made by another version (schema {found}, this is {SCHEMA_VERSION}): "
                "move the data folder away and run `homes ingest`"
            )
        self._connection.executescript(f"BEGIN;{_SCHEMA}PRAGMA user_version = {SCHEMA_VERSION};COMMIT;")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                    self._connection.execute("COMMIT")
                except BaseException:
                    if self._connection.in_transaction:
                        self._connection.execute("ROLLBACK")
                    raise
            except (sqlite3.Error, UnicodeEncodeError) as error:  # half a character (a lone surrogate) has no UTF-8
                raise LibraryError(f"the library could not be written ({error}); nothing was changed") from error

    def _rows(self, statement: str, values: Iterable[str] = ()) -> list[sqlite3.Row]:
        with self._lock:
            try:
                return self._connection.execute(statement, tuple(values)).fetchall()
            except sqlite3.Error as error:
                raise LibraryError(f"the library could not be read: {error}") from error


def _connected(path: Path) -> sqlite3.Connection:
    """Raises sqlite3.Error when no way of opening the file works."""
    failures: list[sqlite3.Error] = []
    for mode in _LOCKING_MODES:
        connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        try:
            connection.executescript(
                f"PRAGMA locking_mode={mode}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            )
            connection.execute("SELECT count(*) FROM sqlite_master")
            return connection
        except sqlite3.Error as error:
            connection.close()
            failures.append(error)
    raise failures[0]


def _pack(spans: Sequence[Span]) -> str:
    return json.dumps([[span.physical_page, span.start, span.end] for span in spans])


def _unpack(packed: str) -> tuple[Span, ...]:
    return tuple(Span(*values) for values in json.loads(packed))


def _document_row(ingested: IngestedDocument) -> tuple[object, ...]:
    d = ingested.document
    as_at = d.as_at.isoformat() if d.as_at else None
    described = (d.id, d.title, d.short_title, d.publisher, d.authority.value, d.version)
    traced = (as_at, d.superseded_by, d.source_url, d.licence)
    counted = (d.sha256, d.page_count, d.digest, d.paginated)
    made = (ingested.file, ingested.recipe, datetime.now(UTC).isoformat(), _pack(ingested.not_understood))
    return (*described, *traced, *counted, *made)


def _document(row: sqlite3.Row) -> Document:
    return Document(
        id=row["id"],
        title=row["title"],
        short_title=row["short_title"],
        publisher=row["publisher"],
        authority=Authority(row["authority"]),
        version=row["version"],
        as_at=date.fromisoformat(row["as_at"]) if row["as_at"] else None,
        superseded_by=row["superseded_by"],
        source_url=row["source_url"],
        licence=row["licence"],
        sha256=row["sha256"],
        page_count=row["page_count"],
        digest=bool(row["digest"]),
        paginated=bool(row["paginated"]),
    )


def _provision_row(document_id: str, position: int, p: Provision) -> tuple[object, ...]:
    where = (p.id, document_id, position)
    return (*where, p.label, p.kind.value, p.heading, p.parent_id, _pack(p.spans), p.force.value, p.reprint)


def _provision(row: sqlite3.Row) -> Provision:
    return Provision(
        id=row["id"],
        label=row["label"],
        kind=Kind(row["kind"]),
        heading=row["heading"],
        parent_id=row["parent_id"],
        spans=_unpack(row["spans"]),
        force=Force(row["force"]),
        reprint=bool(row["reprint"]),
    )


def _reference(row: sqlite3.Row) -> Reference:
    return Reference(row["from_provision_id"], _unpack(row["span"])[0], row["written"], row["path"])


def _passage(row: sqlite3.Row) -> Passage:
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        provision_ids=tuple(json.loads(row["provision_ids"])),
        spans=_unpack(row["spans"]),
        text=row["text"],
        embedded_text=row["embedded_text"],
    )
