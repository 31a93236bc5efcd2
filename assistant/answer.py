"""What a question becomes. Frozen types whose constructors hold the promises; no I/O, no vendors.

A quote is a slice of a page: ``Citation.text`` is cut from its pages by its spans, and only
``assistant/verification.py`` holds the seal that makes one. An answer without support cannot be built: ``Answer``
needs statements, a ``Statement`` needs citations; otherwise there is a ``Refusal`` with its reason.
"""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, InitVar, dataclass
from enum import StrEnum

from ingest.document import Authority, Document, Force, Page, Passage, Span

_BROKEN_AT_HYPHEN = re.compile(r"(?<=\w)-[^\S\n]*\n\s*(?=\w)")
_SEAL = object()
"""Handed to ``Citation`` by verification.py alone; a test holds that no other module names it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, as typed; ``history`` are the earlier questions of the thread, oldest first."""

    text: str
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by one run. ``rank`` is 1-based; ``score`` means what ``run`` says it means."""

    passage_id: str
    rank: int
    score: float
    run: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage put before whoever answers. ``label`` ("E1") is the only name a model sees."""

    label: str
    passage: Passage
    hits: tuple[Hit, ...]

    @property
    def score(self) -> float:
        """What the runs give it together; for what was asked for by name and nothing else, that run's score."""
        return self.hits[-1].score if self.hits else 0.0


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody claims to have read in a piece of evidence: unverified by construction."""

    evidence_label: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Another place where the cited words stand, word for word."""

    document_id: str
    provision_label: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Words found on their page. ``provision_label`` is the smallest provision that holds them all.

    ``pages`` are the pages of ``spans``, one for each; ``text`` is cut from them. Raises ValueError when made
    without the seal or with spans off their pages.
    """

    document: Document
    provision_id: str
    provision_label: str
    spans: tuple[Span, ...]
    pages: tuple[Page, ...]
    force: Force
    also_at: tuple[Place, ...] = ()
    _: KW_ONLY
    seal: InitVar[object]

    def __post_init__(self, seal: object) -> None:
        if seal is not _SEAL:
            raise ValueError("a citation is made by assistant/verification.py only")
        if not self.spans or len(self.spans) != len(self.pages):
            raise ValueError("a citation needs spans, each with its page")
        for span, page in zip(self.spans, self.pages, strict=True):
            on_page = (page.document_id, page.physical) == (self.document.id, span.physical_page)
            if not on_page or span.end > len(page.text):
                raise ValueError("a citation's span is not on its page")

    @property
    def text(self) -> str:
        """The pages' own words, white space and a web page's zero-width marks folded.

        " … " stands where the words are not contiguous on one page.
        """
        slices = [_folded(page.text[span.start : span.end]) for span, page in zip(self.spans, self.pages, strict=True)]
        joined = slices[0]
        for before, after, words in zip(self.spans, self.spans[1:], slices[1:], strict=False):
            joined += (" " if before.physical_page != after.physical_page else " … ") + words
        return joined

    @property
    def authority(self) -> Authority:
        """Whose words these are."""
        return self.document.authority

    @property
    def physical_pages(self) -> tuple[int, ...]:
        """Physical page numbers, in order, each once."""
        return tuple(dict.fromkeys(page.physical for page in self.pages))

    @property
    def printed_pages(self) -> tuple[str, ...]:
        """Printed labels of those pages where they are known."""
        return tuple(dict.fromkeys(page.printed for page in self.pages if page.printed is not None))


def _folded(words: str) -> str:
    """White space and zero-width marks as single spaces; a word broken at a hyphen is whole again."""
    return " ".join(_BROKEN_AT_HYPHEN.sub("-", words.replace("\u200b", " ")).split())


@dataclass(frozen=True, slots=True)
class UnsupportedQuote:
    """A quote that is not on the page it was said to be on."""

    quote: Quote
    reason: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that stands on at least one citation."""

    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a statement needs words")
        if not self.citations:
            raise ValueError("a statement needs a citation")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Text that no source supports. Drafts only; it looks different everywhere."""

    text: str


class NoticeKind(StrEnum):
    """What a notice beside an answer is about."""

    URGENT = "urgent_safeguarding"
    NOT_DECIDED_HERE = "not_decided_here"
    SUPERSEDED = "superseded"
    DIFFERENCE = "difference"
    DIGEST = "digest"
    REFERENCE = "reference"
    MODEL = "model"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should know beside the statements; it claims nothing about what the law says."""

    kind: NoticeKind
    text: str


class Mode(StrEnum):
    """Who composed the statements."""

    EXTRACTIVE = "extractive"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Answer:
    """Statements, each on its citations. ``removed`` counts proposed ones that their quotes do not bear out."""

    question: Question
    mode: Mode
    statements: tuple[Statement, ...]
    evidence: tuple[Evidence, ...]
    notices: tuple[Notice, ...] = ()
    removed: int = 0
    unsupported: tuple[UnsupportedQuote, ...] = ()
    prompt_sha256: str | None = None
    model: str | None = None

    def __post_init__(self) -> None:
        if not self.statements:
            raise ValueError("an answer needs statements")

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents cited, in order of first citation."""
        cited = (citation.document for statement in self.statements for citation in statement.citations)
        return tuple({document.id: document for document in cited}.values())


class Reason(StrEnum):
    """Why a question was not answered."""

    NOTHING_FOUND = "nothing_found"
    NOT_IN_SOURCES = "not_in_sources"
    OUTSIDE_SCOPE = "outside_scope"


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer, why, and the nearest provisions to read instead."""

    question: Question
    reason: Reason
    message: str
    nearest: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    removed: int = 0

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the nearest provisions."""
        return tuple({citation.document.id: citation.document for citation in self.nearest}.values())
