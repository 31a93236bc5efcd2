"""The commands ``register``, ``deadline``, ``checklist`` and ``checklists``, added to the others of cli.py."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.entrypoints import cli, compliance_terminal, file_output, terminal
from assistant.entrypoints.compliance_schemas import RegisterQuery, TableFormat
from assistant.export.file_format import FileFormat
from ingest.errors import BadInput


@cli.app.command()
def register(  # noqa: PLR0913, PLR0917 - each is an option of its own
    standard: Annotated[str | None, typer.Option(help='A quality standard, such as "protection".')] = None,
    topic: Annotated[str | None, typer.Option(help='A topic, such as "medicines".')] = None,
    force: Annotated[str | None, typer.Option(help='"must", "should", or "states" for what only says so.')] = None,
    who: Annotated[
        list[str] | None, typer.Option(help='Whom it binds, such as "registered provider"; repeat it for several.')
    ] = None,
    document: Annotated[str | None, typer.Option(help="A document, by its id.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write the entries as a table.")] = None,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="FILE", help="Write them as an Excel workbook.")
    ] = None,
    as_json: cli.AsJson = False,
) -> None:
    """List every requirement of the law and the statutory guidance: force, whom it binds, time limit, page."""
    for path, kind in ((csv, TableFormat.CSV), (xlsx, TableFormat.XLSX)):
        file_output.check(path, (kind.value,))
    query = RegisterQuery(standard=standard, topic=topic, force=force, who=who or [], document=document)
    files = [(path, kind) for path, kind in ((csv, TableFormat.CSV), (xlsx, TableFormat.XLSX)) if path]
    with cli.gateway() as asked:
        for path, kind in files:
            file_output.write(path, asked.register_file(query, kind))
        shown = asked.register(query)
    for path, _ in files:
        cli.say(f"written to {path}")
    if as_json:
        terminal.print_json(shown)
    elif files:
        terminal.output().print(compliance_terminal.counted(shown))
    else:
        terminal.output().print(compliance_terminal.register(shown))


@cli.app.command()
def deadline(
    provision: Annotated[list[str], typer.Argument(help='As people write it: "reg 35(3)", "para 14.13"; or an id.')],
    event_at: Annotated[
        str, typer.Option("--from", metavar="WHEN", help="2026-03-01 or 2026-03-01T21:40; London time.")
    ],
    as_json: cli.AsJson = False,
) -> None:
    """Count the time limits of a provision from an event, as the law counts; "without delay" stays words."""
    with cli.gateway() as asked:
        shown = asked.deadlines(" ".join(provision), event_at)
    if as_json:
        terminal.print_json(shown)
    else:
        terminal.output().print(compliance_terminal.deadlines(shown))


@cli.app.command()
def checklist(
    kind: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KIND]", help='"regulation-44-visit", "standard protection", "topic medicines".'),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it to a file: .docx, .pdf, .md or .json.")
    ] = None,
    as_json: cli.AsJson = False,
) -> None:
    """Show a checklist for a visit or an audit, each line with its provision and page; without a kind, list them."""
    file_output.check(out)
    if not kind:
        _list(out, as_json=as_json)
        return
    name = "-".join(" ".join(kind).replace("/", " ").split())
    with cli.gateway() as asked:
        shown = asked.checklist(name)
        ending = file_output.ending_of(out) if out else ""
        content = asked.checklist_file(shown.kind, FileFormat(ending)) if ending in list(FileFormat) else b""
    if out:
        file_output.write(out, content or (shown.model_dump_json(indent=2) + "\n").encode())
        cli.say(f"written to {out}")
    if as_json:
        terminal.print_json(shown)
    elif not out:
        terminal.output().print(compliance_terminal.checklist(shown))


def _list(out: Path | None, *, as_json: bool) -> None:
    if out:
        raise BadInput("which checklist? `homes checklist` lists them")
    with cli.gateway() as asked:
        listed = asked.checklists()
    if as_json:
        terminal.print_json(listed)
    else:
        terminal.output().print(compliance_terminal.checklists(listed))
