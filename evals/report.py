"""A run's measures as a table for the terminal, a row for each type of question."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from evals.evaluate import Report, Row, answers, errors, retrieval, timing
from evals.measures import Measures

COLUMNS = {
    "any@1": "any@1",
    "any@5": "any@5",
    "groups@5": "groups@5",
    "groups@10": "groups@10",
    "mrr@10": "MRR@10",
    "citation_recall": "recall",
    "citation_precision": "precision",
    "citations_per_answer": "citations",
    "refused_answerable": "refused",
    "refused_unanswerable": "refused\nunanswerable",
    "quotes_verbatim": "verbatim",
}
"""Measures shown, in order, with their headings; the JSON report holds them all."""


def render(report: Report) -> RenderableType:
    """Give the table, then times, then the errors if there were any."""
    table = Table(title=f"{len(report.rows)} judged questions")
    table.add_column("type")
    for heading in ("questions", *COLUMNS.values()):
        table.add_column(heading, justify="right")
    for name in report.types():
        table.add_row(name, *_cells(report.of_type(name)))
    table.add_section()
    table.add_row("all", *_cells(report.rows), style="bold")
    parts: list[RenderableType] = [table, Text(_times(report))]
    failed = errors(report.rows)
    if failed:
        counts = ", ".join(f"{name} {count}" for name, count in sorted(failed.items()))
        parts.append(Text(f"Errors in place of results: {counts}", style="bold red"))
    return Group(*parts)


def _cells(rows: Sequence[Row]) -> list[str]:
    measured = {**retrieval(rows), **answers(rows)}
    return [str(len(rows)), *(_figure(measured[name]) for name in COLUMNS)]


def _times(report: Report) -> str:
    times: Measures = timing(report.rows, report.seconds)
    return (
        f"Retrieval {_figure(times['retrieval_p50_ms'])} ms (p95 {_figure(times['retrieval_p95_ms'])}), "
        f"answer {_figure(times['answer_p50_ms'])} ms (p95 {_figure(times['answer_p95_ms'])}), "
        f"in all {_figure(times['seconds'])} s"
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
