"""Sentences of a document that deny something near what is asked: told to be read, never as contradicting.

Of 35 passages that eight sets of judged documents were said to contradict by a denial alone, 3 did (docs/adr/0016):
what a "not" is about is beyond rules on words, so that no state rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.compliance.document_match import DocumentMatch
from assistant.compliance.judging import quote_of
from assistant.compliance.requirement_match import Sought
from assistant.compliance.review import ClaimFinding, ClaimKind, Contrast, DocumentQuote, RequirementFinding, State
from assistant.compliance.standing_against import StandingAgainst

MOST_OF_ONE = 1
"""Sentences told of one requirement."""

_SAYS = (
    "It says “{said}”, which may deny or limit what {provision} asks, or speak of something else. A denial alone "
    "proves nothing: read the two together."
)


@dataclass(frozen=True)
class DenialReader:
    """Reads the sentences of one document that no contradiction and no likeness is told of."""

    laid: DocumentMatch
    against: StandingAgainst

    def claims(self, findings: Sequence[RequirementFinding], told: Sequence[ClaimFinding]) -> Iterator[ClaimFinding]:
        """What may deny, once a sentence: of the requirement that it is nearest to."""
        taken = [*(quote for one in findings if one.state is State.CONTRADICTS for quote in one.quotes)]
        taken += [claim.quote for claim in told]
        nearest: dict[int, tuple[float, int, Contrast]] = {}
        for number, finding in enumerate(findings):
            for place, contrast in self._denying(number, finding):
                near = self.laid.near(number, place)
                if place not in nearest or near > nearest[place][0]:
                    nearest[place] = near, number, contrast
        for place in sorted(nearest):
            quote = quote_of(self.laid.units[place])
            if not any(_overlap(quote, one) for one in taken):
                yield self._claim(quote, self.laid.wanted[nearest[place][1]], nearest[place][2])

    def _denying(self, number: int, finding: RequirementFinding) -> Iterator[tuple[int, Contrast]]:
        """The sentences that deny, the nearest first; none where it is contradicted or does not apply."""
        if finding.state not in (State.CONTRADICTS, State.NOT_APPLICABLE) and finding.citations:
            yield from ((place, found[0]) for place, found in islice(self.against.denying(number), MOST_OF_ONE))

    def _claim(self, quote: DocumentQuote, one: Sought, contrast: Contrast) -> ClaimFinding:
        label = one.citations[0].provision_label
        says = _SAYS.format(said=contrast.said, provision=label)
        return ClaimFinding(ClaimKind.READS_LIKE_CONFLICT, quote, named=label, says=says, citations=one.citations)


def _overlap(one: DocumentQuote, other: DocumentQuote) -> bool:
    return one.block is other.block and one.start < other.end and other.start < one.end
