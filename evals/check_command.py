"""``homes evaluate-checks``, added to the commands of cli.py by evals/every_command.py."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from assistant.entrypoints import cli
from assistant.entrypoints.progress import Bars
from evals.report_output import JsonFile, give

if TYPE_CHECKING:
    from evals.check_evaluation import PointRow

GOALS = {"provision": "at least .85", "verdict": "at least .80", "conflict_called_agreement": "at most .03"}


@cli.app.command("evaluate-checks")
def evaluate_checks(
    file: Annotated[Path, typer.Argument(help="Judged points, one JSON object a line.")],
    json_file: JsonFile = None,
) -> None:
    """Measure checks on judged points: governing provision, verdict, conflicts called agreement."""
    from evals.check_evaluation import evaluate_points  # noqa: PLC0415 - the measures take long to import
    from evals.check_points import load_points  # noqa: PLC0415

    points = load_points(file)
    with cli.gateway() as asked, Bars.counting() as bars:
        rows = evaluate_points(points, asked.check, lambda done, total: bars.show(file.name, "checking", done, total))
    give(_report(rows), json_file, lambda: _tables(rows))


def _report(rows: Sequence[PointRow]) -> dict[str, Any]:
    from evals.check_evaluation import by_verdict, measures  # noqa: PLC0415 - as above

    figures = {"points": len(rows), **measures(rows), "by_verdict": by_verdict(rows)}
    return {**figures, "by_point": [row.to_json() for row in rows]}


def _tables(rows: Sequence[PointRow]) -> RenderableType:
    """The measures with their goals, the verdicts given for each judged one, and the points that went wrong."""
    from evals.check_evaluation import by_verdict, measures  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (f"{len(rows)} points", "figure", "goal"):
        table.add_column(heading, no_wrap=True)
    for name, value in measures(rows).items():
        table.add_row(name.replace("_", " "), "–" if value is None else f"{value:.3f}", GOALS.get(name, ""))
    given = [
        Text(f"judged {judged}: {', '.join(f'{count} {verdict}' for verdict, count in counts.items())}")
        for judged, counts in by_verdict(rows).items()
    ]
    wrong = [Text(f"{row.point.id}: {row.point.verdict}, called {row.verdict}", "dim") for row in rows if not row.right]
    return Group(table, Text(), *given, Text(), *wrong)
