from __future__ import annotations

import dataclasses
import resource
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Authority, Document, Force, Kind, Page, Passage, Provision, Reference, Span
from ingest.errors import LibraryError
from ingest.library import IngestedDocument, Library


def ingested(
    text: str = "1. Doors are locked at ten.", document_id: str = "house-rules", pages: int = 1
) -> IngestedDocument:
    """A small document, each page with one provision and one passage of ``text``."""
    spans = (Span(1, 0, len(text)),)
    return IngestedDocument(
        document=Document(
            id=document_id,
            title="House rules",
            short_title="the rules",
            publisher="the provider",
            authority=Authority.PROVIDERS_OWN,
            version="3",
            as_at=date(2025, 4, 1),
            superseded_by=None,
            source_url=None,
            licence=None,
            sha256="0" * 64,
            page_count=pages,
        ),
        pages=tuple(Page(document_id, number, f"p{number}", text) for number in range(1, pages + 1)),
        provisions=tuple(
            Provision(
                f"{document_id}/{number}",
                f"rule {number}",
                Kind.PARAGRAPH,
                "Doors",
                None,
                spans,
                Force.MUST,
                number > 1,
            )
            for number in range(1, pages + 1)
        ),
        references=(Reference(f"{document_id}/1", Span(1, 0, 2), "reg 9", "regulation/9"),),
        passages=tuple(
            Passage(f"{document_id}/{number}", document_id, (f"{document_id}/{number}",), spans, text, f"Doors\n{text}")
            for number in range(1, pages + 1)
        ),
        not_understood=(Span(1, 1, 2),),
        file="0.pdf",
        recipe="structure 1",
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library.sqlite3")
    yield opened
    opened.close()


def test_a_document_comes_back_as_it_went_in(library: Library) -> None:
    stored = ingested()
    library.replace(stored)
    assert library.load("house-rules") == stored
    assert library.load_all() == (stored,)
    assert library.document_ids() == ("house-rules",)
    assert library.passage_ids() == {"house-rules/1"}
    assert library.state("house-rules") == ("0" * 64, "structure 1")


def test_what_is_not_there(library: Library) -> None:
    with pytest.raises(KeyError):
        library.load("house-rules")
    assert library.state("house-rules") is None
    assert (library.load_all(), library.document_ids(), library.passage_ids()) == ((), (), frozenset())
    library.remove("house-rules")
    library.clear_pending("house-rules")


def test_documents_and_reading_order_are_kept(library: Library) -> None:
    many = ingested(pages=12)
    backwards = dataclasses.replace(many, provisions=many.provisions[::-1], passages=many.passages[::-1])
    library.replace(ingested(document_id="z"))
    library.replace(backwards)
    assert library.document_ids() == ("house-rules", "z")
    assert library.load("house-rules") == backwards
    assert [one.document.id for one in library.load_all()] == ["house-rules", "z"]


ODD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.sampled_from(
    ["\0", "a\0b", "\ufeff", "'; DROP TABLE page; --", "\r\n", "é", "𐍈 ́", "\u202e"]
)
MAYBE = st.none() | ODD


@st.composite
def odd_documents(draw: st.DrawFn) -> IngestedDocument:
    plain = ingested(draw(ODD))
    document = dataclasses.replace(
        plain.document,
        title=draw(ODD),
        version=draw(ODD),
        superseded_by=draw(MAYBE),
        source_url=draw(MAYBE),
        licence=draw(MAYBE),
        authority=draw(st.sampled_from(Authority)),
        as_at=draw(st.none() | st.dates()),
        digest=draw(st.booleans()),
        paginated=draw(st.booleans()),
    )
    [provision] = plain.provisions
    provision = dataclasses.replace(
        provision,
        label=draw(ODD),
        heading=draw(MAYBE),
        kind=draw(st.sampled_from(Kind)),
        force=draw(st.sampled_from(Force)),
        spans=draw(st.lists(st.builds(Span, st.just(1), st.integers(0, 9), st.integers(10, 99))).map(tuple)),
        reprint=draw(st.booleans()),
    )
    page = dataclasses.replace(
        plain.pages[0], printed=draw(MAYBE), outline_level=draw(st.none() | st.integers(1, 6)), text=draw(ODD)
    )
    reference = dataclasses.replace(plain.references[0], written=draw(ODD), to_provision_id=draw(MAYBE))
    return dataclasses.replace(
        plain, document=document, pages=(page,), provisions=(provision,), references=(reference,), not_understood=()
    )


@settings(max_examples=40, deadline=None)
@given(odd_documents())
def test_any_text_that_has_a_utf_8_form_comes_back_as_it_went_in(stored: IngestedDocument) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "library.sqlite3")
        library.replace(stored)
        assert library.load(stored.document.id) == stored
        library.close()


def test_a_second_version_takes_the_place_of_the_first(library: Library) -> None:
    library.replace(ingested(pages=3))
    shorter = ingested("1. Doors are locked at nine.")
    library.replace(shorter)
    assert library.load("house-rules") == shorter
    assert library.passage_ids() == {"house-rules/1"}


BROKEN = {
    "half a character": dataclasses.replace(ingested(), pages=(Page("house-rules", 1, None, "a\ud800"),)),
    "two provisions of one id": dataclasses.replace(ingested(), provisions=ingested().provisions * 2),
    "two passages of one id": dataclasses.replace(ingested(), passages=ingested().passages * 2),
    "a page twice": dataclasses.replace(ingested(), pages=ingested().pages * 2),
    "no text": dataclasses.replace(ingested(), pages=(Page("house-rules", 1, None, None),)),  # type: ignore[arg-type] # a bad value on purpose
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_replacement_that_fails_half_way_leaves_the_earlier_version(
    library: Library, broken: IngestedDocument
) -> None:
    before = ingested("1. The earlier version.")
    library.replace(before)
    library.mark_pending("house-rules", "1" * 64)
    with pytest.raises(LibraryError, match="nothing was changed"):
        library.replace(broken)
    assert library.load_all() == (before,)
    assert [pending.document_id for pending in library.pending()] == ["house-rules"]
    library.replace(ingested("1. The next version."))
    assert library.load("house-rules").pages[0].text == "1. The next version."


def test_a_replacement_may_not_take_another_documents_provisions(library: Library) -> None:
    other = dataclasses.replace(ingested(document_id="other"), provisions=ingested().provisions)
    library.replace(ingested())
    with pytest.raises(LibraryError):
        library.replace(other)
    assert library.document_ids() == ("house-rules",)


def test_a_removed_document_is_gone_whole(tmp_path: Path, library: Library) -> None:
    library.replace(ingested(document_id="kept"))
    library.replace(ingested(pages=3))
    library.mark_pending("house-rules", "1" * 64)
    library.remove("house-rules")
    assert (library.document_ids(), library.pending()) == (("kept",), ())
    with sqlite3.connect(tmp_path / "library.sqlite3") as connection:
        for table in ("page", "provision", "reference", "passage"):
            assert connection.execute(f"SELECT DISTINCT document_id FROM {table}").fetchall() == [("kept",)]  # noqa: S608 - our own words
    connection.close()


def test_a_pending_mark_stands_until_the_replacement_is_done(library: Library) -> None:
    began = datetime.now(UTC)
    library.mark_pending("house-rules", "1" * 64)
    library.mark_pending("house-rules", "2" * 64)
    library.mark_pending("a", "3" * 64)
    first, second = library.pending()
    assert (first.document_id, second.document_id, second.sha256) == ("a", "house-rules", "2" * 64)
    assert began <= second.since <= datetime.now(UTC)
    library.replace(ingested())
    assert [pending.document_id for pending in library.pending()] == ["a"]
    library.clear_pending("a")
    assert library.pending() == ()


def test_facts_about_the_folder_are_remembered(tmp_path: Path) -> None:
    library = Library(tmp_path / "new" / "folder" / "library.sqlite3")
    assert library.meta("fingerprint") is None
    library.remember("fingerprint", "one")
    library.remember("fingerprint", "two")
    library.close()
    reopened = Library(tmp_path / "new" / "folder" / "library.sqlite3")
    assert (reopened.meta("fingerprint"), reopened.check()) == ("two", ())
    reopened.close()


def test_a_library_of_another_schema_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    Library(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryError, match=r"schema 99, this is \d+.*move the data folder away and run `homes ingest`"):
        Library(path)


def test_a_database_of_something_else_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    with pytest.raises(LibraryError, match="another version"):
        Library(path)


def test_a_file_that_is_no_database_is_a_library_error(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    path.write_bytes(b"not a database" * 500)
    with pytest.raises(LibraryError, match=r"library\.sqlite3 cannot be opened"):
        Library(path)


def test_a_folder_that_cannot_be_made_is_a_library_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library(tmp_path / "file" / "library.sqlite3")


def test_a_folder_in_the_files_place_is_a_library_error(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library(tmp_path)


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """As on a full disk: no file of this process grows past ``size`` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_a_library_error_and_the_earlier_version_stands(library: Library) -> None:
    before = ingested("1. The earlier version.")
    library.replace(before)
    with files_no_larger_than(200_000), pytest.raises(LibraryError, match="nothing was changed"):
        library.replace(ingested("much " * 100_000, pages=3))
    assert library.load_all() == (before,)
    assert library.check() == ()
    library.replace(ingested("1. The next version."))
    assert library.load("house-rules").pages[0].text == "1. The next version."


def test_a_damaged_file_is_a_library_error_where_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    library = Library(path)
    library.replace(ingested("much " * 5_000, pages=20))
    library.close()
    damaged = bytearray(path.read_bytes())
    damaged[20_000:] = b"\xff" * (len(damaged) - 20_000)
    path.write_bytes(damaged)
    with pytest.raises(LibraryError, match=r"could not be read|cannot be opened"):
        Library(path).load_all()


def test_a_closed_library_says_so(library: Library) -> None:
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        library.document_ids()
    with pytest.raises(LibraryError, match="closed"):
        library.replace(ingested())


def test_readers_during_a_replacement_see_one_version_or_the_other(library: Library) -> None:
    versions = {text: ingested(text, pages=30) for text in ("1. The old version.", "1. The new version.")}
    old, new = versions.values()
    library.replace(old)
    done = threading.Event()
    seen: list[IngestedDocument] = []

    def read() -> None:
        while not done.is_set():
            seen.append(library.load("house-rules"))
            seen.extend(library.load_all())

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for replaced in range(1_000):
        if replaced >= 20 and len(seen) >= 10:  # a busy machine lets readers in seldom
            break
        library.replace(new)
        library.replace(old)
    done.set()
    for reader in readers:
        reader.join()
    assert len(seen) >= 10
    assert all(one in (old, new) for one in seen)


def test_another_process_reads_the_earlier_version_while_one_is_written(tmp_path: Path, library: Library) -> None:
    old = ingested("1. The old version.")
    library.replace(old)
    writer = sqlite3.connect(tmp_path / "library.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM page")
    assert library.load("house-rules") == old
    writer.execute("ROLLBACK")
    writer.close()
