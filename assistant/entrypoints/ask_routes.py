"""POST /ask and GET /search."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from assistant.entrypoints import examples, problems, streaming
from assistant.entrypoints.access import Running
from assistant.entrypoints.schemas import PREFIX, AnswerOut, AskRequest, PassageOut, RefusalOut
from assistant.errors import EmptyQuestion, QuestionTooLong
from ingest.errors import FingerprintMismatch, LibraryEmpty, LibraryError, ModelMissing

router = APIRouter(prefix=PREFIX, tags=["questions"])

_UNAVAILABLE = (LibraryEmpty, LibraryError, FingerprintMismatch, ModelMissing)
_OUTCOMES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "An answer, or a refusal that says why; with `Accept: text/event-stream` the same as events: "
        "a `notice` each, `evidence`, a `statement` each once it is verified, `withdrawn` where those given so far do "
        "not stand after all, `done` with the whole outcome, in its order; or `error` with a problem.",
        "content": {
            "application/json": {"examples": examples.OUTCOMES},
            streaming.MEDIA_TYPE: {"schema": {"type": "string"}, "example": examples.EVENTS},
        },
    }
}


@router.post(
    "/ask",
    summary="Ask a question",
    response_model=AnswerOut | RefusalOut,
    responses=_OUTCOMES | problems.documented(EmptyQuestion, QuestionTooLong, *_UNAVAILABLE),
)
def ask(asked: AskRequest, request: Request, service: Running) -> Response:
    """Every statement of an answer stands on citations: quotes cut from their pages. Else the question is refused."""
    if streaming.is_wanted(request):
        return streaming.response(service.answer_events(asked.question, asked.history))
    outcome = service.ask(asked.question, asked.history)
    return Response(outcome.model_dump_json(), media_type="application/json")


@router.get("/search", summary="Find passages", responses=problems.documented(*_UNAVAILABLE))
def search(
    service: Running,
    q: Annotated[str, Query(min_length=1, max_length=4_000, description="Words, or references such as reg 28(2).")],
    count: Annotated[int, Query(ge=1, le=50, description="Passages at most.")] = 10,
) -> list[PassageOut]:
    """The best passages, best first, composed into no answer."""
    return service.gateway.search(q, count)
