"""Whether the evidence can support an answer at all: the calibrated line between answering and refusing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Evidence
from assistant.retrieval.exact import asks_only_for_provisions
from assistant.retrieval.relevance import Relevance

ENOUGH = 0.2
"""Share of the question's telling terms that the best pieces of evidence must hold between them (docs/adr/0006)."""

LOOKED_AT = 5


@dataclass(frozen=True, slots=True)
class Support:
    """Measures how much of a question the evidence speaks of."""

    relevance: Relevance

    def is_enough(self, question: str, evidence: Sequence[Evidence]) -> bool:
        """Whether to answer. Evidence that the question names itself is always enough, and nothing else will do
        where the question asks for nothing but provisions by name.
        """
        if any(hit.run == "exact" for one in evidence for hit in one.hits):
            return True
        if asks_only_for_provisions(question):
            return False
        together = " ".join(one.passage.embedded_text for one in evidence[:LOOKED_AT])
        return self.relevance.share(question, together) >= ENOUGH
