"""Files that the command line writes: which form a name asks for, told before any work is done, and the writing."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from assistant.export.file_format import FileFormat
from ingest.errors import BadInput

JSON = "json"
ENDINGS = (*(one.value for one in FileFormat), JSON)
"""The endings of names that can be written to."""


def ending_of(path: Path, endings: Collection[str] = ENDINGS) -> str:
    """The form that a file's name asks for, one of ``endings``. Raises BadInput for any other."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in endings:
        which = "one of " if len(endings) > 1 else ""
        raise BadInput(f"{path.name}: a file's name ends in {which}{', '.join(f'.{one}' for one in endings)}")
    return ending


def check(path: Path | None, endings: Collection[str] = ENDINGS) -> None:
    """Before anything is asked for: raises BadInput for a name that no file can be written to."""
    if path is not None:
        ending_of(path, endings)


def write(path: Path, content: bytes) -> None:
    """Write the file, making its folder where it is missing. Raises BadInput where that cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}") from error
