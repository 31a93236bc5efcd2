"""Every sentence of a document looked over for provisions named wrongly, old names, and a source's force changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.compliance.claimed_force import ClaimedForce, Source, claimed_force
from assistant.compliance.document_match import DocumentMatch
from assistant.compliance.document_units import Unit, units
from assistant.compliance.named_wrongly import NamedWrongly, named_wrongly
from assistant.compliance.outdated_names import OutdatedNames, OutdatedUse
from assistant.compliance.provision_index import ProvisionIndex
from assistant.compliance.review import ClaimFinding, ClaimKind, DocumentQuote, Standing
from assistant.drafting.drafter import cite_whole
from assistant.errors import DraftingError
from ingest.corpus import Corpus
from ingest.document import Force, Provision
from ingest.reviewed_document import Block, BlockKind, ReviewedDocument

_REGULATION = re.compile(r"\bregulations?\s+(\d+[A-Z]?)\b", re.IGNORECASE)
_OUR_NOTE = "No ingested document prints what replaced it: this is our note."


@dataclass(frozen=True)
class ClaimReader:
    """Reads one document. ``laid`` knows which requirements each of its sentences speaks of."""

    corpus: Corpus
    index: ProvisionIndex
    names: OutdatedNames
    laid: DocumentMatch

    def claims(self, document: ReviewedDocument) -> Iterator[ClaimFinding]:
        """The claims in the document's order; a name is told once in each block."""
        sentences = {(unit.block.number, unit.start): number for number, unit in enumerate(self.laid.units)}
        expected = frozenset(holder for one in self.laid.wanted for holder in one.holders)
        for block in document.blocks:
            before = ""
            for unit in _sentences_of(block):
                about = self._about(sentences.get((block.number, unit.start)))
                yield from self._outdated(unit)
                wrong = tuple(self._named(unit, before, expected, about))
                yield from wrong or self._force(unit, about)
                before = unit.text

    def _about(self, place: int | None) -> tuple[int, ...]:
        return () if place is None else self.laid.about(place)

    def _outdated(self, unit: Unit) -> Iterator[ClaimFinding]:
        for use in self.names.uses(unit.text):
            yield ClaimFinding(
                kind=ClaimKind.OUTDATED_NAME,
                quote=_quote(unit),
                named=unit.text[use.start : use.end],
                says=self._replaced(use),
                citations=self._cited(use.name.provision),
            )

    def _replaced(self, use: OutdatedUse) -> str:
        name = use.name
        shown = "" if self._cited(name.provision) else f" {_OUR_NOTE}"
        return f"{name.was}: now {name.now}. {name.note}{shown}"

    def _named(self, unit: Unit, before: str, expected: frozenset[str], about: Sequence[int]) -> Iterator[ClaimFinding]:
        right = frozenset(holder for number in about for holder in self.laid.wanted[number].holders)
        for found in named_wrongly(self.index, unit.text, before, expected, right):
            kind = ClaimKind.NO_SUCH_PROVISION if found.named is None else ClaimKind.WRONG_PROVISION
            cited = [found.named, found.nearest] if found.named else [found.nearest]
            citations = tuple(one for provision in cited if provision for one in self._cited(provision.id))
            yield ClaimFinding(kind, _quote(unit), found.written, _says(found), citations)

    def _force(self, unit: Unit, about: Sequence[int]) -> Iterator[ClaimFinding]:
        claimed = claimed_force(unit.text)
        if claimed is None:
            return
        found = next((number for number in about if self._speaks_for(claimed, number)), None)
        if found is None or self._is_printed_so(claimed, about) or self._names_a_duty(claimed):
            return
        one = self.laid.wanted[found]
        yield ClaimFinding(
            kind=ClaimKind.FORCE_CHANGED,
            quote=_quote(unit),
            named=claimed.written,
            says=_force_says(claimed, one.standing, one.requirement.force),
            citations=one.citations,
        )

    def _speaks_for(self, claimed: ClaimedForce, number: int) -> bool:
        """Whether a requirement prints another force than is claimed for its source."""
        one = self.laid.wanted[number]
        force = one.requirement.force
        if claimed.source is Source.GUIDANCE:
            return one.standing is Standing.GUIDANCE and force in (Force.SHOULD, Force.MAY, Force.STATES)
        if claimed.obliges:
            return one.standing is Standing.GUIDANCE and force in (Force.SHOULD, Force.MAY)
        return one.standing is Standing.STATUTE and force is Force.MUST

    def _names_a_duty(self, claimed: ClaimedForce) -> bool:
        """Whether the regulation that is said to oblige does lay a duty on somebody: "required by regulation 34(3)"."""
        if claimed.source is not Source.LAW or not claimed.obliges:
            return False
        named = set(_REGULATION.findall(claimed.written))
        duties = (one for one in self.laid.wanted if one.requirement.force is Force.MUST)
        return any(
            holder.endswith(f"/regulation/{number}") for one in duties for holder in one.holders for number in named
        )

    def _is_printed_so(self, claimed: ClaimedForce, about: Sequence[int]) -> bool:
        """Whether another requirement that the sentence speaks of has the very force that it claims."""
        wanted = Force.MUST if claimed.obliges else Force.SHOULD
        standing = Standing.GUIDANCE if claimed.source is Source.GUIDANCE else Standing.STATUTE
        nearest = [self.laid.wanted[number] for number in about]
        return any(one.standing is standing and one.requirement.force is wanted for one in nearest)

    def _cited(self, provision_id: str) -> tuple[Citation, ...]:
        """The first words of a provision; none where it is not ingested."""
        if not provision_id or provision_id.split("/", 1)[0] not in self.corpus.documents:
            return ()
        try:
            return cite_whole(self.corpus, provision_id, "a claim").citations[:1]
        except DraftingError:
            return ()


def _sentences_of(block: Block) -> tuple[Unit, ...]:
    """The sentences of a block, a heading being one."""
    if block.kind is BlockKind.HEADING:
        return (Unit(block, 0, len(block.text), 1),)
    return tuple(unit for unit in units([block]) if unit.sentences == 1)


def _quote(unit: Unit) -> DocumentQuote:
    return DocumentQuote(unit.block, unit.start, unit.end)


def _says(found: NamedWrongly) -> str:
    nearest = f" The nearest that there is: {_label(found.nearest)}." if found.nearest else ""
    if found.named is None:
        return f"The ingested documents have no {found.written}.{nearest}"
    return f"{_label(found.named)} speaks of something else; the sentence is nearer to {_label(found.nearest)}."


def _label(provision: Provision | None) -> str:
    if provision is None:
        return "another provision"
    return f"{provision.label} ({provision.heading})" if provision.heading else provision.label


def _force_says(claimed: ClaimedForce, standing: Standing, force: Force) -> str:
    claims = "obliges" if claimed.obliges else "recommends"
    return f"The sentence says that {claimed.source.value} {claims}; the {standing.value} prints: {force.value}."
