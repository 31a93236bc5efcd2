from __future__ import annotations

import io
import json
from typing import Any

from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from assistant.entrypoints.access_log import AccessLog, json_log

OBSERVED = list[tuple[str, str, int]]


async def breaks(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise KeyError("words of a question")


async def breaks_late(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise KeyError("words of a question")


async def says_nothing(_scope: Scope, _receive: Receive, _send: Send) -> None:
    pass


def logged(app: Any, method: str = "GET") -> tuple[list[dict[str, Any]], OBSERVED, Any]:
    """The log's lines, what was observed, and the response (None where the server got none)."""
    stream, observed = io.StringIO(), OBSERVED()
    wrapped = AccessLog(app, log=json_log(stream), observe=lambda *seen: observed.append(seen[:3]))
    try:
        response = TestClient(wrapped).request(method, "/secret/path?q=words")
    except AssertionError:  # starlette's client: the response was never begun
        response = None
    return [json.loads(line) for line in stream.getvalue().splitlines()], observed, response


def test_what_broke_before_a_response_is_a_problem_and_a_place_in_the_log() -> None:
    (fault, request), observed, response = logged(breaks)
    assert (response.status_code, response.json()["type"]) == (500, "internal-error")
    assert response.headers["x-request-id"] == fault["request_id"] == request["request_id"]
    assert (fault["error"], fault["at"][-1].split()[-1]) == ("builtins.KeyError", "breaks")
    assert observed == [("GET", "unmatched", 500)]
    assert "words" not in json.dumps([fault, request]) + response.text


def test_what_broke_after_the_response_began_is_logged_too() -> None:
    (fault, request), observed, _ = logged(breaks_late)
    assert (fault["event"], request["status"]) == ("fault", 200)
    assert observed == [("GET", "unmatched", 200)]


def test_a_client_that_went_away_is_counted_as_such() -> None:
    (request,), _, _ = logged(says_nothing)
    assert request["status"] == 499


def test_a_made_up_method_is_logged_as_other() -> None:
    _, observed, _ = logged(breaks, method="WORDS")
    assert observed == [("other", "unmatched", 500)]
