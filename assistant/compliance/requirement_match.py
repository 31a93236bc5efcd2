"""A requirement with everything the review needs of it: how it is looked for, its printed clause, its citations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.compliance.matching import Asked, Embed
from assistant.compliance.printed import Printed
from assistant.compliance.printed_clause import clauses
from assistant.compliance.review import Standing
from assistant.compliance.ruled_out import NONE_RULED_OUT, Conduct, RuledOut
from assistant.compliance.time_limits import times_in
from assistant.drafting.drafter import cite_whole
from assistant.drafting.requirements import Requirement
from ingest.corpus import Corpus
from ingest.document import Authority, Document
from ingest.provision_path import holder_of

SAME_FORCE = 0.15
"""What a sentence of guidance gains, among those of its paragraph, for having the requirement's force."""

_STANDINGS = {
    Authority.STATUTE: Standing.STATUTE,
    Authority.STATUTORY_GUIDANCE: Standing.GUIDANCE,
    Authority.INSPECTION_FRAMEWORK: Standing.INSPECTION,
}
_PARTS_OF_LAW = ("regulation", "schedule")


@dataclass(frozen=True, slots=True)
class Sought:
    """``printed`` is None, and ``citations`` empty, for a note of practice, which no source prints. ``rules_out``
    is the conduct that its provisions are known to rule out. ``timed`` are the clauses of its further provisions that
    print a time which our words for it name, where the first one prints none.
    """

    requirement: Requirement
    standing: Standing
    asked: Asked
    printed: Printed | None
    citations: tuple[Citation, ...]
    rules_out: tuple[Conduct, ...] = ()
    timed: tuple[Printed, ...] = ()

    @property
    def holders(self) -> frozenset[str]:
        """The regulations and paragraphs that the requirement comes from."""
        return frozenset(holder_of(one) for one in self.requirement.provisions if one)


def sought(corpus: Corpus, requirement: Requirement, embed: Embed, ruled_out: RuledOut = NONE_RULED_OUT) -> Sought:
    """The requirement with its words. Raises DraftingError where the ingested document has no such provision."""
    cited = cite_whole(corpus, requirement.provision, requirement.id)
    pieces = clauses(corpus, cited.provision)
    printed = _nearest(requirement, pieces, embed)
    document = corpus.document_of(cited.provision.id)
    asked = Asked(requirement.asks, requirement.line, " ".join(piece.words for piece in pieces))
    conduct = dict.fromkeys(known for one in requirement.provisions if one for known in ruled_out.by(one))
    standing = standing_of(document, cited.provision.id)
    timed = tuple(_timed(corpus, requirement, printed))
    return Sought(requirement, standing, asked, printed, cited.citations, tuple(conduct), timed)


def practice(requirement: Requirement) -> Sought:
    """A note of practice, which is looked for by our words alone."""
    return Sought(requirement, Standing.PRACTICE, Asked(requirement.asks, requirement.line, requirement.line), None, ())


def standing_of(document: Document, provision_id: str) -> Standing:
    """What kind of rule a provision is. Our digest of the law stands for the law, and says so in its citations."""
    if document.digest:
        return Standing.STATUTE if provision_id.split("/")[1] in _PARTS_OF_LAW else Standing.GUIDANCE
    return _STANDINGS.get(document.authority, Standing.OTHER)


def _timed(corpus: Corpus, requirement: Requirement, printed: Printed) -> Iterator[Printed]:
    """For "consent, or in an emergency full details within 24 hours": (a) prints the one, (b) the other."""
    ours = _spans(f"{requirement.asks} {requirement.line}")
    if not ours or _spans(printed.said):
        return
    further = (corpus.provisions[one] for one in requirement.also if one in corpus.provisions)
    yield from (piece for provision in further for piece in clauses(corpus, provision) if _spans(piece.words) & ours)


def _spans(text: str) -> frozenset[tuple[float | None, float | None]]:
    return frozenset((time.shortest, time.longest) for time in times_in(text) if time.is_number)


def _nearest(requirement: Requirement, pieces: Sequence[Printed], embed: Embed) -> Printed:
    if len(pieces) == 1:
        return pieces[0]
    cosines = embed([piece.said for piece in pieces]) @ embed([requirement.asks])[0]
    gains = [SAME_FORCE if piece.force is requirement.force else 0.0 for piece in pieces]
    ranked = sorted(range(len(pieces)), key=lambda number: -(float(cosines[number]) + gains[number]))
    return pieces[ranked[0]]
