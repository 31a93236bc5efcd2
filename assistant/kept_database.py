"""A SQLite file of the data folder that keeps what a person wrote: made when needed, written over when removed."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import LibraryError

_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"


class KeptDatabase:
    """The file ``path``, made when something is first kept. Thread-safe; raises LibraryError where it cannot be used.

    ``schema`` are the statements that make its tables, as of ``version``; ``holds`` names its content in errors.
    """

    def __init__(self, path: Path, *, schema: str, version: int, holds: str) -> None:
        self._path = path
        self._schema = schema
        self._version = version
        self._holds = holds
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None

    @property
    def name(self) -> str:
        """The file's own name, for errors."""
        return self._path.name

    @property
    def is_there(self) -> bool:
        """Whether anything was ever kept."""
        return self._connection is not None or self._path.exists()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are all kept, or none where something is raised."""
        with self._lock, self._told(), self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection

    def forget_removed(self) -> None:
        """Empty the write-ahead log, so that what was removed stands in no file any more."""
        with self._lock, self._told():
            self._opened().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file; what comes after opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise LibraryError(f"the {self._holds} in {self.name} cannot be used: {error}") from error

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
            try:
                self._prepare(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.executescript(_PRAGMAS)
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        if found == 0:
            connection.executescript(f"BEGIN; {self._schema} PRAGMA user_version={self._version}; COMMIT;")
        elif found != self._version:
            raise LibraryError(f"{self.name} was made by another version of this program")
