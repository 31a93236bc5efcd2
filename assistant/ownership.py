"""One owner of the data folder. Several processes on one Chroma folder corrupt it without a word."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from ingest.errors import LibraryError, LibraryLocked

_LOCK, _OWNER = "owner.lock", "owner.json"


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns a data folder. ``url`` and ``token`` are set by a service that takes requests for it."""

    pid: int
    url: str | None = None
    token: str | None = None


class Ownership:
    """Held while a process uses the data folder; let go by ``release`` or when the process ends, however it ends."""

    def __init__(self, data: Path) -> None:
        """Take the folder. Raises LibraryLocked, naming the owner, when another process has it."""
        self.data = data
        self._owner_file = data / _OWNER
        try:
            data.mkdir(parents=True, exist_ok=True)
            self._lock = FileLock(data / _LOCK, blocking=False)
            self._lock.acquire()
        except Timeout:
            raise LibraryLocked(_in_use(data)) from None
        except OSError as error:
            raise LibraryError(f"the data folder cannot be used: {error.strerror}") from error
        self._write(Owner(os.getpid()))

    def announce(self, url: str) -> str:
        """Say that a service at ``url`` takes requests for this folder; returns the token for changing it."""
        token = secrets.token_urlsafe(24)
        self._write(Owner(os.getpid(), url, token))
        return token

    def release(self) -> None:
        """Let the folder go."""
        with suppress(OSError):
            self._owner_file.unlink(missing_ok=True)
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()

    def _write(self, owner: Owner) -> None:
        """Say who owns the folder, where the disk lets us: the lock holds without it, and a full disk can be read."""
        part = self._owner_file.with_suffix(".part")
        try:
            self._owner_file.unlink(missing_ok=True)
            part.touch(mode=0o600)
            part.write_text(json.dumps({"pid": owner.pid, "url": owner.url, "token": owner.token}), encoding="utf-8")
            part.replace(self._owner_file)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def owner_of(data: Path) -> Owner | None:
    """Who owns the folder now; None when nobody does, whatever an ended process left behind."""
    lock = data / _LOCK
    if not lock.exists():
        return None
    probe = FileLock(lock, blocking=False)
    try:
        probe.acquire()
    except Timeout:
        return _read(data / _OWNER)
    probe.release()
    return None


def _read(path: Path) -> Owner:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Owner(int(found["pid"]), found.get("url"), found.get("token"))
    except (OSError, ValueError, KeyError, TypeError):
        return Owner(0)


def _in_use(data: Path) -> str:
    owner = _read(data / _OWNER)
    who = f"process {owner.pid}" if owner.pid else "another process"
    at = f", the service at {owner.url}" if owner.url else ""
    return f"the data folder is in use by {who}{at}: wait for it to end, stop it, or set HOMES_DATA to another folder"
