"""The vectors of texts of our own that stay the same: made once, kept in a file, mapped when they are needed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

AT_ONCE = 256
"""Texts embedded between two reports of progress."""


def kept_vectors(
    texts: Sequence[str],
    embed: Callable[[Sequence[str]], Vectors],
    fingerprint: str,
    folder: Path,
    *,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Vectors:
    """One row a text, in their order: from ``folder`` where they were made before, otherwise made and kept there.

    ``fingerprint`` names what embeds. Texts or an embedder that changed give another file; the old one goes. Two
    processes may call it at once: the second waits. Where the folder cannot be written the vectors are made each time.
    """
    kept = folder / f"own-{_name(texts, fingerprint)}.npy"
    found = _read(kept, len(texts))
    if found is not None:
        return found
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".own.lock"):
            found = _read(kept, len(texts))
            if found is None:
                _keep(_made(texts, embed, on_progress), kept)
                found = _read(kept, len(texts))
    except OSError:
        found = None
    return _made(texts, embed, on_progress) if found is None else found


def _made(
    texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors], on_progress: Callable[[int, int], None]
) -> Vectors:
    rows = [np.empty((0, 0), np.float32)]
    for start in range(0, len(texts), AT_ONCE):
        rows.append(embed(texts[start : start + AT_ONCE]))
        on_progress(min(start + AT_ONCE, len(texts)), len(texts))
    return np.concatenate(rows[1:] or rows)


def _keep(vectors: Vectors, kept: Path) -> None:
    """Write beside, then put in place: a file that is there is whole."""
    handle, draft = tempfile.mkstemp(dir=kept.parent, suffix=".draft")
    with os.fdopen(handle, "wb") as file:
        np.save(file, vectors)
    for old in kept.parent.glob("own-*.npy"):
        old.unlink(missing_ok=True)
    Path(draft).replace(kept)


def _read(kept: Path, count: int) -> Vectors | None:
    try:
        found: Vectors = np.load(kept, mmap_mode="r")
    except (OSError, ValueError, EOFError):
        return None
    return found if len(found) == count else None


def _name(texts: Sequence[str], fingerprint: str) -> str:
    whole = hashlib.sha256(fingerprint.encode())
    for text in texts:
        whole.update(b"\0" + text.encode())
    return whole.hexdigest()[:16]
