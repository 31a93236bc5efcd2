"""Examples in the OpenAPI document: an answer, a refusal, and their events."""

from __future__ import annotations

import json
from typing import Any

_QUESTION = "How long after a visit must the independent person's report be written?"
_CITATION: dict[str, Any] = {
    "document": "guide-2015",
    "title": "Guide to the Children's Homes Regulations including the quality standards",
    "provision": "para 10.12",
    "provision_id": "guide-2015/paragraph/10.12",
    "pages": [53],
    "printed_pages": ["53"],
    "quote": "10.12 …",
    "authority": "statutory_guidance",
    "force": "must",
    "also_at": [],
}
_USED: dict[str, Any] = {
    "id": "guide-2015",
    "title": "Guide to the Children's Homes Regulations including the quality standards",
    "short_title": "the Guide",
    "version": "1.17",
    "as_at": "2015-04-01",
    "digest": False,
}
_STATEMENT: dict[str, Any] = {"text": "The Guide says, at paragraph 10.12: “…”", "citations": [_CITATION]}
_ANSWER: dict[str, Any] = {
    "kind": "answer",
    "question": _QUESTION,
    "mode": "extractive",
    "statements": [_STATEMENT],
    "notices": [],
    "removed": 0,
    "documents": [_USED],
    "model": None,
    "prompt_sha256": None,
}
_REFUSAL: dict[str, Any] = {
    "kind": "refusal",
    "question": "What is the going rate for a night worker?",
    "reason": "not_in_sources",
    "message": "The ingested documents do not seem to answer this.",
    "nearest": [_CITATION],
    "notices": [],
    "removed": 0,
    "documents": [_USED],
}

OUTCOMES: dict[str, Any] = {"answer": {"value": _ANSWER}, "refusal": {"value": _REFUSAL}}


def _events(*events: tuple[str, object]) -> str:
    return "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events)


EVENTS = _events(
    (
        "evidence",
        [
            {
                "label": "E1",
                "document": "guide-2015",
                "provision": "para 10.12",
                "provision_id": "guide-2015/paragraph/10.12",
                "pages": [53],
            }
        ],
    ),
    ("statement", _STATEMENT),
    ("done", _ANSWER),
)
INGEST_EVENTS = _events(
    ("progress", {"document": "guide-2015", "step": "reading", "done": 40, "total": 81}),
    (
        "done",
        {
            "documents": [
                {
                    "document": "guide-2015",
                    "outcome": "new",
                    "pages": 81,
                    "provisions": 866,
                    "passages": 441,
                    "references": 226,
                    "not_understood": 0,
                    "unseen": 0,
                    "unseen_pages": [],
                    "seconds": 5.3,
                    "error": None,
                }
            ],
            "not_at_hand": [],
        },
    ),
)
DRAFT_EVENTS = _events(
    (
        "section",
        {
            "id": "purpose",
            "heading": "Purpose",
            "done": 1,
            "total": 6,
            "section": {"id": "purpose", "heading": "Purpose", "intro": "", "blocks": [], "model": None, "notices": []},
        },
    ),
    ("error", {"type": "library-empty", "title": "Nothing has been ingested yet", "status": 503}),
)
