"""A file is copied whole or not at all: on the disk and looked at again before it has its name."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path


def copy_whole(source: Path, target: Path, check: Callable[[Path], None]) -> None:
    """Put a copy of ``source`` in the place of ``target``, whose folder is made if need be.

    ``check`` is given the copy as it will be kept, and raises when it is not what it should be. Whatever is raised
    leaves ``target`` as it was; OSError where a file cannot be read or written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    copy = target.with_name(f"{target.name}.copy")
    try:
        with source.open("rb") as content, copy.open("wb") as out:
            shutil.copyfileobj(content, out)
            out.flush()
            os.fsync(out.fileno())
        check(copy)
        copy.replace(target)
    finally:
        copy.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make what was renamed in ``folder`` outlast a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256_of(path: Path) -> str:
    """The file's SHA-256 as 64 small hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
