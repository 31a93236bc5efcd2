from __future__ import annotations

from pathlib import Path

import pytest

from assistant.kept_database import KeptDatabase
from ingest.errors import LibraryError

SCHEMA = "CREATE TABLE said (words TEXT NOT NULL);"
WORDS = "what a person wrote"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "kept.sqlite3"


def database(path: Path, version: int = 1) -> KeptDatabase:
    return KeptDatabase(path, schema=SCHEMA, version=version, holds="sayings")


def said(kept: KeptDatabase) -> list[str]:
    with kept.transaction() as connection:
        return [words for (words,) in connection.execute("SELECT words FROM said")]


def test_the_file_is_made_when_something_is_kept_and_opened_again_after(path: Path) -> None:
    kept = database(path)
    assert not kept.is_there
    with kept.transaction() as connection:
        connection.execute("INSERT INTO said VALUES (?)", (WORDS,))
    kept.close()
    assert kept.is_there
    assert said(kept) == said(database(path)) == [WORDS]


def test_where_something_is_raised_nothing_is_kept(path: Path) -> None:
    kept = database(path)
    with pytest.raises(ValueError, match="in the middle"):
        say_and_fail(kept)
    assert said(kept) == []


def say_and_fail(kept: KeptDatabase) -> None:
    with kept.transaction() as connection:
        connection.execute("INSERT INTO said VALUES (?)", (WORDS,))
        raise ValueError("in the middle")


def test_what_is_removed_stands_in_no_file_any_more(path: Path) -> None:
    kept = database(path)
    with kept.transaction() as connection:
        connection.execute("INSERT INTO said VALUES (?)", (WORDS,))
    with kept.transaction() as connection:
        connection.execute("DELETE FROM said")
    kept.forget_removed()
    assert all(WORDS.encode() not in one.read_bytes() for one in path.parent.iterdir())


def test_a_file_of_another_version_is_left_alone(path: Path) -> None:
    said(database(path, version=2))
    with pytest.raises(LibraryError, match="made by another version"):
        said(database(path, version=1))


def test_a_file_that_is_no_database_is_told_by_what_it_should_hold(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, and long enough to be looked at as one")
    with pytest.raises(LibraryError, match=r"the sayings in kept\.sqlite3 cannot be used"):
        said(database(path))


def test_a_fault_of_the_file_is_told_when_it_is_tidied_too(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database, and long enough to be looked at as one")
    with pytest.raises(LibraryError, match=r"the sayings in kept\.sqlite3 cannot be used"):
        database(path).forget_removed()
