"""Backup and restore: one command each, the same answers after, and nothing taken from an archive on trust."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.backup import restore, write_backup
from assistant.ownership import Ownership
from ingest.errors import BadInput, LibraryError, LibraryLocked
from ingest.library import Library
from tests.faults.forked_homes import Homes
from tests.faults.own_documents import write_documents

QUESTIONS = [
    "When must staff lock door 7?",
    "Which doors are locked every night?",
    "What should staff plan about meals number 4?",
    "reg 44",
    "Which records about children does the inspector ask for?",
    "Who is asked for the location assessment?",
    "How many complaints were there?",
    "Which staff left in the last year?",
    "What is the price of milk?",
    "Is there a bullying log?",
]


@pytest.fixture
def archive(small_data: Path, tmp_path: Path) -> Path:
    """A backup of the small data folder."""
    own = tmp_path / "own"
    shutil.copytree(small_data, own)
    library = Library(own / "library.sqlite3")
    write_backup(own, library, own / "files", tmp_path / "backup.tar")
    library.close()
    return tmp_path / "backup.tar"


def asked(homes: Homes) -> list[Any]:
    ended = [homes.run("ask", question, "--json") for question in QUESTIONS]
    assert all(one.code == 0 for one in ended)
    return [json.loads(one.out) for one in ended]


@pytest.mark.official
def test_a_backup_taken_while_serving_answers_the_same_on_an_empty_machine(
    homes: Homes, small_data: Path, tmp_path: Path
) -> None:
    data = Path(homes.environment["HOMES_DATA"])
    shutil.copytree(small_data, data)
    with homes.serve():
        before = asked(homes)
        ingesting = homes.start("ingest", *map(str, write_documents(tmp_path / "own", 0)), "--rebuild")
        made = homes.run("backup", str(tmp_path / "homes.tar"), "--json")
        ingesting.join(60)
        assert ingesting.exitcode == 0
        assert (made.code, json.loads(made.out)["documents"]) == (0, 4)
        assert homes.run("rebuild-index").code == 1
        assert homes.run("restore", str(tmp_path / "homes.tar")).code == 1
    shutil.rmtree(data)

    empty = Homes({**homes.environment, "HOMES_DATA": str(tmp_path / "empty")}, homes.scratch)
    restored = empty.run("restore", str(tmp_path / "homes.tar"))
    assert restored.code == 0, restored.err
    assert asked(empty) == before
    assert empty.run("doctor").code == 0
    again = empty.run("restore", str(tmp_path / "homes.tar"))
    assert (again.code, "has documents in it" in again.err) == (1, True)


def test_a_backup_is_whole_or_not_there(small_data: Path, tmp_path: Path) -> None:
    library = Library(small_data / "library.sqlite3")
    try:
        for target in (tmp_path, tmp_path / "nowhere" / "backup.tar"):
            with pytest.raises(BadInput, match="no place for a backup"):
                write_backup(small_data, library, small_data / "files", target)
        for _ in range(2):  # an earlier backup is replaced
            made = write_backup(small_data, library, small_data / "files", tmp_path / "backup.tar")
        assert (made.documents, made.files) == (4, 4)
        assert made.size == (tmp_path / "backup.tar").stat().st_size
    finally:
        library.close()
    assert [path.name for path in tmp_path.iterdir()] == ["backup.tar"]
    assert (tmp_path / "backup.tar").stat().st_mode & 0o777 == 0o600


def test_what_was_backed_up_is_there_again_byte_for_byte(small_data: Path, archive: Path, tmp_path: Path) -> None:
    restored = restore(archive, tmp_path / "empty")
    assert (restored.documents, restored.files) == (4, 4)
    before, after = Library(small_data / "library.sqlite3"), Library(tmp_path / "empty" / "library.sqlite3")
    assert after.load_all() == before.load_all()
    before.close()
    after.close()
    for file in (small_data / "files").iterdir():
        assert (tmp_path / "empty" / "files" / file.name).read_bytes() == file.read_bytes()


def test_a_folder_with_documents_or_an_owner_is_left_alone(archive: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    with pytest.raises(LibraryError, match="has documents in it"):
        restore(archive, own)
    with Ownership(tmp_path / "held"), pytest.raises(LibraryLocked):
        restore(archive, tmp_path / "held")


@pytest.mark.parametrize("name", ["letter.docx", "letter.tar"])
def test_another_file_is_never_replaced(small_data: Path, archive: Path, tmp_path: Path, name: str) -> None:
    letter = tmp_path / name
    letter.write_bytes(b"Dear all" if name.endswith("docx") else archive.read_bytes()[10_000:])
    library = Library(tmp_path / "own" / "library.sqlite3")
    with pytest.raises(BadInput, match="is no backup: name another file"):
        write_backup(tmp_path / "own", library, small_data / "files", letter)
    library.close()


Member = tuple[str, bytes]


def rewritten(archive: Path, change: Callable[[list[Member]], list[Member]]) -> Path:
    with tarfile.open(archive) as tar:
        members = [(member.name, (tar.extractfile(member) or io.BytesIO()).read()) for member in tar]
    changed = archive.with_name("changed.tar")
    with tarfile.open(changed, "w") as tar:
        for name, content in change(members):
            head = tarfile.TarInfo(name)
            head.size = len(content)
            tar.addfile(head, io.BytesIO(content))
    return changed


def with_name(members: list[Member], name: str) -> list[Member]:
    """The archive with its second member and its list saying ``name``."""
    (_, manifest), (old, content), *rest = members
    return [("manifest.json", manifest.replace(old.encode(), name.encode())), (name, content), *rest]


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members[1:],
        lambda members: members[:-1],
        lambda members: [*members[:-1], (members[-1][0], members[-1][1][:-1] + b"x")],
        lambda members: [*members, ("owner.json", b"{}")],
        lambda members: [*members, members[-1]],
        lambda members: with_name(members, "../elsewhere.sqlite3"),
        lambda members: with_name(members, "/elsewhere.sqlite3"),
        lambda members: with_name(members, "files/../../elsewhere"),
        lambda members: [("manifest.json", b"[]"), *members[1:]],
        lambda members: [("manifest.json", b'{"format": 2}'), *members[1:]],
        lambda members: members[:0],
    ],
    ids=["no list", "short", "damaged", "more", "twice", "up", "absolute", "nested", "no object", "later", "empty"],
)
def test_an_archive_that_is_not_sound_changes_nothing(
    archive: Path, tmp_path: Path, change: Callable[[list[Member]], list[Member]]
) -> None:
    with pytest.raises(BadInput):
        restore(rewritten(archive, change), tmp_path / "empty")
    assert sorted(path.name for path in (tmp_path / "empty").iterdir()) == ["owner.lock"]
    assert not (tmp_path / "elsewhere.sqlite3").exists()


@pytest.mark.parametrize("content", [b"", b"not a tar", None], ids=["empty", "other", "absent"])
def test_a_file_that_is_no_archive_is_told(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "backup.tar"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BadInput):
        restore(file, tmp_path / "empty")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_an_archive_cut_short_is_told(archive: Path, tmp_path: Path, part: float) -> None:
    whole = archive.read_bytes()
    archive.write_bytes(whole[: int(len(whole) * part)])
    with pytest.raises(BadInput):
        restore(archive, tmp_path / "empty")


def test_a_restore_without_its_vectors_is_refused_with_the_command_that_makes_them(homes: Homes, archive: Path) -> None:
    restore(archive, Path(homes.environment["HOMES_DATA"]))
    ended = homes.run("ask", QUESTIONS[0], "--json")
    assert ended.code == 1
    assert "have no vector: run `homes rebuild-index`" in json.loads(ended.err)["detail"]
