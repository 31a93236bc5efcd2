"""Reviews in the terminal: what differs and what needs a look first, then the rest, each with both quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from assistant.entrypoints.review_schemas import (
    FindingReadOut,
    RemarkOut,
    ReviewClaimOut,
    ReviewedQuoteOut,
    ReviewFindingOut,
    ReviewOut,
)
from assistant.entrypoints.review_tree import in_order
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
from assistant.entrypoints.schemas import CitationOut
from assistant.entrypoints.terminal import Hanging, pages, printable
from assistant.export.notes import shortened

LONGEST = 400
_STYLES = {"contradicts": "bold red", "partly": "yellow", "not found": "bold yellow", "addressed": "green"}
Titles = Mapping[str, str]


def review(shown: ReviewOut) -> RenderableType:
    """The whole review."""
    titles = {document.id: document.short_title for document in shown.documents}
    parts: list[RenderableType] = [*_head(shown), "", _heading(DOCUMENTS_ORDER)]
    for item in in_order(shown):
        parts += _finding(item, titles) if isinstance(item, ReviewFindingOut) else _claim(item, titles)
    for heading, state in ((NOT_FOUND, "not found"), (NOT_APPLICABLE, "not applicable")):
        found = [finding for finding in shown.findings if finding.state == state]
        if found:
            parts += ["", _heading(heading), *(part for finding in found for part in _finding(finding, titles))]
    if shown.remarks:
        parts += ["", _heading(REMARKS), *map(_remark, shown.remarks)]
    return Group(*parts, "", summary(shown))


def summary(shown: ReviewOut) -> RenderableType:
    """What came of it, in some lines."""
    counted = ", ".join(f"{STATES[state].lower()} {count}" for state, count in shown.counts.items() if count)
    told = f"{shown.name} against {shown.kind}: {counted}; {CLAIMS.lower()}: {len(shown.claims)}."
    return Group(Hanging(Text(printable(told), "bold")), Hanging(Text(printable(shown.who_decides), "italic")))


def _head(shown: ReviewOut) -> Iterator[RenderableType]:
    yield Hanging(Text(printable(f"Review of {shown.name}: {shown.title}"), "bold"))
    yield from (Hanging(Text(printable(notice), "yellow"), "Note: ") for notice in shown.notices)


def _heading(words: str) -> RenderableType:
    return Hanging(Text(words, "bold underline"))


def _finding(finding: ReviewFindingOut, titles: Titles) -> list[RenderableType]:
    style = _STYLES.get(finding.state, "dim")
    parts: list[RenderableType] = [
        Hanging(Text.assemble((f"{STATES[finding.state]}: ", style), printable(finding.asks)), "- ")
    ]
    parts += [_said(quote) for quote in finding.quotes]
    parts += [Hanging(Text(printable(words), "bold"), indent=4) for words in contrasts(finding)]
    parts += [_printed(one, STANDINGS[finding.standing], titles) for one in finding.citations[:1]]
    parts += [_line(words) for words in notes(finding, LONGEST)]
    parts += _read(finding.reading, titles) if finding.reading else []
    return parts


def _read(reading: FindingReadOut, titles: Titles) -> list[RenderableType]:
    """A model's reading, named as such: nothing in it is the review's own."""
    why = [Hanging(Text(printable(reading.why), "italic"), indent=4)] if reading.why else []
    return [
        Hanging(Text(printable(read_by(reading)), "italic"), indent=4),
        _said(reading.quote),
        _printed(reading.citation, "", titles),
        *why,
    ]


def _claim(claim: ReviewClaimOut, titles: Titles) -> list[RenderableType]:
    head = Text.assemble((f"{claim.kind.capitalize()}: ", "bold magenta"), printable(claim.named))
    printed = (_printed(one, "", titles) for one in claim.citations)
    return [Hanging(head, "- "), _said(claim.quote), Hanging(Text(printable(claim.says), "bold"), indent=4), *printed]


def _said(quote: ReviewedQuoteOut) -> RenderableType:
    words = f"The document, {where(quote)}: “{shortened(quote.text, LONGEST)}”"
    return Hanging(Text(printable(words), "cyan"), indent=4)


def _printed(citation: CitationOut, standing: str, titles: Titles) -> RenderableType:
    title = titles.get(citation.document, citation.title)
    told = ", ".join(filter(None, (standing, citation.force)))
    at = f"{title}, {citation.provision}, {pages(citation.pages, citation.printed_pages)} ({told})"
    return Hanging(Text(printable(f"{at}: “{shortened(citation.quote, LONGEST)}”")), indent=4)


def _line(words: str) -> RenderableType:
    return Hanging(Text(printable(words), "dim"), indent=4)


def _remark(remark: RemarkOut) -> RenderableType:
    at: Sequence[str] = (
        remark.kind,
        remark.author,
        f"p. {remark.page}" if remark.page else "",
        f"paragraph {remark.paragraph}" if remark.paragraph else "",
    )
    return Hanging(Text(printable(f"{', '.join(filter(None, at))}: {shortened(remark.text, LONGEST)}")), "- ")
