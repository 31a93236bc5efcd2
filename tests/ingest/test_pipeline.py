from __future__ import annotations

import dataclasses
import random
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest import passages, pipeline
from ingest.corpus import vector_id
from ingest.errors import (
    DocumentMissing,
    DocumentWithoutText,
    EncryptedDocument,
    IngestFailed,
    LibraryError,
    StructureError,
    UnreadableDocument,
)
from ingest.library import IngestedDocument, Library
from ingest.pipeline import EMBEDDED_AT_ONCE, IngestReport, Pipeline
from ingest.sources import Source, from_paths
from ingest.store import PASSAGE, VectorStore
from tests.ingest import made_pdfs
from tests.ingest.recording_embedder import RecordingEmbedder

PROJECT = Path(__file__).resolve().parents[2]


class Killed(BaseException):
    """Stands for a process that ends here: nothing catches it."""


class FailingLibrary(Library):
    """The real library; ``fault`` is raised in place of the next replacement."""

    fault: BaseException | None = None

    def replace(self, ingested: IngestedDocument) -> None:
        if self.fault is not None:
            raise self.fault
        super().replace(ingested)


class FailingStore(VectorStore):
    """The real store; ``fault`` is raised in place of the next deletion."""

    fault: BaseException | None = None

    def delete(self, ids: Collection[str], *, layer: str = PASSAGE) -> None:
        if self.fault is not None:
            raise self.fault
        super().delete(ids, layer=layer)


@dataclass
class Bench:
    """An empty data folder with everything an ingest needs, and a folder for files."""

    folder: Path
    library: FailingLibrary
    store: FailingStore
    embedder: RecordingEmbedder

    def pipeline(self, on_progress: Callable[[str, str, int, int], None] = lambda *_: None) -> Pipeline:
        return Pipeline(self.library, self.store, self.embedder, self.folder / "files", on_progress)

    def write(self, name: str, content: bytes) -> Source:
        path = self.folder / name
        path.write_bytes(content)
        [source] = from_paths([path], ())
        return source

    def ingest(self, *sources: Source, again: bool = False) -> IngestReport:
        self.embedder.texts.clear()
        return self.pipeline().ingest(sources, again=again)

    def outcomes(self, *sources: Source, again: bool = False) -> list[str]:
        report = self.ingest(*sources, again=again)
        report.raise_failures()
        return [document.outcome for document in report.documents]

    def vectors(self) -> dict[str, NDArray[np.float32]]:
        ids = sorted(self.store.ids())
        return dict(zip(ids, self.store.vectors(ids), strict=True))

    def assert_whole(self) -> None:
        """Every passage has its vector, no vector is without a passage, nothing is unfinished."""
        wanted = {vector_id(passage) for one in self.library.load_all() for passage in one.passages}
        assert self.store.ids() == wanted
        assert self.library.pending() == ()


@pytest.fixture
def bench(tmp_path: Path, model_folder: Path) -> Iterator[Bench]:
    embedder = RecordingEmbedder(model_folder)
    library = FailingLibrary(tmp_path / "library.sqlite3")
    with FailingStore(tmp_path / "vectors", embedder.fingerprint) as store:
        yield Bench(tmp_path, library, store, embedder)
    library.close()


LINES_A_PAGE = 20
WHO = ("Staff", "Children", "Parents", "Visitors", "Managers", "Inspectors", "Drivers", "Cooks", "Nurses", "Teachers")
WHAT = ("doors", "windows", "kitchens", "gardens", "medicines", "money", "phones", "meals", "beds", "cars")


def policy(rules: int = 3, nights: str = "ten") -> bytes:
    """A numbered policy of up to 100 rules, no two alike; ``nights`` stands in every one."""
    told = [f"{who} look after the {what} until {nights}." for what in WHAT for who in WHO][:rules]
    lines = ["House rules", *(f"{number}. {rule}" for number, rule in enumerate(told, start=1))]
    return made_pdfs.of_lines(*(lines[start : start + LINES_A_PAGE] for start in range(0, len(lines), LINES_A_PAGE)))


def test_a_file_becomes_pages_provisions_passages_and_vectors(bench: Bench) -> None:
    report = bench.ingest(bench.write("house-rules.pdf", policy()))
    [document] = report.documents
    stored = bench.library.load("house-rules")
    assert (document.document_id, document.outcome, report.failures) == ("house-rules", "new", {})
    assert (document.pages, document.provisions, document.passages, document.references, document.not_understood) == (
        len(stored.pages),
        len(stored.provisions),
        len(stored.passages),
        len(stored.references),
        len(stored.not_understood),
    )
    assert document.passages >= 3
    assert "Children look after the doors until ten." in stored.pages[0].text
    assert bench.embedder.texts == [passage.embedded_text for passage in stored.passages]
    bench.assert_whole()


def test_the_file_is_kept_under_its_checksum(bench: Bench) -> None:
    bench.ingest(bench.write("house-rules.pdf", policy()))
    stored = bench.library.load("house-rules")
    assert stored.file == f"{stored.document.sha256}.pdf"
    assert (bench.folder / "files" / stored.file).read_bytes() == policy()
    assert [path.name for path in (bench.folder / "files").iterdir()] == [stored.file]


def test_a_web_page_is_ingested_as_its_sections(bench: Bench) -> None:
    page = b"<main><h1>Visits</h1><p>Once a month.</p><h2 id='who'>Who</h2><p>Anybody.</p></main>"
    bench.ingest(bench.write("visits.html", page)).raise_failures()
    stored = bench.library.load("visits")
    assert [page.printed for page in stored.pages][1:] == ["#who"]
    assert not stored.document.paginated


def test_an_unchanged_document_is_left_alone(bench: Bench) -> None:
    source = bench.write("house-rules.pdf", policy())
    bench.ingest(source)
    before = bench.library.load("house-rules"), (bench.folder / "library.sqlite3").stat().st_mtime_ns
    assert bench.outcomes(source) == ["unchanged"]
    assert bench.embedder.texts == []
    assert before == (bench.library.load("house-rules"), (bench.folder / "library.sqlite3").stat().st_mtime_ns)


def test_changed_bytes_replace_the_document_and_only_new_words_are_embedded(bench: Bench) -> None:
    bench.ingest(bench.write("house-rules.pdf", policy()))
    old = bench.store.ids()
    changed = policy().replace(b"Children look after", b"Children care for  ")
    assert bench.outcomes(bench.write("house-rules.pdf", changed)) == ["replaced"]
    assert "Children care for" in bench.library.load("house-rules").pages[0].text
    [embedded] = bench.embedder.texts
    assert "Children care for" in embedded
    assert len(old - bench.store.ids()) == 1, "the vector of the old words is gone"
    bench.assert_whole()


def test_a_shorter_version_leaves_nothing_of_the_longer_one(bench: Bench) -> None:
    bench.ingest(bench.write("house-rules.pdf", policy(rules=12)), bench.write("other.pdf", policy()))
    bench.ingest(bench.write("house-rules.pdf", policy(rules=2)))
    assert bench.store.ids("other")
    bench.assert_whole()


def test_a_changed_description_ingests_again(bench: Bench) -> None:
    source = bench.write("house-rules.pdf", policy())
    bench.ingest(source)
    for changed in (
        dataclasses.replace(source, version="2"),
        dataclasses.replace(source, version="2", as_at=date(2025, 1, 1)),
    ):
        assert bench.outcomes(changed) == ["replaced"]
        assert bench.library.load("house-rules").document.version == "2"
    assert bench.library.load("house-rules").document.as_at == date(2025, 1, 1)
    assert bench.embedder.texts == [], "the same words keep their vectors"
    bench.assert_whole()


@pytest.mark.parametrize(("module", "rule"), [(pipeline, "STRUCTURE_RULE"), (pipeline, "PASSAGE_RULE")])
def test_a_changed_rule_ingests_again(bench: Bench, monkeypatch: pytest.MonkeyPatch, module: object, rule: str) -> None:
    source = bench.write("house-rules.pdf", policy())
    bench.ingest(source)
    monkeypatch.setattr(module, rule, "another")
    assert bench.outcomes(source) == ["replaced"]
    assert bench.outcomes(source) == ["unchanged"]


def test_the_recipe_names_every_rule(bench: Bench) -> None:
    recipe = bench.pipeline().recipe
    assert all(rule in recipe for rule in (pipeline.STRUCTURE_RULE, passages.RULE_VERSION, bench.embedder.fingerprint))


def test_again_makes_an_unchanged_document_anew(bench: Bench) -> None:
    source = bench.write("house-rules.pdf", policy())
    bench.ingest(source)
    before = bench.library.load("house-rules")
    assert bench.outcomes(source, again=True) == ["replaced"]
    assert len(bench.embedder.texts) == len(before.passages)
    assert bench.library.load("house-rules") == before
    bench.assert_whole()


def test_progress_tells_of_reading_and_embedding_to_the_end(bench: Bench) -> None:
    told: list[tuple[str, str, int, int]] = []
    source = bench.write("house-rules.pdf", policy(rules=50))
    bench.pipeline(lambda *step: told.append(step)).ingest([source])
    count = len(bench.library.load("house-rules").passages)
    assert ("house-rules", "reading", 3, 3) in told
    assert told[-1] == ("house-rules", "embedding", count, count)
    assert [step for _, step, _, _ in told] == sorted((step for _, step, _, _ in told), reverse=True)


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


# A digest that stands in for an official text.


def test_a_digest_gives_way_to_the_official_text_and_never_takes_its_place(bench: Bench) -> None:
    official = bench.write("house-rules.pdf", policy())
    digest = dataclasses.replace(
        bench.write("drawn.pdf", policy(nights="eight")), document_id="house-rules", digest=True
    )
    assert bench.outcomes(digest) == ["new"]
    assert bench.library.load("house-rules").document.digest
    assert bench.outcomes(official) == ["replaced"]
    assert bench.outcomes(digest) == ["unchanged"]
    assert not bench.library.load("house-rules").document.digest
    bench.assert_whole()


def test_words_that_a_reader_cannot_see_are_not_searched_and_are_reported(bench: Bench) -> None:
    hidden = made_pdfs.written(["2. Everybody may say yes."], y=300).replace(b"BT", b"BT 1 g")
    content = made_pdfs.stream(made_pdfs.written(["House rules", "1. Staff lock the doors at ten."]) + b" " + hidden)
    [document] = bench.ingest(bench.write("house-rules.pdf", made_pdfs.of_contents([content]))).documents
    assert [span.physical_page for span in document.unseen] == [1]
    assert "Staff lock the doors" in " ".join(bench.embedder.texts)
    assert "yes" not in " ".join(bench.embedder.texts)
    [again] = bench.pipeline().ingest([bench.write("house-rules.pdf", made_pdfs.of_contents([content]))]).documents
    assert (again.outcome, again.unseen) == ("unchanged", document.unseen)
