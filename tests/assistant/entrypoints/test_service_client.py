"""The client against scripted answers, and against a service that really runs in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints.draft_schemas import DraftRequest, RegenerateRequest, SectionMadeOut
from assistant.entrypoints.filled_schemas import FillingIn, FillRequest
from assistant.entrypoints.opening import opened
from assistant.entrypoints.schemas import AnswerOut, RefusalOut
from assistant.entrypoints.service_client import ServiceClient
from assistant.errors import EmptyQuestion, UnknownFilledChecklist
from assistant.export.file_format import FileFormat
from assistant.settings import Settings
from ingest.errors import BadInput, HomesError, LibraryEmpty, ServiceUnreachable, UnknownProvision, UnsupportedFile
from tests.assistant.entrypoints.wire import answer, draft, ingested

PROBLEM = {"type": "library-empty", "title": "Nothing", "status": 503, "detail": "nothing has been ingested yet"}


def client(reply: Callable[[httpx.Request], httpx.Response]) -> ServiceClient:
    return ServiceClient("http://127.0.0.1:8000", "a-token", transport=httpx.MockTransport(reply))


def test_a_question_goes_with_its_history_and_the_owners_token() -> None:
    seen: list[httpx.Request] = []

    def reply(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, text=answer().model_dump_json())

    assert client(reply).ask("Who reports?", ["first"]) == answer()
    assert str(seen[0].url) == "http://127.0.0.1:8000/api/v1/ask"
    assert seen[0].headers["Authorization"] == "Bearer a-token"
    assert json.loads(seen[0].content) == {"question": "Who reports?", "history": ["first"]}


def test_an_ingest_is_followed_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = {"documents": [ingested().model_dump()], "not_at_hand": []}
    step = {"document": "guide-2015", "step": "reading", "done": 1, "total": 81}
    events = f": a comment\n\nevent: progress\ndata: {json.dumps(step)}\n\nevent: done\ndata: {json.dumps(done)}\n\n"
    sent: list[dict[str, object]] = []

    def reply(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content))
        return httpx.Response(200, text=events, headers={"Content-Type": "text/event-stream"})

    heard: list[tuple[str, str, int, int]] = []
    report = client(reply).ingest([Path("a.pdf")], again=True, on_progress=lambda *step: heard.append(step))
    assert report.documents == [ingested()]
    assert heard == [("guide-2015", "reading", 1, 81)]
    assert sent == [{"paths": [str(tmp_path / "a.pdf")], "again": True}]


def test_drafts_are_asked_for_at_their_addresses() -> None:
    seen: list[tuple[str, str, object]] = []

    def reply(request: httpx.Request) -> httpx.Response:
        seen.append((request.method, request.url.raw_path.decode(), json.loads(request.content or b"null")))
        listed = request.url.path.endswith(("/requirements", "/drafts")) and request.method == "GET"
        if request.headers["Accept"] == "text/event-stream":
            return httpx.Response(200, text=f"event: section\ndata: {made}\n\nevent: done\ndata: {whole}\n\n")
        return httpx.Response(200, text="[]" if listed else whole)

    whole = draft().model_dump_json()
    made = SectionMadeOut(id="a", heading="A", done=1, total=1, section=draft().sections[0]).model_dump_json()
    heard: list[tuple[str, str, int, int]] = []
    asked = client(reply)
    told = ProfileIn(name="Elm House")
    request = DraftRequest(kind="section", topic="restraint", profile=told)
    assert asked.draft(request, lambda *step: heard.append(step)) == draft()
    assert heard == [("section", "A", 1, 1)]
    assert asked.kept_draft("a/b", 2) == asked.kept_draft("c") == draft()
    assert asked.regenerate("an-id", "a b", RegenerateRequest(profile=told)) == draft()
    assert asked.reword("an-id", "a", "Ours.") == asked.fill("an-id", {"places": "4"}) == draft()
    assert asked.draft_file("d", FileFormat.DOCX, 3) == asked.draft_file("e", FileFormat.PDF)
    assert (asked.drafts(), asked.draft_kinds()) == ([], [])
    assert seen == [
        ("POST", "/api/v1/drafts", {"kind": "section", "topic": "restraint", "profile": {"name": "Elm House"}}),
        ("GET", "/api/v1/drafts/a%2Fb?version=2", None),
        ("GET", "/api/v1/drafts/c", None),
        ("POST", "/api/v1/drafts/an-id/sections/a%20b/regenerate", {"profile": {"name": "Elm House"}}),
        ("PUT", "/api/v1/drafts/an-id/sections/a/own-words", {"text": "Ours."}),
        ("PATCH", "/api/v1/drafts/an-id/profile", {"answers": {"places": "4"}}),
        ("GET", "/api/v1/drafts/d.docx?version=3", None),
        ("GET", "/api/v1/drafts/e.pdf", None),
        ("GET", "/api/v1/drafts", None),
        ("GET", "/api/v1/requirements", None),
    ]


@pytest.mark.parametrize(
    ("response", "error", "words"),
    [
        (httpx.Response(503, json=PROBLEM), LibraryEmpty, "nothing has been ingested yet"),
        (
            httpx.Response(
                422,
                json={
                    "type": "invalid-request",
                    "title": "No",
                    "status": 422,
                    "errors": [{"field": "body.question", "message": "too long"}],
                },
            ),
            BadInput,
            "body.question: too long",
        ),
        (httpx.Response(500, text="<html>"), HomesError, "not in its own form"),
    ],
)
def test_the_services_errors_are_raised_again(response: httpx.Response, error: type[HomesError], words: str) -> None:
    with pytest.raises(error, match=words):
        client(lambda _: response).documents()
    with pytest.raises(error, match=words):
        client(lambda _: response).ingest([], again=False, on_progress=lambda *_: None)


def test_an_error_in_the_middle_of_an_ingest_is_raised() -> None:
    response = httpx.Response(200, text=f"event: error\ndata: {json.dumps(PROBLEM)}\n\n")
    with pytest.raises(LibraryEmpty):
        client(lambda _: response).ingest([], again=False, on_progress=lambda *_: None)


def test_an_ingest_that_breaks_off_is_not_taken_for_done() -> None:
    with pytest.raises(ServiceUnreachable, match="ended before the work did"):
        client(lambda _: httpx.Response(200, text="")).ingest([], again=False, on_progress=lambda *_: None)


def test_a_service_that_does_not_answer_is_named() -> None:
    with pytest.raises(ServiceUnreachable, match=r"http://127\.0\.0\.1:9 .* does not answer"):
        ServiceClient("http://127.0.0.1:9", "a-token").documents()


@dataclass(frozen=True, slots=True)
class Service:
    """``homes serve`` in a process of its own."""

    process: subprocess.Popen[str]
    url: str
    settings: Settings

    @property
    def environment(self) -> dict[str, str]:
        return environment(self.settings)


def environment(settings: Settings) -> dict[str, str]:
    found = {"HOMES_DATA": settings.data, "HOMES_EMBEDDING": settings.embedding, "HOMES_OFFICIAL": settings.data.parent}
    return {**os.environ, **{name: str(value) for name, value in found.items()}, "COLUMNS": "80"}


def homes(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from evals.command import run; run()", *arguments]


@contextmanager
def serving(settings: Settings, *arguments: str) -> Iterator[Service]:
    command = homes("serve", "--port", "0", "--json", *arguments)
    process = subprocess.Popen(  # noqa: S603 - our own words
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment(settings)
    )
    try:
        assert process.stdout
        printed = ""
        while not printed.endswith("}\n"):
            line = process.stdout.readline()
            assert line, "the service ended before it answered"
            printed += line
        yield Service(process, json.loads(printed)["url"], settings)
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def service(ingested_data: Path, model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    data = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(ingested_data, data)
    with serving(Settings(data=data, embedding=model_folder)) as running:
        deadline = time.monotonic() + 30
        while httpx.get(f"{running.url}/readyz").is_error:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield running


@pytest.mark.official
def test_the_commands_go_through_the_service_that_runs(service: Service) -> None:
    with opened(service.settings, lambda _: None) as gateway:
        assert isinstance(gateway, ServiceClient)
        answered = gateway.ask("Who may be the independent person?")
        assert isinstance(answered, AnswerOut)
        assert isinstance(gateway.ask("How old is the moon?"), RefusalOut)
        assert len(gateway.search("independent person", 3)) == 3
        assert "guide-2015" in {document.id for document in gateway.documents()}
        assert gateway.provision("reg 28(2)(c)")[0].pages == [22]
        assert gateway.doctor().ok
        kept = gateway.source_file("guide-2015")
        assert kept
        assert kept.is_file()


@pytest.mark.official
def test_a_filled_in_checklist_goes_through_the_service(service: Service) -> None:
    line = FillingIn(line="visit-04", asked="A visit each month.", note="March is missing.", written_at=1)
    with opened(service.settings, lambda _: None) as gateway:
        kept = gateway.fill_in("5f1d0c8e9a7b4c3d2e1f0a9b", FillRequest(kind="regulation-44-visit", lines=[line]))
        assert gateway.filled_checklist(kept.id) == kept
        assert [one.id for one in gateway.filled_checklists()] == [kept.id]
        assert gateway.filled_file(kept.id, FileFormat.DOCX).startswith(b"PK")
        gateway.remove_filled(kept.id)
        with pytest.raises(UnknownFilledChecklist):
            gateway.filled_checklist(kept.id)


@pytest.mark.official
def test_both_gateways_raise_the_same_errors(service: Service, tmp_path: Path) -> None:
    with opened(service.settings, lambda _: None) as gateway:
        with pytest.raises(EmptyQuestion):
            gateway.ask("   ")
        with pytest.raises(UnknownProvision):
            gateway.provision("reg 999")
        with pytest.raises(UnsupportedFile, match=r"missing\.pdf"):
            gateway.ingest([tmp_path / "missing.pdf"], again=False, on_progress=lambda *_: None)


@pytest.mark.official
def test_a_document_is_ingested_through_the_service(service: Service, tmp_path: Path) -> None:
    page = tmp_path / "our-policy.html"
    page.write_text("<html><body><h1>Our policy</h1><p>Doors are locked at ten.</p></body></html>", encoding="utf-8")
    heard: list[str] = []
    with opened(service.settings, lambda _: None) as gateway:
        report = gateway.ingest([page], again=False, on_progress=lambda document, *_: heard.append(document))
        assert [(one.document, one.outcome) for one in report.documents] == [("our-policy", "new")]
        assert "our-policy" in {document.id for document in gateway.documents()}
    assert set(heard) == {"our-policy"}


@pytest.mark.official
def test_a_second_service_is_refused_and_told_of_the_first(service: Service) -> None:
    done = subprocess.run(  # noqa: S603 - our own words
        homes("serve", "--port", "0"), capture_output=True, text=True, env=service.environment, check=False, timeout=30
    )
    assert done.returncode == 1
    assert done.stderr.startswith("error: the data folder is in use by process")
    assert service.url in done.stderr


@pytest.mark.official
def test_an_address_in_use_is_named(service: Service) -> None:
    port = service.url.rpartition(":")[2]
    done = subprocess.run(  # noqa: S603 - our own words
        homes("serve", "--port", port), capture_output=True, text=True, env=service.environment, check=False, timeout=30
    )
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1, port {port}" in done.stderr


def test_a_service_that_is_interrupted_lets_the_folder_go(tmp_path: Path, model_folder: Path) -> None:
    settings = Settings(data=tmp_path / "data", embedding=model_folder)
    with serving(settings) as running:
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(timeout=20) == 0
        assert not (settings.data / "owner.json").exists()
