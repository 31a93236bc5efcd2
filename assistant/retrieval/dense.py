"""Passages that mean something near the question (vectors)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Hit

if TYPE_CHECKING:  # brings Chroma
    from ingest.store import VectorStore

_SPARE = 16
"""More vectors than asked for are fetched: some may belong to a replaced version of a document."""


class Embeds(Protocol):
    """What turns texts into vectors, one row each."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape (len(texts), dimension)."""
        ...


class Targets(Protocol):
    """Which passage a vector points to; a mapping will do."""

    def get(self, vector_id: str, /) -> str | None:
        """None for a vector that points nowhere now."""
        ...


class LastVectors:
    """The vectors of the last few texts: several runs look for the same question. Safe to use from several threads."""

    def __init__(self, embedder: Embeds, remembered: int = 16) -> None:
        self._one = lru_cache(remembered)(lambda text: embedder.embed([text])[0])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As the embedder gives them."""
        return np.stack([self._one(text) for text in texts])


@dataclass(frozen=True, slots=True)
class DenseRun:
    """Scores are cosines. ``passage_of_vector`` says which passage a vector points to; others are passed over."""

    embedder: Embeds
    store: VectorStore
    passage_of_vector: Targets
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
