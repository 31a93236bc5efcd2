"""Where a report of measures goes: to a file as JSON with its tables on the terminal, or all of it to stdout."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType

from assistant.entrypoints import file_output, terminal

JsonFile = Annotated[
    Path | None, typer.Option("--json", metavar="OUT", help="Write the report as JSON; - prints it instead.")
]


def give(report: Mapping[str, Any], json_file: Path | None, tables: Callable[[], RenderableType]) -> None:
    """Print ``tables``, and write ``report`` to ``json_file``; for "-" print the report alone.

    Raises BadInput for a file that cannot be written.
    """
    whole = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    if json_file == Path("-"):
        print(whole, end="")
        return
    if json_file:
        file_output.write(json_file, whole.encode())
    terminal.output().print(tables())
