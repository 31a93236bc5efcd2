"""Files that cannot be ingested, parts that fail, ingests that are killed: what was in place stays, the next heals."""

from __future__ import annotations

import dataclasses
import hashlib
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ingest import pdf
from ingest.document import Page
from ingest.errors import (
    DocumentMissing,
    DocumentWithoutText,
    EncryptedDocument,
    IngestFailed,
    LibraryError,
    StructureError,
    UnreadableDocument,
)
from ingest.limited_process import Runs
from ingest.pipeline import EMBEDDED_AT_ONCE
from tests.ingest import made_pdfs
from tests.ingest.pipeline_bench import Bench, FailingLibrary, FailingStore, Killed, policy

PROJECT = Path(__file__).resolve().parents[2]


# What fails: the earlier version stays, the failure has a name, the others go on.


def broken_html() -> bytes:
    return b"<html><body><nav>Home</nav></body></html>"


FAILURES: list[tuple[str, bytes, type[Exception], str]] = [
    ("house-rules.pdf", b"", UnreadableDocument, "empty"),
    ("house-rules.pdf", b"just words", UnreadableDocument, "not a PDF"),
    ("house-rules.pdf", policy()[:-300], UnreadableDocument, "cut short"),
    ("house-rules.pdf", made_pdfs.scanned(), DocumentWithoutText, "OCR"),
    ("house-rules.pdf", made_pdfs.encrypted("secret"), EncryptedDocument, "password"),
    ("house-rules.pdf", made_pdfs.of_lines(["1 2 3"], ["4"]), DocumentWithoutText, "no text"),
    ("house-rules.html", broken_html(), DocumentWithoutText, "no text of its own"),
]


@pytest.mark.parametrize(("name", "content", "error", "message"), FAILURES)
def test_a_file_that_cannot_be_read_leaves_the_earlier_version(
    bench: Bench, name: str, content: bytes, error: type[Exception], message: str
) -> None:
    bench.ingest(bench.write("house-rules.pdf", policy()))
    before = bench.library.load_all()
    first, last = bench.write("a.pdf", policy(nights="one")), bench.write("z.pdf", policy(nights="two"))
    report = bench.ingest(first, bench.write(name, content), last)
    assert [document.document_id for document in report.documents] == ["a", "z"]
    assert list(report.failures) == ["house-rules"]
    assert type(report.failures["house-rules"]) is error
    with pytest.raises(IngestFailed, match=rf"(?s)earlier version is still in place.*house-rules: .*{message}"):
        report.raise_failures()
    assert bench.library.load("house-rules") == before[0]
    bench.assert_whole()


@pytest.mark.parametrize(("fewest", "most"), [(3, 5), (1, 1)])
def test_a_document_short_of_pages_or_with_too_many_is_refused(bench: Bench, fewest: int, most: int) -> None:
    source = bench.write("house-rules.pdf", policy(rules=30))
    [failure] = bench.ingest(dataclasses.replace(source, fewest_pages=fewest, most_pages=most)).failures.values()
    assert str(failure) == f"house-rules: 2 pages were read where {fewest} to {most} are expected"
    assert bench.outcomes(dataclasses.replace(source, fewest_pages=2, most_pages=2)) == ["new"]


def test_a_file_that_went_away_is_missing_by_name(bench: Bench) -> None:
    source = bench.write("house-rules.pdf", policy())
    bench.ingest(source)
    source.path.unlink()
    [failure] = bench.ingest(source).failures.values()
    assert type(failure) is DocumentMissing
    assert str(failure) == "house-rules: house-rules.pdf cannot be read (No such file or directory)"
    assert bench.library.document_ids() == ("house-rules",)


def test_a_parser_that_fails_is_reported_without_the_documents_words(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = bench.write("good.pdf", policy()), bench.write("bad.pdf", policy(nights="midnight"))

    def trip(document_id: str, *_: object) -> None:
        if document_id == "bad":
            raise IndexError("midnight")

    monkeypatch.setattr("ingest.structure.soundness.check", trip)
    report = bench.ingest(bad, good)
    assert [document.document_id for document in report.documents] == ["good"]
    assert type(report.failures["bad"]) is StructureError
    assert str(report.failures["bad"]) == "bad: reading it met a fault of ours (IndexError); report it"


def test_a_folder_that_cannot_keep_files_is_a_library_error(bench: Bench) -> None:
    (bench.folder / "files").write_text("in the way")
    [failure] = bench.ingest(bench.write("house-rules.pdf", policy())).failures.values()
    assert type(failure) is LibraryError
    assert "house-rules: the file could not be kept" in str(failure)


@pytest.mark.parametrize("again", [False, True])
def test_a_kept_file_that_was_cut_short_is_made_whole(bench: Bench, again: bool) -> None:
    source = bench.write("house-rules.pdf", policy())
    bench.ingest(source)
    kept = bench.folder / "files" / bench.library.load("house-rules").file
    kept.write_bytes(policy()[:100])
    bench.outcomes(source, again=again)
    assert kept.read_bytes() == policy()


def test_a_kept_file_is_on_the_disk_before_it_has_its_name(bench: Bench, synced: list[tuple[str, int]]) -> None:
    bench.ingest(bench.write("house-rules.pdf", policy()))
    kept = bench.library.load("house-rules").file
    assert synced[0] == (f"{kept}.copy", len(policy()))
    assert "files" in [name for name, _ in synced]


def test_pages_are_those_of_the_file_that_is_kept(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    source, read = bench.write("house-rules.pdf", policy()), pdf.read_pages

    def swapped_before(
        document_id: str, path: Path, on_page: Callable[[int, int], None], run: Runs
    ) -> tuple[Page, ...]:
        source.path.write_bytes(policy(nights="noon"))
        return read(document_id, path, on_page=on_page, run=run)

    monkeypatch.setattr(pdf, "read_pages", swapped_before)
    bench.outcomes(source)
    stored = bench.library.load("house-rules")
    assert stored.document.sha256 == hashlib.sha256(policy()).hexdigest()
    assert "until ten" in stored.pages[0].text


def test_a_file_that_changes_under_the_ingest_is_refused_and_taken_next_time(bench: Bench) -> None:
    source = bench.write("house-rules.pdf", policy())
    bench.library.before_state = lambda: source.path.write_bytes(policy(nights="noon"))
    [failure] = bench.ingest(source).failures.values()
    assert str(failure) == "house-rules: house-rules.pdf changed while it was read: try again"
    assert list((bench.folder / "files").iterdir()) == []
    bench.library.before_state = lambda: None
    assert bench.outcomes(source) == ["new"]
    assert "until noon" in bench.library.load("house-rules").pages[0].text


def test_a_failure_while_embedding_leaves_no_trace(bench: Bench) -> None:
    bench.ingest(bench.write("house-rules.pdf", policy()))
    before = bench.library.load_all(), bench.store.ids()
    longer = bench.write("house-rules.pdf", policy(rules=2 * EMBEDDED_AT_ONCE, nights="nine"))
    bench.embedder.fault, bench.embedder.fault_after = LibraryError("the disk is full"), EMBEDDED_AT_ONCE
    assert list(bench.ingest(longer).failures) == ["house-rules"]
    assert (bench.library.load_all(), bench.store.ids()) == before
    bench.assert_whole()
    bench.embedder.fault = None
    assert bench.outcomes(longer) == ["replaced"]
    bench.assert_whole()


def test_a_failure_to_commit_leaves_the_earlier_version(bench: Bench) -> None:
    bench.ingest(bench.write("house-rules.pdf", policy()))
    before = bench.library.load_all(), bench.store.ids()
    bench.library.fault = LibraryError("the disk is full")
    report = bench.ingest(bench.write("house-rules.pdf", policy(nights="nine")), bench.write("b.pdf", policy()))
    assert list(report.failures) == ["house-rules", "b"]
    assert (bench.library.load_all(), bench.store.ids()) == before
    bench.assert_whole()


def test_a_failure_that_cannot_be_tidied_is_still_told_by_name_and_mends(bench: Bench) -> None:
    changed = [bench.write("a.pdf", policy()), bench.write("b.pdf", policy())]
    bench.library.fault = bench.store.fault = LibraryError("the disk is full")
    assert list(bench.ingest(*changed).failures) == ["a", "b"]
    assert [pending.document_id for pending in bench.library.pending()] == ["a", "b"]
    bench.library.fault = bench.store.fault = None
    assert bench.outcomes(*changed) == ["new", "new"]
    bench.assert_whole()


# What is killed: the next ingest heals it.


def killed_while_embedding(bench: Bench) -> None:
    bench.embedder.fault, bench.embedder.fault_after = Killed(), EMBEDDED_AT_ONCE


def killed_before_the_commit(bench: Bench) -> None:
    bench.library.fault = Killed()


def killed_after_the_commit(bench: Bench) -> None:
    bench.store.fault = Killed()


KILLS = [killed_while_embedding, killed_before_the_commit, killed_after_the_commit]


@pytest.mark.parametrize("back", [False, True], ids=["the same file again", "the earlier file again"])
@pytest.mark.parametrize("kill", KILLS)
def test_a_killed_ingest_heals(bench: Bench, kill: Callable[[Bench], None], back: bool) -> None:
    earlier, later = policy(rules=50, nights="ten"), policy(rules=40, nights="nine")
    bench.ingest(bench.write("house-rules.pdf", earlier))
    before = bench.library.load("house-rules")
    changed = bench.write("house-rules.pdf", later)
    kill(bench)
    with pytest.raises(Killed):
        bench.ingest(changed)
    committed = kill is killed_after_the_commit
    assert (bench.library.load("house-rules") == before) is not committed
    assert len(bench.library.pending()) == (0 if committed else 1)
    bench.embedder.fault = bench.library.fault = bench.store.fault = None
    bench.outcomes(bench.write("house-rules.pdf", earlier) if back else changed)
    assert ("ten" if back else "nine") in bench.library.load("house-rules").pages[0].text
    bench.assert_whole()


def test_an_ingest_that_was_cut_short_is_taken_up_where_it_stopped(bench: Bench) -> None:
    source = bench.write("house-rules.pdf", policy(rules=50))
    killed_while_embedding(bench)
    with pytest.raises(Killed):
        bench.ingest(source)
    bench.embedder.fault = None
    bench.outcomes(source)
    assert 0 < len(bench.embedder.texts) == len(bench.library.load("house-rules").passages) - EMBEDDED_AT_ONCE


def test_lost_vectors_are_made_again_the_same(bench: Bench) -> None:
    source = bench.write("house-rules.pdf", policy())
    bench.ingest(source)
    before = bench.vectors()
    bench.store.delete(list(before)[:2])
    assert bench.outcomes(source) == ["unchanged"]
    after = bench.vectors()
    assert before.keys() == after.keys()
    assert all(np.array_equal(before[vector], after[vector]) for vector in before)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_kill_9_at_any_point_heals_to_what_a_fresh_ingest_gives(
    tmp_path: Path, model_folder: Path, bench: Bench, seed: int
) -> None:
    sources = [bench.write(f"{name}.pdf", policy(rules=100, nights=name)) for name in ("one", "two", "three")]
    bench.ingest(*sources)
    data = tmp_path / "killed"
    command = [sys.executable, "-m", "tests.ingest.killed_ingest", str(data), str(model_folder)]
    chance = random.Random(seed)
    with subprocess.Popen(  # noqa: S603 - our own words
        [*command, *(str(source.path) for source in sources)], stdout=subprocess.PIPE, text=True, cwd=PROJECT
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "opened\n"
        for _ in range(chance.randrange(1, 14)):
            process.stdout.readline()
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
    library = FailingLibrary(data / "library.sqlite3")
    acknowledged = [one.document.id for one in library.load_all()]
    assert library.check() == ()
    assert all(library.load(document_id) == bench.library.load(document_id) for document_id in acknowledged)
    with FailingStore(data / "vectors", bench.embedder.fingerprint) as store:
        healed = Bench(data, library, store, bench.embedder)
        healed.outcomes(*sources)
        healed.assert_whole()
        assert library.load_all() == bench.library.load_all()
        assert healed.vectors().keys() == bench.vectors().keys()
    library.close()
