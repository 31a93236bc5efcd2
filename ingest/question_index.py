"""The digest's questions as vectors that point to provisions: the way in for people's own words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.digest import DigestEntry, question_vector_id
from ingest.embedding import Embedder
from ingest.store import VectorStore

Progress = Callable[[str, str, int, int], None]
"""(what, step, done, total)."""

LAYER = "question"
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
    wanted = {question_vector_id(e.provision_id, q): (e.document_id, q) for e in entries for q in e.questions}
    present = store.ids(layer=LAYER)
    store.delete(present - wanted.keys(), layer=LAYER)
    missing = [vector_id for vector_id in wanted if vector_id not in present]
    for start in range(0, len(missing), EMBEDDED_AT_ONCE):
        batch = missing[start : start + EMBEDDED_AT_ONCE]
        vectors = embedder.embed([wanted[vector_id][1] for vector_id in batch])
        store.upsert(batch, vectors, [wanted[vector_id][0] for vector_id in batch], layer=LAYER)
        on_progress("digest", "embedding", start + len(batch), len(missing))
    return len(missing)
