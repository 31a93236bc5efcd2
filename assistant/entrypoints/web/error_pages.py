"""An error as a page, where a browser asks for one; as the API's problem for everybody else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import cast

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi_problem.error import Problem
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from assistant.entrypoints import problems
from assistant.entrypoints.access_log import fault_problem
from assistant.entrypoints.web.guard import HEADERS
from assistant.entrypoints.web.rendering import page
from ingest.errors import HomesError

Handler = Callable[[Request, Exception], Response | Awaitable[Response]]


def install(app: FastAPI) -> None:
    """Put pages before the problems that ``problems.install`` has put in place."""
    for kind in (HomesError, Problem, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _paged(cast(Handler, app.exception_handlers[kind])))


def fault_page(scope: Scope) -> Response:
    """What anybody gets where something failed that nobody foresaw: a page, where a browser asks for one."""
    request = Request(scope)
    if not asks_for_a_page(request):
        return fault_problem(scope)
    told = problems.fault()
    response = page(request, "error.html", status=told.status, told=told)
    response.headers.update(HEADERS)  # this is sent past the guard
    return response


def asks_for_a_page(request: Request) -> bool:
    """Whether this is a browser on its way to a page, not a script, a picture or a program."""
    return "text/html" in request.headers.get("accept", "").lower()


def _paged(handler: Handler) -> Handler:
    async def handle(request: Request, error: Exception) -> Response:
        if asks_for_a_page(request):
            told = _problem(error)
            return page(request, "error.html", status=told.status, told=told)
        answered = handler(request, error)
        return answered if isinstance(answered, Response) else await answered

    return handle


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, HomesError):
        return problems.problem_of(error)
    if isinstance(error, HTTPException):
        return problems.of_status(error.status_code)
    return problems.invalid()
