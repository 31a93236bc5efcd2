"""The command ``filled``, run as a person runs it, over the official documents."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.entrypoints import cli, filled_commands
from assistant.entrypoints.failures import exit_code
from assistant.entrypoints.filled_schemas import FillingIn, FillRequest
from assistant.entrypoints.local_gateway import LocalGateway
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import Settings
from tests.assistant.entrypoints.command_line import put_in_place

pytestmark = pytest.mark.official
COMMANDS = filled_commands.__name__


@pytest.fixture
def gateway(ingested: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> LocalGateway:
    return put_in_place(LocalGateway(ingested, Settings()), monkeypatch, columns=100)


@pytest.fixture
def filled_id(gateway: LocalGateway) -> Iterator[str]:
    chosen = secrets.token_hex(12)
    home = FillingIn(line="particulars/home", asked="Home", note="Elm House", written_at=1)
    line = FillingIn(line="visit-04", asked="A visit each month.", note="March is missing.", written_at=1)
    later = line.model_copy(update={"note": "March was late.", "written_at": 2})
    gateway.fill_in(chosen, FillRequest(kind="regulation-44-visit", lines=[home, line, later]))
    yield chosen
    if any(one.id == chosen for one in gateway.filled_checklists()):
        gateway.remove_filled(chosen)


def run(*arguments: str | Path) -> int:
    return exit_code(cli.app, [str(one) for one in arguments])


def test_they_are_listed_and_shown(filled_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("filled") == 0
    assert f"{filled_id}  Regulation 44 visit: Elm House" in capsys.readouterr().out
    assert run("filled", filled_id) == 0
    shown = capsys.readouterr().out
    assert "note: March was late." in shown
    assert "also written, on another device: note: March is missing." in shown


def test_one_is_written_to_a_file(filled_id: str, tmp_path: Path) -> None:
    assert run("filled", filled_id, "--out", tmp_path / "f.docx") == 0
    assert (tmp_path / "f.docx").read_bytes().startswith(b"PK")
    assert run("filled", filled_id, "--out", tmp_path / "f.json") == 0
    assert json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))["kind"] == "regulation-44-visit"


def test_one_is_removed(filled_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("filled", filled_id, "--remove") == 0
    assert run("filled", filled_id) == 2
    assert "no such filled-in checklist" in capsys.readouterr().err


def test_what_to_remove_or_write_has_to_be_said(gateway: LocalGateway, capsys: pytest.CaptureFixture[str]) -> None:
    assert gateway.checklists()
    assert run("filled", "--remove") == 2
    assert "which checklist?" in capsys.readouterr().err
