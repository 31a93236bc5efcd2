"""``homes evaluate``: what goes to the terminal, what into files, and that the console script has every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.entrypoints import cli
from assistant.entrypoints.failures import exit_code
from assistant.entrypoints.schemas import PassageOut
from evals.evaluate_command import evaluate
from ingest.errors import LibraryEmpty
from tests.assistant.entrypoints.command_line import put_in_place
from tests.assistant.entrypoints.wire import FakeGateway

PASSAGE = PassageOut(
    label="E1",
    passage="p",
    document="regulations-2015",
    provision="reg 28(2)",
    provision_id="guide-2015/paragraph/1.1",
    pages=[22],
    score=1.0,
    text="a report",
)
GOLD = {"doc": "regulations-2015", "page": 22, "provision": "reg 28(2)", "quote": "a report", "group": 1}


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeGateway:
    return put_in_place(FakeGateway(passages=[PASSAGE]), monkeypatch, columns=120)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    question = {"id": "q1", "type": "who", "question": "Who reports?", "answerable": True, "gold": [GOLD]}
    path.write_text(json.dumps(question) + "\n", encoding="utf-8")
    return path


def run(*arguments: str) -> int:
    assert callable(evaluate)  # its module adds the command
    return exit_code(cli.app, ["evaluate", *arguments])


def test_a_run_is_shown_as_a_table(fake: FakeGateway, questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(questions)) == 0
    printed = capsys.readouterr()
    assert "1 judged questions" in printed.out
    assert printed.err == "questions.jsonl: asking\n"
    assert fake.asked == [("Who reports?", 10), ("Who reports?", []), ("regulations-2015",)]


def test_reports_go_to_files(fake: FakeGateway, questions: Path, tmp_path: Path) -> None:
    whole, rows = tmp_path / "out" / "report.json", tmp_path / "out" / "rows.jsonl"
    assert run(str(questions), "--json", str(whole), "--per-question", str(rows)) == 0
    assert json.loads(whole.read_text(encoding="utf-8"))["retrieval"]["any@1"] == 1.0
    assert json.loads(rows.read_text(encoding="utf-8"))["first_gold_rank"] == 1
    assert len(fake.asked) == 3


def test_a_report_can_be_all_of_stdout(fake: FakeGateway, questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(questions), "--json", "-") == 0
    assert json.loads(capsys.readouterr().out)["questions"] == 1
    assert fake.asked


def test_questions_that_cannot_be_read_are_told_before_anything_is_opened(
    fake: FakeGateway, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(tmp_path / "none.jsonl")) == 2
    assert "none.jsonl: cannot be read" in capsys.readouterr().err
    assert fake.asked == []


def test_an_error_is_counted_and_the_run_goes_on(
    fake: FakeGateway, questions: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.error = LibraryEmpty("nothing yet")
    assert run(str(questions)) == 0
    assert "Errors in place of results: LibraryEmpty 2" in capsys.readouterr().out
