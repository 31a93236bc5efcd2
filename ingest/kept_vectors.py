"""The vectors of texts of our own, made once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.kept_array import kept_array

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
    """One row a text, in their order; ``fingerprint`` names what embeds. See ``kept_array`` for what is kept."""
    return kept_array("own", texts, fingerprint, folder, lambda: _made(texts, embed, on_progress))


def _made(
    texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors], on_progress: Callable[[int, int], None]
) -> Vectors:
    rows = [np.empty((0, 0), np.float32)]
    for start in range(0, len(texts), AT_ONCE):
        rows.append(embed(texts[start : start + AT_ONCE]))
        on_progress(min(start + AT_ONCE, len(texts)), len(texts))
    return np.concatenate(rows[1:] or rows)
