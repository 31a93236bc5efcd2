"""kill -9 of ``homes ingest``, fifty times at random: nothing is half there, and what was cut short is taken up."""

from __future__ import annotations

import json
import random
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.bootstrap import open_knowledge_base
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import Settings
from ingest.corpus import vector_id
from ingest.library import IngestedDocument, Library
from tests.faults.forked_homes import Ended, Homes
from tests.faults.own_documents import write_documents

KILLS = 50
MOST_ATTEMPTS = 90
HEALED_EVERY = 10
MAY_BE_WRONG = {"documents", "unfinished ingests", "vectors", "vectors of questions"}

Whole = Mapping[str, IngestedDocument]


@contextmanager
def opened(homes: Homes, small_corpus: Path) -> Iterator[KnowledgeBase]:
    environment = homes.environment
    settings = Settings(
        data=Path(environment["HOMES_DATA"]), embedding=Path(environment["HOMES_EMBEDDING"]), corpus=small_corpus
    )
    base = open_knowledge_base(settings)
    try:
        yield base
    finally:
        base.close()


def library_of(homes: Homes) -> Whole:
    library = Library(Path(homes.environment["HOMES_DATA"]) / "library.sqlite3")
    try:
        assert library.check() == ()
        return {one.document.id: one for one in library.load_all()}
    finally:
        library.close()


def doctor(homes: Homes) -> tuple[Ended, dict[str, Any]]:
    ended = homes.run("doctor", "--json")
    assert ended.err == ""
    return ended, {finding["check"]: finding for finding in json.loads(ended.out)["findings"]}


def ingest(homes: Homes, documents: list[Path], *options: str, kill_after: float | None = None) -> Ended:
    return homes.run("ingest", *map(str, documents), *options, kill_after=kill_after)


def assert_sound(homes: Homes) -> None:
    ended, findings = doctor(homes)
    assert ended.code == 0, [finding for finding in findings.values() if not finding["ok"]]


def passage_vectors(homes: Homes, small_corpus: Path) -> dict[str, bytes]:
    with opened(homes, small_corpus) as base:
        ids = sorted(base.store.ids())
        return dict(zip(ids, (vector.tobytes() for vector in base.store.vectors(ids)), strict=True))


def test_fifty_kills_lose_nothing_and_leave_nothing_half_done(homes: Homes, small_corpus: Path, tmp_path: Path) -> None:
    versions = [write_documents(tmp_path / f"version {version}", version) for version in (0, 1)]
    whole: list[Whole] = []
    seconds = 0.0
    for documents in versions:
        done = ingest(homes, documents)
        assert done.code == 0, done.err
        seconds = done.seconds
        whole.append(library_of(homes))
    chance = random.Random(4)
    killed = attempt = 0
    while killed < KILLS:
        attempt += 1
        assert attempt <= MOST_ATTEMPTS
        documents = versions[attempt % 2]
        ended = ingest(homes, documents, kill_after=seconds * chance.uniform(0.1, 0.9))
        killed += ended.code == -signal.SIGKILL
        found = library_of(homes)
        assert all(one in (whole[0][name], whole[1][name]) for name, one in found.items())
        assert found.keys() == whole[0].keys()
        if ended.code == 0:
            assert found == whole[attempt % 2]
        if attempt % HEALED_EVERY == 0:
            _, findings = doctor(homes)
            wrong = {name for name, finding in findings.items() if not finding["ok"]}
            assert wrong <= MAY_BE_WRONG
            assert all(findings[name]["mend"] for name in wrong)
            healed = ingest(homes, documents)
            assert healed.code == 0
            seconds = min(seconds, healed.seconds)
            assert library_of(homes) == whole[attempt % 2]
            assert_sound(homes)
    assert ingest(homes, versions[0]).code == 0

    vectors = passage_vectors(homes, small_corpus)
    wanted = {vector_id(passage) for one in library_of(homes).values() for passage in one.passages}
    assert vectors.keys() == wanted
    assert homes.run("rebuild-index").code == 0
    assert_sound(homes)
    assert passage_vectors(homes, small_corpus) == vectors
    assert ingest(homes, versions[0], "--rebuild").code == 0
    assert library_of(homes) == whole[0]
    assert passage_vectors(homes, small_corpus) == vectors


@pytest.mark.official
def test_an_official_document_that_was_cut_short_is_told_of_and_taken_up(
    homes: Homes, official: Path, tmp_path: Path
) -> None:
    documents = [official / "annex-a-2025.pdf", *write_documents(tmp_path / "own", 0)]
    process = homes.start("ingest", *map(str, documents))
    told = homes.scratch / f"{process.name}.err"
    while not (told.exists() and "annex-a-2025: embedding" in told.read_text(encoding="utf-8")):
        assert process.exitcode is None
        process.join(0.01)
    process.kill()
    process.join()
    _, findings = doctor(homes)
    assert "annex-a-2025" in findings["unfinished ingests"]["detail"]
    assert ingest(homes, documents).code == 0
    assert_sound(homes)


def test_an_interrupted_ingest_says_130_at_once_and_the_next_takes_it_up(homes: Homes, tmp_path: Path) -> None:
    documents = write_documents(tmp_path / "own", 0)
    seconds = ingest(homes, documents).seconds
    changed = write_documents(tmp_path / "own", 1)
    for part in (0.3, 0.5, 0.7, 0.9):
        ended = homes.run("ingest", *map(str, changed), kill_after=seconds * part, by=signal.SIGINT)
        assert ended.code in (0, 130)
        assert ended.seconds < seconds * part + 2
        assert "Traceback" not in ended.err
        library_of(homes)
    done = ingest(homes, changed, "--json")
    assert done.code == 0
    assert {one["outcome"] for one in json.loads(done.out)["documents"]} <= {"new", "replaced", "unchanged"}
    again = ingest(homes, changed, "--json")
    assert {one["outcome"] for one in json.loads(again.out)["documents"]} == {"unchanged"}
    assert_sound(homes)


def test_two_ingests_of_one_folder_wait_for_each_other(homes: Homes, tmp_path: Path) -> None:
    documents = write_documents(tmp_path / "own", 0)
    processes = [homes.start("ingest", str(path)) for path in documents]
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert library_of(homes).keys() == {"door-policy", "visits", "meals"}
    assert_sound(homes)
