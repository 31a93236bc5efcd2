"""Filled-in checklists are kept in a SQLite file of their own, line by line."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from assistant.compliance.checklist import Seen
from assistant.compliance.filled import Filled, Filling, Typed, merged
from assistant.errors import ChecklistTooLong, UnknownFilledChecklist
from assistant.kept_database import KeptDatabase
from ingest.errors import LibraryError

MOST_FILLINGS = 2_000
"""Of one checklist: the longest has fewer than 200 lines."""

_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE filled (id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, changed_at TEXT NOT NULL);
CREATE TABLE filling (
    filled_id TEXT NOT NULL REFERENCES filled(id) ON DELETE CASCADE, line TEXT NOT NULL, place INTEGER NOT NULL,
    record TEXT NOT NULL, PRIMARY KEY (filled_id, line, place));
CREATE TABLE removed (id TEXT PRIMARY KEY);
"""
_CHOSEN = re.compile(r"[0-9a-f]{24}")
"""An id as devices choose it."""

_UNKNOWN = "no such filled-in checklist; `homes filled` lists them"
_REMOVED = "this filled-in checklist was removed, or is one of another kind: what you have can be kept as a new one"


class FilledStore:
    """The file ``path``, made when the first line is kept. Thread-safe; raises LibraryError where it cannot be used.

    An id is hard to guess: who has not been given it cannot ask for the checklist.
    """

    def __init__(self, path: Path) -> None:
        self._database = KeptDatabase(path, schema=_SCHEMA, version=_SCHEMA_VERSION, holds="checklists")

    def put(self, filled_id: str, kind: str, title: str, typed: Iterable[Typed]) -> Filled:
        """Lay what was typed over what is kept, and return the whole; a checklist that is not there yet is begun.

        Raises UnknownFilledChecklist for one that was removed or is of another kind, ChecklistTooLong.
        """
        with self._database.transaction() as connection:
            _begin(connection, filled_id, kind, title)
            changes = [_lay(connection, filled_id, one) for one in typed]
            if any(changes):
                now = datetime.now(UTC).isoformat()
                connection.execute("UPDATE filled SET changed_at = ? WHERE id = ?", (now, filled_id))
            count = connection.execute("SELECT count(*) FROM filling WHERE filled_id = ?", (filled_id,)).fetchone()[0]
            if count > MOST_FILLINGS:
                raise ChecklistTooLong(f"a filled-in checklist holds {MOST_FILLINGS} entries at most")
            return self._read(connection, filled_id)

    def get(self, filled_id: str) -> Filled:
        """A filled-in checklist. Raises UnknownFilledChecklist."""
        if not self._database.is_there:
            raise UnknownFilledChecklist(_UNKNOWN)
        with self._database.transaction() as connection:
            return self._read(connection, filled_id)

    def listed(self) -> tuple[Filled, ...]:
        """Every one, the one changed last first."""
        if not self._database.is_there:
            return ()
        with self._database.transaction() as connection:
            ids = connection.execute("SELECT id FROM filled ORDER BY changed_at DESC, id").fetchall()
            return tuple(self._read(connection, one) for (one,) in ids)

    def remove(self, filled_id: str) -> None:
        """Take one out; its bytes in the file are written over. Raises UnknownFilledChecklist.

        Its id is remembered, also one that a device chose and has not sent yet: neither a device that was not connected
        nor a request that was under way brings it back unasked.
        """
        may_come = _CHOSEN.fullmatch(filled_id) is not None
        if not self._database.is_there and not may_come:
            raise UnknownFilledChecklist(_UNKNOWN)
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM filling WHERE filled_id = ?", (filled_id,))
            is_removed = connection.execute("DELETE FROM filled WHERE id = ?", (filled_id,)).rowcount > 0
            if is_removed or may_come:
                connection.execute("INSERT OR IGNORE INTO removed VALUES (?)", (filled_id,))
        if not is_removed:
            raise UnknownFilledChecklist(_UNKNOWN)
        self._database.forget_removed()

    def close(self) -> None:
        """Close the file; what comes after opens it again."""
        self._database.close()

    def _read(self, connection: sqlite3.Connection, filled_id: str) -> Filled:
        row = connection.execute("SELECT kind, title, changed_at FROM filled WHERE id = ?", (filled_id,)).fetchone()
        if row is None:
            raise UnknownFilledChecklist(_UNKNOWN)
        asked = "SELECT line, record FROM filling WHERE filled_id = ? ORDER BY line, place"
        try:
            fillings = {
                line: tuple(_filling(record) for _, record in records)
                for line, records in groupby(connection.execute(asked, (filled_id,)), key=lambda one: str(one[0]))
            }
            return Filled(filled_id, row[0], row[1], datetime.fromisoformat(row[2]), fillings)
        except (KeyError, TypeError, ValueError) as error:
            raise LibraryError(f"{self._database.name}: {filled_id} is not in its form") from error


def _begin(connection: sqlite3.Connection, filled_id: str, kind: str, title: str) -> None:
    """Raises UnknownFilledChecklist."""
    found = connection.execute("SELECT kind FROM filled WHERE id = ?", (filled_id,)).fetchone()
    removed = connection.execute("SELECT 1 FROM removed WHERE id = ?", (filled_id,)).fetchone()
    if removed or (found and found[0] != kind):
        raise UnknownFilledChecklist(_REMOVED)
    if not found:
        row = (filled_id, kind, title, datetime.now(UTC).isoformat())
        connection.execute("INSERT INTO filled VALUES (?,?,?,?)", row)


def _lay(connection: sqlite3.Connection, filled_id: str, typed: Typed) -> bool:
    """Whether it changed what is kept of its line."""
    line = typed.filling.line
    kept = tuple(_kept(connection, filled_id, line))
    now = merged(kept, typed)
    if now == kept:
        return False
    connection.execute("DELETE FROM filling WHERE filled_id = ? AND line = ?", (filled_id, line))
    rows = [(filled_id, line, place, json.dumps(asdict(one))) for place, one in enumerate(now)]
    connection.executemany("INSERT INTO filling VALUES (?,?,?,?)", rows)
    return True


def _kept(connection: sqlite3.Connection, filled_id: str, line: str) -> Iterator[Filling]:
    asked = "SELECT record FROM filling WHERE filled_id = ? AND line = ? ORDER BY place"
    for (record,) in connection.execute(asked, (filled_id, line)).fetchall():
        yield _filling(record)


def _filling(record: str) -> Filling:
    told = json.loads(record)
    return Filling(**(told | {"state": Seen(told["state"]) if told["state"] else None}))
