from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.assistant.entrypoints.running import Running, events_of
from tests.ingest import made_pdfs

LINES = ["Our policy", "1.1 Staff must lock the medicine", "cupboard at night."]
FOR_THE_OWNER = [
    ("POST", "/api/v1/ingests"),
    ("GET", "/api/v1/doctor"),
    ("GET", "/api/v1/documents/guide-2015/file-path"),
    ("DELETE", "/api/v1/documents/guide-2015"),
]


def ingest(service: Running, *paths: Path, **wanted: object) -> list[tuple[str, Any]]:
    body = {"paths": [str(path) for path in paths], **wanted}
    response = service.client.post("/api/v1/ingests", json=body, headers=service.owner)
    assert response.status_code == 200, response.text
    return events_of(response.text)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "Our Policy.pdf"
    path.write_bytes(made_pdfs.of_lines(LINES))
    return path


@pytest.mark.parametrize(("method", "path"), FOR_THE_OWNER)
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer no"}, {"Authorization": "Basic bm86bm8="}])
def test_without_the_token_nothing_is_done(
    empty_service: Running, method: str, path: str, headers: dict[str, str]
) -> None:
    response = empty_service.client.request(method, path, headers=headers, json={})
    assert (response.status_code, response.json()["type"]) == (401, "unauthorized")
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("method", "path"), FOR_THE_OWNER)
def test_from_another_machine_the_token_is_of_no_use(empty_service: Running, method: str, path: str) -> None:
    elsewhere = TestClient(empty_service.client.app, client=("192.0.2.7", 50_000))
    response = elsewhere.request(method, path, headers=empty_service.owner, json={})
    assert (response.status_code, response.json()["type"]) == (403, "forbidden")


def test_a_file_is_ingested_step_by_step_and_then_answers(empty_service: Running, policy: Path) -> None:
    assert empty_service.client.get("/readyz").status_code == 503
    events = ingest(empty_service, policy)
    assert {name for name, _ in events[:-1]} == {"progress"}
    assert set(events[0][1]) == {"document", "step", "done", "total"}
    name, done = events[-1]
    assert (name, done["not_at_hand"]) == ("done", [])
    assert [(one["document"], one["outcome"], one["pages"]) for one in done["documents"]] == [("our-policy", "new", 1)]
    assert empty_service.client.get("/readyz").status_code == 200
    asked = {"question": "Where must staff lock the medicine at night?"}
    answer = empty_service.client.post("/api/v1/ask", json=asked).json()
    assert answer["statements"][0]["citations"][0]["document"] == "our-policy"
    assert ingest(empty_service, policy)[-1][1]["documents"][0]["outcome"] == "unchanged"
    assert ingest(empty_service, policy, again=True)[-1][1]["documents"][0]["outcome"] == "replaced"


def test_a_document_is_removed_once(empty_service: Running, policy: Path) -> None:
    ingest(empty_service, policy)
    path = "/api/v1/documents/our-policy"
    removed = empty_service.client.delete(path, headers=empty_service.owner)
    assert (removed.status_code, removed.json()) == (200, {"status": "removed"})
    assert empty_service.client.get("/api/v1/documents").json() == []
    again = empty_service.client.delete(path, headers=empty_service.owner)
    assert (again.status_code, again.json()["type"]) == (404, "unknown-document")


def test_a_document_that_fails_is_named_and_the_others_are_done(empty_service: Running, policy: Path) -> None:
    scan = policy.with_name("scan.pdf")
    scan.write_bytes(made_pdfs.scanned())
    name, done = ingest(empty_service, policy, scan)[-1]
    assert (name, {one["document"]: one["outcome"] for one in done["documents"]}) == (
        "done",
        {"our-policy": "new", "scan": "failed"},
    )
    assert next(one["error"] for one in done["documents"] if one["document"] == "scan")


def test_a_path_that_cannot_be_ingested_is_an_error_event(empty_service: Running, tmp_path: Path) -> None:
    ((name, problem),) = ingest(empty_service, tmp_path / "nowhere.pdf")
    assert (name, problem["type"], problem["status"]) == ("error", "unsupported-file", 422)


def test_a_relative_path_is_refused(empty_service: Running) -> None:
    response = empty_service.client.post("/api/v1/ingests", json={"paths": ["a.pdf"]}, headers=empty_service.owner)
    assert (response.status_code, response.json()["type"]) == (400, "bad-input")


def test_what_nobody_foresaw_is_logged_without_its_words(
    empty_service: Running, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("words of a document")

    monkeypatch.setattr("assistant.entrypoints.local_gateway.from_paths", fail)
    ((name, problem),) = ingest(empty_service, policy)
    assert (name, problem["type"]) == ("error", "internal-error")
    assert "builtins.RuntimeError" in empty_service.log.getvalue()
    assert "words of a document" not in empty_service.log.getvalue() + str(problem)


@pytest.mark.official
def test_the_doctor_finds_a_sound_folder_sound(service: Running) -> None:
    found = service.client.get("/api/v1/doctor", headers=service.owner).json()
    assert (found["ok"], [one["check"] for one in found["findings"] if not one["ok"]]) == (True, [])


@pytest.mark.official
def test_the_owner_learns_where_a_file_is_kept(service: Running) -> None:
    path = service.client.get("/api/v1/documents/guide-2015/file-path", headers=service.owner).json()["path"]
    assert Path(path).read_bytes().startswith(b"%PDF")
    response = service.client.get("/api/v1/documents/none/file-path", headers=service.owner)
    assert (response.status_code, response.json()["type"]) == (404, "unknown-document")


def test_a_service_without_documents_is_alive_but_not_ready(empty_service: Running) -> None:
    assert empty_service.client.get("/healthz").json() == {"status": "alive"}
    response = empty_service.client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (503, 503)
    assert response.json()["type"] in {"not-ready", "library-empty"}


@pytest.mark.official
def test_metrics_count_questions_by_outcome_and_hold_no_text(service: Running) -> None:
    service.client.post("/api/v1/ask", json={"question": "Who may be the independent person?"})
    service.client.post("/api/v1/ask", json={"question": "What are the rules in Scotland?"})
    service.client.get("/api/v1/documents/guide-2015")
    text = service.client.get("/metrics").text
    assert 'homes_questions_total{mode="extractive",outcome="answer",reason=""}' in text
    assert 'homes_questions_total{mode="",outcome="refusal",reason="outside_scope"}' in text
    assert "homes_statements_removed_total 0.0" in text
    assert 'homes_request_seconds_count{method="GET",route="/api/v1/documents/{document_id}",status="200"}' in text
    assert "homes_documents " in text
    assert "Scotland" not in text
    assert "guide-2015" not in text
