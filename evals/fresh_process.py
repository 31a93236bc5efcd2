"""Time and memory of commands, each run in a process of its own, so nothing is warm that a person would find cold."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_LAUNCHER = str(Path(__file__).with_name("launch.py"))


@dataclass(frozen=True, slots=True)
class Timed:
    """Medians over ``runs`` fresh processes, the highest peak of any, and what each printed.

    ``wall_seconds`` is from start to exit, ``processor_seconds`` over all cores; ``peak_mib`` is the resident memory
    of the command and all processes it started, together, looked at fifty times a second.
    """

    runs: int
    wall_seconds: float
    processor_seconds: float
    peak_mib: float
    printed: tuple[str, ...] = ()


def time_fresh(
    argv: Sequence[str],
    runs: int = 5,
    timeout_seconds: float = 600,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Timed:
    """Run a command ``runs`` times, one after another; its errors are let through.

    It runs in ``folder`` (here, if None) with ``environment`` (ours, if None). Linux only. Raises ValueError for
    fewer than one run, subprocess.CalledProcessError when the command fails, subprocess.TimeoutExpired when one run
    takes too long.
    """
    if runs < 1:
        raise ValueError("at least one run is needed to time a command")
    return together([_run_once(argv, timeout_seconds, environment, folder) for _ in range(runs)])


def together(timed: Sequence[Timed]) -> Timed:
    """One figure of several: medians of the times, the highest peak, everything printed."""
    return Timed(
        runs=sum(one.runs for one in timed),
        wall_seconds=median(one.wall_seconds for one in timed),
        processor_seconds=median(one.processor_seconds for one in timed),
        peak_mib=max(one.peak_mib for one in timed),
        printed=tuple(printed for one in timed for printed in one.printed),
    )


def _run_once(
    argv: Sequence[str], timeout_seconds: float, environment: Mapping[str, str] | None, folder: Path | None
) -> Timed:
    # The launcher keeps the time limit: stopped from here, it would leave the command running.
    launcher = [sys.executable, "-I", "-S", _LAUNCHER, str(timeout_seconds), *argv]
    measured = subprocess.run(  # noqa: S603 - the caller's command
        launcher, stdout=subprocess.PIPE, check=True, env=environment, cwd=folder
    ).stdout
    returned, wall, processor, peak_mib, printed = json.loads(measured)
    if returned is None:
        raise subprocess.TimeoutExpired(list(argv), timeout_seconds)
    if returned != 0:
        raise subprocess.CalledProcessError(returned, list(argv), printed)
    return Timed(1, wall, processor, peak_mib, (printed,))
