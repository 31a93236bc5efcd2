"""The fixed words of every form in which a review is shown. They name states; none of them decides anything."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.entrypoints.review_schemas import ReviewedQuoteOut

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
NEAREST = "What came nearest, {where}: “{said}”"


def where(quote: ReviewedQuoteOut) -> str:
    """Where words stand in the reviewed document: its page, else the heading and paragraph."""
    if quote.page is not None:
        return f"p. {quote.page}"
    under = f"under “{quote.headings[-1]}”, " if quote.headings else ""
    return f"{under}paragraph {quote.paragraph}"
