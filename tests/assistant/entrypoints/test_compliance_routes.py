from __future__ import annotations

import csv
import io
from datetime import date

import httpx
import pytest

from assistant.entrypoints.compliance_schemas import (
    ChecklistOut,
    DeadlinesOut,
    RegisterOut,
    RegisterQuery,
    TableFormat,
)
from assistant.entrypoints.service_client import ServiceClient
from assistant.errors import UnknownChecklist, UnreadableMoment
from assistant.export.file_format import MEDIA_TYPES, FileFormat
from tests.assistant.entrypoints.running import Running

pytestmark = pytest.mark.official
API = "/api/v1"


def test_the_register_is_chosen_from(service: Running) -> None:
    chosen = {"standard": "protection", "topic": "restraint", "force": "must", "who": ["registered person"]}
    found = RegisterOut.model_validate(service.client.get(f"{API}/register", params=chosen).json())
    assert 0 < len(found.entries) == found.matching < found.total
    for entry in found.entries:
        assert (entry.standard, entry.force, "restraint" in entry.topics) == ("protection", "must", True)
        assert entry.quote
        assert entry.pages


def test_the_register_is_written_to_tables(service: Running) -> None:
    response = service.client.get(f"{API}/register.csv", params={"topic": "medicines"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="register.csv"'
    read = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    whole = service.client.get(f"{API}/register", params={"topic": "medicines"}).json()
    assert len(read) == len(whole["entries"]) + 1
    workbook = service.client.get(f"{API}/register.xlsx")
    assert workbook.content.startswith(b"PK")
    assert "spreadsheetml" in workbook.headers["content-type"]


def test_time_limits_are_counted(service: Running) -> None:
    asked = {"provision": "reg 35(3)", "from": "2026-03-01T21:40"}
    found = DeadlinesOut.model_validate(service.client.get(f"{API}/deadlines", params=asked).json())
    assert [(str(due.at or due.last_day), due.weekday) for due in found.due] == [
        ("2026-03-02 21:40:00+00:00", "Monday"),
        ("2026-03-03 21:40:00+00:00", "Tuesday"),
        ("2026-03-06", "Friday"),
    ]


def test_every_checklist_can_be_had(service: Running) -> None:
    listed = service.client.get(f"{API}/checklists").json()
    assert listed[0] == {"kind": "regulation-44-visit", "title": "Regulation 44 visit"}
    shown = ChecklistOut.model_validate(service.client.get(f"{API}/checklists/regulation-44-visit").json())
    assert shown.states == ["seen", "not seen", "not applicable"]
    assert {(line.state, line.evidence, line.note) for one in shown.sections for line in one.lines} == {(None, "", "")}


@pytest.mark.parametrize("file_format", FileFormat)
def test_a_checklist_is_written_to_a_file(service: Running, file_format: FileFormat) -> None:
    response = service.client.get(f"{API}/checklists/topic-fire.{file_format.value}")
    assert response.status_code == 200
    assert response.headers["content-type"] == MEDIA_TYPES[file_format]


@pytest.mark.parametrize(
    ("path", "asked", "status", "kind"),
    [
        ("register", {"force": "ought"}, 422, "unknown-filter"),
        ("register", {"colour": "red"}, 422, "invalid-request"),
        ("register.csv", {"topic": "x"}, 422, "unknown-filter"),
        ("register.pdf", {}, 422, "invalid-request"),
        ("deadlines", {"provision": "reg 35(3)"}, 422, "invalid-request"),
        ("deadlines", {"provision": "reg 35(3)", "from": "soon"}, 422, "unreadable-moment"),
        ("deadlines", {"provision": "reg 35(3)", "from": "2026-03-29T01:30"}, 422, "unreadable-moment"),
        ("deadlines", {"provision": "reg 35(3)", "from": "2014-01-01"}, 422, "before-the-rule"),
        ("deadlines", {"provision": "reg 11", "from": "2026-01-01"}, 404, "no-time-limit"),
        ("deadlines", {"provision": "reg 99", "from": "2026-01-01"}, 404, "unknown-provision"),
        ("checklists/none", {}, 404, "unknown-checklist"),
        ("checklists/none.pdf", {}, 404, "unknown-checklist"),
    ],
)
def test_what_cannot_be_had_is_a_problem(
    service: Running, path: str, asked: dict[str, str], status: int, kind: str
) -> None:
    response = service.client.get(f"{API}/{path}", params=asked)
    assert (response.status_code, response.json()["type"]) == (status, kind)
    assert response.headers["content-type"] == "application/problem+json"


def test_nothing_ingested_is_a_problem(empty_service: Running) -> None:
    assert empty_service.client.get(f"{API}/register").json()["type"] == "library-empty"


def test_the_client_of_a_service_gets_what_the_service_gives(service: Running) -> None:
    def passed_on(request: httpx.Request) -> httpx.Response:
        answered = service.client.request(request.method, str(request.url.raw_path, "ascii"))
        return httpx.Response(answered.status_code, content=answered.content)

    asked = ServiceClient("http://127.0.0.1:8000", "a-token", transport=httpx.MockTransport(passed_on))
    query = RegisterQuery(topic="medicines", who=["registered person", "staff"])
    found = asked.register(query)
    assert {"registered person", "staff"} <= {party for entry in found.entries for party in entry.bound}
    assert asked.register_file(query, TableFormat.CSV).count(b"\r\n") == len(found.entries) + 1
    assert asked.deadlines("reg 44(1)", "2026-03-01").due[0].last_day == date(2026, 4, 30)
    assert asked.checklist(asked.checklists()[0].kind).title == "Regulation 44 visit"
    assert asked.checklist_file("topic-fire", FileFormat.MARKDOWN).startswith(b"# Fire precautions")
    with pytest.raises(UnknownChecklist):
        asked.checklist("a/b")
    with pytest.raises(UnreadableMoment):
        asked.deadlines("reg 44(1)", "soon")
