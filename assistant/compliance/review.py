"""What a review of a document is: each requirement with what the document says of it, and claims that need a look.

A review lays words beside words. No state says that a home complies or does not; ``WHO_DECIDES`` stands with every one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation
from assistant.drafting.requirements import Requirement
from ingest.document import Document
from ingest.reviewed_document import Block, FileForm, Remark

WHO_DECIDES = (
    "This lays the document beside its sources; it does not decide whether the home complies. The registered person "
    "decides what to change, and the inspector makes a judgement. Read both quotations before acting on a finding: a "
    "requirement that is met in other words, or in another document, can be shown here as not found."
)


class State(StrEnum):
    """How the document stands to one requirement."""

    ADDRESSED = "addressed"
    PARTLY = "partly"
    NOT_FOUND = "not found"
    CONTRADICTS = "contradicts"
    NOT_APPLICABLE = "not applicable"


class Standing(StrEnum):
    """What kind of rule a requirement is; never mixed up."""

    STATUTE = "statute"
    GUIDANCE = "statutory guidance"
    INSPECTION = "inspection practice"
    OTHER = "other official"
    PRACTICE = "practice"
    """What visitors and services do, though no source asks for it: our note, without a quotation."""


class ClaimKind(StrEnum):
    """What there is to look at in a sentence of the document, whatever requirement it is about."""

    NO_SUCH_PROVISION = "no such provision"
    WRONG_PROVISION = "names another provision"
    OUTDATED_NAME = "out-of-date name"
    FORCE_CHANGED = "force changed"
    READS_LIKE_CONFLICT = "reads like a conflict"
    """A likelihood, by our worked examples or by a denial near what is asked: no figure, time or force stands against
    what is printed, and no state rests on it."""


@dataclass(frozen=True, slots=True)
class DocumentQuote:
    """Words of the reviewed document: ``text`` is the slice ``start`` to ``end`` of ``block``'s text."""

    block: Block
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.block.text):
            raise ValueError("a quote is a slice of its block")

    @property
    def text(self) -> str:
        """The document's own words."""
        return self.block.text[self.start : self.end]

    @property
    def page(self) -> int | None:
        """The physical page, where the document has pages."""
        return self.block.page_at(self.start)

    def overlaps(self, other: DocumentQuote) -> bool:
        """Whether the two have words in common."""
        return self.block is other.block and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Contrast:
    """What the document says against what is printed: ``said`` are words of the quote, "" where it has none for it."""

    about: str
    said: str
    printed: str


@dataclass(frozen=True, slots=True)
class FindingRead:
    """How the language model ``model`` reads a sentence of the document beside a requirement: its reading alone.

    Both quotes were found where they are said to stand; ``why`` is None where it said more than they do. No state
    rests on it.
    """

    model: str
    state: State
    quote: DocumentQuote
    citation: Citation
    why: str | None = None


@dataclass(frozen=True, slots=True)
class RequirementFinding:
    """One requirement beside the document.

    ``quotes`` are what the document says, nearest first; none for NOT_FOUND, whose ``searched`` says what was looked
    for. ``nearest`` is then the passage that came closest, where one came near at all. ``missing`` are the
    clauses of the provision that nothing in a passage that addresses it in part answers to, in its words.
    ``citations`` are the provision's own words; none for our
    practice notes.
    """

    requirement: Requirement
    standing: Standing
    state: State
    quotes: tuple[DocumentQuote, ...]
    citations: tuple[Citation, ...]
    contrasts: tuple[Contrast, ...] = ()
    missing: tuple[str, ...] = ()
    nearest: DocumentQuote | None = None
    searched: str = ""
    reason: str = ""
    reading: FindingRead | None = None


@dataclass(frozen=True, slots=True)
class ClaimFinding:
    """A sentence of the document that needs a look. ``citations`` show what the sources print, where they do."""

    kind: ClaimKind
    quote: DocumentQuote
    named: str
    says: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A whole review. ``findings`` are in the order of the law, ``claims`` in the document's.

    ``model`` and ``prompt_sha256`` name the language model that read some findings, None where none did; ``removed``
    counts its readings that were kept out.
    """

    kind: str
    title: str
    name: str
    form: FileForm
    page_count: int | None
    block_count: int
    findings: tuple[RequirementFinding, ...]
    claims: tuple[ClaimFinding, ...]
    remarks: tuple[Remark, ...]
    documents: tuple[Document, ...]
    notices: tuple[str, ...] = ()
    model: str | None = None
    prompt_sha256: str | None = None
    removed: int = 0

    @property
    def in_document_order(self) -> tuple[RequirementFinding, ...]:
        """The findings that have words of the document, in its order."""
        found = [one for one in self.findings if one.quotes]
        return tuple(sorted(found, key=lambda one: (one.quotes[0].block.number, one.quotes[0].start)))

    @property
    def without_quotes(self) -> tuple[RequirementFinding, ...]:
        """The others, in the order of the law."""
        return tuple(one for one in self.findings if not one.quotes)
