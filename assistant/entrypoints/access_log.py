"""One JSON line a request: its id, method, route, status and time. Never a path, a query or any text.

Outermost of the application's own middleware, so what nobody foresaw ends here as well: a problem for the client and
a line with the error's kind and place for the log.
"""

from __future__ import annotations

import re
import time
import traceback
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.typing import Processor

from assistant.entrypoints import problems

Answer = Callable[[Scope], Response]
"""What a client gets where something failed that nobody foresaw."""

Observe = Callable[[str, str, int, float], None]
"""(method, route template, status, seconds)."""

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_METHODS = frozenset({"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"})
_FRAMES = 8


def json_log(stream: TextIO) -> Any:
    """A logger that writes JSON lines to ``stream``. Its own: structlog's global configuration is left alone."""
    processors: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.JSONRenderer(),
    ]
    return structlog.wrap_logger(structlog.WriteLogger(stream), processors=processors)


def log_fault(log: Any, error: Exception, **circumstances: str) -> None:
    """Log an error that nobody foresaw: its kind and where it rose. Its message may hold what was asked."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    log.error("fault", error=kind, at=_places(error), **circumstances)


def fault_problem(_scope: Scope) -> Response:
    """What a program gets where something failed that nobody foresaw."""
    problem = problems.fault()
    return JSONResponse(problem.marshal(), problem.status, media_type=problems.MEDIA_TYPE)


@dataclass(slots=True)
class _Exchange:
    """A request and what has become of it so far."""

    request_id: str
    started: float = field(default_factory=time.perf_counter)
    status: int | None = None


class AccessLog:
    """Gives each request its id, tells ``log`` and ``observe`` how it ended, and sends X-Content-Type-Options."""

    def __init__(self, app: ASGIApp, *, log: Any, observe: Observe, fault: Answer | None = None) -> None:
        self._app = app
        self._fault = fault or fault_problem
        self._log = log
        self._observe = observe

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = _Exchange(_request_id(scope))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = exchange.request_id
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception as error:  # whatever it was, the client gets a problem and the log gets its kind and place
            log_fault(self._log, error, request_id=exchange.request_id)
            if exchange.status is None:
                response = self._fault(scope)
                await response(scope, receive, send_with_headers)
        finally:
            self._tell(scope, exchange)

    def _tell(self, scope: Scope, exchange: _Exchange) -> None:
        seconds = time.perf_counter() - exchange.started
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = getattr(scope.get("route"), "path", "unmatched")
        status = exchange.status or 499  # nothing was sent: the client went away first
        self._log.info(
            "request",
            request_id=exchange.request_id,
            method=method,
            route=route,
            status=status,
            milliseconds=round(seconds * 1000, 1),
        )
        self._observe(method, route, status, seconds)


def _request_id(scope: Scope) -> str:
    """The client's own id where it is a plain one, else a new one."""
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def _places(error: Exception) -> list[str]:
    """Where the error rose: file, line and function of the innermost frames."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
