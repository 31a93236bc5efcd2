"""Server-sent events: their wire form, and work in a thread of its own whose progress can be followed."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from pydantic import BaseModel, TypeAdapter
from starlette.requests import Request
from starlette.responses import StreamingResponse

MEDIA_TYPE = "text/event-stream"

KEEPALIVE_SECONDS = 10.0

_ANY: TypeAdapter[object] = TypeAdapter(object)


@dataclass(frozen=True, slots=True)
class Event:
    """``name`` says what ``data`` is: wire models, alone or in a list, or a problem's fields."""

    name: str
    data: BaseModel | list[BaseModel] | dict[str, object]

    def encoded(self) -> bytes:
        """The event on the wire, its data as JSON in ASCII: some clients take U+2028 and its like for a line's end."""
        return format_sse_event(data_str=_ANY.dump_json(self.data, ensure_ascii=True).decode(), event=self.name)


def is_wanted(request: Request) -> bool:
    """Whether the client asks for events rather than one JSON document."""
    ranges = request.headers.get("accept", "").lower().split(",")
    return any(one.partition(";")[0].strip() == MEDIA_TYPE for one in ranges)


def response(events: Iterator[Event | None]) -> StreamingResponse:
    """``events`` as they come; None sends a comment that keeps the connection open."""
    encoded = (KEEPALIVE_COMMENT if event is None else event.encoded() for event in events)
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(encoded, media_type=MEDIA_TYPE, headers=headers)


Emit = Callable[[Event], None]


def follow(work: Callable[[Emit], None]) -> tuple[threading.Thread, Iterator[Event | None]]:
    """Start ``work`` in a thread; the events it emits come from the iterator until it ends.

    The work goes on when nobody reads the events any more. ``work`` must not raise.
    """
    events: queue.SimpleQueue[Event | _End] = queue.SimpleQueue()

    def run() -> None:
        try:
            work(events.put)
        finally:
            events.put(_END)

    thread = threading.Thread(target=run, name="followed work")
    thread.start()
    return thread, _drain(events)


class _End:
    """Marks the end of the events."""


_END = _End()


def _drain(events: queue.SimpleQueue[Event | _End]) -> Iterator[Event | None]:
    while True:
        try:
            event = events.get(timeout=KEEPALIVE_SECONDS)
        except queue.Empty:
            yield None
            continue
        if isinstance(event, _End):
            return
        yield event
