"""A run's measures as tables for the terminal, a row for each type of question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from evals.evaluate import Report, Row, answers, errors, retrieval, timing
from evals.measures import Measures

COLUMNS: dict[str, dict[str, str]] = {
    "Retrieval": {
        "any@1": "any@1",
        "any@5": "any@5",
        "groups@5": "groups@5",
        "groups@10": "groups@10",
        "mrr@10": "MRR@10",
    },
    "Answers": {
        "citation_recall": "recall",
        "citation_precision": "precision",
        "citations_per_answer": "citations",
        "refused_answerable": "refused\nwrongly",
        "refused_unanswerable": "refused\nrightly",
        "quotes_verbatim": "verbatim",
    },
}
"""Measures shown, in order, with their headings, a table for each group so that 80 columns hold them."""


def render(report: Report) -> RenderableType:
    """Give the tables, then times, then the errors if there were any."""
    parts: list[RenderableType] = [Text(f"{len(report.rows)} judged questions")]
    for title, columns in COLUMNS.items():
        parts += ["", _table(report, title, columns)]
    parts += ["", Text(_times(report))]
    failed = errors(report.rows)
    if failed:
        counts = ", ".join(f"{name} {count}" for name, count in sorted(failed.items()))
        parts.append(Text(f"Errors in place of results: {counts}", style="bold red"))
    return Group(*parts)


def _table(report: Report, title: str, columns: Mapping[str, str]) -> Table:
    table = Table(box=None, pad_edge=False, collapse_padding=True, header_style="bold")
    table.add_column(title, no_wrap=True)
    for heading in ("questions", *columns.values()):
        table.add_column(heading, justify="right", no_wrap=True)
    for name in report.types():
        table.add_row(name, *_cells(report.of_type(name), columns))
    table.add_row("all", *_cells(report.rows, columns), style="bold")
    return table


def _cells(rows: Sequence[Row], columns: Iterable[str]) -> list[str]:
    measured = {**retrieval(rows), **answers(rows)}
    return [str(len(rows)), *(_figure(measured[name]) for name in columns)]


def _times(report: Report) -> str:
    times: Measures = timing(report.rows, report.seconds)
    return (
        f"Retrieval {_figure(times['retrieval_p50_ms'])} ms (p95 {_figure(times['retrieval_p95_ms'])}), "
        f"answer {_figure(times['answer_p50_ms'])} ms (p95 {_figure(times['answer_p95_ms'])}), "
        f"in all {_figure(times['seconds'])} s"
    )


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
