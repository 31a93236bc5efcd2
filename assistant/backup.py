"""A data folder as one tar file, and back: each database as of one moment, and the source files the library names.

Vectors are left out, since they can always be made from the library again. Nothing in an archive is trusted: members
are taken by the names below, checked against the archive's own list, and put in place only when all are well.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from assistant.ownership import Ownership
from ingest.errors import BadInput, LibraryError
from ingest.library import Library
from ingest.whole_copy import sha256_of, sync_folder

FORMAT = 1
LIBRARY = "library.sqlite3"
MANIFEST = "manifest.json"

_MOST_MANIFEST_BYTES = 16 * 1024**2
_MEMBER = re.compile(r"[a-z]{1,40}\.sqlite3|files/[0-9a-f]{64}\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Backup:
    """What an archive holds: documents, source files and the bytes of it all."""

    documents: int
    files: int
    size: int


def write_backup(data: Path, library: Library, files: Path, target: Path) -> Backup:
    """Write ``target``, whole or not at all, from a folder that this process owns; others may go on reading it.

    Raises BadInput when ``target`` is no place for a file, LibraryError when something cannot be read or written.
    """
    _refuse_a_wrong_place(target, data)
    part = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".homes-backup-", dir=target.parent) as drafts:
            databases = _copied(data, library, Path(drafts))
            documents, names = _named(databases[LIBRARY])
            kept = {f"files/{name}": files / name for name in names if (files / name).is_file()}
            with part.open("wb") as out:
                os.fchmod(out.fileno(), 0o600)  # a provider's own documents may be in it
                _write_tar(out, databases | kept, documents)
                out.flush()
                os.fsync(out.fileno())
            part.replace(target)
            sync_folder(target.parent)
    except OSError as error:
        raise LibraryError(f"the backup could not be written ({error.strerror}); no part of it was left") from error
    finally:
        part.unlink(missing_ok=True)
    return Backup(len(documents), len(kept), target.stat().st_size)


def restore(archive: Path, data: Path) -> Backup:
    """Put an archive's content into ``data``, which holds no documents yet. The vectors are then to be made.

    Raises BadInput for a file that is no sound archive, LibraryLocked and LibraryError for a folder that is in use,
    that has documents or drafts in it or that cannot be written. What was cut short is finished by the same again.
    """
    with Ownership(data):
        _refuse_documents(data)
        try:
            with tempfile.TemporaryDirectory(prefix=".restoring-", dir=data) as unpacked:
                manifest = _unpack(archive, Path(unpacked))
                _check(Path(unpacked) / LIBRARY)
                _refuse_others_rows(data, manifest["members"])
                _put_in_place(Path(unpacked), data)
        except OSError as error:
            raise LibraryError(f"the backup could not be restored ({error.strerror}); nothing was changed") from error
    files = sum(name.startswith("files/") for name in manifest["members"])
    return Backup(len(manifest["documents"]), files, archive.stat().st_size)


def _refuse_a_wrong_place(target: Path, data: Path) -> None:
    """An earlier backup is replaced; no other file is."""
    if target.is_dir() or not target.parent.is_dir():
        raise BadInput(f"{target} is no place for a backup: name a file in a folder that is there")
    if target.resolve().is_relative_to(data.resolve()):
        raise BadInput("a backup in the data folder would be lost with it: name a file elsewhere")
    if target.exists():
        try:
            with _readable(target) as tar:
                _manifest(tar, tar.next())
        except BadInput:
            raise BadInput(f"{target} is there already and is no backup: name another file") from None


def _copied(data: Path, library: Library, folder: Path) -> dict[str, Path]:
    """A copy of every database of the data folder, by its name."""
    library.copy_to(folder / LIBRARY)
    for path in sorted(data.glob("*.sqlite3")):
        if path.name != LIBRARY:
            try:
                with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(folder / path.name)) as copy:
                    source.backup(copy)
            except sqlite3.Error as error:
                raise LibraryError(f"{path.name} could not be copied: {error}") from error
    return {path.name: path for path in folder.glob("*.sqlite3")}


def _named(copy: Path) -> tuple[tuple[str, ...], frozenset[str]]:
    """The documents and the source files that the library's copy names: in the library itself others may be by now."""
    library = Library(copy)
    try:
        return library.document_ids(), library.file_names()
    finally:
        library.close()


def _write_tar(out: IO[bytes], members: Mapping[str, Path], documents: tuple[str, ...]) -> None:
    manifest = {
        "format": FORMAT,
        "made_at": datetime.now(UTC).isoformat(),
        "documents": documents,
        "members": {name: sha256_of(path) for name, path in sorted(members.items())},
    }
    described = json.dumps(manifest, indent=1).encode()
    head = tarfile.TarInfo(MANIFEST)
    head.size = len(described)
    with tarfile.open(fileobj=out, mode="w") as tar:
        tar.addfile(_plain(head), io.BytesIO(described))
        for name, path in sorted(members.items()):
            tar.add(path, name, filter=_plain)


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without what is this machine's: owner, group and mode."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _unpack(archive: Path, folder: Path) -> dict[str, Any]:
    (folder / "files").mkdir()
    with _readable(archive) as tar:
        members = iter(tar)
        manifest = _manifest(tar, next(members, None))
        missing = dict(manifest["members"])
        for member in members:
            expected = missing.pop(member.name, None)
            content = tar.extractfile(member) if member.isfile() and expected else None
            if content is None:
                raise BadInput(f"{archive.name} is no sound backup: it has a member that its list does not name")
            with (folder / member.name).open("wb") as out:
                shutil.copyfileobj(content, out)
                out.flush()
                os.fsync(out.fileno())
            if sha256_of(folder / member.name) != expected:
                raise BadInput(f"{archive.name} is damaged: {member.name} is not what its list says")
    if missing:
        raise BadInput(f"{archive.name} is cut short: {len(missing)} of its members are missing")
    return manifest


@contextmanager
def _readable(archive: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(archive, mode="r:") as tar:
            yield tar
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise BadInput(f"{archive} cannot be read: {error.strerror}") from error
    except (tarfile.TarError, EOFError) as error:
        raise BadInput(f"{archive.name} is no backup, or is cut short") from error


def _manifest(tar: tarfile.TarFile, first: tarfile.TarInfo | None) -> dict[str, Any]:
    """The archive's own list of what is in it. Raises BadInput for one that is not in its form."""
    content = tar.extractfile(first) if first and first.name == MANIFEST and first.isfile() else None
    try:
        found = json.loads(content.read(_MOST_MANIFEST_BYTES)) if content else {}
        documents, members = found["documents"], found["members"]
        is_ours = found["format"] == FORMAT and isinstance(documents, list) and isinstance(members, dict)
        if is_ours and LIBRARY in members and all(map(_MEMBER.fullmatch, members)):
            return dict(found)
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput("the file is no backup of this program, or of another version of it") from error
    raise BadInput("the file is no backup of this program, or of another version of it")


def _check(library: Path) -> None:
    """Raises LibraryError for a library of another version, BadInput for a damaged one."""
    opened = Library(library)
    try:
        if opened.check():
            raise BadInput("the library in the backup is damaged")
    finally:
        opened.close()


def _refuse_documents(data: Path) -> None:
    if not (data / LIBRARY).exists():
        return
    library = Library(data / LIBRARY)
    try:
        used = bool(library.document_ids() or library.pending())
    finally:
        library.close()
    if used:
        raise LibraryError("the data folder has documents in it: set HOMES_DATA to a new folder, or move this one away")


def _refuse_others_rows(data: Path, members: Mapping[str, str]) -> None:
    """Leave alone what a person made here (drafts), but for what an earlier restore of this archive put in place."""
    others = (path for path in sorted(data.glob("*.sqlite3")) if path.name != LIBRARY)
    for path in others:
        if sha256_of(path) != members.get(path.name) and _has_rows(path):
            raise LibraryError(
                f"the data folder has {path.stem} in it: set HOMES_DATA to a new folder, or move this one away"
            )


def _has_rows(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(database)) as connection:
            tables = [str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            quoted = (table.replace('"', '""') for table in tables)
            return any(connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() for table in quoted)  # noqa: S608 - a table's own name
    except sqlite3.Error as error:
        raise LibraryError(f"{database.name} in the data folder cannot be read: move this folder away") from error


def _put_in_place(unpacked: Path, data: Path) -> None:
    """The library last: a restore that is cut short before leaves a folder without documents, to be restored again."""
    try:
        (data / "files").mkdir(exist_ok=True)
        for file in (unpacked / "files").iterdir():
            file.replace(data / "files" / file.name)
        sync_folder(data / "files")
        shutil.rmtree(data / "vectors", ignore_errors=True)
        databases = sorted(unpacked.glob("*.sqlite3"), key=lambda path: path.name == LIBRARY)
        for database in databases:
            for rest in ("-wal", "-shm"):
                (data / f"{database.name}{rest}").unlink(missing_ok=True)
            database.replace(data / database.name)
            sync_folder(data)
    except OSError as error:
        raise LibraryError(
            f"the backup was restored only in part ({error.strerror}: {error.filename}): mend that, and restore again"
        ) from error
