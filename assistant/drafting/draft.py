"""What a draft is made of. Frozen types whose constructors hold the promises; no I/O, no vendors.

Whatever stands in a draft is one of nine things, told apart everywhere: a statement on its citations, the home's own
fact, a sentence of a model's on such facts, the provider's own words, a gap that only the home can fill, a suggestion
that no source supports, an item that does not apply, something expected that is not in the sources, or a statement
whose source has changed since.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assistant.answer import Citation, Mode, Notice, Statement, Suggestion
from assistant.errors import ModelFault
from ingest.document import Document, Force, Span

__all__ = ["Suggestion"]


@dataclass(frozen=True, slots=True)
class Source:
    """Words of one document that a statement stands on: what its citations are made from, now and when read again."""

    document_id: str
    spans: tuple[Span, ...]


class Wording(StrEnum):
    """Who worded a statement. PUT_BACK is a listed one that a model's text had lost."""

    LISTED = "listed"
    MODEL = "model"
    PUT_BACK = "put back"


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """A statement, the items it answers and the force it was given as printed.

    ``checklist`` marks a point of guidance to check the text against, rather than text. ``sources`` are in the order
    of the statement's citations, which ``citing.cite_runs`` makes from them.
    """

    statement: Statement
    sources: tuple[Source, ...]
    requirement_ids: tuple[str, ...]
    force: Force
    checklist: bool = False
    wording: Wording = Wording.LISTED

    def __post_init__(self) -> None:
        cited = [(citation.document.id, span) for citation in self.statement.citations for span in citation.spans]
        if cited != [(source.document_id, span) for source in self.sources for span in source.spans]:
            raise ValueError("a statement's sources are the words of its citations")


@dataclass(frozen=True, slots=True)
class ProvidedFact:
    """What the provider told, word for word; ``field`` is where in the profile, ``label`` its name for reading."""

    label: str
    text: str
    field: str
    requirement_id: str


@dataclass(frozen=True, slots=True)
class HomeStatement:
    """A sentence of a model's on what the provider told: it says nothing that ``fields`` of the profile do not."""

    text: str
    fields: tuple[str, ...]
    requirement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the provider wrote in place of a section's text. No source is claimed for it."""

    text: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What only the provider can supply; ``field`` of the profile answers it."""

    id: str
    ask: str
    field: str
    requirement_id: str


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """An item that the home's profile rules out, why, and where it is printed."""

    requirement_id: str
    asks: str
    reason: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Expected:
    """What people expect in such a draft though neither the law nor the guidance asks for it."""

    name: str
    note: str


@dataclass(frozen=True, slots=True)
class Was:
    """Where a quotation stood when the draft was made."""

    document_id: str
    provision_label: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StaleStatement:
    """A sentence of a kept draft whose quotations are no longer on their pages: the section should be drafted anew."""

    text: str
    requirement_ids: tuple[str, ...]
    was: tuple[Was, ...]


Block = (
    DraftStatement
    | ProvidedFact
    | HomeStatement
    | OwnWords
    | Gap
    | Suggestion
    | NotApplicable
    | Expected
    | StaleStatement
)


@dataclass(frozen=True, slots=True)
class Writing:
    """How a model fared with a section. With a ``fault`` the section stands as it does without a model.

    ``removed`` counts sentences that nobody sees, ``put_back`` requirements that the text had lost.
    """

    model: str
    prompt_sha256: str
    removed: int = 0
    put_back: int = 0
    fault: ModelFault | None = None


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A heading and what stands under it. ``intro`` is ours and claims nothing about the law."""

    id: str
    heading: str
    intro: str
    blocks: tuple[Block, ...]
    writing: Writing | None = None


class CoverageState(StrEnum):
    """What became of an item. ``TO_CHECK`` stands where the provider's own words took the place of what covered it."""

    COVERED = "covered"
    TO_CHECK = "to be checked"
    NEEDS_FACTS = "needs your facts"
    NOT_APPLICABLE = "not applicable"
    SOURCE_CHANGED = "source changed"


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One item of the list: where it is printed, with what force, and what became of it.

    ``pages`` are physical, ``printed`` their labels where known. ``reason`` is told for what does not apply.
    """

    item: str
    section: str
    asks: str
    document_id: str
    provision_id: str
    provision_label: str
    pages: tuple[int, ...]
    printed: tuple[str, ...]
    force: Force
    state: CoverageState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document in the making. ``made_at`` is aware UTC; ``version`` counts from 1 as it is kept and changed."""

    kind: str
    title: str
    purpose: str
    audience: str
    profile_name: str
    sections: tuple[DraftSection, ...]
    coverage: tuple[CoverageRow, ...]
    notices: tuple[Notice, ...]
    made_at: datetime
    version: int = 1

    @property
    def blocks(self) -> Iterator[Block]:
        """Everything that stands in it, in order."""
        return (block for section in self.sections for block in section.blocks)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Its statements in order, those of checklists too."""
        return tuple(block.statement for block in self.blocks if isinstance(block, DraftStatement))

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What the provider has still to supply, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Gap))

    @property
    def stale(self) -> tuple[StaleStatement, ...]:
        """Statements of a kept draft that have lost their source."""
        return tuple(block for block in self.blocks if isinstance(block, StaleStatement))

    @property
    def mode(self) -> Mode:
        """Whether a model worded any of it."""
        return Mode.MODEL if self.written_by else Mode.EXTRACTIVE

    @property
    def written_by(self) -> tuple[Writing, ...]:
        """How the sections fared that a model worded, in order."""
        return tuple(one.writing for one in self.sections if one.writing and one.writing.fault is None)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents cited, in order of first citation."""
        cited = (citation.document for statement in self.statements for citation in statement.citations)
        ruled_out = (block.citation.document for block in self.blocks if isinstance(block, NotApplicable))
        return tuple({document.id: document for document in (*cited, *ruled_out)}.values())
