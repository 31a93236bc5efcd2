"""A review, as it came over the wire, as a document tree to be written to a file: both quotes for every finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from assistant.entrypoints.review_schemas import (
    FindingReadOut,
    RemarkOut,
    ReviewClaimOut,
    ReviewedQuoteOut,
    ReviewFindingOut,
    ReviewOut,
)
from assistant.entrypoints.review_words import (
    CLAIMS,
    DOCUMENTS_ORDER,
    NOT_APPLICABLE,
    NOT_FOUND,
    REMARKS,
    STANDINGS,
    STATES,
    contrasts,
    notes,
    read_by,
    where,
)
from assistant.entrypoints.schemas import CitationOut, DocumentUsed
from assistant.export.document_tree import Block, Column, DocumentTree, Heading, ListOf, Paragraph, Run, Style, Table
from assistant.export.notes import footer, place, shortened, version_of

LONGEST_PRINTED = 700
LONGEST_SAID = 900
Titles = Mapping[str, str]
Item = ReviewFindingOut | ReviewClaimOut


def review_tree(shown: ReviewOut, made_at: datetime) -> DocumentTree:
    """The whole review: the document's order, then what was not found in the order of the law."""
    titles = {document.id: document.short_title for document in shown.documents}
    return DocumentTree(
        title=f"Review of {shown.name}",
        subtitle=f"Laid beside what is asked of: {shown.title}",
        front=tuple(_front(shown)),
        contents="Contents",
        body=tuple(_body(shown, titles)),
        footer=footer(f"Review of {shown.name}", [(one.short_title, _version(one)) for one in shown.documents]),
        made_at=made_at,
    )


def in_order(shown: ReviewOut) -> list[Item]:
    """Findings with words of the document and claims together, in the document's order."""
    items: list[tuple[int, int, Item]] = []
    findings = [finding for finding in shown.findings if finding.quotes]
    items += [(finding.quotes[0].paragraph, 1, finding) for finding in findings]
    items += [(claim.quote.paragraph, 0, claim) for claim in shown.claims]
    return [item for _, _, item in sorted(items, key=lambda one: one[:2])]


def _front(shown: ReviewOut) -> Iterator[Block]:
    yield Paragraph((Run(shown.who_decides),), Style.NOTICE)
    yield from (Paragraph((Run(notice),), Style.NOTICE) for notice in shown.notices)
    columns = (Column("State", 0.6), Column("Requirements", 0.4))
    rows = [(Run(STATES[state]), Run(str(count))) for state, count in shown.counts.items()]
    yield Table(columns, (*rows, (Run(CLAIMS), Run(str(len(shown.claims))))))


def _body(shown: ReviewOut, titles: Titles) -> Iterator[Block]:
    yield Heading(1, DOCUMENTS_ORDER)
    for item in in_order(shown):
        yield from _finding(item, titles) if isinstance(item, ReviewFindingOut) else _claim(item, titles)
    for heading, state in ((NOT_FOUND, "not found"), (NOT_APPLICABLE, "not applicable")):
        found = [finding for finding in shown.findings if finding.state == state]
        if found:
            yield Heading(1, heading)
            for finding in found:
                yield from _finding(finding, titles)
    yield from _remarks(shown.remarks)
    yield from _sources(shown.documents)


def _finding(finding: ReviewFindingOut, titles: Titles) -> Iterator[Block]:
    yield Paragraph((Run(f"{STATES[finding.state]}: ", Style.STRONG), Run(finding.asks)), Style.LEAD)
    yield from (_said(quote) for quote in finding.quotes)
    yield from (Paragraph((Run(words, Style.STRONG),)) for words in contrasts(finding))
    yield from _printed(finding.citations, STANDINGS[finding.standing], titles)
    yield from (Paragraph((Run(words),)) for words in notes(finding, LONGEST_SAID))
    if finding.reading:
        yield from _read(finding.reading, titles)


def _read(reading: FindingReadOut, titles: Titles) -> Iterator[Block]:
    """A model's reading, named as such: nothing in it is the review's own."""
    yield Paragraph((Run(f"{read_by(reading)}.", Style.STRONG),), Style.NOTICE)
    yield _said(reading.quote)
    yield from _printed([reading.citation], "", titles)
    if reading.why:
        yield Paragraph((Run(reading.why),))


def _claim(claim: ReviewClaimOut, titles: Titles) -> Iterator[Block]:
    yield Paragraph((Run(f"{claim.kind.capitalize()}: ", Style.STRONG), Run(claim.named)), Style.LEAD)
    yield _said(claim.quote)
    yield Paragraph((Run(claim.says, Style.STRONG),))
    yield from _printed(claim.citations, "", titles)


def _said(quote: ReviewedQuoteOut) -> Paragraph:
    words = (Run(f"The document, {where(quote)}: ", Style.STRONG), Run(f"“{_cut(quote.text)}”"))
    return Paragraph(words, Style.PROVIDED_FACT)


def _printed(citations: Sequence[CitationOut], standing: str, titles: Titles) -> Iterator[Block]:
    for citation in citations:
        title = titles.get(citation.document, citation.title)
        at = place(title, citation.provision, citation.pages, citation.printed_pages)
        told = ", ".join(filter(None, (standing, citation.force)))
        quote = shortened(citation.quote, LONGEST_PRINTED)
        yield Paragraph((Run(f"{at} ({told}): ", Style.STRONG), Run(f"“{quote}”")))


def _remarks(remarks: Sequence[RemarkOut]) -> Iterator[Block]:
    if remarks:
        yield Heading(1, REMARKS)
        yield ListOf(tuple((Paragraph(_remark(remark)),) for remark in remarks))


def _remark(remark: RemarkOut) -> tuple[Run, ...]:
    at = [f"p. {remark.page}" if remark.page else "", f"paragraph {remark.paragraph}" if remark.paragraph else ""]
    told = ", ".join(filter(None, (remark.kind, remark.author, *at)))
    return (Run(f"{told}: ", Style.STRONG), Run(_cut(remark.text)))


def _sources(documents: Sequence[DocumentUsed]) -> Iterator[Block]:
    if documents:
        yield Heading(1, "Sources")
        listed = ((Run(f"{one.title}. ", Style.STRONG), Run(_version(one))) for one in documents)
        yield ListOf(tuple((Paragraph(inlines),) for inlines in listed))


def _version(document: DocumentUsed) -> str:
    return version_of(document.version, document.as_at, digest=document.digest)


def _cut(text: str) -> str:
    return shortened(text, LONGEST_SAID)
