"""The first page: ask, and the answer where the browser runs no script."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi_problem.error import Problem
from starlette.responses import Response

from assistant.entrypoints import problems
from assistant.entrypoints.access import Running
from assistant.entrypoints.schemas import AnswerOut, RefusalOut
from assistant.entrypoints.service import Service
from assistant.entrypoints.web import wording
from assistant.entrypoints.web.form_token import Typed
from assistant.entrypoints.web.rendering import form_page
from ingest.errors import HomesError

router = APIRouter(include_in_schema=False)


@router.get("/")
def ask_page(request: Request, service: Running) -> Response:
    """The question box; scripts answer in place."""
    return _page(request, service)


@router.post("/")
def answer_page(request: Request, service: Running, typed: Typed) -> Response:
    """The same page with an answer, a refusal or what went wrong; what was asked stays in its box."""
    asked = typed.get("example") or typed.get("question", "")
    try:
        outcome = service.ask(asked, ())
    except HomesError as error:
        return _page(request, service, asked, failed=problems.problem_of(error))
    return _page(request, service, asked, outcome=outcome)


def _page(
    request: Request,
    service: Service,
    asked: str = "",
    outcome: AnswerOut | RefusalOut | None = None,
    failed: Problem | None = None,
) -> Response:
    gateway = service.gateway
    return form_page(
        request,
        "ask.html",
        failed,
        asked=asked,
        outcome=outcome,
        examples=wording.EXAMPLES,
        is_empty=not gateway.base.corpus.documents,
        model=gateway.settings.model,
    )
