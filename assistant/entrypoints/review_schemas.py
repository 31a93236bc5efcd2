"""The wire models of reviews; ``review_presenting.py`` makes them."""

from __future__ import annotations

from typing import Literal

from assistant.entrypoints.schemas import CitationOut, DocumentUsed, Wire

ReviewState = Literal["addressed", "partly", "not found", "contradicts", "not applicable"]
Standing = Literal["statute", "statutory guidance", "inspection practice", "other official", "practice"]


class ReviewedQuoteOut(Wire):
    """Words of the reviewed document. ``page`` is physical; ``paragraph`` counts the blocks.

    ``before`` and ``after`` are the words round them in the same paragraph, cut where they are long.
    """

    text: str
    page: int | None
    paragraph: int
    headings: list[str]
    before: str = ""
    after: str = ""


class ContrastOut(Wire):
    """What the document says against what is printed."""

    about: str
    said: str
    printed: str


class FindingReadOut(Wire):
    """How the language model ``read_by`` reads a sentence beside the requirement: its reading, not the review's.

    Both quotes were found where they are said to stand. ``why`` is the model's sentence, null where it said more than
    the quotes do. It changes no state.
    """

    read_by: str
    state: Literal["addressed", "partly", "contradicts"]
    quote: ReviewedQuoteOut
    citation: CitationOut
    why: str | None


class ReviewFindingOut(Wire):
    """One requirement beside the document. ``standing`` tells law, guidance and practice apart.

    ``quotes`` are the document's words, ``citations`` the source's; ``searched`` says what was looked for in vain, and
    ``nearest`` what came nearest then. All but ``reading`` is found by rule, without a language model.
    """

    requirement: str
    asks: str
    standing: Standing
    force: str
    state: ReviewState
    provision_id: str
    quotes: list[ReviewedQuoteOut]
    citations: list[CitationOut]
    contrasts: list[ContrastOut]
    missing: list[str]
    nearest: ReviewedQuoteOut | None
    searched: str
    reason: str
    reading: FindingReadOut | None = None


class ReviewClaimOut(Wire):
    """A sentence of the document that needs a look, whatever requirement it is about."""

    kind: Literal[
        "no such provision", "names another provision", "out-of-date name", "force changed", "reads like a conflict"
    ]
    named: str
    says: str
    quote: ReviewedQuoteOut
    citations: list[CitationOut]


class RemarkOut(Wire):
    """What stands in the file beside its text."""

    kind: Literal["comment", "insertion", "deletion", "hidden"]
    text: str
    author: str
    paragraph: int | None
    page: int | None


class ReviewOut(Wire):
    """A review. ``findings`` are in the document's order, then those without words of it in the order of the law.

    ``model`` and ``prompt_sha256`` name the language model that read some of them, null where none did; ``removed``
    counts its readings that were kept out.
    """

    kind: str
    title: str
    name: str
    form: Literal["pdf", "docx", "text"]
    pages: int | None
    paragraphs: int
    who_decides: str
    notices: list[str]
    counts: dict[str, int]
    findings: list[ReviewFindingOut]
    claims: list[ReviewClaimOut]
    remarks: list[RemarkOut]
    documents: list[DocumentUsed]
    model: str | None = None
    prompt_sha256: str | None = None
    removed: int = 0


class ReviewProgressOut(Wire):
    """How far a review has come: ``done`` of ``total`` in a step."""

    step: str
    done: int
    total: int


class ReviewKindOut(Wire):
    """What a document can be reviewed against. ``items`` counts its requirements, notes of practice included."""

    kind: str
    title: str
    purpose: str
    items: int
    governed_by: list[str]
