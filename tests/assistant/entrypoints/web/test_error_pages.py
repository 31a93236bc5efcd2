from __future__ import annotations

from typing import Any

from assistant.entrypoints.web.error_pages import fault_page
from assistant.entrypoints.web.guard import CONTENT_POLICY


def scope(accept: bytes) -> dict[str, Any]:
    return {
        "type": "http",
        "method": "GET",
        "path": "/draft/secret",
        "scheme": "http",
        "query_string": b"",
        "headers": [(b"accept", accept), (b"host", b"localhost")],
    }


def test_what_nobody_foresaw_is_a_page_for_a_browser_with_the_policy() -> None:
    response = fault_page(scope(b"text/html,*/*"))
    assert response.status_code == 500
    assert b"<h1>The service failed</h1>" in response.body
    assert b"secret" not in response.body
    assert response.headers["content-security-policy"] == CONTENT_POLICY


def test_and_a_problem_for_a_program() -> None:
    response = fault_page(scope(b"*/*"))
    assert (response.status_code, response.headers["content-type"]) == (500, "application/problem+json")
