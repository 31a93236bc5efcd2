"""What becomes of files that can be ingested. Failures and kills: ``test_pipeline_faults.py``."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from ingest import passages, reading
from tests.ingest import made_pdfs
from tests.ingest.pipeline_bench import Bench, policy


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


@pytest.mark.parametrize(("module", "rule"), [(reading, "STRUCTURE_RULE"), (reading, "PASSAGE_RULE")])
def test_a_changed_rule_ingests_again(bench: Bench, monkeypatch: pytest.MonkeyPatch, module: object, rule: str) -> None:
    source = bench.write("house-rules.pdf", policy())
    bench.ingest(source)
    monkeypatch.setattr(module, rule, "another")
    assert bench.outcomes(source) == ["replaced"]
    assert bench.outcomes(source) == ["unchanged"]


def test_the_recipe_names_every_rule(bench: Bench) -> None:
    recipe = bench.pipeline().reading.recipe
    assert all(rule in recipe for rule in (reading.STRUCTURE_RULE, passages.RULE_VERSION, bench.embedder.fingerprint))


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
