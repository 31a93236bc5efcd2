"""Vectors of texts of our own: see test_kept_array.py for how they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest.kept_vectors import AT_ONCE, Vectors, kept_vectors


class Counting:
    """Embeds a text as its length, and counts the texts."""

    def __init__(self) -> None:
        self.embedded = 0

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return np.array([[len(text), 1.0] for text in texts], np.float32)


def test_a_row_a_text_embedded_once(tmp_path: Path) -> None:
    embed = Counting()
    for _ in range(2):
        assert kept_vectors(["a", "bcd"], embed, "m1", tmp_path).tolist() == [[1, 1], [3, 1]]
    assert embed.embedded == 2


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    count = AT_ONCE + 1
    kept_vectors(["a"] * count, Counting(), "m1", tmp_path, on_progress=lambda done, all_: told.append((done, all_)))
    assert told == [(AT_ONCE, count), (count, count)]


def test_no_texts_have_no_vectors(tmp_path: Path) -> None:
    assert len(kept_vectors([], Counting(), "m1", tmp_path)) == 0
