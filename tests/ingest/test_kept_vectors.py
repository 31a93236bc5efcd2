"""Vectors of texts of our own: made once, and never mistaken for those of other texts or of another embedder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from ingest.kept_vectors import AT_ONCE, Vectors, kept_vectors


class Counting:
    """Embeds a text as its length, and counts the texts."""

    def __init__(self) -> None:
        self.embedded = 0

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return np.array([[len(text), 1.0] for text in texts], np.float32)


@pytest.fixture
def embed() -> Counting:
    return Counting()


def test_they_are_made_once_and_read_afterwards(embed: Counting, tmp_path: Path) -> None:
    first = kept_vectors(["a", "bcd"], embed, "m1", tmp_path)
    again = kept_vectors(["a", "bcd"], embed, "m1", tmp_path)
    assert first.tolist() == again.tolist() == [[1, 1], [3, 1]]
    assert embed.embedded == 2


@pytest.mark.parametrize(
    ("texts", "fingerprint"), [(["a", "bc"], "m1"), (["ab", "cd"], "m1"), (["a", "bcd"], "m2"), (["abcd"], "m1")]
)
def test_other_texts_or_another_embedder_are_made_anew_and_the_old_file_goes(
    embed: Counting, tmp_path: Path, texts: list[str], fingerprint: str
) -> None:
    kept_vectors(["a", "bcd"], embed, "m1", tmp_path)
    found = kept_vectors(texts, embed, fingerprint, tmp_path)
    assert found[:, 0].tolist() == [len(text) for text in texts]
    assert len(list(tmp_path.glob("*.npy"))) == 1


@pytest.mark.parametrize("left", [b"", b"\x93NUMPY half a head", None])
def test_a_file_that_is_cut_short_is_made_again(embed: Counting, tmp_path: Path, left: bytes | None) -> None:
    kept_vectors(["a", "bcd"], embed, "m1", tmp_path)
    (kept,) = tmp_path.glob("*.npy")
    kept.write_bytes(kept.read_bytes()[:-4] if left is None else left)
    assert kept_vectors(["a", "bcd"], embed, "m1", tmp_path).tolist() == [[1, 1], [3, 1]]


def test_where_nothing_can_be_written_they_are_made_each_time(embed: Counting, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    for _ in range(2):
        assert kept_vectors(["a"], embed, "m1", in_the_way / "below").tolist() == [[1, 1]]
    assert embed.embedded == 2


def test_progress_is_told_to_the_end(embed: Counting, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    count = AT_ONCE + 1
    kept_vectors(["a"] * count, embed, "m1", tmp_path, on_progress=lambda done, all_: told.append((done, all_)))
    assert told == [(AT_ONCE, count), (count, count)]


def test_no_texts_have_no_vectors(embed: Counting, tmp_path: Path) -> None:
    assert len(kept_vectors([], embed, "m1", tmp_path)) == 0
