"""A cross-encoder reads the question with each of the best passages. Off unless a folder with one is set.

The default answers without: no cross-encoder ships with the project, and none is fetched (docs/adr/0005).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.errors import ModelMissing

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


@dataclass(frozen=True)
class CrossEncoderReranker:
    """``folder`` holds a cross-encoder as sentence-transformers saves it, with one score a pair."""

    folder: Path

    def shares(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers, 0 to 1 among these texts. Raises ModelMissing."""
        if not texts:
            return []
        scores = np.asarray(self._model.predict([(question, text) for text in texts], show_progress_bar=False))
        width = float(scores.max() - scores.min())
        return [1.0] * len(texts) if width == 0.0 else [float(score) for score in (scores - scores.min()) / width]

    @cached_property
    def _model(self) -> CrossEncoder:
        os.environ["HF_HUB_OFFLINE"] = "1"
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - brings torch, which answers do without

        try:
            model: CrossEncoder = CrossEncoder(str(self.folder), device="cpu", local_files_only=True)
        except Exception as error:  # transformers raises in many ways for a folder that is none of its own
            raise ModelMissing(f"no cross-encoder can be read from {self.folder}: see HOMES_RERANKER") from error
        if getattr(model.config, "num_labels", None) != 1:
            raise ModelMissing(f"the cross-encoder in {self.folder} gives more than one score a pair")
        return model
