from __future__ import annotations

import secrets
from typing import Any

import pytest

from assistant.entrypoints.filled_schemas import FilledListed, FilledOut
from assistant.export.file_format import MEDIA_TYPES, FileFormat
from tests.assistant.entrypoints.running import Running
from tests.assistant.export.reading_back import paragraphs

pytestmark = pytest.mark.official

KIND = "topic-fire"
PRIVATE = "the child K. hid a lighter"


@pytest.fixture
def address() -> str:
    return f"/api/v1/filled-checklists/{secrets.token_hex(12)}"


def line(service: Running, number: int = 0) -> dict[str, str]:
    shown = service.client.get(f"/api/v1/checklists/{KIND}").json()
    one = [each for section in shown["sections"] for each in section["lines"]][number]
    return {"line": one["id"], "asked": one["text"]}


def put(service: Running, address: str, *lines: dict[str, Any]) -> Any:
    return service.client.put(address, json={"kind": KIND, "lines": lines})


def test_what_was_filled_in_is_kept_and_shown(service: Running, address: str) -> None:
    first = line(service) | {"state": "seen", "evidence": "Fire book,\r\nMarch", "written_at": 5}
    response = put(service, address, first)
    kept = FilledOut.model_validate(response.json())
    assert (kept.kind, kept.title, [one.state for one in kept.lines]) == (KIND, "Fire precautions", ["seen"])
    assert kept.lines[0].evidence == "Fire book,\nMarch"
    assert service.client.get(address).json() == response.json()
    assert put(service, address, first).json() == response.json()


def test_an_older_entry_that_nobody_saw_is_told_beside_the_newer(service: Running, address: str) -> None:
    put(service, address, line(service) | {"note": "from the phone", "written_at": 5})
    kept = put(service, address, line(service) | {"note": "from the laptop", "written_at": 4}).json()
    assert kept["lines"][0]["note"] == "from the phone"
    assert [one["note"] for one in kept["lines"][0]["others"]] == ["from the laptop"]
    settled = line(service) | {"note": "from both", "written_at": 6, "follows": [5], "drops": [4]}
    assert put(service, address, settled).json()["lines"][0]["others"] == []


@pytest.mark.parametrize("file_format", FileFormat)
def test_it_is_written_to_a_file(service: Running, address: str, file_format: FileFormat) -> None:
    put(service, address, line(service) | {"state": "not seen", "note": "Ask again.", "written_at": 5})
    response = service.client.get(f"{address}.{file_format}")
    assert response.headers["Content-Type"] == MEDIA_TYPES[file_format]
    assert response.headers["Content-Disposition"] == f'attachment; filename="checklist-filled-in.{file_format}"'
    if file_format is FileFormat.DOCX:
        words = " ".join(text for _, text in paragraphs(response.content))
        assert "1 of 6 lines are filled in." in words
        assert "Note: Ask again." in words


def test_it_is_removed_and_does_not_come_back_unasked(service: Running, address: str) -> None:
    filled = line(service) | {"note": "Seen.", "written_at": 5}
    put(service, address, filled)
    assert service.client.delete(address).json() == {"status": "removed"}
    for response in (service.client.get(address), service.client.delete(address), put(service, address, filled)):
        assert (response.status_code, response.json()["type"]) == (404, "unknown-filled-checklist")


def test_the_owner_alone_may_list_them(service: Running, address: str) -> None:
    put(service, address, {"line": "particulars/home", "asked": "Home", "note": "Elm House", "written_at": 1})
    assert service.client.get("/api/v1/filled-checklists").status_code == 401
    response = service.client.get("/api/v1/filled-checklists", headers=service.owner)
    listed = [FilledListed.model_validate(one) for one in response.json()]
    assert ("Elm House", 0) in [(one.home, one.filled) for one in listed]


@pytest.mark.parametrize(
    ("kind", "filled_id", "status", "problem"),
    [
        ("nothing", "a" * 24, 404, "unknown-checklist"),
        (KIND, "easy-to-guess", 422, "invalid-request"),
    ],
)
def test_what_is_no_checklist_is_told(service: Running, kind: str, filled_id: str, status: int, problem: str) -> None:
    body = {"kind": kind, "lines": [{"line": "a", "asked": "b", "written_at": 1}]}
    response = service.client.put(f"/api/v1/filled-checklists/{filled_id}", json=body)
    assert (response.status_code, response.json()["type"]) == (status, problem)


@pytest.mark.parametrize(
    "wrong",
    [{"state": PRIVATE}, {"note": PRIVATE * 1_000}, {"written_at": PRIVATE}, {"written_at": 10**18}, {PRIVATE: 1}],
    ids=["state", "long", "moment", "far", "field"],
)
def test_what_was_typed_stands_in_no_error_and_no_log(service: Running, address: str, wrong: dict[str, Any]) -> None:
    body = line(service) | {"evidence": PRIVATE, "written_at": 1} | wrong
    response = put(service, address, body)
    assert response.status_code == 422
    assert PRIVATE not in response.text
    assert PRIVATE not in service.log.getvalue()
    assert PRIVATE not in service.client.get("/metrics").text


def test_another_sites_page_fills_in_nothing(service: Running, address: str) -> None:
    told = {"Origin": "https://evil.example"}
    body = {"kind": KIND, "lines": [line(service) | {"written_at": 1}]}
    assert service.client.put(address, json=body, headers=told).json()["type"] == "foreign-origin"
    assert service.client.get(address).status_code == 404
