"""How near a text is to each regulation, paragraph and schedule: vectors and words of the ingested passages.

For telling that a sentence names another provision than the one it speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.compliance.matching import Embed, Expand, Rarity, plain, stems
from ingest.corpus import Corpus
from ingest.document import Authority
from ingest.provision_path import holder_of

NEAR_IN_WORDS = 0.5
_NUMBERED = frozenset({Authority.STATUTE, Authority.STATUTORY_GUIDANCE, Authority.DIGEST})

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True)
class ProvisionIndex:
    """The numbered provisions of law and guidance. ``vectors`` gives those that the library keeps, by their ids."""

    corpus: Corpus
    vectors: Vectors
    embed: Embed
    expand: Expand
    rarity: Rarity

    def nearness(self, text: str) -> Mapping[str, float]:
        """By the id of each regulation, paragraph or schedule: how near its nearest passage is, some -0.2 to 1.5."""
        cosines = self._vectors @ self.embed([plain(text)])[0]
        weights = {stem: self.rarity(stem) for stem in stems(self.expand(plain(text)))}
        whole = sum(weights.values()) or 1.0
        nearest: dict[str, float] = {}
        for (holder, terms), cosine in zip(self._passages, cosines, strict=True):
            share = sum(weights[term] for term in weights.keys() & terms) / whole
            nearest[holder] = max(nearest.get(holder, -1.0), float(cosine) + NEAR_IN_WORDS * share)
        return nearest

    def nearness_of(self, text: str, others: Sequence[str]) -> list[float]:
        """How near the text is to each of ``others``, on the same scale."""
        if not others:
            return []
        cosines = self.embed(list(others)) @ self.embed([plain(text)])[0]
        weights = {stem: self.rarity(stem) for stem in stems(plain(text))}
        whole = sum(weights.values()) or 1.0
        held = (frozenset(stems(other)) for other in others)
        shares = (sum(weights[stem] for stem in weights.keys() & one) / whole for one in held)
        return [float(cosine) + NEAR_IN_WORDS * share for cosine, share in zip(cosines, shares, strict=True)]

    @cached_property
    def _ids(self) -> tuple[tuple[str, str], ...]:
        """Vector and passage ids of the numbered provisions."""
        return tuple(
            (vector, passage)
            for vector, passage in self.corpus.vector_ids.items()
            if self.corpus.document_of(passage).authority in _NUMBERED
        )

    @cached_property
    def _passages(self) -> tuple[tuple[str, frozenset[str]], ...]:
        passages = (self.corpus.passages[passage] for _, passage in self._ids)
        return tuple((holder_of(one.provision_ids[0]), frozenset(stems(one.embedded_text))) for one in passages)

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return self.vectors([vector for vector, _ in self._ids])
