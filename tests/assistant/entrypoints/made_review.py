"""A review on the wire, with one of everything."""

from __future__ import annotations

from assistant.entrypoints.review_schemas import (
    ContrastOut,
    RemarkOut,
    ReviewClaimOut,
    ReviewedQuoteOut,
    ReviewFindingOut,
    ReviewOut,
    ReviewState,
    Standing,
)
from tests.assistant.entrypoints.wire import citation

LATE = ContrastOut(about="time limit", said="72 hours", printed="24 hours")


def quoted(text: str, paragraph: int, page: int | None = None) -> ReviewedQuoteOut:
    return ReviewedQuoteOut(text=text, page=page, paragraph=paragraph, headings=["Records"])


def finding(name: str, state: ReviewState, standing: Standing = "statute", *, said: str = "") -> ReviewFindingOut:
    return ReviewFindingOut(
        requirement=name,
        asks=f"What {name} asks.",
        standing=standing,
        force="must",
        state=state,
        provision_id="regulations-2015/regulation/35/3/a",
        quotes=[quoted(said, 4)] if said else [],
        citations=[] if standing == "practice" else [citation()],
        contrasts=[LATE] if state == "contradicts" else [],
        missing=["injury"] if state == "partly" else [],
        nearest=quoted("A near miss.", 7) if state == "not found" else None,
        searched="all 9 sentences" if state == "not found" else "",
        reason="The home is not one." if state == "not applicable" else "",
    )


def review() -> ReviewOut:
    findings = [
        finding("late", "contradicts", said="Within 72 hours."),
        finding("some", "partly", said="It gives the name."),
        finding("well", "addressed", said="It is signed."),
        finding("none", "not found"),
        finding("habit", "not found", "practice"),
        finding("other", "not applicable"),
    ]
    claim = ReviewClaimOut(
        kind="no such provision",
        named="Regulation 99",
        says="The ingested documents have no Regulation 99.",
        quote=quoted("Regulation 99 says so.", 2),
        citations=[],
    )
    return ReviewOut(
        kind="policy/behaviour_management",
        title="Behaviour management policy",
        name="our *policy*.docx",
        form="docx",
        pages=None,
        paragraphs=12,
        who_decides="It does not decide whether the home complies.",
        notices=["The file has 1 comments."],
        counts={"addressed": 1, "partly": 1, "not found": 2, "contradicts": 1, "not applicable": 1},
        findings=findings,
        claims=[claim],
        remarks=[RemarkOut(kind="comment", text="Check this.", author="Jo", paragraph=4, page=None)],
        documents=[],
    )
