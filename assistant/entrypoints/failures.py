"""An error on the command line: a line or two for a person, a problem for a program, and an exit code for both."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer
from pydantic import ValidationError
from rich.text import Text

from assistant.entrypoints.terminal import messages, printable
from ingest.errors import BadInput, HomesError

DONE, FAILED, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130
"""Exit codes. A refusal is an answer: 0."""


def exit_code(application: typer.Typer, arguments: Sequence[str]) -> int:
    """Run a command line to its end and return its exit code; whatever was raised has been shown by then.

    With ``--json`` among the arguments an error is shown as a problem (RFC 9457). A traceback is shown only where
    HOMES_DEBUG is set.
    """
    as_json = "--json" in arguments
    try:
        return _run(application, arguments, as_json)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return FAILED
    except Exception as error:  # the outermost place: what nobody foresaw is told in a line as well
        if isinstance(error.__cause__, KeyboardInterrupt):  # what is written in C turns it into an ImportError
            return INTERRUPTED
        if _debugging():
            traceback.print_exc()
        _show(error, as_json)
        return BAD_INPUT if isinstance(error, BadInput | typer.TyperException) else FAILED


def _run(application: typer.Typer, arguments: Sequence[str], as_json: bool) -> int:
    try:
        # Only in its standalone mode does typer show a wrong command line in its own way.
        returned = application(list(arguments), prog_name="homes", standalone_mode=not as_json)
    except SystemExit as ended:
        returned = ended.code
    sys.stdout.flush()
    return returned if isinstance(returned, int) else DONE


def _show(error: Exception, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_problem(error)), file=sys.stderr)
    else:
        detail = str(_problem_free_of_http(error)["detail"])
        messages().print(Text.assemble(("error: ", "bold red"), printable(detail)), soft_wrap=True)


def _problem(error: Exception) -> Mapping[str, Any]:
    if isinstance(error, HomesError):
        from assistant.entrypoints.problems import problem_of  # noqa: PLC0415 - brings FastAPI

        return problem_of(error).marshal()
    return _problem_free_of_http(error)


def _problem_free_of_http(error: Exception) -> Mapping[str, Any]:
    if isinstance(error, HomesError):
        return {"detail": str(error)}
    if isinstance(error, typer.TyperException):
        return _invalid(error.format_message())
    if isinstance(error, ValidationError):
        wrong = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        return _invalid(f"{error.title}: {wrong}")
    # Its message may hold what was asked, and this line may end in a log.
    place = traceback.extract_tb(error.__traceback__)[-1:]
    at = f" at {Path(place[0].filename).name}:{place[0].lineno}" if place else ""
    detail = f"a fault in the program: {type(error).__name__}{at} (HOMES_DEBUG=1 shows more)"
    return {"type": "internal-error", "title": "The command failed", "detail": detail}


def _invalid(detail: str) -> Mapping[str, Any]:
    return {"type": "invalid-request", "title": "The request is not in its form", "detail": detail}


def _debugging() -> bool:
    # Not a field of Settings: it must work when the settings are what cannot be read.
    return os.environ.get("HOMES_DEBUG", "") not in ("", "0")


def _forget_output() -> None:
    """Nobody reads on: what is still unwritten goes nowhere, so that the interpreter's own flush stays quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
