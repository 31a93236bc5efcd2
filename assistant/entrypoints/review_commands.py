"""The command ``review``, added to the others of cli.py."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.drafting.profile import load_profile
from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints import cli, file_output, review_terminal, terminal
from assistant.entrypoints.progress import Bars
from assistant.entrypoints.review_schemas import ReviewOut
from assistant.export.file_format import FileFormat
from ingest.errors import UnsupportedFile


@cli.app.command()
def review(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The document: .pdf, .docx, .md or .txt.")],
    against: Annotated[
        str,
        typer.Option("--against", metavar="KIND", help="Such as policy/safeguarding or visit_report."),
    ],
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="FILE", help="The home: what does not apply to it is left out.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it to a file: .docx, .pdf, .md or .json.")
    ] = None,
    as_json: cli.AsJson = False,
) -> None:
    """Lay a document beside what is asked of its kind, both quoted. It decides nothing, and keeps nothing."""
    file_output.check(out)
    if not file.is_file():
        raise UnsupportedFile(f"{file.name}: no such file")
    told = load_profile(profile) if profile else ProfileIn()
    with cli.gateway() as asked, Bars.counting() as bars:
        made = asked.review(
            file, against, told, on_progress=lambda step, done, total: bars.show(file.name, step, done, total)
        )
    if out is not None:
        _write(made, out)
    if as_json:
        terminal.print_json(made)
    elif out is not None:
        terminal.output().print(review_terminal.summary(made))
    else:
        terminal.output().print(review_terminal.review(made))


def _write(made: ReviewOut, out: Path) -> None:
    ending = file_output.ending_of(out)
    if ending == file_output.JSON:
        content = (made.model_dump_json(indent=2) + "\n").encode()
    else:
        from assistant.entrypoints.review_tree import review_tree  # noqa: PLC0415 - with the next, 30 ms
        from assistant.export.writers import written  # noqa: PLC0415 - brings typst

        content = written(review_tree(made, datetime.now(UTC)), FileFormat(ending))
    file_output.write(out, content)
    cli.say(f"written to {out}")
