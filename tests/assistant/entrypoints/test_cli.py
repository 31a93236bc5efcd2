"""The commands, run as a person runs them, against a gateway that keeps what it was asked."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from assistant.entrypoints import cli
from assistant.entrypoints.failures import exit_code
from assistant.entrypoints.schemas import IngestOut
from assistant.settings import Settings
from ingest.errors import LibraryEmpty, UnknownProvision
from tests.assistant.entrypoints.command_line import put_in_place
from tests.assistant.entrypoints.wire import FakeGateway, document, ingested, provision, refusal


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeGateway:
    return put_in_place(FakeGateway(), monkeypatch, columns=80, opened=closing)


def run(*arguments: str) -> int:
    return exit_code(cli.app, arguments)


def test_ask_joins_its_words_and_keeps_the_thread(fake: FakeGateway, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "Who", "reports?", "--history", "first", "--history", "second") == 0
    assert fake.asked == [("Who reports?", ["first", "second"])]
    assert fake.closed
    assert capsys.readouterr().out.startswith("1. Regulation 28 requires a report.\n")


def test_ask_reads_a_question_from_stdin(fake: FakeGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("What of “quotes” and $HOME?\n"))
    assert run("ask", "-") == 0
    assert fake.asked == [("What of “quotes” and $HOME?\n", [])]


def test_ask_takes_half_a_character_for_a_question_mark(fake: FakeGateway) -> None:
    assert run("ask", "caf\udce9") == 0
    assert fake.asked == [("caf?", [])]


@pytest.mark.parametrize(("name", "start"), [("a.docx", b"PK"), ("a.pdf", b"%PDF"), ("a.md", b"# "), ("a.json", b"{")])
def test_an_answer_goes_to_a_file(
    fake: FakeGateway, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, start: bytes
) -> None:
    assert run("ask", "Who reports?", "--out", str(tmp_path / name)) == 0
    assert fake.asked == [("Who reports?", [])]
    assert (tmp_path / name).read_bytes().startswith(start)
    assert capsys.readouterr().out.startswith("1. Regulation 28")


def test_a_file_of_another_form_is_refused_before_anything_is_asked(fake: FakeGateway, tmp_path: Path) -> None:
    assert run("ask", "Who reports?", "--out", str(tmp_path / "a.doc")) == 2
    assert fake.asked == []


def test_a_refusal_is_an_answer(fake: FakeGateway, capsys: pytest.CaptureFixture[str]) -> None:
    fake.outcome = refusal()
    assert run("ask", "How old is the moon?") == 0
    assert "No answer: the sources do not say." in capsys.readouterr().out


def test_json_is_all_that_stdout_holds(fake: FakeGateway, capsys: pytest.CaptureFixture[str]) -> None:
    fake.listed, fake.found = [document()], [provision()]
    kinds = {"ask q": dict, "documents": list, "provision reg 28": list, "ingest": dict, "doctor": dict}
    for command, kind in kinds.items():
        run(*command.split(), "--json")
        assert isinstance(json.loads(capsys.readouterr().out), kind), command


def test_ingest_tells_how_far_it_is_and_what_became_of_each(
    fake: FakeGateway, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ingest", "a.pdf", "folder", "--rebuild") == 0
    assert fake.asked == [([Path("a.pdf"), Path("folder")], True)]
    printed = capsys.readouterr()
    assert printed.err == "guide-2015: reading\n"
    assert printed.out.splitlines()[1].split()[:3] == ["guide-2015", "new", "81"]


def test_ingest_names_what_failed_and_does_not_end_well(fake: FakeGateway, capsys: pytest.CaptureFixture[str]) -> None:
    bad = ingested("failed", document="our-policy", error="our-policy: it asks for a password")
    fake.report = IngestOut(documents=[ingested(), bad], not_at_hand=["sccif-2025"])
    assert run("ingest") == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines()[-2:] == [
        "Official text not at hand: sccif-2025 (`homes corpus fetch` gets them)",
        "our-policy: it asks for a password",
    ]
    assert printed.err.splitlines()[-1] == "not ingested: our-policy"


def test_documents_are_listed_with_their_counts(fake: FakeGateway, capsys: pytest.CaptureFixture[str]) -> None:
    fake.listed = [document(superseded_by="guide-2026")]
    assert run("documents") == 0
    printed = capsys.readouterr().out
    assert "guide-2015  STATUTORY GUIDANCE\n  The Guide\n  1.17, as at 1 April 2015\n" in printed
    assert "references: 90 resolved, 7 not" in printed
    assert "superseded by guide-2026" in printed


def test_no_documents_is_not_an_error_but_says_what_to_do(
    fake: FakeGateway, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("documents") == 0
    assert "homes corpus fetch" in capsys.readouterr().err
    assert fake.asked == [("documents",)]


def test_every_provision_that_answers_to_a_reference_is_shown(
    fake: FakeGateway, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.found = [provision(), provision(title="The Guide", authority="statutory_guidance")]
    assert run("provision", "reg", "28(2)") == 0
    assert fake.asked == [("reg 28(2)",)]
    printed = capsys.readouterr().out
    assert "LAW · must  The Regulations" in printed
    assert "STATUTORY GUIDANCE · must  The Guide" in printed


def test_the_doctor_does_not_end_well_when_something_is_wrong(
    fake: FakeGateway, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("doctor") == 1
    assert capsys.readouterr().out == (
        "ok     library: sound\nWRONG  vectors: 3 missing\n       to mend it: homes rebuild-index\n"
    )
    assert fake.closed


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (LibraryEmpty("nothing has been ingested yet: run `homes ingest`"), 1, "error: nothing has been ingested yet"),
        (UnknownProvision("no provision answers to it"), 2, "error: no provision answers to it"),
        (ZeroDivisionError("by zero"), 1, "error: a fault in the program: ZeroDivisionError at wire.py:"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_an_error_is_a_line_and_an_exit_code(
    fake: FakeGateway, capsys: pytest.CaptureFixture[str], error: BaseException, code: int, line: str
) -> None:
    fake.error = error
    assert run("ask", "anything") == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(line)
    assert "Traceback" not in printed.err


def test_an_interrupt_in_a_library_written_in_c_is_an_interrupt(
    fake: FakeGateway, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.error = ImportError("initialization failed")
    fake.error.__cause__ = KeyboardInterrupt()
    assert run("ask", "anything") == 130
    assert capsys.readouterr().err == ""


def test_an_error_is_a_problem_for_a_program(fake: FakeGateway, capsys: pytest.CaptureFixture[str]) -> None:
    fake.error = UnknownProvision("no provision answers to it")
    assert run("provision", "reg 99", "--json") == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    problem = json.loads(printed.err)
    assert (problem["type"], problem["status"]) == ("unknown-provision", 404)
    assert problem["detail"] == "no provision answers to it"


def test_a_wrong_command_line_is_a_problem_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "--json") == 2
    assert json.loads(capsys.readouterr().err)["type"] == "invalid-request"
    assert run("ask") == 2
    assert "Missing argument" in capsys.readouterr().err


def test_settings_that_are_not_in_their_form_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOMES_PORT", "eight thousand")
    assert run("documents") == 1
    assert capsys.readouterr().err.startswith("error: Settings: port: Input should be a valid integer")


def test_a_traceback_is_for_those_who_ask_for_it(
    fake: FakeGateway, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOMES_DEBUG", "1")
    fake.error = LibraryEmpty("nothing yet")
    assert run("ask", "anything") == 1
    assert "Traceback" in capsys.readouterr().err


def test_documents_are_taken_from_a_folder_at_hand(
    tmp_path: Path, official: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOMES_OFFICIAL", str(official))
    assert run("corpus", "fetch", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert {one["outcome"] for one in report} == {"at hand"}
    assert run("corpus", "fetch", "--from", str(tmp_path / "nowhere")) == 1
    assert "no such folder" in capsys.readouterr().err


def test_an_empty_setting_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOMES_OFFICIAL", "")
    assert Settings().official is None


def test_help_comes_at_once_and_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom assistant.entrypoints.cli import app\n"
        "app(['--help'], standalone_mode=False)\n"
        "heavy = {'chromadb', 'onnxruntime', 'numpy', 'fastapi', 'torch', 'httpx', 'bm25s', 'lxml'}\n"
        "print(heavy & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "set()\n")
    assert "corpus" in done.stdout


def test_nobody_reading_on_is_quiet() -> None:
    code = "import sys; from assistant.entrypoints.cli import run; sys.argv = ['homes', '--help']; run()"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out.startswith("homes 0.")
