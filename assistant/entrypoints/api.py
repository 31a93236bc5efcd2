"""The HTTP API: the application, put together. What each address does is in the ``…_routes`` modules."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, TextIO

from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

from assistant.bootstrap import open_knowledge_base
from assistant.entrypoints import (
    ask_routes,
    check_routes,
    compliance_routes,
    draft_routes,
    filled_routes,
    library_routes,
    operation_routes,
    problems,
    review_routes,
)
from assistant.entrypoints.access_log import AccessLog, json_log
from assistant.entrypoints.body_limit import BodyLimit, Limit
from assistant.entrypoints.local_gateway import LocalGateway
from assistant.entrypoints.schemas import PREFIX, ProblemOut
from assistant.entrypoints.service import Service, service_url
from assistant.entrypoints.web import error_pages, site
from assistant.entrypoints.web.guard import RequestGuard
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import Settings
from ingest.review_reading import MOST_BYTES

__all__ = ["MOST_BODY_BYTES", "PREFIX", "create_app"]

MOST_BODY_BYTES = 256 * 1024
MOST_BODY_SECONDS = 20.0
UPLOAD = Limit(most_bytes=MOST_BYTES + MOST_BODY_BYTES, most_seconds=120.0)
"""Of a document to be reviewed, with the fields beside it."""

_NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
_DESCRIPTION = (
    "Answers about the standards for children's homes in England. Every statement of an answer carries citations: "
    "quotes cut from a page of an official document. Page numbers are physical: 1 is the first page of the file. Every "
    "error is `application/problem+json` (RFC 9457), told apart by its `type`."
)


def create_app(
    settings: Settings,
    *,
    open_base: Callable[[Settings], KnowledgeBase] = open_knowledge_base,
    log: TextIO | None = None,
) -> FastAPI:
    """The application. Started, it owns the data folder, which ``open_base`` opens; stopped, it lets it go.

    ``settings`` hold the host and port that it will be served at. ``log`` takes a JSON line a request: standard error
    unless given. Starting raises LibraryLocked and LibraryError.
    """
    logger = json_log(log or sys.stderr)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        base = await run_in_threadpool(open_base, settings)
        token = base.ownership.announce(service_url(settings))
        service = app.state.service = Service(LocalGateway(base, settings), token, logger)
        service.warm()
        try:
            yield
        finally:
            await run_in_threadpool(service.close)

    def observe(method: str, route: str, status: int, seconds: float) -> None:
        app.state.service.metrics.request(method, route, status, seconds)

    app = FastAPI(
        title="Children's homes assistant",
        version="1",
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # their pages load scripts from another machine
        redoc_url=None,
        redirect_slashes=False,
        telemetry=_NO_TELEMETRY,
        generate_unique_id_function=_operation_id,
        middleware=[
            Middleware(AccessLog, log=logger, observe=observe, fault=error_pages.fault_page),
            Middleware(RequestGuard, names=settings.names.split(",")),
            Middleware(
                BodyLimit,
                most_bytes=MOST_BODY_BYTES,
                most_seconds=MOST_BODY_SECONDS,
                larger={review_routes.ADDRESS: UPLOAD, review_routes.PAGE_ADDRESS: UPLOAD},
            ),
        ],
    )
    for router in (
        ask_routes.router,
        draft_routes.router,
        check_routes.router,
        compliance_routes.router,
        filled_routes.router,
        review_routes.router,
        operation_routes.for_owner,
        library_routes.router,
        operation_routes.for_watchers,
    ):
        app.include_router(router)
    problems.install(app)
    site.install(app)
    _document_problems(app)
    return app


def _operation_id(route: APIRoute) -> str:
    return route.name


def _document_problems(app: FastAPI) -> None:
    """Add to the OpenAPI document the form of a problem, and the problems that any body can meet."""
    described = app.openapi

    def openapi() -> dict[str, Any]:
        schema = described()
        form = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = schema.setdefault("components", {}).setdefault("schemas", {})
        schemas.update(form.pop("$defs"))
        schemas["ProblemOut"] = form
        for operation in (operation for path in schema["paths"].values() for operation in path.values()):
            if "requestBody" in operation:
                for status, response in problems.of_any_body().items():
                    operation["responses"].setdefault(str(status), response)
        return schema

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way to extend it
