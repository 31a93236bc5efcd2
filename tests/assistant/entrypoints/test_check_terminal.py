from __future__ import annotations

from rich.console import Console

from assistant.entrypoints import check_terminal
from assistant.entrypoints.check_schemas import ReadingOut, WorkedExampleOut
from tests.assistant.entrypoints.wire import checked, citation, urgent


def shown(**changes: object) -> str:
    console = Console(width=80, color_system=None)
    with console.capture() as captured:
        console.print(check_terminal.check(checked(**changes)))
    return captured.get()


def test_the_statement_its_verdict_and_the_provision_with_its_page() -> None:
    text = shown()
    for words in ("“Records take two days.”", "CONFLICTS", "LAW · must · governs", "p. 22", "printed “24 hours”"):
        assert words in text


def test_what_is_urgent_comes_first() -> None:
    assert shown(notices=[urgent()]).startswith("If a child is in danger now")


def test_a_models_reading_stands_after_the_check_under_its_name() -> None:
    (statement,) = checked().statements
    reading = ReadingOut(
        read_by="some-model", relation="agrees", provision_id="regulations-2015/regulation/28/2/c", said="two days",
        start=13, end=21, citation=citation(), why="The statement says two days.",
    )  # fmt: skip
    text = shown(statements=[statement.model_copy(update={"readings": [reading]})])
    assert text.index("LAW · must · governs") < text.index("read by some-model: agrees · “two days”")
    assert "The statement says two days." in text


def test_a_verdict_by_likeness_is_never_told_as_one_by_words() -> None:
    (statement,) = checked().statements
    like = WorkedExampleOut(said="It takes us the week.", provision_id="regulations-2015/regulation/28", bearing="x")
    for verdict, words in (("agrees", "READS LIKE AGREEMENT"), ("not_comparable", "CANNOT BE SETTLED")):
        text = shown(statements=[statement.model_copy(update={"verdict": verdict, "like": like})])
        assert words in text
        assert "AGREES" not in text


def test_sentences_that_are_taken_together_say_so() -> None:
    (statement,) = checked().statements
    text = shown(statements=[statement, statement.model_copy(update={"is_together": True})])
    assert text.count("Taken together: “Records take two days.”") == 1


def test_beside_a_verdict_by_likeness_a_provision_shows_no_difference_and_no_agreement() -> None:
    (statement,) = checked().statements
    (beside,) = statement.provisions
    like = WorkedExampleOut(said="It takes us the week.", provision_id="regulations-2015/regulation/28", bearing="x")
    besides = [beside.model_copy(update={"relation": "agrees", "differences": []})]
    text = shown(statements=[statement.model_copy(update={"provisions": besides, "like": like})])
    assert "governs · no difference in words and figures" in " ".join(text.split())
