"""Questions as vectors: the digest's, which point to provisions, and those that the documents do not answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from ingest.digest import DigestEntry, question_vector_id

if TYPE_CHECKING:  # these bring onnxruntime and Chroma
    from ingest.embedding import Embedder
    from ingest.store import VectorStore

Progress = Callable[[str, str, int, int], None]
"""(what, step, done, total)."""

LAYER = "question"
UNANSWERED_LAYER = "unanswered"
EMBEDDED_AT_ONCE = 64


def index_questions(
    entries: Sequence[DigestEntry],
    store: VectorStore,
    embedder: Embedder,
    on_progress: Progress,
) -> int:
    """Bring the layer in line with ``entries``: embed what is new, forget what is gone. Returns how many were embedded.

    A run that was cut short is taken up where it stopped.
    """
    return _index(LAYER, _of_digest(entries), store, embedder, on_progress)


def index_unanswered(questions: Sequence[str], store: VectorStore, embedder: Embedder, on_progress: Progress) -> int:
    """The same for the questions that the documents do not answer, which point nowhere."""
    return _index(UNANSWERED_LAYER, _of_unanswered(questions), store, embedder, on_progress)


def out_of_line(entries: Sequence[DigestEntry], unanswered: Sequence[str], store: VectorStore) -> int:
    """How many vectors are missing from both layers, or are there for a question that is gone."""
    digest = _of_digest(entries).keys() ^ store.ids(layer=LAYER)
    return len(digest) + len(_of_unanswered(unanswered).keys() ^ store.ids(layer=UNANSWERED_LAYER))


def _of_digest(entries: Sequence[DigestEntry]) -> dict[str, tuple[str, str]]:
    return {question_vector_id(e.provision_id, q): (e.document_id, q) for e in entries for q in e.questions}


def _of_unanswered(questions: Sequence[str]) -> dict[str, tuple[str, str]]:
    return {question_vector_id("unanswered", question): ("unanswered", question) for question in questions}


def _index(
    layer: str, wanted: Mapping[str, tuple[str, str]], store: VectorStore, embedder: Embedder, on_progress: Progress
) -> int:
    present = store.ids(layer=layer)
    store.delete(present - wanted.keys(), layer=layer)
    missing = [vector_id for vector_id in wanted if vector_id not in present]
    for start in range(0, len(missing), EMBEDDED_AT_ONCE):
        batch = missing[start : start + EMBEDDED_AT_ONCE]
        vectors = embedder.embed([wanted[vector_id][1] for vector_id in batch])
        store.upsert(batch, vectors, [wanted[vector_id][0] for vector_id in batch], layer=layer)
        on_progress("digest", "embedding", start + len(batch), len(missing))
    return len(missing)
