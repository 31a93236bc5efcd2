from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints import cli, review_commands
from assistant.entrypoints.failures import exit_code
from assistant.errors import UnknownReviewKind
from tests.assistant.entrypoints.command_line import put_in_place
from tests.assistant.entrypoints.made_review import review
from tests.assistant.entrypoints.wire import FakeGateway

__all__ = ["review_commands"]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeGateway:
    return put_in_place(FakeGateway(reviewed=review()), monkeypatch, columns=100)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "policy.docx"
    path.write_bytes(b"PK")
    return path


def run(*arguments: str | Path) -> int:
    return exit_code(cli.app, ["review", *map(str, arguments)])


def test_a_review_shows_both_sides_and_who_decides(
    fake: FakeGateway, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(file, "--against", "policy/bullying") == 0
    assert fake.asked == [(file, "policy/bullying", ProfileIn(), None)]
    shown = capsys.readouterr().out
    wanted = ("Regulation 99", "Within 72 hours.", "Not found, in the order", "Does not")
    order = [shown.index(words) for words in wanted]
    assert order == sorted(order)
    assert "the document has “72 hours”, the source “24 hours”" in shown
    assert "no source that is ingested asks for it" in shown
    assert "It does not decide whether the home complies." in shown
    assert "comment, Jo, paragraph 4: Check this." in shown


def test_a_review_goes_to_a_file_or_to_json(fake: FakeGateway, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = file.parent / "review.md"
    assert run(file, "--against", "policy/bullying", "--out", out) == 0
    written = out.read_text(encoding="utf-8")
    assert written.startswith("# Review of our \\*policy\\*.docx")
    assert "“Within 72 hours.”" in written
    capsys.readouterr()
    assert run(file, "--against", "policy/bullying", "--json") == 0
    assert json.loads(capsys.readouterr().out)["counts"]["not found"] == 2
    assert len(fake.asked) == 2


def test_what_cannot_be_reviewed_is_told(fake: FakeGateway, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file.parent / "none.docx", "--against", "policy/bullying") != 0
    assert run(file, "--against", "policy/bullying", "--out", "a.odt") != 0
    assert fake.asked == []
    fake.error = UnknownReviewKind("there is no such kind")
    assert run(file, "--against", "nothing") != 0
    assert "there is no such kind" in capsys.readouterr().err
