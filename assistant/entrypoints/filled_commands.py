"""The command ``filled``, added to the others of cli.py."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.entrypoints import cli, file_output, filled_terminal, terminal
from assistant.export.file_format import FileFormat
from ingest.errors import BadInput


@cli.app.command()
def filled(
    filled_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="Show this checklist; without it, list all.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Remove this checklist.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it to a file: .docx, .pdf, .md or .json.")
    ] = None,
    as_json: cli.AsJson = False,
) -> None:
    """List the checklists that were filled in on the pages, or show, write or remove one."""
    file_output.check(out)
    if filled_id is None:
        if remove or out:
            raise BadInput("which checklist? `homes filled` lists them with their ids")
        _list(as_json=as_json)
    elif remove:
        with cli.gateway() as asked:
            asked.remove_filled(filled_id)
        cli.say("the filled-in checklist is removed")
    else:
        _show(filled_id, out, as_json=as_json)


def _show(filled_id: str, out: Path | None, *, as_json: bool) -> None:
    with cli.gateway() as asked:
        shown = asked.filled_checklist(filled_id)
        ending = file_output.ending_of(out) if out else ""
        content = asked.filled_file(filled_id, FileFormat(ending)) if ending in list(FileFormat) else b""
    if out:
        file_output.write(out, content or (shown.model_dump_json(indent=2) + "\n").encode())
        cli.say(f"written to {out}")
    if as_json:
        terminal.print_json(shown)
    elif not out:
        terminal.output().print(filled_terminal.filled(shown))


def _list(*, as_json: bool) -> None:
    with cli.gateway() as asked:
        listed = asked.filled_checklists()
    none = "no checklist was filled in yet: `homes serve`, then Check, A checklist"
    cli.show_listed(listed, filled_terminal.listed, none, as_json=as_json)
