"""The commands that look after the data folder: back it up, restore it, make its vectors anew."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.entrypoints import cli, terminal
from assistant.entrypoints.progress import Bars
from assistant.settings import Settings

FilePath = Annotated[Path, typer.Argument(metavar="FILE.tar", dir_okay=False)]


@cli.app.command()
def backup(file: FilePath, as_json: cli.AsJson = False) -> None:
    """Write the library and the files it was made from to one file, as of one moment, even while a service runs."""
    with cli.gateway() as asked:
        made = asked.backup(file)
    if as_json:
        terminal.print_json(made)
    else:
        print(f"{made.documents} documents and {made.files} files, {made.size / 1e6:.1f} MB: {file}")


@cli.app.command()
def restore(file: FilePath, as_json: cli.AsJson = False) -> None:
    """Put a backup into a data folder without documents, and make its vectors."""
    from assistant.backup import restore as restored  # noqa: PLC0415 - only here

    found = restored(file, Settings().data)
    embedded = _rebuilt()
    if as_json:
        terminal.print_json({"documents": found.documents, "files": found.files, "passages_embedded": embedded})
    else:
        print(f"{found.documents} documents and {found.files} files are in place.")


@cli.app.command(name="rebuild-index")
def rebuild_index(as_json: cli.AsJson = False) -> None:
    """Make all vectors anew from the library, without the files: for another model, or vectors that are broken."""
    embedded = _rebuilt()
    if as_json:
        terminal.print_json({"passages_embedded": embedded})
    else:
        print(f"{embedded} passages were embedded.")


def _rebuilt() -> int:
    with cli.gateway() as asked, Bars.counting() as bars:
        return asked.rebuild_index(bars.show)
