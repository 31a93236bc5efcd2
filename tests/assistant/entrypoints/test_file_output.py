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


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(BadInput, match="cannot be written: Is a directory"):
        write(tmp_path / "folder.md", b"")
    assert [one.name for one in tmp_path.iterdir()] == ["folder.md"]


def test_what_people_may_have_written_in_is_kept_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.docx"
    for content in (b"first, with notes", b"second", b"second", b"third"):
        write(report, content)
    kept = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    assert kept == {
        "report.docx": b"third",
        "report (earlier).docx": b"first, with notes",
        "report (earlier 2).docx": b"second",
    }
    assert "is kept as report (earlier).docx" in capsys.readouterr().err


def test_what_nobody_writes_in_is_replaced(tmp_path: Path) -> None:
    for content in (b"{}", b"[]"):
        write(tmp_path / "a.json", content)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.json", b"[]")]


def test_a_file_that_cannot_be_replaced_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "a.pdf"
    write(kept, b"whole")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(BadInput, match="No space left"):
        write(kept, b"other")
    assert kept.read_bytes() == b"whole"
