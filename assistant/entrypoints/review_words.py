"""The fixed words of every form in which a review is shown. They name states; none of them decides anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.entrypoints.review_schemas import FindingReadOut, ReviewedQuoteOut, ReviewFindingOut
from assistant.export.notes import shortened

STATES: Mapping[str, str] = {
    "addressed": "Addressed",
    "partly": "Partly addressed",
    "not found": "Not found",
    "contradicts": "Differs from what is printed",
    "not applicable": "Does not apply",
}
STANDINGS: Mapping[str, str] = {
    "statute": "law",
    "statutory guidance": "statutory guidance",
    "inspection practice": "inspection practice",
    "other official": "other official document",
    "practice": "practice, from no source",
}
CLAIMS = "Sentences that need a look"
DOCUMENTS_ORDER = "In the document's order"
NOT_FOUND = "Not found, in the order of the law"
NOT_APPLICABLE = "What does not apply to this home"
REMARKS = "Comments, tracked changes and hidden text"
CONTRAST = "{about}: the document has “{said}”, the source “{printed}”."
OUR_NOTE = "Practice: visitors and services do so; no source that is ingested asks for it."
MISSING = "Nothing in the passage answers to: “{words}”."
SEARCHED = "Searched: {searched}."
READ_BY = "Read by {model}, not by this review: {state}"
NEAREST = "What came nearest, {where}: “{said}”"


def where(quote: ReviewedQuoteOut) -> str:
    """Where words stand in the reviewed document: its page, else the heading and paragraph."""
    if quote.page is not None:
        return f"p. {quote.page}"
    under = f"under “{quote.headings[-1]}”, " if quote.headings else ""
    return f"{under}paragraph {quote.paragraph}"


def contrasts(finding: ReviewFindingOut) -> Iterator[str]:
    """What the document has against what is printed, a line each."""
    for contrast in finding.contrasts:
        yield CONTRAST.format(about=contrast.about, said=contrast.said, printed=contrast.printed)


def notes(finding: ReviewFindingOut, longest: int) -> Iterator[str]:
    """What is to be known of a finding beside its quotes, a line each; words of the document cut at ``longest``."""
    if not finding.citations:
        yield OUR_NOTE
    if finding.missing:
        yield MISSING.format(words="”; “".join(finding.missing))
    if finding.searched:
        yield SEARCHED.format(searched=finding.searched)
    if finding.nearest:
        yield NEAREST.format(where=where(finding.nearest), said=shortened(finding.nearest.text, longest))
    if finding.reason:
        yield finding.reason


def read_by(reading: FindingReadOut) -> str:
    """Whose reading it is, and what it is."""
    return READ_BY.format(model=reading.read_by, state=STATES[reading.state].lower())
