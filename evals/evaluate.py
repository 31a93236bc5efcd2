"""Put every judged question to the product, measure what came back, and keep a row for each.

What is measured is handed in as plain functions, so the same loop serves the library, the service and a fake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from evals import measures
from evals.measures import DEPTH, Measures, Outcome, RankedPassage, read_outcome
from evals.percentiles import percentile
from evals.questions import JudgedQuestion
from evals.verbatim import SourcePages
from ingest.errors import HomesError

ERROR = "error"
"""The reason kept for an ask that raised: counted as a refusal, and apart as a failure."""

Result = TypeVar("Result")
Ask = Callable[[str], Mapping[str, Any]]
Search = Callable[[str, int], Sequence[RankedPassage]]


@dataclass(frozen=True, slots=True)
class Row:
    """One question and all that came of it. ``verbatim`` goes with ``outcome.shown``; times are in milliseconds."""

    question: JudgedQuestion
    passages: tuple[RankedPassage, ...]
    outcome: Outcome
    verbatim: tuple[bool, ...]
    retrieval_ms: float
    answer_ms: float
    errors: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give what a person needs to see why; the question goes by its id, its text stays out of reports."""
        question, cited = self.question, measures.places_of(self.outcome.citations)
        gold = measures.gold_places(question)
        top = {k: measures.places_of(self.passages[:k]) for k in (5, 10)}
        return {
            "id": question.id,
            "type": question.type,
            "answerable": question.answerable,
            "first_gold_rank": measures.first_gold_rank(question, self.passages),
            "groups": sorted(measures.gold_groups(question)),
            "groups_at_5": list(measures.groups_met(question, top[5])),
            "groups_at_10": list(measures.groups_met(question, top[10])),
            "groups_cited": list(measures.groups_met(question, cited)),
            "refused": self.outcome.refusal,
            "citations": [
                {
                    "document": citation.document,
                    "provision": citation.provision,
                    "pages": list(citation.pages),
                    "gold": bool(citation.places & gold),
                    "verbatim": verbatim,
                }
                for citation, verbatim in zip(self.outcome.shown, self.verbatim, strict=True)
            ],
            "retrieval_ms": round(self.retrieval_ms, 2),
            "answer_ms": round(self.answer_ms, 2),
            "errors": list(self.errors),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The rows, in the order asked, and the whole run's length in seconds."""

    rows: tuple[Row, ...]
    seconds: float

    def types(self) -> tuple[str, ...]:
        """Name the question types, in the order they first come."""
        return tuple(dict.fromkeys(row.question.type for row in self.rows))

    def of_type(self, question_type: str) -> tuple[Row, ...]:
        """Give the rows of one question type."""
        return tuple(row for row in self.rows if row.question.type == question_type)

    def to_json(self) -> dict[str, Any]:
        """Give every measure over all questions and by type; a measure with nothing to measure is None."""
        return {
            "questions": len(self.rows),
            "retrieval": retrieval(self.rows),
            "answers": answers(self.rows),
            "timing": timing(self.rows, self.seconds),
            "errors": errors(self.rows),
            "by_type": {
                name: {
                    "questions": len(self.of_type(name)),
                    "retrieval": retrieval(self.of_type(name)),
                    "answers": answers(self.of_type(name)),
                }
                for name in self.types()
            },
        }


def evaluate(
    questions: Sequence[JudgedQuestion],
    ask: Ask,
    search: Search,
    source_file: Callable[[str], Path | None],
    on_progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Search and ask each question once, in order, and check every quote shown against its source.

    ``ask`` gives the wire format; ``search`` the best k passages, best first; ``source_file`` a document's original,
    or None; ``on_progress`` hears (questions done, questions in all). A HomesError from ``ask`` or ``search`` is
    kept in the question's row and the run goes on; anything else is a fault and comes through.
    """
    started = perf_counter()
    sources = SourcePages(source_file)
    rows = []
    for done, question in enumerate(questions, start=1):
        rows.append(_row(question, ask, search, sources))
        if on_progress:
            on_progress(done, len(questions))
    return Report(tuple(rows), perf_counter() - started)


def _row(question: JudgedQuestion, ask: Ask, search: Search, sources: SourcePages) -> Row:
    passages, retrieval_ms, search_error = _timed(lambda: search(question.question, DEPTH))
    wire, answer_ms, ask_error = _timed(lambda: ask(question.question))
    outcome = read_outcome(wire) if wire is not None else Outcome(refusal=ERROR)
    verbatim, check_errors = _verbatim(outcome, sources)
    return Row(
        question=question,
        passages=tuple(passages or ()),
        outcome=outcome,
        verbatim=verbatim,
        retrieval_ms=retrieval_ms,
        answer_ms=answer_ms,
        errors=(*(error for error in (search_error, ask_error) if error), *check_errors),
    )


def _timed(call: Callable[[], Result]) -> tuple[Result | None, float, str | None]:
    """Give what a call returned (None if it raised a HomesError), its milliseconds, and the error's name."""
    started = perf_counter()
    result, error = _guarded(call)
    return result, (perf_counter() - started) * 1000, error


def _guarded(call: Callable[[], Result]) -> tuple[Result | None, str | None]:
    try:
        return call(), None
    except HomesError as error:
        return None, type(error).__name__


def _verbatim(outcome: Outcome, sources: SourcePages) -> tuple[tuple[bool, ...], tuple[str, ...]]:
    """Check every quote shown; one whose page cannot be read does not pass, and its error is named."""
    checks = [_guarded(partial(sources.holds, cited.document, cited.pages, cited.quote)) for cited in outcome.shown]
    return tuple(bool(found) for found, _ in checks), tuple(error for _, error in checks if error)


def retrieval(rows: Sequence[Row]) -> Measures:
    """Measure the rankings of some rows."""
    return measures.retrieval_measures([(row.question, row.passages) for row in rows])


def answers(rows: Sequence[Row]) -> Measures:
    """Measure the answers of some rows, and how many of all quotes shown stand on their pages."""
    return {
        **measures.answer_measures([(row.question, row.outcome) for row in rows]),
        "quotes_verbatim": measures.share_true(found for row in rows for found in row.verbatim),
    }


def errors(rows: Sequence[Row]) -> dict[str, int]:
    """Count the errors that stood in for results, by their class."""
    return dict(Counter(error for row in rows for error in row.errors))


def timing(rows: Sequence[Row], seconds: float) -> Measures:
    """Give the middle and the slow end of both times, in milliseconds, and the length of the run."""
    retrieval_ms, answer_ms = [row.retrieval_ms for row in rows], [row.answer_ms for row in rows]
    return {
        "questions": len(rows),
        "retrieval_p50_ms": percentile(retrieval_ms, 50),
        "retrieval_p95_ms": percentile(retrieval_ms, 95),
        "answer_p50_ms": percentile(answer_ms, 50),
        "answer_p95_ms": percentile(answer_ms, 95),
        "seconds": seconds,
    }
