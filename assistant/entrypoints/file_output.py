"""Files that the command line writes: which form a name asks for, told before any work is done, and the writing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from itertools import count
from pathlib import Path

from rich.text import Text

from assistant.entrypoints import terminal
from assistant.export.file_format import FileFormat
from ingest.errors import BadInput

JSON = "json"
ENDINGS = (*(one.value for one in FileFormat), JSON)
"""The endings of names that can be written to."""

_WRITTEN_IN = frozenset({".docx", ".xlsx", ".csv", ".md"})


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
    """Write the file whole or not at all, making its folder where it is missing. Raises BadInput where that cannot be.

    What somebody may have written in since (a Word file, a table, Markdown) is kept beside it under another name,
    which is told.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        target = path.resolve()
        part = target.with_name(f".{os.getpid()}.part")
        try:
            part.write_bytes(content)
            kept = _keep_earlier(target, content)
            if target.is_file():
                shutil.copymode(target, part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}") from error
    if kept is not None:
        told = f"what was in {path.name} before is kept as {kept.name}"
        terminal.messages().print(Text(terminal.printable(told), "dim"), soft_wrap=True)


def _keep_earlier(path: Path, content: bytes) -> Path | None:
    """Copy what is there, where people write in such files and it differs."""
    if path.suffix.lower() not in _WRITTEN_IN or not path.is_file() or path.read_bytes() == content:
        return None
    numbered = (f"earlier {number}" if number > 1 else "earlier" for number in count(1))
    names = (path.with_name(f"{path.stem} ({said}){path.suffix}") for said in numbered)
    kept = next(name for name in names if not name.exists())
    shutil.copy2(path, kept)
    return kept
