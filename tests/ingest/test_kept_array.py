"""What is kept of texts of our own: made once, never mistaken for another's, and whole where it is there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.kept_array import Array, kept_array


class Lengths:
    """Makes the lengths of texts, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def kept(self, texts: list[str], maker: str, folder: Path, name: str = "lengths") -> list[int]:
        def make() -> Array:
            self.times += 1
            return np.array([len(text) for text in texts])

        found: list[int] = kept_array(name, texts, maker, folder, make).tolist()
        return found


def test_it_is_made_once_and_read_afterwards(tmp_path: Path) -> None:
    lengths = Lengths()
    assert lengths.kept(["a", "bcd"], "m1", tmp_path) == lengths.kept(["a", "bcd"], "m1", tmp_path) == [1, 3]
    assert lengths.times == 1


@pytest.mark.parametrize(
    ("texts", "maker"), [(["a", "bc"], "m1"), (["ab", "cd"], "m1"), (["a", "bcd"], "m2"), (["abcd"], "m1")]
)
def test_other_texts_or_another_maker_are_made_anew_and_the_old_file_goes(
    tmp_path: Path, texts: list[str], maker: str
) -> None:
    lengths = Lengths()
    lengths.kept(["a", "bcd"], "m1", tmp_path)
    assert lengths.kept(texts, maker, tmp_path) == [len(text) for text in texts]
    assert len(list(tmp_path.glob("*.npy"))) == 1


def test_two_things_kept_of_the_same_texts_stay_beside_each_other(tmp_path: Path) -> None:
    lengths = Lengths()
    for name in ("lengths", "others", "lengths", "others"):
        lengths.kept(["a"], "m1", tmp_path, name)
    assert lengths.times == 2


@pytest.mark.parametrize("left", [b"", b"\x93NUMPY half a head", None])
def test_a_file_that_is_cut_short_is_made_again(tmp_path: Path, left: bytes | None) -> None:
    lengths = Lengths()
    lengths.kept(["a", "bcd"], "m1", tmp_path)
    (kept,) = tmp_path.glob("*.npy")
    kept.write_bytes(kept.read_bytes()[:-4] if left is None else left)
    assert lengths.kept(["a", "bcd"], "m1", tmp_path) == [1, 3]


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    lengths = Lengths()
    assert [lengths.kept(["a"], "m1", in_the_way / "below") for _ in range(2)] == [[1], [1]]
    assert lengths.times == 2
