from __future__ import annotations

from pathlib import Path

import pytest

from assistant.entrypoints.file_output import check, ending_of, write
from ingest.errors import BadInput


@pytest.mark.parametrize(
    ("name", "ending"), [("a.docx", "docx"), ("a.PDF", "pdf"), ("a.b.md", "md"), ("a.json", "json")]
)
def test_a_files_name_tells_its_form(name: str, ending: str) -> None:
    assert ending_of(Path(name)) == ending


@pytest.mark.parametrize("name", ["a", "a.doc", "docx", "a.docx.exe"])
def test_any_other_name_is_refused_and_the_endings_are_named(name: str) -> None:
    with pytest.raises(BadInput, match=r"ends in one of \.docx, \.pdf, \.md, \.json$"):
        check(Path(name))


def test_no_file_is_no_fault() -> None:
    check(None)


def test_a_file_is_written_with_its_folder(tmp_path: Path) -> None:
    write(tmp_path / "new" / "a.md", b"words")
    assert (tmp_path / "new" / "a.md").read_bytes() == b"words"


def test_a_table_has_one_ending(tmp_path: Path) -> None:
    check(tmp_path / "a.csv", ("csv",))
    with pytest.raises(BadInput, match=r"ends in \.xlsx$"):
        check(tmp_path / "a.txt", ("xlsx",))


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written: Is a directory"):
        write(tmp_path, b"")
