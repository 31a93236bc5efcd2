"""Passages that mean something near the question (vectors)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Hit
from ingest.embedding import Embedder
from ingest.store import VectorStore

_SPARE = 16
"""More vectors than asked for are fetched: some may belong to a replaced version of a document."""


@dataclass(frozen=True, slots=True)
class DenseRun:
    """Scores are cosines. ``passage_of_vector`` says which passage a vector points to; others are passed over."""

    embedder: Embedder
    store: VectorStore
    passage_of_vector: Mapping[str, str]
    layer: str = "passage"
    name: str = "dense"

    def search(self, text: str, count: int) -> tuple[Hit, ...]:
        """Passages by falling cosine, each at its nearest vector."""
        if not text.strip():
            return ()
        whole = text.encode("utf-8", "replace").decode()  # half a character, as a terminal may give, has no meaning
        vector = self.embedder.embed([whole])[0]
        best: dict[str, float] = {}
        for vector_id, score in self.store.nearest(vector, count + _SPARE, layer=self.layer):
            passage_id = self.passage_of_vector.get(vector_id)
            if passage_id is not None:
                best.setdefault(passage_id, score)
        ranked = list(best.items())[:count]
        return tuple(
            Hit(passage_id, rank, score, self.name) for rank, (passage_id, score) in enumerate(ranked, start=1)
        )
