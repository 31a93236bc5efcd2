"""What a person sees: at 80 columns, without colours when piped, and never what a terminal would act on."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from assistant.entrypoints import terminal
from assistant.entrypoints.schemas import NoticeOut, PlaceOut, StatementOut
from tests.assistant.entrypoints.wire import GUIDE, LAW, answer, citation, provision, refusal, urgent


def shown(what: RenderableType, width: int = 80) -> str:
    file = io.StringIO()
    Console(file=file, width=width, highlight=False, markup=False, emoji=False).print(what)
    return file.getvalue()


def test_an_answer_reads_from_its_statements_to_its_sources() -> None:
    twin = PlaceOut(document="guide-2015", provision="para 9.3", pages=[46])
    statement = StatementOut(text="Regulation 28 requires a report.", citations=[citation(also_at=[twin])])
    assert shown(terminal.outcome(answer(statements=[statement], documents=[LAW, GUIDE]))) == (
        "1. Regulation 28 requires a report.\n"
        "   LAW · must  The Regulations, reg 28(2)(c), p. 22\n"
        "     “the manager must make a report”\n"
        "     also at The Guide, para 9.3, p. 46\n"
        "\n"
        "Sources\n"
        "  The Regulations, as made, as at 21 May 2024\n"
        "  The Guide: Guide to it all, 1.17, as at 1 April 2015\n"
    )


def test_a_refusal_says_why_and_points_to_the_nearest_provisions() -> None:
    assert shown(terminal.outcome(refusal(nearest=[citation()], documents=[LAW]))) == (
        "No answer: the sources do not say.\n"
        "Nothing here says.\n"
        "\n"
        "The nearest provisions:\n"
        "  LAW · must  The Regulations, reg 28(2)(c), p. 22\n"
        "    “the manager must make a report”\n"
        "\n"
        "Sources\n"
        "  The Regulations, as made, as at 21 May 2024\n"
    )


def test_what_is_urgent_stands_first_in_a_box() -> None:
    scope = NoticeOut(kind="scope", text="England only.")
    lines = shown(terminal.outcome(answer(notices=[scope, urgent()]))).splitlines()
    assert "Urgent" in lines[0]
    assert "ring 999" in lines[1]
    assert lines[3] == "Note: England only."


def test_an_answer_by_a_model_says_so_and_counts_what_was_left_out() -> None:
    text = shown(terminal.outcome(answer(mode="model", model="a-model", removed=2)))
    assert "Worded by a-model; every quotation was found on its page." in text
    assert "Left out, because their quotations do not bear them out: 2." in text


def test_a_digest_is_not_taken_for_an_official_text() -> None:
    digest = LAW.model_copy(update={"digest": True})
    assert "not the official text" in shown(terminal.outcome(answer(documents=[digest])), width=120)


@pytest.mark.parametrize(
    ("authority", "word"),
    [
        ("statute", "LAW"),
        ("statutory_guidance", "STATUTORY GUIDANCE"),
        ("inspection_framework", "INSPECTION FRAMEWORK"),
        ("other_official", "OTHER OFFICIAL"),
        ("providers_own", "THE PROVIDER'S OWN"),
    ],
)
def test_every_authority_is_named_in_words(authority: str, word: str) -> None:
    one = StatementOut(text="It says so.", citations=[citation(authority=authority)])
    assert f"   {word} · must  " in shown(terminal.outcome(answer(statements=[one])))


@pytest.mark.parametrize(
    ("physical", "printed", "expected"),
    [
        ([53], ["53"], "p. 53"),
        ([219], ["217"], "p. 217 [PDF 219]"),
        ([22, 23], [], "pp. 22, 23"),
        ([4, 5], ["iv", "5"], "pp. iv [PDF 4], 5"),
        ([4, 5], ["iv"], "pp. 4, 5"),
        ([7], ["#leadership"], "#leadership"),
    ],
)
def test_pages_are_what_a_reader_looks_up(physical: list[int], printed: list[str], expected: str) -> None:
    assert terminal.pages(physical, printed) == expected


def test_a_day_is_written_as_in_england() -> None:
    assert terminal.day(date(2015, 4, 1)) == "1 April 2015"


def test_a_provision_shows_where_it_stands_and_what_it_points_at() -> None:
    assert shown(terminal.provision(provision())) == (
        "LAW · must  The Regulations\n"
        "reg 28(2), p. 217 [PDF 219]\n"
        "Part 4 › Visits\n"
        "\n"
        "    (2) A report must be made\n"
        "    (a) in writing;\n"
        "\n"
        "Refers to: section 87 of the Act (not in the library)\n"
        "\n"
        "also at guide-2015, para 10.1, p. 50\n"
        "as made, as at 21 May 2024\n"
    )


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_lines_fit_and_end_where_their_words_end(width: int) -> None:
    long = StatementOut(
        text="word " * 60, citations=[citation(quote="a quoted phrase " * 30, title="A long title " * 9)]
    )
    lines = shown(terminal.outcome(answer(statements=[long])), width).splitlines()
    assert all(cell_len(line) <= min(width, terminal.WIDEST) for line in lines)
    assert all(line == line.rstrip() for line in lines)


@given(st.text(), st.integers(20, 120), st.integers(0, 6))
def test_hanging_keeps_every_word(text: str, width: int, indent: int) -> None:
    clean = terminal.printable(text)
    lines = shown(terminal.Hanging(Text(clean), "1. ", indent), width)
    assert "".join(lines.split()).removeprefix("1.") == "".join(clean.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(2) A report must\nbe made\n(a) in writing;", ["(2) A report must be made", "(a) in writing;"]),
        ("the visits of regulation\n44(1) and (2)", ["the visits of regulation 44(1) and (2)"]),
        ("A heading\n10.12 All managers working in a\nhome", ["A heading", "10.12 All managers working in a home"]),
        (
            "the last of many words.\nEnd.\nNext words follow here",
            ["the last of many words. End.", "Next words follow here"],
        ),
        ("• one\n• two", ["• one", "• two"]),
        ("", []),
    ],
)
def test_page_lines_become_paragraphs(text: str, expected: list[str]) -> None:
    assert terminal.paragraphs(text) == expected


@given(st.text())
def test_paragraphs_keep_every_word(text: str) -> None:
    assert "".join("".join(terminal.paragraphs(text)).split()) == "".join(terminal.printable(text).split())


def test_a_page_stays_with_its_number() -> None:
    text = Text("The Regulations, reg 13(1), p. 13")
    assert shown(terminal.Hanging(text), width=32) == "The Regulations, reg 13(1),\np. 13\n"


@given(st.text())
def test_nothing_printable_makes_a_terminal_act(text: str) -> None:
    clean = terminal.printable(text)
    assert all(character == "\n" or character.isprintable() or ord(character) > 0x9F for character in clean)
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x1b\r\x9b")


def test_a_document_cannot_write_to_the_terminal() -> None:
    one = StatementOut(
        text="It says \x1b[31mred[/red].", citations=[citation(quote="\x1b]0;owned\x07 [bold]words[/bold]")]
    )
    text = shown(terminal.outcome(answer(statements=[one])))
    assert "\x1b" not in text
    assert "“]0;owned [bold]words[/bold]”" in text


def test_json_is_ascii_where_the_output_cannot_say_more(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", narrow)
    terminal.print_json([citation(quote="“must”")])
    narrow.seek(0)
    assert json.loads(narrow.read())[0]["quote"] == "“must”"
