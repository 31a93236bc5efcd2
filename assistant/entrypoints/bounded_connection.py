"""A connection on which a client must get its request out in time, and is told in a problem when it speaks no HTTP.

uvicorn waits for a request's head as long as the client likes; a client that sends a byte a second would keep its
connection for ever. The body's time is ``body_limit.py``'s.
"""

from __future__ import annotations

import asyncio

import h11
from fastapi_problem.error import Problem
from uvicorn.protocols.http.h11_impl import H11Protocol

from assistant.entrypoints import problems

HEAD_SECONDS = 15.0


class BoundedConnection(H11Protocol):
    """While no response is under way, what a client sends has to become a request's whole head in ``HEAD_SECONDS``."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Wait for the first request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what arrived; waiting ends where it completed a request's head."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's own words are no problem
        """Say that this is not HTTP, and hang up."""
        self._hang_up(problems.malformed())

    def _watch(self) -> None:
        is_served = self.cycle is not None and not self.cycle.response_complete
        if is_served or self.transport.is_closing():
            self._stop_waiting()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_SECONDS, self._too_late)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _too_late(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self._hang_up(problems.too_slow())

    def _hang_up(self, problem: Problem) -> None:
        """Send the problem, if a response can still be sent at all, and close."""
        self._stop_waiting()
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            content = problems.encoded(problem)
            headers = [
                (b"content-type", problems.MEDIA_TYPE.encode()),
                (b"content-length", str(len(content)).encode()),
                (b"connection", b"close"),
            ]
            events = (
                h11.Response(status_code=problem.status, headers=headers),
                h11.Data(data=content),
                h11.EndOfMessage(),
            )
            for event in events:
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
