"""Drafts are kept in a SQLite file of their own, every version of them: what was asked for and what was made."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from assistant.drafting.draft import Draft
from assistant.drafting.draft_record import Record, from_record, to_record, with_sections
from assistant.errors import UnknownDraft, UnknownSection
from assistant.kept_database import KeptDatabase
from ingest.corpus import Corpus
from ingest.errors import LibraryError

_SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE draft (id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, profile_name TEXT NOT NULL);
CREATE TABLE version (
    draft_id TEXT NOT NULL REFERENCES draft(id) ON DELETE CASCADE, number INTEGER NOT NULL, made_at TEXT NOT NULL,
    commission TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (draft_id, number));
"""
_LATEST = """
SELECT draft.id, kind, title, profile_name, number, made_at FROM draft JOIN version ON draft_id = draft.id
WHERE number = (SELECT max(number) FROM version WHERE draft_id = draft.id) ORDER BY made_at DESC, draft.id
"""


@dataclass(frozen=True, slots=True)
class Commission:
    """What was asked for. ``profile`` is JSON in the form of ``ProfileIn``; ``topic`` is for a free section.

    ``model`` says whether a model, where one is set, words it.
    """

    kind: str
    profile: str
    topic: str = ""
    suggestions: bool = False
    model: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """A kept draft in brief; ``version`` is the latest, made at ``made_at``."""

    id: str
    kind: str
    title: str
    profile_name: str
    version: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft out of the store, with what was asked for."""

    id: str
    commission: Commission
    draft: Draft


class DraftStore:
    """The file ``path``, made when the first draft is kept. Thread-safe; raises LibraryError where it cannot be used.

    An id is hard to guess: who has not been given it cannot ask for the draft.
    """

    def __init__(self, path: Path) -> None:
        self._database = KeptDatabase(path, schema=_SCHEMA, version=_SCHEMA_VERSION, holds="drafts")

    def save(self, draft: Draft, commission: Commission) -> str:
        """Keep a new draft, as version 1, and return its id."""
        draft_id = secrets.token_hex(12)  # a command's argument must not begin with a dash
        with self._database.transaction() as connection:
            row = (draft_id, draft.kind, draft.title, draft.profile_name)
            connection.execute("INSERT INTO draft VALUES (?,?,?,?)", row)
            _add_version(connection, draft_id, 1, commission, to_record(draft))
        return draft_id

    def get(self, draft_id: str, corpus: Corpus, version: int | None = None) -> KeptDraft:
        """A draft as it stands against ``corpus``, the latest version unless one is named. Raises UnknownDraft."""
        with self._database.transaction() as connection:
            number, commission, record = _row(connection, draft_id, version)
        try:
            return KeptDraft(draft_id, commission, from_record(record, corpus, number))
        except (KeyError, TypeError, ValueError) as error:
            raise LibraryError(f"{self._database.name}: draft {draft_id} is not in its form") from error

    def listed(self) -> tuple[Listed, ...]:
        """Every draft, the one changed last first."""
        if not self._database.is_there:
            return ()
        with self._database.transaction() as connection:
            rows = connection.execute(_LATEST).fetchall()
        return tuple(
            Listed(draft_id, kind, title, name, number, datetime.fromisoformat(made_at))
            for draft_id, kind, title, name, number, made_at in rows
        )

    def replace_sections(
        self, draft_id: str, section_ids: Collection[str], fresh: Draft, commission: Commission
    ) -> int:
        """Keep a further version: the latest with these sections as ``fresh`` has them. Returns the version's number.

        Raises UnknownDraft, UnknownSection.
        """
        with self._database.transaction() as connection:
            number, _, record = _row(connection, draft_id, None)
            try:
                changed = with_sections(record, to_record(fresh), section_ids)
            except KeyError:
                raise UnknownSection(f"the draft has no such section; its sections: {_section_ids(record)}") from None
            connection.execute("UPDATE draft SET profile_name = ? WHERE id = ?", (fresh.profile_name, draft_id))
            _add_version(connection, draft_id, number + 1, commission, changed)
        return number + 1

    def remove(self, draft_id: str) -> None:
        """Take a draft out with all its versions; its bytes in the file are written over. Raises UnknownDraft."""
        with self._database.transaction() as connection:
            _row(connection, draft_id, None)
            connection.execute("DELETE FROM version WHERE draft_id = ?", (draft_id,))
            connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))
        self._database.forget_removed()

    def close(self) -> None:
        """Close the file; what comes after opens it again."""
        self._database.close()


def _add_version(
    connection: sqlite3.Connection, draft_id: str, number: int, commission: Commission, record: Record
) -> None:
    told = json.dumps(asdict(commission), ensure_ascii=False)
    made = json.dumps(record, ensure_ascii=False)
    connection.execute("INSERT INTO version VALUES (?,?,?,?,?)", (draft_id, number, record["made_at"], told, made))


def _row(connection: sqlite3.Connection, draft_id: str, version: int | None) -> tuple[int, Commission, Record]:
    """Raises UnknownDraft."""
    row = connection.execute(
        "SELECT number, commission, record FROM version WHERE draft_id = ? AND number = coalesce(?, number) "
        "ORDER BY number DESC LIMIT 1",
        (draft_id, version),
    ).fetchone()
    if row is None:
        raise UnknownDraft("no such draft, or no such version of it; `homes drafts` lists them")
    record: Record = json.loads(row[2])
    return row[0], Commission(**json.loads(row[1])), record


def _section_ids(record: Record) -> str:
    return ", ".join(one["id"] for one in record["sections"])
