from __future__ import annotations

from pathlib import Path

import pytest

from ingest.whole_copy import copy_whole, sha256_of


def test_a_copy_has_the_same_bytes_and_leaves_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"bytes" * 50_000)
    copy_whole(tmp_path / "one", tmp_path / "new" / "two", lambda _: None)
    assert sha256_of(tmp_path / "new" / "two") == sha256_of(tmp_path / "one")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["two"]


def test_a_copy_that_is_not_fit_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"new")
    (tmp_path / "two").write_bytes(b"earlier")

    def refuse(copy: Path) -> None:
        assert copy.read_bytes() == b"new"
        raise ValueError("not fit")

    with pytest.raises(ValueError, match="not fit"):
        copy_whole(tmp_path / "one", tmp_path / "two", refuse)
    assert (tmp_path / "two").read_bytes() == b"earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_a_file_that_is_not_there_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "two").write_bytes(b"earlier")
    with pytest.raises(FileNotFoundError):
        copy_whole(tmp_path / "one", tmp_path / "two", lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["two"]
