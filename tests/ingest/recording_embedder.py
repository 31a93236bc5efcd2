"""The real model, with a record of what it was asked to embed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ingest.embedding import Embedder, Vectors


class RecordingEmbedder(Embedder):
    """``texts`` is everything embedded so far; ``fault`` is raised instead of the batch after ``fault_after`` texts."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.texts: list[str] = []
        self.fault: BaseException | None = None
        self.fault_after = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        if self.fault is not None and len(self.texts) >= self.fault_after:
            raise self.fault
        self.texts.extend(texts)
        return super().embed(texts)
