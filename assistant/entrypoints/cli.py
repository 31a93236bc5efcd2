"""The command line. Each command opens a gateway, asks it one thing and shows what came back.

What takes long to import (FastAPI, Chroma, onnxruntime) is imported by the commands that need it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel
from rich.console import RenderableType
from rich.text import Text

from assistant.entrypoints import file_output, tables, terminal
from assistant.entrypoints.failures import FAILED, exit_code
from assistant.entrypoints.gateway import Gateway
from assistant.entrypoints.interrupts import wait_for_imports
from assistant.entrypoints.opening import opened
from assistant.entrypoints.progress import Bars
from assistant.entrypoints.schemas import AnswerOut, RefusalOut
from assistant.export.file_format import FileFormat
from assistant.settings import Settings
from ingest.errors import DocumentMissing

MOST_TYPED = 100_000
"""Characters read from a question on stdin; the service refuses far shorter ones with its own message."""

app = typer.Typer(
    name="homes",
    help="Answers about children's home standards in England, each statement standing on a quote from its page.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
corpus_app = typer.Typer(help="The official documents that the catalogue names.", no_args_is_help=True)
app.add_typer(corpus_app, name="corpus")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else; errors as problem objects.")]
Listed = TypeVar("Listed", bound=BaseModel)


def run() -> None:
    """Run the command line and end the process; the console script adds further commands first (evals/command.py)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    wait_for_imports()
    sys.exit(exit_code(app, sys.argv[1:]))


def has(arguments: Sequence[str]) -> bool:
    """Whether ``arguments`` begin with a command of this module, which needs no other module's."""
    callbacks = (command.callback for command in app.registered_commands)
    return bool(arguments) and any(
        one.__name__ == arguments[0] and one.__module__ == __name__ for one in callbacks if one
    )


def say(line: str) -> None:
    """Tell the person who waits, on stderr."""
    terminal.messages().print(Text(terminal.printable(line), "dim"), soft_wrap=True)


def show_listed(
    listed: Sequence[Listed], table: Callable[[Sequence[Listed]], RenderableType], none: str, *, as_json: bool
) -> None:
    """Print a list as JSON or as its ``table``; where it is empty, say ``none``: what would put something into it."""
    if as_json:
        terminal.print_json(listed)
    elif listed:
        terminal.output().print(table(listed))
    else:
        say(none)


@contextmanager
def gateway() -> Iterator[Gateway]:
    """The gateway that the settings lead to."""
    with opened(Settings(), say) as found:
        yield found


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - 15 ms

        print(f"homes {version('childrens-homes-assistant')}")
        raise typer.Exit


@app.callback()
def main(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Answers about children's home standards in England, each statement standing on a quote from its page."""


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(help="The question; - reads it from stdin.")],
    history: Annotated[
        list[str] | None, typer.Option("--history", help="An earlier question of the thread; repeat it, oldest first.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Write the answer to a file: .docx, .pdf, .md or .json."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question, each statement with the page it stands on; or refuse, and say why."""
    file_output.check(out)
    typed = " ".join(question)
    text = sys.stdin.read(MOST_TYPED) if typed == "-" else typed
    with gateway() as asked:
        shown = asked.ask(_readable(text), [_readable(earlier) for earlier in history or ()])
    if out is not None:
        _write_answer(shown, out)
    if as_json:
        terminal.print_json(shown)
    else:
        terminal.output().print(terminal.outcome(shown))


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; none: what the catalogue has at hand.")
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Make even unchanged documents anew.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read documents into the library. An unchanged one is left alone; a failed one keeps its earlier version."""
    with gateway() as into, Bars.counting() as bars:
        report = into.ingest(paths or [], again=rebuild, on_progress=bars.show)
    if as_json:
        terminal.print_json(report)
    else:
        terminal.output().print(tables.ingested(report))
    failed = [one.document for one in report.documents if one.outcome == "failed"]
    if failed:
        terminal.messages().print(Text(f"not ingested: {terminal.printable(', '.join(failed))}", "bold red"))
        raise typer.Exit(FAILED)


@app.command()
def remove(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, as `homes documents` has it.")],
) -> None:
    """Take a document out of the library, the index and the kept files; backups made before still hold it."""
    with gateway() as asked:
        asked.remove(document)
    say(f"{terminal.printable(document)} is removed")


@app.command()
def documents(as_json: AsJson = False) -> None:
    """List the ingested documents: versions, dates, pages, provisions, references, lines not understood."""
    with gateway() as asked:
        found = asked.documents()
    none = "nothing has been ingested yet: run `homes corpus fetch`, then `homes ingest`"
    show_listed(found, tables.documents, none, as_json=as_json)


@app.command()
def provision(
    reference: Annotated[list[str], typer.Argument(help='As people write it: "reg 28(2)(c)", "para 10.12"; or an id.')],
    as_json: AsJson = False,
) -> None:
    """Print a provision with its page and what refers to it. No model, no search."""
    with gateway() as asked:
        found = asked.provision(_readable(" ".join(reference)))
    if as_json:
        terminal.print_json(found)
        return
    console = terminal.output()
    for number, one in enumerate(found):
        if number:
            console.rule()
        console.print(terminal.provision(one))


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Look the data folder over: does everything agree, and what mends it?"""
    with gateway() as asked:
        report = asked.doctor()
    if as_json:
        terminal.print_json(report)
    else:
        terminal.output().print(tables.findings(report))
    if not report.ok:
        raise typer.Exit(FAILED)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on; default HOMES_HOST or 127.0.0.1.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65_535, help="The port; default HOMES_PORT or 8000; 0 takes any.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Serve the HTTP API and own the data folder; other commands then go through this one."""
    from assistant.entrypoints.serving import serve as serve_until_stopped  # noqa: PLC0415 - brings FastAPI

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    serve_until_stopped(Settings().model_copy(update=given), say, as_json=as_json)


@app.command()
def setup(as_json: AsJson = False) -> None:
    """Prepare the embedding model, once: a minute or two, from weights that are installed already."""
    from assistant.bootstrap import prepare  # noqa: PLC0415 - brings onnxruntime

    settings = Settings()
    folder, card = settings.embedding, prepare(settings, say)
    if as_json:
        terminal.print_json({"folder": str(folder), "fingerprint": card.fingerprint, "cosine_mean": card.cosine_mean})
    else:
        print(f"The embedding model is ready: {card.fingerprint} (cosine to the original {card.cosine_mean:.3f}).")


@corpus_app.command()
def fetch(
    from_folder: Annotated[
        Path | None, typer.Option("--from", help="Take the files from this folder instead of downloading them.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Get the catalogue's documents, checked against its checksums; what is there already is kept."""
    from assistant.entrypoints.fetching import fetch as fetch_all  # noqa: PLC0415 - brings httpx
    from ingest.catalogue import load_catalogue  # noqa: PLC0415

    settings = Settings()
    source = from_folder or settings.official
    if source is not None and not source.is_dir():
        raise DocumentMissing(f"{source}: no such folder")
    with Bars.downloading() as bars:
        report = fetch_all(
            load_catalogue(settings.catalogue),
            settings.official_folder,
            source,
            lambda document, done, total: bars.show(document, "fetching", done, total),
        )
    if as_json:
        terminal.print_json(report)
    else:
        terminal.output().print(tables.fetched(report), soft_wrap=True)
    if any(one.outcome == "failed" for one in report):
        raise typer.Exit(FAILED)


def _write_answer(shown: AnswerOut | RefusalOut, out: Path) -> None:
    from assistant.entrypoints.answer_tree import answer_tree  # noqa: PLC0415 - with the next, 30 ms
    from assistant.export.writers import written  # noqa: PLC0415 - brings typst

    ending = file_output.ending_of(out)
    if ending == file_output.JSON:
        content = (shown.model_dump_json(indent=2) + "\n").encode()
    else:
        content = written(answer_tree(shown, datetime.now(UTC)), FileFormat(ending))
    file_output.write(out, content)
    say(f"written to {out}")


def _readable(typed: str) -> str:
    """The text without the half characters that a shell in another encoding can hand over."""
    return typed.encode("utf-8", "replace").decode()
