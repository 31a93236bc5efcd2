from __future__ import annotations

from io import StringIO

from rich.console import Console

from evals.evaluate import Report, Row
from evals.measures import Outcome
from evals.questions import JudgedQuestion
from evals.report import render
from tests.evals.judged import cited, passage, question


def row(asked: JudgedQuestion, outcome: Outcome, *errors: str) -> Row:
    verbatim = tuple(True for _ in outcome.shown)
    return Row(asked, (passage("si", 9), passage("si", 1)), outcome, verbatim, 2.0, 10.0, errors)


def printed(*rows: Row) -> str:
    output = StringIO()
    Console(file=output, width=80).print(render(Report(rows, seconds=1.5)))
    return output.getvalue()


ANSWERED = row(question(("si", 1, 1)), Outcome(citations=(cited("si", 1), cited("si", 5))))
REFUSED = row(question(answerable=False, question_type="unanswerable"), Outcome(refusal="outside_scope"))


def test_each_table_has_a_row_for_each_type_and_one_for_all() -> None:
    lines = [line.split() for line in printed(ANSWERED, REFUSED).splitlines()]
    rows = [line for line in lines if line and line[0] in ("lookup", "unanswerable", "all")]
    assert rows == [
        ["lookup", "1", "0.00", "1.00", "1.00", "1.00", "0.50"],
        ["unanswerable", "1", "–", "–", "–", "–", "–"],
        ["all", "2", "0.00", "1.00", "1.00", "1.00", "0.50"],
        ["lookup", "1", "1.00", "0.50", "2.00", "0.00", "–", "1.00"],
        ["unanswerable", "1", "–", "–", "–", "–", "1.00", "–"],
        ["all", "2", "1.00", "0.50", "2.00", "0.00", "1.00", "1.00"],
    ]


def test_times_stand_below_and_errors_only_when_there_were_any() -> None:
    times = "Retrieval 2.00 ms (p95 2.00), answer 10.00 ms (p95 10.00), in all 1.50 s"
    assert times in printed(ANSWERED)
    assert "Errors" not in printed(ANSWERED)
    failed = row(question(("si", 1, 1)), Outcome(refusal="error"), "LibraryLocked")
    assert "Errors in place of results: LibraryLocked 1" in printed(failed)


def test_a_run_without_questions_still_prints() -> None:
    assert "0 judged questions" in printed()
