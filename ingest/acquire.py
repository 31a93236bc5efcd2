"""A catalogue entry becomes a file on disk: from a given folder or by download, checked, never half-written."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from ingest.catalogue import CatalogueEntry
from ingest.errors import AcquisitionError, ChecksumMismatch, DocumentMissing
from ingest.whole_copy import copy_whole, sha256_of, sync_folder

Progress = Callable[[str, int, int | None], None]
"""Called with the document's id, the bytes on disk so far and the bytes expected (None when not announced)."""

BY_HAND = "put the file in a folder and run `homes corpus fetch --from FOLDER`, or set HOMES_OFFICIAL to that folder"
TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
OPENINGS = {"pdf": re.compile(rb"%PDF-"), "html": re.compile(rb"<!doctype html|<html", re.IGNORECASE)}
CLOSINGS = {"pdf": re.compile(rb"%%EOF"), "html": re.compile(rb"</html\s*>", re.IGNORECASE)}
EDGE_BYTES = 1024
"""How much of a file's beginning and end tells its kind, and whether it is whole."""


@dataclass(frozen=True, slots=True)
class Fetching:
    """How patiently to download. Seconds; ``pause`` doubles from ``first_pause`` after each failed attempt."""

    attempts: int = 4
    first_pause: float = 0.5
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    most_bytes: int = 200_000_000
    user_agent: str = "childrens-homes-assistant (fetches official documents for local use)"
    pause: Callable[[float], None] = time.sleep


class _TransientError(Exception):
    """This attempt failed in a way that another may not."""


def acquire(
    entry: CatalogueEntry,
    folder: Path,
    *,
    from_folder: Path | None = None,
    progress: Progress | None = None,
    fetching: Fetching | None = None,
) -> Path:
    """Make sure ``folder`` holds the entry's file, and return its path.

    A file already there and fit is kept. Otherwise it is copied from ``from_folder`` if that is given, and
    downloaded if not. An interrupted download leaves ``FILE.part`` and is taken up there next time. The final name
    only ever holds a whole, checked file; a fit earlier one is never lost to a failure.

    Raises ``DocumentMissing`` (not in ``from_folder``, or not to be downloaded), ``ChecksumMismatch`` (not the
    bytes the catalogue names) and ``AcquisitionError`` (no network, a refusal, another kind of file).
    """
    try:
        return _acquire(entry, folder / entry.file, from_folder, progress or _silent, fetching or Fetching())
    except OSError as error:
        raise AcquisitionError(f"{entry.id}: {folder} cannot be written to or read: {error}") from error


def _silent(document_id: str, done: int, total: int | None) -> None:
    """No one watches."""


def _acquire(
    entry: CatalogueEntry, target: Path, from_folder: Path | None, report: Progress, fetching: Fetching
) -> Path:
    if from_folder is not None:
        return _copy(entry, from_folder / entry.file, target, report)
    if target.is_file() and _is_fit(entry, target):
        report(entry.id, target.stat().st_size, target.stat().st_size)
        return target
    if not entry.download:
        raise DocumentMissing(
            f"{entry.id}: has no address to download from. Look for it at {entry.url}. {entry.note} Then {BY_HAND}."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    return _download(entry, target, report, fetching)


def _check(entry: CatalogueEntry, path: Path, origin: str) -> None:
    """Raise unless ``path`` is the kind of file, and where they are fixed the very bytes, the catalogue names."""
    opening, closing = _edges_of(path)
    if not OPENINGS[entry.media].search(opening):
        raise AcquisitionError(
            f"{entry.id}: {origin} did not give a {entry.media.upper()} file. If the publisher moved it, {BY_HAND}."
        )
    if entry.sha256 is None and not CLOSINGS[entry.media].search(closing):
        raise AcquisitionError(f"{entry.id}: {origin} gave a {entry.media.upper()} file that is cut short. {_mend()}")
    found = sha256_of(path)
    if entry.sha256 is not None and found != entry.sha256:
        raise ChecksumMismatch(
            f"{entry.id}: {origin} gave other bytes than the catalogue names (SHA-256 expected {entry.sha256}, "
            f"found {found}): another version or a damaged file. Nothing was replaced."
        )


def _edges_of(path: Path) -> tuple[bytes, bytes]:
    with path.open("rb") as file:
        opening = file.read(EDGE_BYTES)
        file.seek(max(0, path.stat().st_size - EDGE_BYTES))
        return opening, file.read()


def _is_fit(entry: CatalogueEntry, path: Path) -> bool:
    try:
        _check(entry, path, path.name)
    except AcquisitionError:
        return False
    return True


def _copy(entry: CatalogueEntry, source: Path, target: Path, report: Progress) -> Path:
    if not source.is_file():
        raise DocumentMissing(f"{entry.id}: {entry.file} is not in the folder {source.parent}.")
    _check(entry, source, str(source))  # what is not fit is refused before it takes room on the disk
    if not (target.exists() and source.samefile(target)):
        copy_whole(source, target, lambda copy: _check(entry, copy, str(source)))
    size = target.stat().st_size
    report(entry.id, size, size)
    return target


def _download(entry: CatalogueEntry, target: Path, report: Progress, fetching: Fetching) -> Path:
    part = target.with_name(f"{target.name}.part")
    if entry.sha256 is None:
        # Made afresh on each request: two halves from different requests could not be told from a whole.
        part.unlink(missing_ok=True)
    # What an earlier run left may be of another file; only a download from the start tells.
    for from_start in (False, True) if part.exists() else (True,):
        _attempts(entry, part, report, fetching)
        try:
            _check(entry, part, entry.url)
        except AcquisitionError:
            part.unlink()
            if from_start:
                raise
        else:
            break
    part.replace(target)
    sync_folder(target.parent)
    return target


def _attempts(entry: CatalogueEntry, part: Path, report: Progress, fetching: Fetching) -> None:
    """Fill ``part``, trying again after failures that may pass."""
    headers = {"User-Agent": fetching.user_agent, "Accept-Encoding": "identity"}
    timeout = httpx.Timeout(fetching.read_timeout, connect=fetching.connect_timeout)
    failure = "not tried"
    with httpx.Client(headers=headers, timeout=timeout, follow_redirects=True) as client:
        for attempt in range(fetching.attempts):
            if attempt:
                fetching.pause(fetching.first_pause * 2 ** (attempt - 1))
            try:
                _attempt(client, entry, part, report, fetching)
            except (httpx.TooManyRedirects, httpx.InvalidURL) as error:
                raise AcquisitionError(f"{entry.id}: {entry.url} leads nowhere ({error}). {_mend()}") from error
            except (_TransientError, httpx.RequestError) as error:
                failure = f"{type(error).__name__.lstrip('_')}: {error}"
            else:
                return
    raise AcquisitionError(
        f"{entry.id}: could not be downloaded from {entry.url} in {fetching.attempts} attempts ({failure}). "
        f"Check the network and try again (what arrived is kept). {_mend()}"
    )


def _mend() -> str:
    return f"Or get it another way: {BY_HAND}."


def _attempt(client: httpx.Client, entry: CatalogueEntry, part: Path, report: Progress, fetching: Fetching) -> None:
    """One request, taking up after the bytes ``part`` already has where bytes are bytes of one fixed file."""
    have = part.stat().st_size if part.exists() and entry.sha256 is not None else 0
    headers = {"Range": f"bytes={have}-"} if have else {}
    with client.stream("GET", entry.url, headers=headers) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            _range_refused(entry, part)
            return
        _check_status(entry, response)
        start = _start_of(response) if response.status_code == httpx.codes.PARTIAL_CONTENT else 0
        if start not in (0, have):
            part.unlink(missing_ok=True)
            raise _TransientError(f"the server resumed at byte {start}, not {have}")

        def watch(done: int, total: int | None) -> None:
            if done > fetching.most_bytes:
                raise AcquisitionError(f"{entry.id}: {entry.url} gave more than {fetching.most_bytes} bytes.")
            report(entry.id, done, total)

        _write(response, part, start, watch)


def _range_refused(entry: CatalogueEntry, part: Path) -> None:
    """The server has no bytes after ours: either we have the whole file already, or ours is not its beginning."""
    if sha256_of(part) != entry.sha256:
        part.unlink()
        raise _TransientError("the server refused to resume")


def _check_status(entry: CatalogueEntry, response: httpx.Response) -> None:
    status = response.status_code
    if entry.url.startswith("https:") and response.url.scheme != "https":
        raise AcquisitionError(f"{entry.id}: {entry.url} leads to an address that is not encrypted. {_mend()}")
    if status in TRANSIENT:
        raise _TransientError(f"the server answered {status}")
    if status not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
        raise AcquisitionError(f"{entry.id}: {entry.url} answered {status}. {_mend()}")


def _start_of(response: httpx.Response) -> int:
    matched = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return int(matched[1]) if matched else -1


def _write(response: httpx.Response, part: Path, start: int, watch: Callable[[int, int | None], None]) -> None:
    """Append the body to ``part`` from byte ``start`` on; what arrived before a break stays."""
    length = response.headers.get("Content-Length", "")
    encoded = response.headers.get("Content-Encoding", "identity") != "identity"
    total = start + int(length) if length.isdecimal() and not encoded else None
    done = start
    with part.open("r+b" if start else "wb") as file:
        file.seek(start)
        for chunk in response.iter_bytes():
            done += len(chunk)
            watch(done, total)
            file.write(chunk)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
