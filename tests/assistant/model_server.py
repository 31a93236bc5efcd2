"""A scripted OpenAI-compatible server on a local port, for every way a model or its server can misbehave."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

NEVER = 60.0
"""Seconds that a stalled reply would take: far above any test's limit."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One scripted reply. ``pieces`` are streamed one by one, each after ``pause`` seconds.

    ``finish`` None breaks the connection off after the last piece; ``stall`` keeps it open without a word instead.
    ``raw`` are bytes sent in place of everything; ``pings`` are comments sent for ever, before any piece.
    """

    pieces: tuple[str, ...] = ()
    finish: str | None = "stop"
    status: int = 200
    pause: float = 0.0
    stall: bool = False
    pings: bool = False
    refusal: str | None = None
    raw: bytes | None = None


def says(text: str, *, piece: int = 7, finish: str | None = "stop", pause: float = 0.0) -> Reply:
    """A reply of this text, cut into small pieces as a model would."""
    pieces = tuple(text[start : start + piece] for start in range(0, len(text), piece))
    return Reply(pieces, finish=finish, pause=pause)


def statements(*said: tuple[str, Sequence[tuple[str, str]]], **how: Any) -> Reply:
    """A reply in the form asked for: each statement's text with its (label, quote) pairs."""
    made = [
        {"text": text, "quotes": [{"label": label, "quote": quote} for label, quote in quotes]} for text, quotes in said
    ]
    return says(json.dumps({"statements": made}), **how)


@dataclass(slots=True)
class ModelServer:
    """What the server was asked, and how to reach it. Replies are used in turn; the last one serves for ever."""

    url: str
    replies: list[Reply]
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def next_reply(self) -> Reply:
        return self.replies[min(len(self.requests), len(self.replies)) - 1]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: ModelServer

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the script."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        script = cast(_Server, self.server).script
        body = self.rfile.read(int(self.headers["Content-Length"]))
        script.requests.append(json.loads(body))
        script.headers.append({name.lower(): value for name, value in self.headers.items()})
        self._send(script, script.next_reply())

    def _send(self, script: ModelServer, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", "text/event-stream" if reply.status == 200 else "application/json")
        self.send_header("Connection", "close")
        if reply.status in (301, 307):
            self.send_header("Location", f"{script.url}/elsewhere")
        self.end_headers()
        self.close_connection = True
        if reply.raw is not None or reply.status != 200:
            self.wfile.write(reply.raw or b'{"error": {"message": "scripted"}}')
            return
        self._stream(script, reply)

    def _stream(self, script: ModelServer, reply: Reply) -> None:
        while reply.pings and not script.ended.wait(0.05):
            self.wfile.write(b": still here\n\n")
            self.wfile.flush()
        if reply.refusal is not None:
            self._event({"refusal": reply.refusal}, None)
        for piece in reply.pieces:
            time.sleep(reply.pause)
            self._event({"content": piece}, None)
        if reply.stall:
            script.ended.wait(NEVER)
        elif reply.finish is not None:
            self._event({}, reply.finish)
            self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, delta: dict[str, str], finish: str | None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
        event = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": "scripted", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Silent."""


@contextmanager
def serving(*replies: Reply) -> Iterator[ModelServer]:
    """A server that gives these replies in turn."""
    server = _Server(("127.0.0.1", 0), _Handler)
    script = ModelServer(f"http://127.0.0.1:{server.server_address[1]}/v1", list(replies))
    server.script = script
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.ended.set()
        server.shutdown()
        server.server_close()
