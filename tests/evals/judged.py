"""Small judged questions to measure with."""

from __future__ import annotations

from evals.measures import Cited, RankedPassage
from evals.questions import GoldPlace, JudgedQuestion


def question(
    *gold: tuple[str, int, int], answerable: bool = True, question_type: str = "lookup", question_id: str = "q1"
) -> JudgedQuestion:
    """A question whose gold places are (document, page, group)."""
    places = tuple(GoldPlace(document, page, "reg 1", "words", group) for document, page, group in gold)
    return JudgedQuestion(question_id, question_type, f"What of {question_id}?", answerable, places)


def passage(document: str, *pages: int) -> RankedPassage:
    return RankedPassage(document, frozenset(pages))


def cited(document: str, *pages: int, quote: str = "words") -> Cited:
    return Cited(document, pages, "reg 1", quote)


def wire_citation(document: str, *pages: int, quote: str = "words") -> dict[str, object]:
    """A citation as `homes ask --json` prints it."""
    return {
        "document": document,
        "title": "A title",
        "provision": "reg 1",
        "pages": list(pages),
        "printed_pages": [str(page) for page in pages],
        "quote": quote,
        "authority": "statute",
        "force": "must",
        "also_at": [],
    }


def wire_answer(*citations: dict[str, object]) -> dict[str, object]:
    """An answer of one statement for each citation."""
    return {
        "kind": "answer",
        "question": "?",
        "mode": "extractive",
        "statements": [{"text": "A statement.", "citations": [citation]} for citation in citations],
        "notices": [],
        "removed": 0,
        "documents": [],
    }


def wire_refusal(*nearest: dict[str, object], reason: str = "not_in_sources") -> dict[str, object]:
    return {"kind": "refusal", "reason": reason, "message": "Not in the sources.", "nearest": list(nearest)}
