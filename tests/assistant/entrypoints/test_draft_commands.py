"""The commands of drafts, run as a person runs them, against a gateway that keeps what it was asked."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from assistant.drafting.profile import load_profile, schema_json
from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints import cli, draft_commands
from assistant.entrypoints.draft_schemas import (
    DraftOut,
    DraftRequest,
    DraftSectionOut,
    DraftStatementOut,
    NotApplicableOut,
    NotInSourcesOut,
    ProvidedFactOut,
    RegenerateRequest,
    StaleStatementOut,
    SuggestionOut,
    WasOut,
)
from assistant.entrypoints.failures import exit_code
from assistant.errors import UnknownDraft
from assistant.export.file_format import FileFormat
from tests.assistant.entrypoints.command_line import put_in_place
from tests.assistant.entrypoints.wire import FakeGateway, citation, draft, listed_draft


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeGateway:
    return put_in_place(FakeGateway(), monkeypatch, columns=100)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    file = tmp_path / "home.toml"
    file.write_text('name = "Elm House"\n', encoding="utf-8")
    return file


def run(*arguments: str | Path) -> int:
    return exit_code(cli.app, [str(one) for one in arguments])


def test_a_draft_is_asked_for_with_its_profile(fake: FakeGateway, profile: Path) -> None:
    assert run("draft", "policy/bullying", "--profile", profile, "--suggestions") == 0
    told = ProfileIn(name="Elm House")
    assert fake.asked == [(DraftRequest(kind="policy/bullying", profile=told, suggestions=True),)]


def test_a_section_takes_a_topic_and_nothing_else_does(fake: FakeGateway) -> None:
    assert run("draft", "section", "restraint", "and", "sanctions") == 0
    assert fake.asked == [(DraftRequest(kind="section", topic="restraint and sanctions"),)]
    assert run("draft", "policy/bullying", "restraint") == 2


def test_a_draft_is_shown_with_its_gaps_and_what_was_covered(
    fake: FakeGateway, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("draft", "records") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Records: Elm House",
        "Says how records are kept.",
        "",
        "Keeping",
        "  - The home keeps its records. (the Regulations, reg 28(2)(c), p. 22)",
        "    TO FILL: Where are they kept? (facts.rec-1.where)",
        "",
        "Records, version 1: 1 item, 1 needs your facts.",
        "Kept as an-id; `homes drafts an-id` shows it.",
        "",
        "The Regulations, as made, as at 21 May 2024",
    ]
    assert fake.asked[0][0].profile == ProfileIn()


def test_each_kind_of_block_looks_different(fake: FakeGateway, capsys: pytest.CaptureFixture[str]) -> None:
    guide = citation(document="guide-2015", title="Guide", provision="para 3.5", pages=[14])
    cited = [citation(), citation(pages=[23]), guide, citation(provision="reg 3", printed_pages=["1"], pages=[3])]
    blocks = [
        DraftStatementOut(text="Check it.", citations=cited, requirements=["a"], force="should", checklist=True),
        ProvidedFactOut(label="Number of places", text="4\x1b[31m", field="places", requirement="a"),
        SuggestionOut(text="Name a person."),
        NotApplicableOut(requirement="b", asks="Teach.", reason="It is not a school.", citation=citation()),
        NotInSourcesOut(name="Business plan", note="In neither document."),
        StaleStatementOut(text="Old words.", requirements=["c"], was=[WasOut(document="x", provision="y", pages=[1])]),
    ]
    section = DraftSectionOut(id="s", heading="All", intro="An intro.", blocks=blocks)
    fake.made = draft(sections=[section], stale=1)
    assert run("drafts", "an-id") == 0
    printed = capsys.readouterr().out
    assert [line.strip() for line in printed.splitlines()[3:14]] == [
        "All",
        "An intro.",
        "[ ] Check it. (the Regulations, reg 28(2)(c), pp. 22, 23; Guide, para 3.5, p. 14; the Regulations,",
        "reg 3, p. 1 [PDF 3])",
        "The home: Number of places: 4[31m",
        "Not from the sources: Name a person.",
        "Does not apply: Teach. It is not a school. (the Regulations, reg 28(2)(c), p. 22)",
        "- Not in the sources: Business plan. In neither document.",
        "SOURCE CHANGED: Old words.",
        "",
        "Records, version 1: 1 item, 1 needs your facts.",
    ]
    assert "Documents have changed since" in printed


def test_json_is_all_that_stdout_holds(fake: FakeGateway, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("draft records", "drafts an-id", "redraft an-id keeping"):
        assert run(*command.split(), "--json") == 0
        assert DraftOut.model_validate_json(capsys.readouterr().out) == fake.made
    assert run("drafts", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_draft_goes_to_a_file(fake: FakeGateway, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "draft.json"
    assert run("draft", "records", "--out", out) == 0
    assert DraftOut.model_validate_json(out.read_text(encoding="utf-8")) == fake.made
    assert "Kept as an-id" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["draft.docx", "draft.PDF", "draft.md"])
def test_a_draft_is_written_as_its_files_name_asks(fake: FakeGateway, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    for command in ("draft records", "drafts an-id", "redraft an-id keeping"):
        out.unlink(missing_ok=True)
        assert run(*command.split(), "--out", out) == 0
        assert fake.asked[-1] == (fake.made.id, FileFormat(name[6:].lower()), fake.made.version)
        assert out.read_bytes() == b"a file"


@pytest.mark.parametrize("name", ["draft.exe", "draft", "draft.json.gz"])
def test_another_file_is_refused_before_anything_is_drafted(fake: FakeGateway, tmp_path: Path, name: str) -> None:
    assert run("draft", "records", "--out", tmp_path / name) == 2
    assert fake.asked == []


def test_drafts_are_listed(fake: FakeGateway, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("drafts") == 0
    assert "no draft is kept yet" in capsys.readouterr().err
    fake.kept = [listed_draft()]
    assert run("drafts") == 0
    assert capsys.readouterr().out == (
        "an-id  Records: Elm House\n  records, version 2 of 1 April 2026\n1 draft, the one changed last first.\n"
    )


def test_a_version_and_a_section_are_asked_for(fake: FakeGateway, profile: Path) -> None:
    assert run("drafts", "an-id", "--version", "2") == 0
    assert run("redraft", "an-id", "keeping", "--profile", profile) == 0
    assert run("redraft", "an-id", "keeping") == 0
    assert fake.asked == [
        ("an-id", 2),
        ("an-id", "keeping", RegenerateRequest(profile=ProfileIn(name="Elm House"))),
        ("an-id", "keeping", RegenerateRequest()),
    ]


def test_a_draft_is_removed_by_its_id(fake: FakeGateway, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("drafts", "an-id", "--remove") == 0
    assert fake.asked == [("remove", "an-id")]
    assert capsys.readouterr().err == "the draft is removed\n"
    assert run("drafts", "--remove") == 2


def test_gaps_are_filled_and_a_section_is_reworded(fake: FakeGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("fill", "an-id", "places=4", "facts.rec-1.where=In the office, a=b") == 0
    assert run("reword", "an-id", "keeping", "We keep them.") == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("From a file.\n"))
    assert run("reword", "an-id", "keeping", "-") == 0
    assert run("reword", "an-id", "keeping") == 0
    assert fake.asked == [
        ("an-id", {"places": "4", "facts.rec-1.where": "In the office, a=b"}),
        ("an-id", "keeping", "We keep them."),
        ("an-id", "keeping", "From a file."),
        ("an-id", "keeping", RegenerateRequest(discard_own_words=True)),
    ]
    assert run("fill", "an-id", "places") == run("fill", "an-id", "places=4", "places=5") == 2
    assert run("reword", "an-id", "keeping", " ") == 2


def test_a_wrong_profile_is_told_before_anything_is_drafted(
    fake: FakeGateway, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "home.toml"
    file.write_text('places = "four"', encoding="utf-8")
    assert run("draft", "records", "--profile", file) == 2
    assert capsys.readouterr().err == "error: profile: places: should be a whole number\n"
    assert fake.asked == []


def test_what_is_not_kept_is_said(fake: FakeGateway) -> None:
    fake.error = UnknownDraft("no such draft")
    assert run("drafts", "none") == 2


def test_the_form_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("profile", "schema") == 0
    assert capsys.readouterr().out == schema_json()


def test_a_profile_is_asked_for_and_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["Elm House", "", "Alder Vale Ltd", "charity", "organisation", ""])
    monkeypatch.setattr(draft_commands, "_prompt", lambda _: next(answers, ""))
    out = tmp_path / "home.toml"
    assert run("profile", "new", "--out", out) == 0
    assert load_profile(out).model_dump(exclude_unset=True, mode="json") == {
        "name": "Elm House",
        "provider_name": "Alder Vale Ltd",
        "provider_type": "organisation",
        "responsible_individual": {},
    }


def test_answers_given_before_an_early_end_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["Elm House"])

    def prompt(_: str) -> str:
        for answer in answers:
            return answer
        raise KeyboardInterrupt

    monkeypatch.setattr(draft_commands, "_prompt", prompt)
    out = tmp_path / "home.toml"
    assert run("profile", "new", "--out", out) == 130
    assert load_profile(out) == ProfileIn(name="Elm House")
    told = capsys.readouterr().err
    assert told.endswith(f"written to {out}: 1 answer\n")
    assert "Aborted" not in told


def test_a_profile_that_is_there_is_left_alone(profile: Path) -> None:
    before = profile.read_bytes()
    assert run("profile", "new", "--out", profile) == 2
    assert profile.read_bytes() == before
