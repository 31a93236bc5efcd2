"""The command ``check``, added to the others of cli.py."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assistant.entrypoints import check_terminal, cli, terminal


@cli.app.command()
def check(
    point: Annotated[
        list[str],
        typer.Argument(help='A statement, such as "restraint records are completed within two days"; - reads it.'),
    ],
    as_json: cli.AsJson = False,
) -> None:
    """Lay a statement beside what the sources print: it agrees, conflicts, goes further, or they are silent."""
    typed = " ".join(point)
    text = sys.stdin.read(cli.MOST_TYPED) if typed == "-" else typed
    with cli.gateway() as asked:
        shown = asked.check(text.encode("utf-8", "replace").decode())
    if as_json:
        terminal.print_json(shown)
    else:
        terminal.output().print(check_terminal.check(shown))
