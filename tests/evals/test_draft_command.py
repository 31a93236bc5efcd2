"""``homes evaluate-drafts``: what is drafted, what goes to the terminal and what into a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.drafting.profile import load_profile
from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints import cli
from assistant.entrypoints.draft_schemas import DraftRequest
from assistant.entrypoints.failures import exit_code
from assistant.settings import Settings
from evals import draft_command
from ingest.errors import LibraryEmpty
from tests.assistant.entrypoints.command_line import put_in_place
from tests.assistant.entrypoints.wire import FakeGateway

UNREPEATED = "words that stay out of reports"
MET = {"point": UNREPEATED, "doc": "regulations-2015", "page": 22, "provision": "reg 28", "strength": "must"}
MISSED = {"point": UNREPEATED, "doc": "guide-2015", "page": 53, "provision": "para 10.12", "strength": "should"}


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeGateway:
    return put_in_place(FakeGateway(), monkeypatch, columns=120)


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    path = tmp_path / "tasks.jsonl"
    path.write_text(json.dumps({"id": "t1", "task": ["records", "roles"], "required_points": [MET, MISSED]}))
    return path


def run(*arguments: str) -> int:
    assert draft_command  # the module adds the command
    return exit_code(cli.app, ["evaluate-drafts", *arguments])


def test_every_kind_of_a_task_is_drafted_for_the_example_home(fake: FakeGateway, tasks: Path) -> None:
    assert run(str(tasks)) == 0
    home = load_profile(Settings().corpus / draft_command.EXAMPLE_PROFILE)
    assert fake.asked == [(DraftRequest(kind=kind, profile=home),) for kind in ("records", "roles")]


def test_another_home_can_be_given(fake: FakeGateway, tasks: Path, tmp_path: Path) -> None:
    home = tmp_path / "home.toml"
    home.write_text('name = "Elm House"\n')
    assert run(str(tasks), "--profile", str(home)) == 0
    assert fake.asked[0] == (DraftRequest(kind="records", profile=ProfileIn(name="Elm House")),)


def test_a_run_is_shown_with_the_provisions_missed(
    fake: FakeGateway, tasks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(tasks)) == 0
    printed = capsys.readouterr().out
    assert "t1 missed: para 10.12" in printed
    assert UNREPEATED not in printed
    assert fake.asked


def test_a_report_goes_to_a_file_or_is_all_of_stdout(
    fake: FakeGateway, tasks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out" / "report.json"
    assert run(str(tasks), "--json", str(out)) == 0
    capsys.readouterr()
    assert run(str(tasks), "--json", "-") == 0
    for report in (json.loads(out.read_text()), json.loads(capsys.readouterr().out)):
        assert (report["must"], report["should"], report["cited"], report["forbidden"]) == (1.0, 0.0, 1.0, 0.0)
        assert report["by_task"][0]["missed"] == ["para 10.12"]
        assert report["seconds"] >= 0
        assert UNREPEATED not in json.dumps(report)
    assert len(fake.asked) == 4


def test_an_error_is_counted_and_the_run_goes_on(
    fake: FakeGateway, tasks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.error = LibraryEmpty("nothing yet")
    assert run(str(tasks), "--json", "-") == 0
    row = json.loads(capsys.readouterr().out)["by_task"][0]
    assert row["errors"] == ["LibraryEmpty", "LibraryEmpty"]
    assert (row["must"], row["cited"]) == (0.0, None)


def test_tasks_that_cannot_be_read_are_told_before_anything_is_opened(
    fake: FakeGateway, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(tmp_path / "none.jsonl")) == 2
    assert "none.jsonl: cannot be read" in capsys.readouterr().err
    assert fake.asked == []
