"""Replies over HTTP that end: a client's own time limit starts anew with every byte, and their number has none."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx2

MOST_BYTES = 4_000_000
"""Of one reply as sent. A model's token comes in some 300 bytes of envelope."""


class ReplyTooLong(httpx2.TransportError):
    """More than MOST_BYTES were sent."""


@dataclass(frozen=True, slots=True)
class Bounded(httpx2.SyncByteStream):
    """A reply's bytes until ``deadline``, in seconds of ``time.monotonic``. Raises ReadTimeout, ReplyTooLong."""

    body: httpx2.SyncByteStream
    deadline: float

    def __iter__(self) -> Iterator[bytes]:
        received = 0
        for part in self.body:
            received += len(part)
            if time.monotonic() > self.deadline:
                raise httpx2.ReadTimeout("the whole reply took too long")
            if received > MOST_BYTES:
                raise ReplyTooLong("the reply is too long")
            yield part

    def close(self) -> None:
        """Let the connection go."""
        self.body.close()


def _note_start(request: httpx2.Request) -> None:
    request.extensions = {**request.extensions, "started": time.monotonic()}


def _bound(response: httpx2.Response) -> None:
    extensions = response.request.extensions
    body = response.stream
    if isinstance(body, httpx2.SyncByteStream):
        response.stream = Bounded(body, extensions["started"] + extensions["timeout"]["read"])


EVENT_HOOKS: dict[str, list[Callable[..., Any]]] = {"request": [_note_start], "response": [_bound]}
"""For ``httpx2.Client``: the whole of a reply may take as long as its request's read timeout."""
