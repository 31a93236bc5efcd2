"""Passages that share words with the question (BM25)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.answer import Hit
from ingest.lexicon import Lexicon


def _as_asked(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class LexicalRun:
    """Scores are BM25 on stemmed words and word pairs. ``expand`` adds the documents' words for those of the text."""

    lexicon: Lexicon
    name: str = "lexical"
    expand: Callable[[str], str] = _as_asked

    def search(self, text: str, count: int) -> tuple[Hit, ...]:
        """Passages by falling BM25 score."""
        found = self.lexicon.search(self.expand(text), count)
        return tuple(Hit(passage_id, rank, score, self.name) for rank, (passage_id, score) in enumerate(found, start=1))
