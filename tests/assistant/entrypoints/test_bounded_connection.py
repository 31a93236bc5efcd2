"""Clients that send a byte now and then, or no HTTP at all: a server whose patience is a fraction of a second."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi import FastAPI, Request
from starlette.middleware import Middleware

from assistant.entrypoints import bounded_connection, problems
from assistant.entrypoints.body_limit import BodyLimit
from assistant.entrypoints.bounded_connection import BoundedConnection

PATIENCE = 0.4


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(bounded_connection, "HEAD_SECONDS", PATIENCE)
    app = FastAPI(middleware=[Middleware(BodyLimit, most_bytes=1000, most_seconds=PATIENCE)])
    problems.install(app)

    @app.post("/size")
    async def size(request: Request) -> int:
        return len(await request.body())

    server = uvicorn.Server(uvicorn.Config(app, http=BoundedConnection, ws="none", log_config=None))
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True
    thread.join()


def received(connection: socket.socket) -> bytes:
    """Everything until the server hangs up."""
    connection.settimeout(5)
    parts = []
    while part := connection.recv(65_536):
        parts.append(part)
    return b"".join(parts)


def dripped(port: int, text: bytes, start: bytes = b"") -> tuple[bytes, float]:
    """What the server answers to ``start`` and then a byte of ``text`` every twentieth of a second; and when."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        began = time.monotonic()
        connection.sendall(start)
        try:
            for byte in text:
                connection.sendall(bytes([byte]))
                time.sleep(PATIENCE / 20)
        except OSError:
            pass
        return received(connection), time.monotonic() - began


def type_of(response: bytes) -> tuple[int, str]:
    head, _, body = response.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head.lower()
    return int(head.split()[1]), json.loads(body)["type"]


HEAD = b"POST /size HTTP/1.1\r\nHost: here\r\nContent-Length: 400\r\n\r\n"


def test_a_head_that_drips_in_is_a_problem_and_the_end(port: int) -> None:
    response, seconds = dripped(port, HEAD)
    assert type_of(response) == (408, "request-timeout")
    assert PATIENCE * 0.9 < seconds < PATIENCE * 4


def test_a_connection_that_says_nothing_is_ended(port: int) -> None:
    response, seconds = dripped(port, b"")
    assert type_of(response) == (408, "request-timeout")
    assert seconds < PATIENCE * 4


def test_a_body_that_drips_in_is_a_problem_and_the_end(port: int) -> None:
    response, seconds = dripped(port, b"x" * 400, start=HEAD)
    assert type_of(response) == (408, "request-timeout")
    assert seconds < PATIENCE * 6


def test_a_slow_client_is_served_when_it_is_done_in_time(port: int) -> None:
    response, _ = dripped(
        port, b"abc", start=b"POST /size HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 3\r\n\r\n"
    )
    assert response.startswith(b"HTTP/1.1 200 OK")
    assert response.endswith(b"\r\n\r\n3")


def test_the_second_request_of_a_connection_has_to_arrive_in_time_as_well(port: int) -> None:
    whole = b"POST /size HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\nab"
    response, seconds = dripped(port, HEAD, start=whole)
    assert response.count(b"HTTP/1.1 200 OK") == 1
    assert type_of(response[response.index(b"HTTP/1.1 408") :]) == (408, "request-timeout")
    assert seconds < PATIENCE * 4


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"hello there\r\n\r\n",
        b"A" * 20_000,
    ],
    ids=["TLS", "words", "an endless line"],
)
def test_what_is_no_http_is_a_problem(port: int, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(sent)
        assert type_of(received(connection)) == (400, "malformed-request")


def test_many_slow_clients_keep_nobody_waiting(port: int) -> None:
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(200)]
    for connection in slow:
        connection.sendall(HEAD + b"x")
    response, seconds = dripped(port, b"", start=b"POST /size HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
    assert response.endswith(b"\r\n\r\n0")
    assert seconds < 2
    for connection in slow:
        assert type_of(received(connection))[0] == 408
        connection.close()
