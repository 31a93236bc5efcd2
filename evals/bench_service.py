"""A real ``homes serve``, from its start to its end, with users on it."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from evals.launch import peak_mib, resident_mib

READY_SECONDS = 60.0
STOP_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Running:
    """A service that is ready for questions."""

    url: str
    pid: int


@contextmanager
def running(argv: list[str], environment: Mapping[str, str], folder: Path) -> Iterator[Running]:
    """Start a service, wait until it is ready, stop it at the end. Raises TimeoutError when it does not get ready."""
    errors = folder / "service.log"
    with errors.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True, env=environment, cwd=folder
        )
    try:
        url = _url(process)
        _wait_until_ready(url)
        yield Running(url, process.pid)
    finally:
        process.terminate()
        try:
            process.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def under_load(service: Running, work: Callable[..., Mapping[str, float]], seconds: float) -> dict[str, float]:
    """What users met and what it cost. ``work`` runs a worker of evals/bench_load.py by its name.

    Memory at the start is what is held once every question was asked by every user.
    """
    pictures = work("load-pictures", service.url)
    work("load-warm", service.url)
    start = resident_mib(service.pid)
    load = work("load-ask", service.url, str(seconds))
    end = resident_mib(service.pid)
    memory = {"start_mib": start, "end_mib": end, "memory_grown": end / start}
    return {
        **{f"ours pictures {name}": value for name, value in pictures.items()},
        **{f"ours load {name}": value for name, value in {**load, **memory}.items()},
        "ours serving peak_mib": peak_mib(service.pid),
    }


def _url(process: subprocess.Popen[str]) -> str:
    """The address it prints, as JSON over several lines."""
    printed = ""
    for line in process.stdout or ():
        printed += line
        if line.rstrip() == "}":
            return str(json.loads(printed)["url"])
    raise TimeoutError("the service ended before it was ready: see service.log")


def _wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if httpx.get(f"{url}/readyz").status_code == httpx.codes.OK:
            return
        time.sleep(0.1)
    raise TimeoutError("the service did not get ready")
