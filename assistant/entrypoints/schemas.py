"""The wire models: what goes over HTTP and what ``--json`` prints, made from the domain's types."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Answer, Citation, Evidence, Notice, Refusal, Statement
from ingest.corpus import Corpus
from ingest.document import Document, Page, Provision
from ingest.passages import words
from ingest.pipeline import IngestReport


class Wire(BaseModel):
    """Frozen; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AskRequest(Wire):
    """A question, with the earlier questions of its thread."""

    question: str = Field(max_length=20_000, examples=["Who may be the independent person?"])
    history: Annotated[list[Annotated[str, Field(max_length=20_000)]], Field(max_length=50)] = []


class PlaceOut(Wire):
    """Another place where the cited words stand, word for word."""

    document: str
    provision: str
    pages: list[int]


class CitationOut(Wire):
    """Words found on their page. ``pages`` are physical and 1-based; ``provision_id`` opens the provision."""

    document: str
    title: str
    provision: str
    provision_id: str
    pages: list[int]
    printed_pages: list[str]
    quote: str
    authority: str
    force: str
    also_at: list[PlaceOut]


class StatementOut(Wire):
    """A sentence and the citations it stands on."""

    text: str
    citations: list[CitationOut]


class NoticeOut(Wire):
    """Something to know beside the statements."""

    kind: str
    text: str


class DocumentUsed(Wire):
    """A document that an answer cites: which version, as at when."""

    id: str
    title: str
    version: str
    as_at: date | None
    digest: bool


class AnswerOut(Wire):
    """Statements, each on its citations."""

    kind: Literal["answer"] = "answer"
    question: str
    mode: str
    statements: list[StatementOut]
    notices: list[NoticeOut]
    removed: int
    documents: list[DocumentUsed]
    model: str | None = None
    prompt_sha256: str | None = None


class RefusalOut(Wire):
    """No answer, why, and the nearest provisions."""

    kind: Literal["refusal"] = "refusal"
    question: str
    reason: str
    message: str
    nearest: list[CitationOut]
    notices: list[NoticeOut]
    removed: int
    documents: list[DocumentUsed]


Outcome = Annotated[AnswerOut | RefusalOut, Field(discriminator="kind")]


class PassageOut(Wire):
    """A passage found by search, best first. ``score`` orders one search's results and means nothing beside another's."""

    label: str
    passage: str
    document: str
    provision: str
    pages: list[int]
    score: float
    text: str


class DocumentOut(Wire):
    """A document in the library and what was made of it."""

    id: str
    title: str
    short_title: str
    publisher: str
    authority: str
    version: str
    as_at: date | None
    superseded_by: str | None
    source_url: str | None
    licence: str | None
    sha256: str
    digest: bool
    paginated: bool
    pages: int
    provisions: int
    passages: int
    references_resolved: int
    references_unresolved: int
    not_understood: int


class ReferenceOut(Wire):
    """A reference as written, and the provision it names where the library has it."""

    written: str
    provision: str | None
    provision_id: str | None
    document: str | None


class ProvisionOut(Wire):
    """One provision: its words with all below it, and where they stand."""

    id: str
    document: str
    title: str
    version: str
    as_at: date | None
    provision: str
    kind: str
    heading: str | None
    headings_above: list[str]
    authority: str
    force: str
    pages: list[int]
    printed_pages: list[str]
    text: str
    parent: str | None
    children: list[str]
    refers_to: list[ReferenceOut]
    referred_to_by: list[ReferenceOut]
    also_at: list[PlaceOut]


class PageOut(Wire):
    """A page's text, as extracted."""

    document: str
    page: int
    printed: str | None
    pages: int
    text: str


class RectangleOut(Wire):
    """A line of a quote on its page, in fractions of the page from its top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


class DocumentIngested(Wire):
    """What became of one document: "new", "replaced", "unchanged" or "failed" with the error's words."""

    document: str
    outcome: str
    pages: int = 0
    provisions: int = 0
    passages: int = 0
    references: int = 0
    not_understood: int = 0
    seconds: float = 0.0
    error: str | None = None


class IngestOut(Wire):
    """What became of every document asked for; ``not_at_hand`` are catalogue entries without a file."""

    documents: list[DocumentIngested]
    not_at_hand: list[str] = []


class Finding(Wire):
    """One thing the doctor looked at. ``mend`` is the command or act that puts it right."""

    check: str
    ok: bool
    detail: str
    mend: str | None = None


class DoctorOut(Wire):
    """The state of the data folder."""

    ok: bool
    findings: list[Finding]


def citation_out(citation: Citation) -> CitationOut:
    """A citation on the wire."""
    return CitationOut(
        document=citation.document.id,
        title=citation.document.title,
        provision=citation.provision_label,
        provision_id=citation.provision_id,
        pages=list(citation.physical_pages),
        printed_pages=list(citation.printed_pages),
        quote=citation.text,
        authority=citation.authority.value,
        force=citation.force.value,
        also_at=[
            PlaceOut(document=p.document_id, provision=p.provision_label, pages=list(p.pages)) for p in citation.also_at
        ],
    )


def statement_out(statement: Statement) -> StatementOut:
    """A statement on the wire."""
    return StatementOut(text=statement.text, citations=[citation_out(citation) for citation in statement.citations])


def notice_out(notice: Notice) -> NoticeOut:
    """A notice on the wire."""
    return NoticeOut(kind=notice.kind.value, text=notice.text)


def document_used(document: Document) -> DocumentUsed:
    """A cited document on the wire."""
    return DocumentUsed(
        id=document.id, title=document.title, version=document.version, as_at=document.as_at, digest=document.digest
    )


def outcome_out(outcome: Answer | Refusal) -> AnswerOut | RefusalOut:
    """An answer or a refusal on the wire."""
    documents = [document_used(document) for document in outcome.documents]
    notices = [notice_out(notice) for notice in outcome.notices]
    if isinstance(outcome, Refusal):
        return RefusalOut(
            question=outcome.question.text,
            reason=outcome.reason.value,
            message=outcome.message,
            nearest=[citation_out(citation) for citation in outcome.nearest],
            notices=notices,
            removed=outcome.removed,
            documents=documents,
        )
    return AnswerOut(
        question=outcome.question.text,
        mode=outcome.mode.value,
        statements=[statement_out(statement) for statement in outcome.statements],
        notices=notices,
        removed=outcome.removed,
        documents=documents,
        model=outcome.model,
        prompt_sha256=outcome.prompt_sha256,
    )


def passage_out(evidence: Evidence, corpus: Corpus) -> PassageOut:
    """A found passage on the wire; its label is that of the provision it begins with."""
    passage = evidence.passage
    fused = next((hit.score for hit in evidence.hits if hit.run == "fused"), 0.0)
    return PassageOut(
        label=evidence.label,
        passage=passage.id,
        document=passage.document_id,
        provision=corpus.provisions[passage.provision_ids[0]].label,
        pages=sorted({span.physical_page for span in passage.spans}),
        score=fused,
        text=passage.text,
    )


def document_out(document: Document, corpus: Corpus) -> DocumentOut:
    """A document on the wire, with its counts."""
    counts = corpus.counts(document.id)
    return DocumentOut(
        id=document.id,
        title=document.title,
        short_title=document.short_title,
        publisher=document.publisher,
        authority=document.authority.value,
        version=document.version,
        as_at=document.as_at,
        superseded_by=document.superseded_by,
        source_url=document.source_url,
        licence=document.licence,
        sha256=document.sha256,
        digest=document.digest,
        paginated=document.paginated,
        pages=document.page_count,
        provisions=counts.provisions,
        passages=counts.passages,
        references_resolved=counts.references_resolved,
        references_unresolved=counts.references_unresolved,
        not_understood=counts.not_understood,
    )


def provision_out(provision: Provision, corpus: Corpus) -> ProvisionOut:
    """A provision on the wire, with its surroundings."""
    document = corpus.document_of(provision.id)
    tree, spans = corpus.trees[document.id], corpus.whole_spans(provision)
    pages = list(dict.fromkeys(span.physical_page for span in spans))
    printed = [corpus.pages[document.id][page].printed for page in pages]
    outgoing = [r for part in tree.subtree(provision) for r in corpus.references_from.get(part.id, ())]
    incoming = [r.from_provision_id for r in corpus.references_to.get(provision.id, ())]
    return ProvisionOut(
        id=provision.id,
        document=document.id,
        title=document.title,
        version=document.version,
        as_at=document.as_at,
        provision=provision.label,
        kind=provision.kind.value,
        heading=provision.heading,
        headings_above=[above.heading for above in tree.ancestors(provision) if above.heading],
        authority=document.authority.value,
        force=provision.force.value,
        pages=pages,
        printed_pages=[label for label in printed if label is not None],
        text=words(spans, corpus.page_texts[document.id]),
        parent=provision.parent_id,
        children=[child.id for child in tree.children.get(provision.id, ())],
        refers_to=[_reference_out(r.written, r.to_provision_id, corpus) for r in outgoing],
        referred_to_by=[_reference_out(corpus.provisions[i].label, i, corpus) for i in dict.fromkeys(incoming)],
        also_at=[_twin_out(twin, corpus) for twin in corpus.twins.get(provision.id, ())],
    )


def page_out(page: Page, corpus: Corpus) -> PageOut:
    """A page on the wire."""
    count = len(corpus.pages[page.document_id])
    return PageOut(document=page.document_id, page=page.physical, printed=page.printed, pages=count, text=page.text)


def ingest_out(report: IngestReport, not_at_hand: list[str]) -> IngestOut:
    """An ingest's report on the wire."""
    done = [
        DocumentIngested(
            document=one.document_id,
            outcome=one.outcome,
            pages=one.pages,
            provisions=one.provisions,
            passages=one.passages,
            references=one.references,
            not_understood=one.not_understood,
            seconds=round(one.seconds, 3),
        )
        for one in report.documents
    ]
    failed = [DocumentIngested(document=i, outcome="failed", error=str(error)) for i, error in report.failures.items()]
    return IngestOut(documents=[*done, *failed], not_at_hand=not_at_hand)


def _reference_out(written: str, provision_id: str | None, corpus: Corpus) -> ReferenceOut:
    label = corpus.provisions[provision_id].label if provision_id else None
    document = corpus.document_of(provision_id).id if provision_id else None
    return ReferenceOut(written=written, provision=label, provision_id=provision_id, document=document)


def _twin_out(provision_id: str, corpus: Corpus) -> PlaceOut:
    spans = corpus.whole_spans(corpus.provisions[provision_id])
    return PlaceOut(
        document=corpus.document_of(provision_id).id,
        provision=corpus.provisions[provision_id].label,
        pages=list(dict.fromkeys(span.physical_page for span in spans)),
    )
