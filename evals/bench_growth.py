"""A library grown to many passages: made-up sentences beside the real ones, to see what size costs.

The sentences are words of the real passages, drawn as often as they stand there. Their vectors are not the model's:
each is a real passage's vector, pushed in a random direction until their cosine is about 0.7, since embedding 100,000
texts takes minutes and says nothing about growth. How fast the model embeds such sentences is timed beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.bootstrap import open_knowledge_base
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import Settings
from ingest.corpus import vector_id
from ingest.document import Authority, Document, Force, Kind, Page, Passage, Provision, Span
from ingest.library import IngestedDocument

Item = TypeVar("Item")

IN_DOCUMENT = 1000
ON_PAGE = 5
SHORTEST, LONGEST = 15, 80
EMBEDDED = 200
_AWAY = 1.02  # tan(acos(0.7)): the length of the push beside a vector of length 1


def fill(data: str, passages: str) -> dict[str, float]:
    """Grow a data folder (a copy: it is written to) to ``passages`` passages; what its layers hold stays."""
    random = np.random.default_rng(4)
    base = open_knowledge_base(Settings(data=Path(data)))
    try:
        real = tuple(base.corpus.passages.values())
        vectors = base.store.vectors([vector_id(passage) for passage in real])
        sentences = _sentences(real, int(passages) - len(real), random)
        per_second = _embedded_per_second(base, sentences[:EMBEDDED])
        started = perf_counter()
        for number, texts in enumerate(_batched(sentences, IN_DOCUMENT), start=1):
            _write(base, _document(f"made-up-{number:03}", texts), _near(vectors, len(texts), random))
        seconds = perf_counter() - started
    finally:
        base.close()
    return {
        "made_up": len(sentences),
        "embedded_per_second": per_second,
        "written_per_second": len(sentences) / seconds if sentences else 0.0,
    }


def _write(base: KnowledgeBase, ingested: IngestedDocument, vectors: NDArray[np.float32]) -> None:
    ids = [vector_id(passage) for passage in ingested.passages]
    base.store.upsert(ids, vectors, [ingested.document.id] * len(ids))
    base.library.replace(ingested)


def _sentences(real: Sequence[Passage], count: int, random: np.random.Generator) -> list[str]:
    words = np.array(" ".join(passage.text for passage in real).split())
    lengths = random.integers(SHORTEST, LONGEST, max(count, 0))
    return [" ".join(random.choice(words, length)) for length in lengths]


def _near(vectors: NDArray[np.float32], count: int, random: np.random.Generator) -> NDArray[np.float32]:
    """Vectors of length 1, each some way from one of ``vectors``; shape (count, dimension)."""
    chosen = vectors[random.integers(0, len(vectors), count)]
    push = random.standard_normal(chosen.shape)
    moved = chosen + _AWAY * push / np.linalg.norm(push, axis=1, keepdims=True)
    return np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), np.float32)


def _embedded_per_second(base: KnowledgeBase, sentences: Sequence[str]) -> float:
    started = perf_counter()
    base.embedder.embed(sentences)
    return len(sentences) / (perf_counter() - started)


def _document(document_id: str, texts: Sequence[str]) -> IngestedDocument:
    """A document of numbered paragraphs, five to a page."""
    pages, provisions, passages = [], [], []
    numbered = enumerate(texts, start=1)
    for physical, on_page in enumerate(_batched(list(numbered), ON_PAGE), start=1):
        written = ""
        for number, text in on_page:
            span = Span(physical, len(written), len(written) + len(text))
            written += text + "\n"
            name = f"{document_id}/paragraph/{number}"
            provisions.append(Provision(name, f"para {number}", Kind.PARAGRAPH, None, None, (span,), Force.STATES))
            passages.append(Passage(name, document_id, (name,), (span,), text, text))
        pages.append(Page(document_id, physical, None, written))
    return IngestedDocument(
        _described(document_id, len(pages)), tuple(pages), tuple(provisions), (), tuple(passages), (), "none", "made up"
    )


def _described(document_id: str, page_count: int) -> Document:
    return Document(
        id=document_id,
        title=f"Made-up document {document_id}",
        short_title=document_id,
        publisher="the benchmark",
        authority=Authority.PROVIDERS_OWN,
        version="1",
        as_at=None,
        superseded_by=None,
        source_url=None,
        licence=None,
        sha256="0" * 64,
        page_count=page_count,
    )


def _batched(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
