from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.compliance import filled_store
from assistant.compliance.checklist import Seen
from assistant.compliance.filled import Filling, Typed
from assistant.compliance.filled_store import FilledStore
from assistant.errors import ChecklistTooLong, UnknownFilledChecklist
from ingest.errors import LibraryError

ID = "5f1d0c8e9a7b4c3d2e1f0a9b"
PRIVATE = "J. hid in the shed"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "checklists.sqlite3"


@pytest.fixture
def store(path: Path) -> FilledStore:
    return FilledStore(path)


def typed(line: str, note: str = "", at: int = 1, *follows: int, state: Seen | None = None) -> Typed:
    return Typed(Filling(line, "Locks are checked.", state, "", note, at), follows)


def put(store: FilledStore, *lines: Typed, kind: str = "topic-fire") -> dict[str, list[str]]:
    filled = store.put(ID, kind, "Fire", lines)
    return {line: [one.note for one in each] for line, each in filled.fillings.items()}


def test_lines_come_one_by_one_and_are_there_when_the_file_is_opened_again(store: FilledStore, path: Path) -> None:
    put(store, typed("a", "first", state=Seen.SEEN))
    assert put(store, typed("b", "second")) == {"a": ["first"], "b": ["second"]}
    store.close()
    again = FilledStore(path).get(ID)
    assert (again.kind, again.title, again.lines_filled) == ("topic-fire", "Fire", 2)
    assert again.fillings["a"][0].state is Seen.SEEN


def test_two_devices_that_were_apart_lose_nothing(store: FilledStore) -> None:
    put(store, typed("a", "from the phone", 5))
    assert put(store, typed("a", "from the laptop", 7)) == {"a": ["from the laptop", "from the phone"]}


def test_it_is_changed_only_by_what_is_new(store: FilledStore) -> None:
    put(store, typed("a", "first"))
    before = store.get(ID).changed_at
    put(store, typed("a", "first"))
    assert store.get(ID).changed_at == before
    put(store, typed("a", "more", 2, 1))
    assert store.get(ID).changed_at > before


def test_particulars_are_no_lines(store: FilledStore) -> None:
    put(store, typed("particulars/home", "Elm House"), typed("a"), typed("b", "seen"))
    (listed,) = store.listed()
    assert (listed.particular("particulars/home"), listed.particular("particulars/visitor")) == ("Elm House", "")
    assert listed.lines_filled == 1


def test_what_is_removed_is_in_no_file_any_more_and_does_not_come_back(store: FilledStore, path: Path) -> None:
    put(store, typed("a", PRIVATE))
    store.remove(ID)
    assert store.listed() == ()
    assert all(PRIVATE.encode() not in one.read_bytes() for one in path.parent.iterdir())
    with pytest.raises(UnknownFilledChecklist, match="was removed"):
        put(store, typed("a", PRIVATE))
    with pytest.raises(UnknownFilledChecklist):
        store.remove(ID)


def test_what_was_still_on_its_way_when_it_was_removed_does_not_begin_it(store: FilledStore) -> None:
    with pytest.raises(UnknownFilledChecklist):
        store.remove(ID)
    with pytest.raises(UnknownFilledChecklist, match="was removed"):
        put(store, typed("a", PRIVATE))


def test_an_id_that_no_device_would_choose_is_not_remembered(store: FilledStore, path: Path) -> None:
    with pytest.raises(UnknownFilledChecklist):
        store.remove("the one of Monday")
    assert not path.exists()


def test_one_of_another_kind_is_not_laid_over(store: FilledStore) -> None:
    put(store, typed("a", "first"))
    with pytest.raises(UnknownFilledChecklist):
        put(store, typed("a", "second", 2), kind="topic-medicines")
    assert store.get(ID).fillings["a"][0].note == "first"


def test_nothing_is_made_until_something_is_kept(store: FilledStore, path: Path) -> None:
    assert store.listed() == ()
    with pytest.raises(UnknownFilledChecklist):
        store.get(ID)
    assert not path.exists()


def test_one_checklist_holds_so_much_and_no_more(store: FilledStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filled_store, "MOST_FILLINGS", 2)
    put(store, typed("a"), typed("b"))
    with pytest.raises(ChecklistTooLong):
        put(store, typed("c"))
    assert set(store.get(ID).fillings) == {"a", "b"}, "of what was refused nothing is kept"


def test_a_damaged_row_is_told_without_its_words(store: FilledStore, path: Path) -> None:
    put(store, typed("a", PRIVATE))
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE filling SET record = replace(record, 'note', 'nota')")
    with pytest.raises(LibraryError) as raised:
        store.get(ID)
    assert PRIVATE not in str(raised.value)
