"""``homes evaluate-reviews``, added to the commands of cli.py by evals/every_command.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group
from rich.table import Table
from rich.text import Text

from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints import cli
from evals.report_output import JsonFile, give

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evals.review_evaluation import ReviewRow

COLUMNS = ("faults", "found", "found_strictly", "requirements", "false_alarms", "false_alarms_with_partly", "seconds")


@cli.app.command("evaluate-reviews")
def evaluate_reviews(
    file: Annotated[Path, typer.Argument(help="Judged reviews, one JSON object a line; the documents beside it.")],
    json_file: JsonFile = None,
) -> None:
    """Measure reviews on documents with planted faults: faults found, and alarms where nothing is wrong."""
    from evals.review_cases import load_cases  # noqa: PLC0415 - the measures take long to import
    from evals.review_evaluation import by_type, measures  # noqa: PLC0415
    from evals.review_evaluation import evaluate_reviews as measured  # noqa: PLC0415

    cases = load_cases(file)
    with cli.gateway() as asked:
        rows = measured(cases, lambda case: asked.review(case.path, case.against, ProfileIn()))
    cases_told = [row.to_json() for row in rows]
    report = {"cases": len(rows), **measures(rows), "by_type": by_type(rows), "by_case": cases_told}
    give(report, json_file, lambda: _tables(rows))


def _tables(rows: Sequence[ReviewRow]) -> Group:
    from evals.review_evaluation import by_type, measures  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, collapse_padding=True, header_style="bold")
    table.add_column("Reviews", no_wrap=True)
    for heading in COLUMNS:
        table.add_column(heading.replace("_", "\n"), justify="right", no_wrap=True)
    for name, measured in [*((row.case.id, [row]) for row in rows), ("all", rows)]:
        figures = measures(measured)
        table.add_row(name, *(_figure(column, figures[column]) for column in COLUMNS))
    types = ", ".join(f"{name} {found} of {planted}" for name, (found, planted) in by_type(rows).items())
    return Group(table, Text(f"found: {types}"), *(Text(line) for row in rows for line in _lines(row)))


def _lines(row: ReviewRow) -> list[str]:
    told = row.to_json()
    named = (("missed", told["missed"]), ("alarms", told["alarms"]), ("partly", told["soft_alarms"]))
    lines = [f"{row.case.id} {name}: {'; '.join(found)}" for name, found in named if found]
    return lines + ([f"{row.case.id} failed: {row.error}"] if row.error else [])


def _figure(column: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if column in ("faults", "requirements") else f"{value:.2f}"
