from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from assistant.compliance.reviewer import STEPS
from assistant.entrypoints.review_schemas import ReviewKindOut, ReviewOut
from ingest.review_reading import MOST_BYTES
from tests.assistant.entrypoints.running import Running

pytestmark = pytest.mark.official

CALIBRATION = Path(__file__).resolve().parents[3] / "tests" / "evals" / "review_calibration"
MISSING = CALIBRATION / "missing.pdf"


def send(service: Running, name: str, content: bytes, headers: dict[str, str] | None = None, **fields: str) -> Any:
    fields = {"against": "policy/missing_child", **fields}
    return service.client.post("/api/v1/reviews", files={"file": (name, content)}, data=fields, headers=headers or {})


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for temporary files that no other test writes to at the same time."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_a_document_is_reviewed_and_not_kept(service: Running, scratch: Path) -> None:
    response = send(service, "../../etc/Our policy.pdf", MISSING.read_bytes())
    made = ReviewOut.model_validate(response.json())
    assert (made.name, made.form, made.pages, made.kind) == ("Our policy.pdf", "pdf", 2, "policy/missing_child")
    assert sum(made.counts.values()) == len(made.findings) == 44
    assert "does not decide" in made.who_decides
    assert list(scratch.glob("review-*")) == []
    assert "Ashdown" not in service.log.getvalue()


def test_progress_comes_as_events_and_the_review_last(service: Running, scratch: Path) -> None:
    response = send(service, "a.pdf", MISSING.read_bytes(), {"Accept": "text/event-stream"})
    names = [line.removeprefix("event: ") for line in response.text.splitlines() if line.startswith("event: ")]
    assert set(names[:-1]) == {"progress"}
    assert names[-1] == "done"
    data = [line.removeprefix("data: ") for line in response.text.splitlines() if line.startswith("data: ")]
    assert {json.loads(one)["step"] for one in data[:-1]} == set(STEPS)
    assert ReviewOut.model_validate_json(data[-1]).counts["contradicts"] >= 2
    assert list(scratch.glob("review-*")) == []


def test_an_error_comes_as_an_event_too(service: Running) -> None:
    response = send(service, "a.pdf", b"no pdf", {"Accept": "text/event-stream"})
    assert "event: error" in response.text
    assert "unsupported-file" in response.text


@pytest.mark.parametrize(("file_format", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("md", b"# Review")])
def test_a_review_is_written_to_a_file(service: Running, file_format: str, start: bytes) -> None:
    response = send(service, "a.pdf", MISSING.read_bytes(), format=file_format)
    assert response.content.startswith(start)
    assert response.headers["content-disposition"] == f'attachment; filename="review.{file_format}"'


@pytest.mark.parametrize(
    ("name", "content", "fields", "told"),
    [
        ("a.docx", MISSING.read_bytes(), {}, (422, "unsupported-file")),
        ("a.exe", b"MZ", {}, (422, "unsupported-file")),
        ("a.md", b"", {}, (422, "unreadable-document")),
        ("a.md", b"1 2 3", {}, (422, "document-without-text")),
        ("a.md", b"Some words.", {"against": "policy/nothing"}, (404, "unknown-review-kind")),
        ("a.md", b"Some words.", {"profile": "{"}, (422, "unsound-profile")),
        ("a.md", b"Some words.", {"profile": '{"colour": "Ashdown"}'}, (422, "unsound-profile")),
        ("a.md", b"Some words.", {"format": "odt"}, (422, "invalid-request")),
    ],
)
def test_what_cannot_be_reviewed_says_why(
    service: Running, name: str, content: bytes, fields: dict[str, str], told: tuple[int, str]
) -> None:
    response = send(service, name, content, None, **fields)
    assert (response.status_code, response.json()["type"]) == told
    assert "Ashdown" not in response.text


def test_a_body_past_the_limit_is_not_read(service: Running) -> None:
    response = send(service, "a.md", b"words " * (MOST_BYTES // 5))
    assert response.status_code == 413


def test_kinds_are_listed(service: Running) -> None:
    kinds = [ReviewKindOut.model_validate(one) for one in service.client.get("/api/v1/review-kinds").json()]
    visit = next(one for one in kinds if one.kind == "visit_report")
    assert visit.items > 30
    assert visit.governed_by == ["regulations-2015", "sccif-2025", "guide-2015"]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (
            {"data": {"against": "visit_report", "file": "just words"}},
            "file: send it as a file with a name, in a form of the type multipart/form-data.",
        ),
        ({"data": {"against": "visit_report"}}, "file: it is needed and was not sent."),
        ({"files": {"file": ("a.md", b"Some words.")}}, "against: it is needed and was not sent."),
        (
            {"json": {"against": "visit_report"}},
            "file: it is needed and was not sent. against: it is needed and was not sent.",
        ),
    ],
)
def test_an_upload_that_is_none_says_what_to_send(service: Running, sent: dict[str, Any], told: str) -> None:
    response = service.client.post("/api/v1/reviews", **sent)
    assert response.headers["content-type"].startswith("application/problem+json")
    assert (response.status_code, response.json()["type"]) == (422, "invalid-request")
    assert response.json()["detail"] == told
    assert "UploadFile" not in response.text
