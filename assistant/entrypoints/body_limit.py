"""No request's body is read past a limit, or waited for past a time.

FastAPI's own limit answers in text/plain, this one with a problem; for a slow body it has none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Limit:
    """The longest body taken, and how long it may take to arrive."""

    most_bytes: int
    most_seconds: float


class BodyLimit:
    """Raises a 413 when a body's announced or received size is over ``most_bytes``, where the body is read.

    Raises a 408 when it is not whole ``most_seconds`` after it was first asked for. ``larger`` are the limits of paths
    that take more.
    """

    def __init__(
        self, app: ASGIApp, *, most_bytes: int, most_seconds: float, larger: Mapping[str, Limit] | None = None
    ) -> None:
        self._app = app
        self._limit = Limit(most_bytes, most_seconds)
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        size = int(announced) if announced.isdecimal() and len(announced) < 20 else 0
        limit = self._larger.get(scope["path"], self._limit)
        body = _Body(receive, too_large=size > limit.most_bytes, limit=limit)
        await self._app(scope, body.receive, send)


class _Body:
    """One request's body, as it arrives."""

    def __init__(self, receive: Receive, *, too_large: bool, limit: Limit) -> None:
        self._receive = receive
        self._too_large = too_large
        self._limit = limit
        self._received = 0
        self._deadline: float | None = None
        self._whole = False

    async def receive(self) -> Message:
        """The next part; once the body is whole, whatever comes (that the client went away)."""
        if self._too_large:
            raise HTTPException(413)
        if self._whole:
            return await self._receive()
        message = await self._in_time()
        self._received += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._received > self._limit.most_bytes:
            raise HTTPException(413)
        return message

    async def _in_time(self) -> Message:
        loop = asyncio.get_running_loop()
        self._deadline = self._deadline or loop.time() + self._limit.most_seconds
        try:
            async with asyncio.timeout_at(self._deadline):
                return await self._receive()
        except TimeoutError:
            raise HTTPException(408) from None
