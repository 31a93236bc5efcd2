"""``homes evaluate``, added to the commands of cli.py by evals/every_command.py."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.entrypoints import cli, file_output
from assistant.entrypoints.gateway import Gateway
from assistant.entrypoints.progress import Bars
from evals.report_output import JsonFile, give


@cli.app.command()
def evaluate(
    file: Annotated[Path, typer.Argument(help="Judged questions, one JSON object a line.")],
    json_file: JsonFile = None,
    per_question: Annotated[
        Path | None, typer.Option("--per-question", metavar="OUT", help="Write a JSON line for each question.")
    ] = None,
) -> None:
    """Measure retrieval and answers on judged questions; what fails is counted, not an end."""
    from evals.evaluate import evaluate as measured  # noqa: PLC0415 - the measures take long to import
    from evals.questions import load_questions  # noqa: PLC0415
    from evals.report import render  # noqa: PLC0415

    questions = load_questions(file)
    with cli.gateway() as asked, Bars.counting() as bars:
        report = measured(
            questions,
            ask=lambda question: _answered(asked, question),
            search=lambda text, count: _ranked(asked, text, count),
            source_file=asked.source_file,
            on_progress=lambda done, total: bars.show(file.name, "asking", done, total),
        )
    if per_question:
        lines = "".join(json.dumps(row.to_json(), ensure_ascii=False) + "\n" for row in report.rows)
        file_output.write(per_question, lines.encode())
    give(report.to_json(), json_file, lambda: render(report))


def _answered(asked: Gateway, question: str) -> Mapping[str, Any]:
    return asked.ask(question).model_dump(mode="json")


def _ranked(asked: Gateway, text: str, count: int) -> list[Any]:
    from evals.measures import RankedPassage  # noqa: PLC0415

    return [RankedPassage(found.document, frozenset(found.pages)) for found in asked.search(text, count)]
