"""Reviews on the wire: every ``review_schemas.py`` model that shows something is made here."""

from __future__ import annotations

from collections import Counter

from assistant.compliance.review import (
    WHO_DECIDES,
    ClaimFinding,
    DocumentQuote,
    FindingRead,
    RequirementFinding,
    Review,
    State,
)
from assistant.compliance.review_kinds import ReviewKind
from assistant.entrypoints.presenting import citation_out, document_used
from assistant.entrypoints.review_schemas import (
    ContrastOut,
    FindingReadOut,
    RemarkOut,
    ReviewClaimOut,
    ReviewedQuoteOut,
    ReviewFindingOut,
    ReviewKindOut,
    ReviewOut,
)
from ingest.reviewed_document import Remark

AROUND = 240
"""Characters of a paragraph that are shown on either side of a quote."""


def review_out(review: Review) -> ReviewOut:
    """A review on the wire."""
    states = Counter(finding.state for finding in review.findings)
    return ReviewOut(
        kind=review.kind,
        title=review.title,
        name=review.name,
        form=review.form.value,
        pages=review.page_count,
        paragraphs=review.block_count,
        who_decides=WHO_DECIDES,
        notices=list(review.notices),
        counts={state.value: states[state] for state in State},
        findings=[_finding_out(one) for one in (*review.in_document_order, *review.without_quotes)],
        claims=[_claim_out(one) for one in review.claims],
        remarks=[_remark_out(one) for one in review.remarks],
        documents=[document_used(document) for document in review.documents],
        model=review.model,
        prompt_sha256=review.prompt_sha256,
        removed=review.removed,
    )


def kind_out(kind: ReviewKind) -> ReviewKindOut:
    """A kind on the wire."""
    wanted = kind.wanted
    return ReviewKindOut(
        kind=wanted.kind,
        title=wanted.title,
        purpose=wanted.purpose,
        items=len(wanted.requirements) + len(kind.practice),
        governed_by=list(wanted.governing),
    )


def _finding_out(one: RequirementFinding) -> ReviewFindingOut:
    return ReviewFindingOut(
        requirement=one.requirement.id,
        asks=one.requirement.asks,
        standing=one.standing.value,
        force=one.requirement.force.value,
        state=one.state.value,
        provision_id=one.requirement.provision,
        quotes=[_quote_out(quote) for quote in one.quotes],
        citations=[citation_out(citation) for citation in one.citations],
        contrasts=[ContrastOut(about=c.about, said=c.said, printed=c.printed) for c in one.contrasts],
        missing=list(one.missing),
        nearest=None if one.nearest is None else _quote_out(one.nearest),
        searched=one.searched,
        reason=one.reason,
        reading=None if one.reading is None else _reading_out(one.reading),
    )


def _reading_out(one: FindingRead) -> FindingReadOut:
    return FindingReadOut.model_validate(
        {
            "read_by": one.model,
            "state": one.state.value,
            "quote": _quote_out(one.quote),
            "citation": citation_out(one.citation),
            "why": one.why,
        }
    )


def _claim_out(one: ClaimFinding) -> ReviewClaimOut:
    citations = [citation_out(citation) for citation in one.citations]
    return ReviewClaimOut(
        kind=one.kind.value, named=one.named, says=one.says, quote=_quote_out(one.quote), citations=citations
    )


def _quote_out(quote: DocumentQuote) -> ReviewedQuoteOut:
    block = quote.block
    return ReviewedQuoteOut(
        text=quote.text,
        before=_end_of(block.text[: quote.start]),
        after=_beginning_of(block.text[quote.end :]),
        page=quote.page,
        paragraph=block.number,
        headings=list(block.headings),
    )


def _end_of(words: str) -> str:
    return words if len(words) <= AROUND else f"… {words[-AROUND:].partition(' ')[2]}"


def _beginning_of(words: str) -> str:
    return words if len(words) <= AROUND else f"{words[:AROUND].rpartition(' ')[0]} …"


def _remark_out(one: Remark) -> RemarkOut:
    return RemarkOut(kind=one.kind.value, text=one.text, author=one.author, paragraph=one.block or None, page=one.page)
