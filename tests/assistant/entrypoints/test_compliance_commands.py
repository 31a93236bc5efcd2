"""The commands of the register, deadlines and checklists, run as a person runs them, over the official documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.entrypoints import cli, compliance_commands
from assistant.entrypoints.failures import exit_code
from assistant.entrypoints.local_gateway import LocalGateway
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import Settings
from tests.assistant.entrypoints.command_line import put_in_place

pytestmark = pytest.mark.official
COMMANDS = compliance_commands.__name__


@pytest.fixture(autouse=True)
def over_the_documents(ingested: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place(LocalGateway(ingested, Settings()), monkeypatch, columns=100)


def run(*arguments: str | Path) -> int:
    return exit_code(cli.app, [str(one) for one in arguments])


def test_the_register_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("register", "--standard", "protection", "--force", "must", "--who", "registered person") == 0
    shown = capsys.readouterr().out
    assert "MUST  reg 12(2)(a)(i), p. 12  registered person" in shown
    assert "time limit: within 24 hours of the use" in shown
    assert "SHOULD" not in shown


def test_the_register_is_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run("register", "--topic", "medicines", "--csv", tmp_path / "r.csv", "--xlsx", tmp_path / "r.xlsx") == 0
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbfProvision,")
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")
    assert "requirements" in capsys.readouterr().out


def test_a_deadline_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("deadline", "reg", "35(3)", "--from", "2026-03-01T21:40") == 0
    shown = capsys.readouterr().out
    assert "by 21:40 London time on Monday 2 March 2026" in shown
    assert "by the end of Friday 6 March 2026" in shown
    assert "reg 35(3)(c), p. 26" in shown


def test_a_deadline_in_words_stays_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("deadline", "reg 40(1)", "--from", "2026-03-01", "--json") == 0
    (due,) = json.loads(capsys.readouterr().out)["due"]
    assert (due["at"], due["last_day"], due["deadline"]["written"]) == (None, None, "without delay")


def test_checklists_are_listed_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("checklist") == 0
    assert "topic-medicines" in capsys.readouterr().out
    assert run("checklist", "topic", "medicines") == 0
    assert "LAW · must" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["docx", "pdf", "md", "json"])
def test_a_checklist_is_written(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"fire.{ending}"
    assert run("checklist", "topic-fire", "--out", file) == 0
    assert file.stat().st_size > 500


@pytest.mark.parametrize(
    "arguments",
    [
        ("register", "--force", "ought"),
        ("register", "--xlsx", "x.txt"),
        ("deadline", "reg 35(3)", "--from", "soon"),
        ("checklist", "nothing"),
        ("checklist", "topic-fire", "--out", "fire.odt"),
        ("checklist", "--out", "fire.pdf"),
    ],
)
def test_what_cannot_be_had_is_an_error(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*arguments) != 0
    assert capsys.readouterr().err.startswith("error: ")


def test_a_limit_says_whose_words_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("deadline", "para 9.60", "--from", "2026-05-31") == 0
    shown = capsys.readouterr().out
    assert "the Guide expects it by 00:00 London time on Monday 1 June 2026" in shown
    assert "STATUTORY GUIDANCE · should  para 9.60" in shown
    assert run("deadline", "reg 28(3)", "--from", "2016-01-10") == 0
    shown = capsys.readouterr().out
    assert "LAW · must  reg 28(3)(a)" in shown
    assert "or, in the case of a person who was managing a home on 1st April 2014" in shown


def test_a_manager_is_shown_what_binds_the_registered_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("register", "--who", "registered manager", "--standard", "protection") == 0
    assert "registered person" in capsys.readouterr().out
