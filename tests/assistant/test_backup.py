"""Backup and restore: one command each, the same answers after, and nothing taken from an archive on trust."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.backup import restore, write_backup
from assistant.compliance.checklist import Seen
from assistant.compliance.filled import Filling, Typed
from assistant.compliance.filled_store import FilledStore
from assistant.drafting.draft import Draft
from assistant.drafting.draft_store import Commission, DraftStore, KeptDraft, Listed
from assistant.drafting.drafter import draft
from assistant.drafting.profile import check_profile, home_profile
from assistant.errors import UnknownDraft
from assistant.ownership import Ownership
from ingest.errors import BadInput, LibraryError, LibraryLocked
from ingest.library import Library
from tests.assistant.drafting.made_requirements import made_requirements
from tests.assistant.drafting.test_drafter import NOON
from tests.assistant.drafting.test_requirements_file import APART
from tests.assistant.made_corpus import made_corpus
from tests.faults.forked_homes import Homes
from tests.faults.own_documents import write_documents

FILLED = "5f1d0c8e9a7b4c3d2e1f0a9b"
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


class ReplacedMeanwhile(Library):
    """A library in which a document is replaced as soon as it has been copied."""

    def copy_to(self, path: Path) -> None:
        super().copy_to(path)
        one = self.load(self.document_ids()[0])
        self.replace(replace(one, file=f"{'f' * 64}.pdf"))


def test_a_replacement_while_a_backup_is_written_parts_no_document_from_its_file(
    small_data: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    shutil.copytree(small_data, own)
    (own / "files" / f"{'f' * 64}.pdf").write_bytes(b"the later version")
    library = ReplacedMeanwhile(own / "library.sqlite3")
    made = write_backup(own, library, own / "files", tmp_path / "backup.tar")
    library.close()
    assert (made.documents, made.files) == (4, 4)
    restore(tmp_path / "backup.tar", tmp_path / "empty")
    restored = Library(tmp_path / "empty" / "library.sqlite3")
    assert restored.file_names() == {path.name for path in (tmp_path / "empty" / "files").iterdir()}
    restored.close()


def drafts_in(data: Path, *wanted: Draft) -> tuple[list[Listed], list[KeptDraft]]:
    """Keep ``wanted`` in ``data``; the drafts that are then there, in brief and whole."""
    store = DraftStore(data / "drafts.sqlite3")
    for one in wanted:
        store.save(one, Commission(one.kind, "{}"))
    listed = list(store.listed())
    kept = [store.get(one.id, made_corpus()) for one in listed]
    store.close()
    return listed, kept


@pytest.fixture
def own_draft(tmp_path: Path) -> Draft:
    """A draft that a person made."""
    profile = home_profile(check_profile({"school": False}))
    wanted = made_requirements(tmp_path / "requirements", content=APART)
    return draft(made_corpus(), wanted, profile, suggestions=True, made_at=NOON)


@pytest.fixture
def archive_with_a_draft(archive: Path, own_draft: Draft, tmp_path: Path) -> Path:
    """A backup of the small data folder and a draft in it."""
    drafts_in(tmp_path / "own", own_draft)
    library = Library(tmp_path / "own" / "library.sqlite3")
    write_backup(tmp_path / "own", library, tmp_path / "own" / "files", archive)
    library.close()
    return archive


def test_drafts_are_there_again(archive_with_a_draft: Path, tmp_path: Path) -> None:
    restore(archive_with_a_draft, tmp_path / "empty")
    assert drafts_in(tmp_path / "empty") == drafts_in(tmp_path / "own")
    assert len(drafts_in(tmp_path / "empty")[0]) == 1


def fill_in(data: Path, note: str) -> None:
    store = FilledStore(data / "checklists.sqlite3")
    store.put(FILLED, "topic-fire", "Fire", [Typed(Filling("a", "Locks are checked.", Seen.SEEN, "", note, 1))])
    store.close()


def notes_in(data: Path) -> list[str]:
    store = FilledStore(data / "checklists.sqlite3")
    notes = [one.note for one in store.get(FILLED).fillings["a"]]
    store.close()
    return notes


def test_a_filled_in_checklist_is_there_again_and_one_that_is_there_is_left_alone(
    archive: Path, tmp_path: Path
) -> None:
    own, used = tmp_path / "own", tmp_path / "used"
    fill_in(own, "from the visit")
    library = Library(own / "library.sqlite3")
    write_backup(own, library, own / "files", archive)
    library.close()
    restore(archive, tmp_path / "empty")
    assert notes_in(tmp_path / "empty") == ["from the visit"]
    used.mkdir()
    fill_in(used, "another visit")
    with pytest.raises(LibraryError, match="has checklists in it: set HOMES_DATA to a new folder"):
        restore(archive, used)
    assert notes_in(used) == ["another visit"]


@pytest.mark.parametrize("with_a_draft", [True, False], ids=["drafts in the backup", "none in the backup"])
def test_drafts_without_documents_are_left_alone(
    archive_with_a_draft: Path, own_draft: Draft, small_data: Path, tmp_path: Path, with_a_draft: bool
) -> None:
    if not with_a_draft:
        library = Library(small_data / "library.sqlite3")
        write_backup(small_data, library, small_data / "files", archive_with_a_draft)
        library.close()
    (tmp_path / "used").mkdir()
    before = drafts_in(tmp_path / "used", own_draft)
    with pytest.raises(LibraryError, match="has drafts in it: set HOMES_DATA to a new folder"):
        restore(archive_with_a_draft, tmp_path / "used")
    assert drafts_in(tmp_path / "used") == before
    assert not (tmp_path / "used" / "library.sqlite3").exists()


def test_a_file_of_drafts_with_none_in_it_is_no_hindrance(archive_with_a_draft: Path, tmp_path: Path) -> None:
    store = DraftStore(tmp_path / "used" / "drafts.sqlite3")
    with pytest.raises(UnknownDraft):
        store.get("none", made_corpus())
    store.close()
    restore(archive_with_a_draft, tmp_path / "used")
    assert drafts_in(tmp_path / "used") == drafts_in(tmp_path / "own")


def test_a_restore_that_fails_half_way_says_so_and_is_finished_by_the_next(
    archive_with_a_draft: Path, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "used" / "library.sqlite3-shm"
    in_the_way.mkdir(parents=True)
    with pytest.raises(LibraryError, match=r"restored only in part .*library\.sqlite3-shm.*restore again"):
        restore(archive_with_a_draft, tmp_path / "used")
    assert (tmp_path / "used" / "drafts.sqlite3").exists()
    in_the_way.rmdir()
    restore(archive_with_a_draft, tmp_path / "used")
    assert drafts_in(tmp_path / "used") == drafts_in(tmp_path / "own")


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


LISTED = {"format": 1, "documents": [], "members": ["library.sqlite3"]}


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
        lambda members: [("manifest.json", json.dumps(LISTED).encode()), *members[1:]],
        lambda members: members[:0],
    ],
    ids=[
        "no list",
        "short",
        "damaged",
        "more",
        "twice",
        "up",
        "absolute",
        "nested",
        "no object",
        "later",
        "names",
        "empty",
    ],
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
