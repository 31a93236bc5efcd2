"""Sentences of a document that read like what goes against the sources: by our worked examples, a likelihood alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assistant.compliance.document_match import DocumentMatch
from assistant.compliance.document_units import is_title
from assistant.compliance.likeness import Leaning, Likeness, Vectors
from assistant.compliance.listed_bans import item_of_bans
from assistant.compliance.matching import Embed
from assistant.compliance.requirement_match import Sought
from assistant.compliance.review import ClaimFinding, ClaimKind, DocumentQuote, RequirementFinding, State
from ingest.provision_path import holder_of, on_one_path

AGAINST = 9.0
"""The odds from which a sentence is told: a policy is mostly right, so they are higher than for a statement alone."""

BY_FAR = 16.0
"""The odds from which a sentence is told though it has a "not" that the nearest example has not."""

NEAR_ENOUGH = 0.5
"""The least cosine of the nearest example that goes against what governs."""

IN_ITS_OWN_WORDS = 1.2
"""The most that the sentence may fit any requirement: one that has its words is compared by words and figures."""

ABOUT = 3
"""Requirements that a sentence fits best, whose provisions are taken to govern it."""

FEWEST_WORDS = 5

_SAYS = (
    "Of the sentences that we wrote for {provision} this is most like those that go against it, among them "
    "“{example}”. That is likeness, no proof: read the two together."
)


@dataclass(frozen=True)
class LikenessReader:
    """Reads the sentences of one document that no contradiction is told of by words and figures."""

    likeness: Likeness
    embed: Embed
    laid: DocumentMatch

    def claims(self, findings: list[RequirementFinding]) -> Iterator[ClaimFinding]:
        """What reads like a conflict, in the document's order, with the words of the provision that it is about."""
        places = [place for place in self.laid.sentences if self._is_left_open(place, findings)]
        if not places or not self.likeness.examples:
            return
        vectors = self.embed([self.laid.units[place].read for place in places])
        for place, vector in zip(places, vectors, strict=True):
            found = self._against(place, vector)
            if found is not None:
                yield self._claim(place, *found)

    def _is_left_open(self, place: int, findings: list[RequirementFinding]) -> bool:
        unit = self.laid.units[place]
        if is_title(unit) or len(unit.text.split()) < FEWEST_WORDS or not len(self.laid.wanted):
            return False
        if float(self.laid.matches.scores[:, place].max()) > IN_ITS_OWN_WORDS:
            return False
        if item_of_bans(unit.read.removesuffix(unit.text), unit.text, "") is not None:
            return False  # what a list says is not done, reads like one who does it
        told = (quote for one in findings if one.state is State.CONTRADICTS for quote in one.quotes)
        return not any(quote.overlaps(DocumentQuote(unit.block, unit.start, unit.end)) for quote in told)

    def _against(self, place: int, vector: Vectors) -> tuple[Sought, Leaning] | None:
        read = self.laid.units[place].read
        about = [self.laid.wanted[row] for row in np.argsort(-self.laid.matches.scores[:, place])[:ABOUT]]
        governing = [provision for one in about for provision in one.requirement.provisions if provision]
        leaning = self.likeness.of(vector).leaning(read, governing)
        if leaning is None or leaning.odds > 0:
            return None
        by_far = leaning.odds <= -BY_FAR and leaning.nearness >= NEAR_ENOUGH
        if not by_far and not leaning.tells(read, AGAINST, NEAR_ENOUGH):
            return None
        return self._of(leaning.nearest.provision_id), leaning

    def _of(self, provision_id: str) -> Sought:
        """The requirement that is of this very provision, or else of its regulation or paragraph."""
        among = [one for one in self.laid.wanted if holder_of(provision_id) in one.holders]
        very = (one for one in among if any(on_one_path(provision_id, p) for p in one.requirement.provisions if p))
        return next(very, among[0])

    def _claim(self, place: int, one: Sought, leaning: Leaning) -> ClaimFinding:
        unit = self.laid.units[place]
        label = one.citations[0].provision_label
        said = leaning.nearest.said.rstrip(".")
        return ClaimFinding(
            kind=ClaimKind.READS_LIKE_CONFLICT,
            quote=DocumentQuote(unit.block, unit.start, unit.end),
            named=label,
            says=_SAYS.format(provision=label, example=said),
            citations=one.citations,
        )
