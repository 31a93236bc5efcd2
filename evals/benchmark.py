"""Time and memory of commands, each run in a process of its own, so nothing is warm that a person would find cold."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

# A process's peak counts the memory it was forked from, so the command is started from a small bare interpreter:
# measured from here, it could never seem smaller than the benchmark itself.
_LAUNCHER = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
devnull = subprocess.DEVNULL
try:
    returned = subprocess.run(sys.argv[2:], stdin=devnull, stdout=devnull, timeout=float(sys.argv[1])).returncode
except subprocess.TimeoutExpired:
    returned = None
seconds = time.perf_counter() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([returned, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


@dataclass(frozen=True, slots=True)
class Timed:
    """Medians over ``runs`` fresh processes, and the highest peak of any.

    ``wall_seconds`` is from start to exit, ``processor_seconds`` over all cores; ``peak_mib`` is the resident memory
    of the largest single process (the command or one it waited for), not their sum.
    """

    runs: int
    wall_seconds: float
    processor_seconds: float
    peak_mib: float


def time_fresh(argv: Sequence[str], runs: int = 5, timeout_seconds: float = 600) -> Timed:
    """Run a command ``runs`` times, one after another, its output thrown away but its errors let through.

    Linux only (``ru_maxrss`` in KiB). Raises ValueError for fewer than one run, subprocess.CalledProcessError when
    the command fails, subprocess.TimeoutExpired when one run takes too long.
    """
    if runs < 1:
        raise ValueError("at least one run is needed to time a command")
    measured = [_run_once(argv, timeout_seconds) for _ in range(runs)]
    return Timed(
        runs=runs,
        wall_seconds=median(wall for wall, _, _ in measured),
        processor_seconds=median(processor for _, processor, _ in measured),
        peak_mib=max(peak_kib for _, _, peak_kib in measured) / 1024,
    )


def _run_once(argv: Sequence[str], timeout_seconds: float) -> tuple[float, float, int]:
    # The launcher keeps the time limit: stopped from here, it would leave the command running.
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(timeout_seconds), *argv]
    printed = subprocess.run(launcher, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603 (the caller's command)
    returned, wall, processor, peak_kib = json.loads(printed)
    if returned is None:
        raise subprocess.TimeoutExpired(list(argv), timeout_seconds)
    if returned != 0:
        raise subprocess.CalledProcessError(returned, list(argv))
    return wall, processor, peak_kib
