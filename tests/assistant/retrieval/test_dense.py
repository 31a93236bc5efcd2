from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.answer import Hit
from assistant.knowledge_base import KnowledgeBase
from assistant.retrieval.dense import DenseRun
from ingest.embedding import Embedder
from ingest.store import VectorStore


class OneVector:
    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 3), dtype=np.float32)


class Stored:
    def __init__(self, *found: tuple[str, float]) -> None:
        self.found = found
        self.asked: list[tuple[int, str]] = []

    def nearest(self, vector: NDArray[np.float32], count: int, *, layer: str) -> tuple[tuple[str, float], ...]:
        assert vector.shape == (3,)
        self.asked.append((count, layer))
        return self.found[:count]


def run_over(stored: Stored, passage_of_vector: dict[str, str], layer: str = "passage") -> DenseRun:
    return DenseRun(cast(Embedder, OneVector()), cast(VectorStore, stored), passage_of_vector, layer)


def test_a_passage_stands_at_its_nearest_vector() -> None:
    stored = Stored(("v1", 0.9), ("v2", 0.8), ("v3", 0.7))
    hits = run_over(stored, {"v1": "a", "v2": "a", "v3": "b"}).search("question", 5)
    assert hits == (Hit("a", 1, 0.9, "dense"), Hit("b", 2, 0.7, "dense"))


def test_vectors_of_a_replaced_version_are_passed_over_without_costing_a_place() -> None:
    stored = Stored(*((f"old{n}", 0.99) for n in range(10)), ("new", 0.5))
    assert run_over(stored, {"new": "a"}, "question").search("question", 1) == (Hit("a", 1, 0.5, "dense"),)
    assert stored.asked[0][1] == "question"


def test_nothing_is_embedded_for_nothing() -> None:
    stored = Stored(("v1", 0.9))
    assert run_over(stored, {"v1": "a"}).search(" \n", 5) == ()
    assert stored.asked == []


@pytest.mark.official
def test_meaning_is_found_where_no_word_is_shared(ingested: KnowledgeBase) -> None:
    dense = next(run for run in ingested.snapshot.retriever.runs if run.name == "dense")
    found = [hit.passage_id for hit in dense.search("physically holding a youngster down", 3)]
    assert all("restraint" in ingested.corpus.passages[passage_id].text for passage_id in found)
