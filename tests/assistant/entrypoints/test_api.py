from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from assistant.entrypoints.api import MOST_BODY_BYTES, create_app
from assistant.entrypoints.examples import OUTCOMES
from assistant.entrypoints.schemas import AnswerOut, RefusalOut
from assistant.ownership import owner_of
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from ingest.errors import LibraryLocked
from tests.assistant.entrypoints.running import Running

pytestmark = pytest.mark.official

WHISPERED = "xyzzy"


def problem(response: Any) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert {"type", "title", "status"} <= set(body)
    assert body["status"] == response.status_code
    return response.status_code, body["type"]


def test_an_unknown_address_is_a_problem(service: Running) -> None:
    assert problem(service.client.get("/api/v1/nothing")) == (404, "not-found")
    assert problem(service.client.get("/api/v1/documents/")) == (404, "not-found")


def test_a_wrong_method_is_a_problem_that_names_the_right_one(service: Running) -> None:
    response = service.client.get("/api/v1/ask")
    assert problem(response) == (405, "method-not-allowed")
    assert response.headers["allow"] == "POST"


def chunks() -> Iterator[bytes]:
    for _ in range(MOST_BODY_BYTES // 1024 + 1):
        yield b" " * 1024


@pytest.mark.parametrize("body", [b" " * (MOST_BODY_BYTES + 1), chunks()], ids=["announced", "in chunks"])
def test_a_body_too_large_is_a_problem(service: Running, body: Any) -> None:
    response = service.client.post("/api/v1/ask", content=body, headers={"Content-Type": "application/json"})
    assert problem(response)[0] == 413


WRONG_BODIES = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"\xff\xfe",
    b'{"question": null}',
    b'{"question": 7}',
    b'{"question": ["a"]}',
    b'{"question": "\\ud800 xyzzy"}',
    b'{"question": "a", "history": "xyzzy"}',
    b'{"question": "a", "xyzzy": 1}',
    b'{"question": "a", "\\ud800": 1}',
    b'{"question": ' + b"[" * 100_000,
    b'{"question": ' + b"9" * 5_000 + b"}",
    b'{"question": NaN}',
]


@pytest.mark.parametrize("body", WRONG_BODIES, ids=lambda body: repr(body[:30]))
def test_a_body_that_is_not_in_its_form_is_a_problem_that_does_not_repeat_it(service: Running, body: bytes) -> None:
    response = service.client.post("/api/v1/ask", content=body, headers={"Content-Type": "application/json"})
    assert problem(response) in {(422, "invalid-request"), (400, "bad-request")}
    assert WHISPERED not in response.text


def test_a_validation_problem_says_where_and_what(service: Running) -> None:
    response = service.client.post("/api/v1/ask", json={"history": []})
    assert response.json()["errors"] == [{"field": "body.question", "message": "it is needed and was not sent"}]


def test_what_nobody_foresaw_is_a_problem_without_its_words(service: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(WHISPERED)

    monkeypatch.setattr(Retriever, "search", fail)
    response = service.client.get("/api/v1/search", params={"q": WHISPERED})
    assert problem(response) == (500, "internal-error")
    assert WHISPERED not in response.text
    fault = json.loads(service.log.getvalue().splitlines()[-2])
    assert (fault["event"], fault["error"]) == ("fault", "builtins.RuntimeError")
    assert fault["request_id"] == response.headers["x-request-id"]


def test_the_log_has_a_line_a_request_and_no_text(service: Running) -> None:
    service.client.post("/api/v1/ask", json={"question": f"{WHISPERED} bullying"}, headers={"X-Request-Id": "mine-1"})
    service.client.get("/api/v1/search", params={"q": WHISPERED})
    service.client.get(f"/api/v1/documents/{WHISPERED}")
    service.client.get(f"/{WHISPERED}")
    lines = [json.loads(line) for line in service.log.getvalue().splitlines()]
    asked = next(line for line in lines if line["request_id"] == "mine-1")
    assert {key: asked[key] for key in ("event", "method", "route", "status")} == {
        "event": "request",
        "method": "POST",
        "route": "/api/v1/ask",
        "status": 200,
    }
    assert asked["milliseconds"] > 0
    assert {"/api/v1/documents/{document_id}", "unmatched"} <= {line.get("route") for line in lines}
    assert WHISPERED not in service.log.getvalue()


@pytest.mark.parametrize(("given_id", "kept"), [("abc-1.2_3", True), ("a b", False), ("x" * 65, False), ("", False)])
def test_a_plain_request_id_is_kept_and_any_other_replaced(service: Running, given_id: str, kept: bool) -> None:
    answered = service.client.get("/healthz", headers={"X-Request-Id": given_id}).headers["x-request-id"]
    assert (answered == given_id) is kept
    assert answered


@pytest.mark.parametrize("path", ["/healthz", "/nothing", "/api/v1/documents", "/metrics"])
def test_nothing_is_sniffed_and_no_other_site_may_read(service: Running, path: str) -> None:
    response = service.client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in response.headers


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
ASKED = st.fixed_dictionaries(
    {"question": st.text(max_size=300) | st.text("\x00\x07\x1b\u202e\u2028 ab", max_size=40) | JUNK},
    optional={"history": st.lists(st.text(max_size=50), max_size=3) | JUNK},
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(body=ASKED | JUNK, accept=st.sampled_from(["application/json", "text/event-stream"]))
def test_no_question_is_a_fault(service: Running, body: object, accept: str) -> None:
    content = json.dumps(body).encode()
    response = service.client.post(
        "/api/v1/ask", content=content, headers={"Content-Type": "application/json", "Accept": accept}
    )
    assert response.status_code in {200, 400, 422}
    assert "internal-error" not in response.text


@QUICK
@given(words=st.text(max_size=60), number=st.integers() | st.text(max_size=5))
def test_no_address_is_a_fault(service: Running, words: str, number: object) -> None:
    for path, parameters in [
        ("/api/v1/search", {"q": words, "count": str(number)}),
        ("/api/v1/provisions", {"ref": words}),
        (f"/api/v1/documents/guide-2015/pages/{quote(str(number), safe='')}", {}),
        ("/api/v1/documents/guide-2015/pages/53/rectangles", {"quote": words}),
    ]:
        assert service.client.get(path, params=parameters).status_code in {200, 404, 422}


def test_every_operation_is_described(service: Running) -> None:
    described = service.client.get("/openapi.json").json()
    operations = {
        operation["operationId"]: operation for path in described["paths"].values() for operation in path.values()
    }
    assert set(operations) == {
        "list_contents",
        *("ask", "search", "list_documents", "show_document", "read_page", "draw_page", "find_quote"),
        *(
            "look_up_provisions",
            "show_provision",
            "ingest",
            "remove",
            "backup",
            "doctor",
            "file_path",
            "alive",
            "ready",
        ),
        *("metrics", "list_draft_kinds", "make_draft", "list_drafts", "show_draft", "regenerate_section"),
        *("show_register", "write_register", "count_deadlines"),
        *("list_checklists", "show_checklist", "write_checklist"),
        *("fill_in", "list_filled", "show_filled", "write_filled", "remove_filled", "draw_reviewed_page"),
        *("write_draft", "remove_draft", "fill_gaps", "reword_section"),
        *("list_review_kinds", "review_document"),
        "check_point",
    }
    examples = operations["ask"]["responses"]["200"]["content"]["application/json"]["examples"]
    assert set(examples) == {"answer", "refusal"}
    for operation in operations.values():
        for status, response in operation["responses"].items():
            assert set(response["content"]) == {"application/problem+json"} or int(status) < 400
    assert set(operations["ask"]["responses"]) == {"200", "400", "408", "413", "422", "500", "503"}


def test_every_schema_that_is_referred_to_is_there(service: Running) -> None:
    described = service.client.get("/openapi.json").json()
    referred = set(json.dumps(described).split("#/components/schemas/")[1:])
    assert {reference.split('"')[0] for reference in referred} <= set(described["components"]["schemas"])


@pytest.mark.parametrize(("kind", "model"), [("answer", AnswerOut), ("refusal", RefusalOut)])
def test_the_examples_are_in_the_form_they_show(kind: str, model: type[BaseModel]) -> None:
    assert model.model_validate(OUTCOMES[kind]["value"])


def test_a_running_service_owns_its_folder_and_lets_it_go(model_folder: Path, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, embedding=model_folder, host="0.0.0.0", port=8123)  # noqa: S104 - nothing listens
    with TestClient(create_app(settings)) as client:
        owner = owner_of(tmp_path)
        assert owner is not None
        assert (owner.url, bool(owner.token)) == ("http://127.0.0.1:8123", True)
        with (
            pytest.raises(LibraryLocked, match=r"the service at http://127\.0\.0\.1:8123"),
            TestClient(create_app(settings)),
        ):
            pass
        assert client.get("/healthz").status_code == 200
    assert owner_of(tmp_path) is None
