"""The domain's types on the wire: every ``schemas.py`` model that shows something is made here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Evidence, Notice, Refusal, Statement
from assistant.answering import Considered, Event
from assistant.composing import Withdrawn
from assistant.entrypoints.schemas import (
    AnswerOut,
    BackupOut,
    CitationOut,
    ConsideredOut,
    DoctorOut,
    DocumentIngested,
    DocumentOut,
    DocumentUsed,
    EvidenceOut,
    IngestOut,
    NoticeOut,
    PageOut,
    PassageOut,
    PlaceOut,
    ProvisionOut,
    RectangleOut,
    ReferenceOut,
    RefusalOut,
    StatementOut,
    Told,
    WithdrawnOut,
)
from assistant.entrypoints.schemas import Finding as FindingOut
from ingest.corpus import Corpus
from ingest.document import Document, Page, Provision, Span
from ingest.passages import words

if TYPE_CHECKING:
    from assistant.backup import Backup
    from assistant.health import Finding
    from ingest.page_picture import Rectangle
    from ingest.pipeline import IngestReport


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
        id=document.id,
        title=document.title,
        short_title=document.short_title,
        version=document.version,
        as_at=document.as_at,
        digest=document.digest,
    )


def told(event: Event, corpus: Corpus) -> Told:
    """What happens on a question's way, on the wire."""
    match event:
        case Notice():
            return notice_out(event)
        case Considered(evidence):
            return ConsideredOut([evidence_out(one, corpus) for one in evidence])
        case Statement():
            return statement_out(event)
        case Withdrawn(count):
            return WithdrawnOut(statements=count)
        case Answer() | Refusal():
            return outcome_out(event)


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


def evidence_out(evidence: Evidence, corpus: Corpus) -> EvidenceOut:
    """A piece of evidence on the wire, without its words."""
    head = corpus.provisions[evidence.passage.provision_ids[0]]
    return EvidenceOut(
        label=evidence.label,
        document=evidence.passage.document_id,
        provision=head.label,
        provision_id=head.id,
        pages=_pages(evidence.passage.spans),
    )


def passage_out(evidence: Evidence, corpus: Corpus) -> PassageOut:
    """A found passage on the wire; its label is that of the provision it begins with."""
    passage = evidence.passage
    return PassageOut(
        label=evidence.label,
        passage=passage.id,
        document=passage.document_id,
        provision=corpus.provisions[passage.provision_ids[0]].label,
        provision_id=passage.provision_ids[0],
        pages=_pages(passage.spans),
        score=evidence.score,
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
        unseen=len(counts.unseen),
        unseen_pages=_pages(counts.unseen),
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


def rectangle_out(rectangle: Rectangle) -> RectangleOut:
    """A rectangle on the wire."""
    return RectangleOut(x0=rectangle.x0, y0=rectangle.y0, x1=rectangle.x1, y1=rectangle.y1)


def doctor_out(findings: Sequence[Finding]) -> DoctorOut:
    """What the doctor found, on the wire."""
    return DoctorOut(
        ok=all(finding.ok for finding in findings),
        findings=[FindingOut(check=f.check, ok=f.ok, detail=f.detail, mend=f.mend) for f in findings],
    )


def backup_out(made: Backup, target: Path) -> BackupOut:
    """A backup that was written, on the wire."""
    return BackupOut(path=str(target), documents=made.documents, files=made.files, size=made.size)


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
            unseen=len(one.unseen),
            unseen_pages=_pages(one.unseen),
            seconds=round(one.seconds, 3),
        )
        for one in report.documents
    ]
    failed = [DocumentIngested(document=i, outcome="failed", error=str(error)) for i, error in report.failures.items()]
    return IngestOut(documents=[*done, *failed], not_at_hand=not_at_hand)


def _pages(spans: Sequence[Span]) -> list[int]:
    return sorted({span.physical_page for span in spans})


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
