"""The command ``homes`` in a process of its own, forked from one that has imported everything: a tenth of the time.

``python -m evals.command`` and this run the same function; what is saved is the imports.
"""

from __future__ import annotations

import faulthandler
import json
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    [
        "assistant.bootstrap",
        "assistant.entrypoints.local_gateway",
        "assistant.entrypoints.problems",
        "evals.every_command",
    ]
)
_PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code (-9: killed) and what it wrote."""

    code: int
    out: str
    err: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Homes:
    """Runs ``homes`` with these settings; ``scratch`` takes what it prints."""

    environment: Mapping[str, str]
    scratch: Path

    def run(
        self,
        *arguments: str,
        kill_after: float | None = None,
        by: int = signal.SIGKILL,
        most_file_bytes: int | None = None,
    ) -> Ended:
        """Run a command to its end, or for ``kill_after`` seconds; no file that it writes grows past the limit."""
        started = time.perf_counter()
        process = self.start(*arguments, most_file_bytes=most_file_bytes)
        process.join(kill_after if kill_after is not None else _PATIENCE_SECONDS)
        if process.exitcode is None and kill_after is not None and process.pid is not None:
            os.kill(process.pid, by)
            process.join(_PATIENCE_SECONDS)
        if process.exitcode is None and process.pid is not None:
            os.kill(process.pid, signal.SIGUSR1)  # it writes where it stands
            process.join(1)
            process.kill()
            raise AssertionError(f"homes {arguments[0]} did not end: {_read(self.scratch / f'{process.name}.err')}")
        out, err = (_read(self.scratch / f"{process.name}.{stream}") for stream in ("out", "err"))
        return Ended(process.exitcode, out, err, time.perf_counter() - started)

    def start(self, *arguments: str, most_file_bytes: int | None = None) -> Any:
        """Start a command; its output is in ``scratch`` under the process's name."""
        process = _CONTEXT.Process(
            target=_command, args=(arguments, dict(self.environment), self.scratch, most_file_bytes)
        )
        process.start()
        return process

    @contextmanager
    def serve(self) -> Iterator[tuple[str, Path]]:
        """A running service's address, and the file that takes its log."""
        process = self.start("serve", "--json")
        out, log = (self.scratch / f"{process.name}.{stream}" for stream in ("out", "err"))
        try:
            deadline = time.monotonic() + _PATIENCE_SECONDS
            while "openapi.json" not in _read(out):
                assert process.exitcode is None, _read(log)
                assert time.monotonic() < deadline
                time.sleep(0.02)
            yield json.loads(_read(out))["url"], log
        finally:
            process.terminate()
            process.join(_PATIENCE_SECONDS)


def _read(path: Path) -> str:
    """Nothing, where the process was killed before it began."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _command(
    arguments: tuple[str, ...], environment: dict[str, str], scratch: Path, most_file_bytes: int | None
) -> None:
    import resource  # noqa: PLC0415 - of the forked process alone
    import sys  # noqa: PLC0415

    os.environ.update(environment)
    name = multiprocessing.current_process().name
    for stream, suffix in ((1, "out"), (2, "err")):
        os.dup2(os.open(scratch / f"{name}.{suffix}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    if most_file_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_file_bytes, most_file_bytes))
    faulthandler.register(signal.SIGUSR1)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # the server that forks ignores it
    sys.argv[1:] = arguments

    from evals.command import run  # noqa: PLC0415 - imported there already

    run()
