from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from evals.evaluate import Report, evaluate
from evals.measures import RankedPassage
from ingest.errors import LibraryEmpty, LibraryLocked
from tests.evals.judged import passage, question, wire_answer, wire_citation, wire_refusal

LOOKUP = question(("notes", 1, 1), ("notes", 4, 2), question_id="q1")
WHO = question(("notes", 2, 1), question_type="who", question_id="q2")
NEITHER = question(answerable=False, question_type="unanswerable", question_id="q3")

WIRE = {
    LOOKUP.question: wire_answer(
        wire_citation("notes", 1, quote="must keep"), wire_citation("notes", 3, quote="never said")
    ),
    WHO.question: wire_refusal(wire_citation("notes", 2, quote="a record")),
    NEITHER.question: wire_refusal(reason="outside_scope"),
}
RANKINGS = {
    LOOKUP.question: [passage("notes", 9), passage("notes", 1)],
    WHO.question: [passage("notes", 2)],
    NEITHER.question: [],
}


def ask(text: str) -> Mapping[str, Any]:
    return WIRE[text]


def search(text: str, k: int) -> Sequence[RankedPassage]:
    return RANKINGS[text][:k]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text("The person must keep a record.", encoding="utf-8")
    return path


@pytest.fixture
def report(notes: Path) -> Report:
    return evaluate([LOOKUP, WHO, NEITHER], ask, search, lambda _: notes)


def test_the_report_holds_every_measure(report: Report) -> None:
    measured = report.to_json()
    assert measured["questions"] == 3
    assert measured["retrieval"] == {
        "any@1": 0.5,
        "any@3": 1.0,
        "any@5": 1.0,
        "any@10": 1.0,
        "groups@5": 0.75,
        "groups@10": 0.75,
        "mrr@10": 0.75,
    }
    assert measured["answers"] == {
        "citation_recall": 0.25,
        "citation_precision": 0.5,
        "citations_per_answer": 2.0,
        "citations_per_short_answer": 2.0,
        "refused_unanswerable": 1.0,
        "refused_answerable": 0.5,
        "quotes_verbatim": pytest.approx(2 / 3),
    }
    assert measured["errors"] == {}
    assert list(measured["by_type"]) == ["lookup", "who", "unanswerable"]
    assert measured["by_type"]["who"]["questions"] == 1
    assert measured["by_type"]["who"]["retrieval"]["mrr@10"] == 1.0
    assert measured["by_type"]["unanswerable"]["retrieval"]["mrr@10"] is None


def test_the_report_times_both_halves(report: Report) -> None:
    timing = report.to_json()["timing"]
    assert list(timing) == [
        "questions",
        "retrieval_p50_ms",
        "retrieval_p95_ms",
        "answer_p50_ms",
        "answer_p95_ms",
        "seconds",
    ]
    assert timing["questions"] == 3
    assert all(value >= 0 for value in timing.values())
    assert timing["answer_p50_ms"] <= timing["answer_p95_ms"]


def test_a_row_says_what_was_found_and_not_what_was_asked(report: Report) -> None:
    row = report.rows[0].to_json()
    assert row.pop("retrieval_ms") >= 0
    assert row.pop("answer_ms") >= 0
    assert row == {
        "id": "q1",
        "type": "lookup",
        "answerable": True,
        "first_gold_rank": 2,
        "groups": [1, 2],
        "groups_at_5": [1],
        "groups_at_10": [1],
        "groups_cited": [1],
        "refused": None,
        "citations": [
            {"document": "notes", "provision": "reg 1", "pages": [1], "gold": True, "verbatim": True},
            {"document": "notes", "provision": "reg 1", "pages": [3], "gold": False, "verbatim": False},
        ],
        "errors": [],
    }
    assert LOOKUP.question not in json.dumps([row.to_json() for row in report.rows])


def test_a_refusals_pointers_are_listed_and_meet_no_group(report: Report) -> None:
    row = report.rows[1].to_json()
    assert row["refused"] == "not_in_sources"
    assert [citation["gold"] for citation in row["citations"]] == [True]
    assert row["groups_cited"] == []


def test_an_ask_or_a_search_that_fails_is_counted_and_the_run_goes_on(notes: Path) -> None:
    def failing_ask(text: str) -> Mapping[str, Any]:
        if text == LOOKUP.question:
            raise LibraryLocked("held")
        return WIRE[text]

    def failing_search(text: str, k: int) -> Sequence[RankedPassage]:
        if text == WHO.question:
            raise LibraryEmpty("nothing there")
        return search(text, k)

    report = evaluate([LOOKUP, WHO], failing_ask, failing_search, lambda _: notes)
    measured = report.to_json()
    assert measured["errors"] == {"LibraryLocked": 1, "LibraryEmpty": 1}
    assert measured["answers"]["refused_answerable"] == 1.0
    assert measured["retrieval"]["any@10"] == 0.5
    assert [row.outcome.refusal for row in report.rows] == ["error", "not_in_sources"]


def test_a_fault_comes_through(notes: Path) -> None:
    def broken(text: str) -> Mapping[str, Any]:
        raise ZeroDivisionError(text)

    with pytest.raises(ZeroDivisionError):
        evaluate([LOOKUP], broken, search, lambda _: notes)


@pytest.mark.official
def test_a_page_the_source_does_not_have_is_not_verbatim_and_named(official: Path) -> None:
    report = evaluate(
        [WHO], lambda _: wire_answer(wire_citation("guide-2015", 999)), search, lambda name: official / f"{name}.pdf"
    )
    measured = report.to_json()
    assert measured["answers"]["quotes_verbatim"] == 0.0
    assert measured["errors"] == {"UnknownPage": 1}


def test_progress_is_told_after_each_question(notes: Path) -> None:
    heard: list[tuple[int, int]] = []
    evaluate([LOOKUP, WHO], ask, search, lambda _: notes, lambda done, total: heard.append((done, total)))
    assert heard == [(1, 2), (2, 2)]


def test_no_questions_give_an_empty_report() -> None:
    measured = evaluate([], ask, search, lambda _: None).to_json()
    assert measured["questions"] == 0
    assert measured["by_type"] == {}
    assert measured["timing"]["answer_p50_ms"] is None
