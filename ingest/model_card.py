"""What the prepared embedding model is, read without loading the model or what runs it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import ModelMissing

CARD_FILE = "card.json"
SET_UP = "run `make setup` (or `homes setup`)"


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What was prepared, from what, and how near it comes to the original.

    ``revision`` is the sha256 of the original weights; ``files`` maps each prepared file to its sha256;
    ``cosine_mean`` and ``cosine_min`` compare prepared and original vectors of ``checked`` sentences of our own.
    """

    model: str
    revision: str
    dimension: int
    max_tokens: int
    quantisation: str
    recipe: str
    files: dict[str, str]
    checked: int
    cosine_mean: float
    cosine_min: float

    @property
    def fingerprint(self) -> str:
        """Two models of one fingerprint give vectors that may be compared."""
        return f"{self.model}@{self.revision[:12]}/{self.dimension}/{self.max_tokens}/int8-{self.recipe}"


def read_card(folder: Path) -> ModelCard:
    """The card of the model prepared in ``folder``; ModelMissing when there is none or it cannot be read."""
    try:
        return ModelCard(**json.loads((folder / CARD_FILE).read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise ModelMissing(f"no embedding model in {folder}: {SET_UP}") from error
    except (OSError, ValueError, TypeError) as error:
        raise ModelMissing(f"the embedding model's card in {folder} cannot be read: {SET_UP}") from error
