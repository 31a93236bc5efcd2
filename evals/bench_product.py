"""What the benchmark measures of the product, each in a process of its own: retrieval, and the floor below it."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from assistant.answering import EVIDENCE
from assistant.bootstrap import open_knowledge_base
from assistant.settings import Settings
from evals.bench_questions import ask_all
from evals.percentiles import middle_and_slow
from ingest.embedding import Embedder
from ingest.store import VectorStore

FLOOR_COUNT = 5


def retrieval(data: str) -> dict[str, float]:
    """Time the product's search over a data folder; ``open_seconds`` is from opening it to the first evidence."""
    started = perf_counter()
    base = open_knowledge_base(_settings(data))
    try:
        base.warm()
        open_seconds = perf_counter() - started
        times = ask_all(lambda question: base.search(question, EVIDENCE))
        return {**middle_and_slow(times), "open_seconds": open_seconds, "passages": len(base.corpus.passages)}
    finally:
        base.close()


def floor(data: str) -> dict[str, float]:
    """Time what no search by meaning can do without: one embedding, one look for the nearest vectors."""
    settings = _settings(data)
    embedder = Embedder(settings.embedding)
    with VectorStore(settings.vectors_folder, embedder.fingerprint) as store:
        times = ask_all(lambda question: store.nearest(embedder.embed([question])[0], FLOOR_COUNT))
        return middle_and_slow(times)


def _settings(data: str) -> Settings:
    return Settings(data=Path(data))
