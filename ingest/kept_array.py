"""What is worked out from texts of our own, which stay the same: made once, kept in a file, mapped when needed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

Array = NDArray[Any]


def kept_array(name: str, texts: Sequence[str], maker: str, folder: Path, make: Callable[[], Array]) -> Array:
    """What ``make`` gives for ``texts``: from ``folder`` where it was made before, otherwise made and kept there.

    ``name`` tells apart what is kept of the same texts, ``maker`` says what makes it. Texts or a maker that changed
    give another file; the old one goes. Two processes may call it at once: the second waits. Where the folder cannot be
    written it is made each time.
    """
    kept = folder / f"{name}-{_told_apart(texts, maker)}.npy"
    found = _read(kept)
    if found is not None:
        return found
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f".{name}.lock"):
            found = _read(kept)
            if found is None:
                _keep(make(), kept, f"{name}-*.npy")
                found = _read(kept)
    except OSError:
        found = None
    return make() if found is None else found


def _keep(made: Array, kept: Path, siblings: str) -> None:
    """Write beside, then put in place: a file that is there is whole."""
    handle, draft = tempfile.mkstemp(dir=kept.parent, suffix=".draft")
    with os.fdopen(handle, "wb") as file:
        np.save(file, made)
    for old in kept.parent.glob(siblings):
        old.unlink(missing_ok=True)
    Path(draft).replace(kept)


def _read(kept: Path) -> Array | None:
    """The array; None where the file is not there, or cut short."""
    try:
        found: Array = np.load(kept, mmap_mode="r")
    except (OSError, ValueError, EOFError):
        return None
    return found


def _told_apart(texts: Sequence[str], maker: str) -> str:
    whole = hashlib.sha256(maker.encode())
    for text in texts:
        whole.update(b"\0" + text.encode())
    return whole.hexdigest()[:16]
