from __future__ import annotations

import json
import threading

import pytest
from starlette.requests import Request

from assistant.entrypoints import streaming
from assistant.entrypoints.schemas import ProgressOut
from assistant.entrypoints.streaming import Emit, Event, follow, is_wanted


def test_an_event_is_a_name_and_one_line_of_json() -> None:
    event = Event("progress", ProgressOut(document="a", step="reading", done=1, total=2))
    assert event.encoded() == b'event: progress\ndata: {"document":"a","step":"reading","done":1,"total":2}\n\n'


def test_line_ends_in_words_do_not_end_an_event() -> None:
    encoded = Event("error", {"detail": "one\r\ntwo\n\nthree\u2028"}).encoded().decode()
    assert encoded.count("\n") == 3
    assert json.loads(encoded.splitlines()[1].removeprefix("data: ")) == {"detail": "one\r\ntwo\n\nthree\u2028"}


ACCEPTS = [
    ("text/event-stream", True),
    ("application/json, Text/Event-Stream; q=0.9", True),
    ("application/json", False),
    ("*/*", False),
    ("", False),
]


@pytest.mark.parametrize(("accept", "wanted"), ACCEPTS)
def test_events_are_for_who_asks_for_them(accept: str, wanted: bool) -> None:
    request = Request({"type": "http", "headers": [(b"accept", accept.encode())]})
    assert is_wanted(request) is wanted


def test_work_is_followed_to_its_end_with_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "KEEPALIVE_SECONDS", 0.01)
    go_on = threading.Event()

    def work(emit: Emit) -> None:
        emit(Event("progress", {"done": 1}))
        go_on.wait(5)
        emit(Event("done", {}))

    thread, events = follow(work)
    assert next(events) == Event("progress", {"done": 1})
    assert next(events) is None
    go_on.set()
    assert [event for event in events if event] == [Event("done", {})]
    thread.join(5)
    assert not thread.is_alive()


def test_work_goes_on_when_nobody_reads() -> None:
    done = threading.Event()

    def work(emit: Emit) -> None:
        for number in range(1_000):
            emit(Event("progress", {"done": number}))
        done.set()

    follow(work)
    assert done.wait(5)
