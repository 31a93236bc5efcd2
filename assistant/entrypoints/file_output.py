"""Files that the command line writes: which form a name asks for, told before any work is done, and the writing."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from itertools import count
from pathlib import Path

from rich.text import Text

from assistant.entrypoints import terminal
from assistant.export.file_format import FileFormat
from ingest.errors import BadInput

JSON = "json"
ENDINGS = (*(one.value for one in FileFormat), JSON)
"""The endings of names that can be written to."""

_WRITTEN_IN = frozenset({".docx", ".xlsx", ".md"})


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

    What somebody may have written in since (a Word file, a workbook, Markdown) is kept beside it under another name,
    which is told.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        kept = _keep_earlier(path, content)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise BadInput(f"{path} cannot be written: {error.strerror}") from error
    if kept is not None:
        told = f"what was in {path.name} before is kept as {kept.name}"
        terminal.messages().print(Text(terminal.printable(told), "dim"), soft_wrap=True)


def _keep_earlier(path: Path, content: bytes) -> Path | None:
    """Move away what is there, where people write in such files and it differs."""
    if path.suffix.lower() not in _WRITTEN_IN or not path.is_file() or path.read_bytes() == content:
        return None
    numbered = (f"earlier {number}" if number > 1 else "earlier" for number in count(1))
    names = (path.with_name(f"{path.stem} ({said}){path.suffix}") for said in numbered)
    kept = next(name for name in names if not name.exists())
    path.rename(kept)
    return kept
