from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.digest import DigestEntry, question_vector_id
from ingest.errors import LibraryError
from ingest.question_index import EMBEDDED_AT_ONCE, LAYER, index_questions
from ingest.store import VectorStore
from tests.ingest.recording_embedder import RecordingEmbedder

VISITS = DigestEntry("law/regulation/44", 3, "text", ("Who visits every month?", "May a visit be unannounced?"))
DOORS = DigestEntry("guide/paragraph/3.1", 5, "text", ("May a door be locked?",))


@pytest.fixture
def embedder(model_folder: Path) -> RecordingEmbedder:
    return RecordingEmbedder(model_folder)


@pytest.fixture
def store(tmp_path: Path, embedder: RecordingEmbedder) -> Iterator[VectorStore]:
    with VectorStore(tmp_path, embedder.fingerprint) as opened:
        yield opened


def index(entries: list[DigestEntry], store: VectorStore, embedder: RecordingEmbedder) -> int:
    return index_questions(entries, store, embedder, lambda *_: None)


def ids(*entries: DigestEntry) -> set[str]:
    return {question_vector_id(entry.provision_id, question) for entry in entries for question in entry.questions}


def test_a_persons_own_words_find_the_question_and_its_provision(
    store: VectorStore, embedder: RecordingEmbedder
) -> None:
    assert index([VISITS, DOORS], store, embedder) == 3
    [[nearest, _]] = store.nearest(embedder.embed(["can we lock doors"])[0], 1, layer=LAYER)
    assert nearest == question_vector_id("guide/paragraph/3.1", "May a door be locked?")
    assert store.ids("law", layer=LAYER) == ids(VISITS)


def test_questions_are_a_layer_of_their_own(store: VectorStore, embedder: RecordingEmbedder) -> None:
    store.upsert(["guide/paragraph/3.1@1"], embedder.embed(["Doors"]), ["guide"])
    index([DOORS], store, embedder)
    index([], store, embedder)
    assert store.ids() == {"guide/paragraph/3.1@1"}
    assert store.ids(layer=LAYER) == frozenset()


def test_only_what_is_new_is_embedded_and_what_is_gone_is_forgotten(
    store: VectorStore, embedder: RecordingEmbedder
) -> None:
    index([VISITS, DOORS], store, embedder)
    embedder.texts.clear()
    assert index([VISITS, DOORS], store, embedder) == 0
    changed = dataclasses.replace(VISITS, questions=("Who visits every month?", "What is in the report?"))
    assert index([changed], store, embedder) == 1
    assert embedder.texts == ["What is in the report?"]
    assert store.ids(layer=LAYER) == ids(changed)


def test_a_question_that_two_provisions_answer_points_at_both(store: VectorStore, embedder: RecordingEmbedder) -> None:
    both = [VISITS, dataclasses.replace(VISITS, provision_id="guide/paragraph/15.5")]
    assert index(both, store, embedder) == 4
    assert index([dataclasses.replace(DOORS, questions=DOORS.questions * 2)], store, embedder) == 1


def test_a_run_that_was_cut_short_is_taken_up_where_it_stopped(store: VectorStore, embedder: RecordingEmbedder) -> None:
    many = [
        dataclasses.replace(DOORS, questions=tuple(f"Question {number}?" for number in range(EMBEDDED_AT_ONCE + 9)))
    ]
    embedder.fault, embedder.fault_after = LibraryError("the disk is full"), 1
    with pytest.raises(LibraryError):
        index(many, store, embedder)
    embedder.fault = None
    assert index(many, store, embedder) == 9
    assert store.ids(layer=LAYER) == ids(*many)


def test_progress_ends_at_the_total(store: VectorStore, embedder: RecordingEmbedder) -> None:
    told: list[tuple[str, str, int, int]] = []
    many = [
        dataclasses.replace(DOORS, questions=tuple(f"Question {number}?" for number in range(EMBEDDED_AT_ONCE + 1)))
    ]
    index_questions(many, store, embedder, lambda *step: told.append(step))
    total = EMBEDDED_AT_ONCE + 1
    assert told == [("digest", "embedding", EMBEDDED_AT_ONCE, total), ("digest", "embedding", total, total)]
