"""Sentences of a document that deny something near what is asked: told to be read, never as contradicting.

Of 35 passages that eight sets of judged documents were said to contradict by a denial alone, 3 did (docs/adr/0016):
what a "not" is about is beyond rules on words, so that no state rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compliance.document_match import DocumentMatch
from assistant.compliance.judging import quote_of
from assistant.compliance.requirement_match import Sought
from assistant.compliance.review import ClaimFinding, ClaimKind, Contrast, DocumentQuote, RequirementFinding, State
from assistant.compliance.standing_against import StandingAgainst

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
        """What may deny, no words of it twice: of the requirement that each sentence is nearest to."""
        taken = [*(quote for one in findings if one.state is State.CONTRADICTS for quote in one.quotes)]
        taken += [claim.quote for claim in told if claim.kind is ClaimKind.READS_LIKE_CONFLICT]
        denying = [one for number, finding in enumerate(findings) for one in self._denying(number, finding)]
        of_requirement = set[int]()
        for _, number, place, contrast in sorted(denying, key=lambda one: (-one[0], one[1], one[2])):
            quote = quote_of(self.laid.units[place])
            if number not in of_requirement and not any(quote.overlaps(one) for one in taken):
                taken.append(quote)
                of_requirement.add(number)
                yield self._claim(quote, self.laid.wanted[number], contrast)

    def _denying(self, number: int, finding: RequirementFinding) -> Iterator[tuple[float, int, int, Contrast]]:
        """How near, the requirement, the sentence, its denial; none where it is contradicted or does not apply."""
        if finding.state not in (State.CONTRADICTS, State.NOT_APPLICABLE) and finding.citations:
            for place, found in self.against.denying(number):
                yield self.laid.near(number, place), number, place, found[0]

    def _claim(self, quote: DocumentQuote, one: Sought, contrast: Contrast) -> ClaimFinding:
        label = one.citations[0].provision_label
        says = _SAYS.format(said=contrast.said, provision=label)
        return ClaimFinding(ClaimKind.READS_LIKE_CONFLICT, quote, named=label, says=says, citations=one.citations)
