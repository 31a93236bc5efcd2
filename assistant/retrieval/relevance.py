"""How much of a question some words answer: the share of its telling terms that they contain."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ingest.lexicon import Lexicon, terms_of


@dataclass(frozen=True, slots=True)
class Relevance:
    """Terms count by how rare they are among all passages; a term that no passage has counts as the rarest."""

    lexicon: Lexicon

    def share(self, question: str, words: str) -> float:
        """0 to 1: the question's terms found in ``words``, by rarity; 0 for a question without terms."""
        wanted = {term: self.rarity(term) for term in terms_of(question) if " " not in term}
        if not wanted:
            return 0.0
        present = set(terms_of(words))
        return sum(weight for term, weight in wanted.items() if term in present) / sum(wanted.values())

    def rarity(self, term: str) -> float:
        """Inverse document frequency, natural logarithm."""
        column = self.lexicon.columns.get(term)
        having = 0 if column is None else int(self.lexicon.starts[column + 1] - self.lexicon.starts[column])
        return math.log(1.0 + (len(self.lexicon.ids) + 0.5) / (having + 0.5))
