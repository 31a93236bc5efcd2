"""``homes evaluate-drafts``, added to the commands of cli.py by evals/every_command.py."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from assistant.drafting.profile import load_profile
from assistant.entrypoints import cli
from assistant.entrypoints.draft_schemas import DraftRequest
from assistant.settings import Settings
from evals.report_output import JsonFile, give

if TYPE_CHECKING:
    from evals.draft_evaluation import DraftRow

EXAMPLE_PROFILE = "profile.example.toml"
COLUMNS = ("must", "should", "must_by_provision", "should_by_provision", "cited", "forbidden", "seconds")


@cli.app.command("evaluate-drafts")
def evaluate_drafts(
    file: Annotated[Path, typer.Argument(help="Judged drafting tasks, one JSON object a line.")],
    json_file: JsonFile = None,
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="FILE", help="The home; without one, the corpus's example.")
    ] = None,
) -> None:
    """Measure drafts on judged tasks: points covered, statements cited, false claims. The drafts are kept."""
    from evals.draft_evaluation import evaluate_drafts as measured  # noqa: PLC0415 - the measures take long to import
    from evals.draft_tasks import load_tasks  # noqa: PLC0415

    tasks = load_tasks(file)
    told = load_profile(profile or Settings().corpus / EXAMPLE_PROFILE)
    with cli.gateway() as asked:
        rows = measured(tasks, lambda kind: asked.draft(DraftRequest(kind=kind, profile=told)))
    give(_report(rows), json_file, lambda: _tables(rows))


def _report(rows: Sequence[DraftRow]) -> dict[str, Any]:
    from evals.draft_evaluation import measures  # noqa: PLC0415 - as above

    return {"tasks": len(rows), **measures(rows), "by_task": [row.to_json() for row in rows]}


def _tables(rows: Sequence[DraftRow]) -> RenderableType:
    """The measures, a row for each task, then what each missed, claimed falsely or failed at."""
    from evals.draft_evaluation import measures  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, collapse_padding=True, header_style="bold")
    table.add_column("Drafts", no_wrap=True)
    for heading in COLUMNS:
        table.add_column(heading.replace("_", "\n", 1), justify="right", no_wrap=True)
    for name, measured in [*((row.task.id, [row]) for row in rows), ("all", rows)]:
        figures = measures(measured)
        table.add_row(name, *(_figure(figures[column]) for column in COLUMNS))
    return Group(table, *(Text(line) for row in rows for line in _told(row)))


def _told(row: DraftRow) -> list[str]:
    """What there is to say of a task beside its figures."""
    lines = [f"{row.task.id} missed: {', '.join(row.missed)}"] if row.missed else []
    lines += [f"{row.task.id} claims that {found.claim}: {found.text}" for found in row.forbidden]
    return lines + [f"{row.task.id} failed: {name}" for name in row.errors]


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
