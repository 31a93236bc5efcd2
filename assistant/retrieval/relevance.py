"""How much of a question some words answer: the share of its telling terms that they contain."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ingest.lexicon import Lexicon, terms_of


def _as_asked(question: str) -> str:
    return question


@dataclass(frozen=True, slots=True)
class Relevance:
    """Terms count by how rare they are among all passages; a term that no passage has counts as the rarest.

    ``expand`` adds the documents' words for those of the question.
    """

    lexicon: Lexicon
    expand: Callable[[str], str] = _as_asked

    def share(self, question: str, words: str) -> float:
        """0 to 1: the question's terms found in ``words``, by rarity; 0 for a question without terms."""
        return self.of(question)(words)

    def of(self, question: str) -> Callable[[str], float]:
        """``share`` for one question and many words: the question is read once."""
        wanted = {term: self.rarity(term) for term in terms_of(self.expand(question)) if " " not in term}
        whole = sum(wanted.values())

        def share(words: str) -> float:
            present = set(terms_of(words))
            return sum(weight for term, weight in wanted.items() if term in present) / whole if whole else 0.0

        return share

    def rarity(self, term: str) -> float:
        """Inverse document frequency, natural logarithm."""
        column = self.lexicon.columns.get(term)
        having = 0 if column is None else int(self.lexicon.starts[column + 1] - self.lexicon.starts[column])
        return math.log(1.0 + (len(self.lexicon.ids) + 0.5) / (having + 0.5))
