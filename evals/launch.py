"""Run a command and print what it took: started by its path, from a bare interpreter, by ``fresh_process``.

A process's peak counts the memory it was forked from, so a command started from the benchmark itself could never
seem smaller than the benchmark. Only the standard library's quickest modules are imported here. Linux only.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time

PAUSE_SECONDS = 0.02
_PAGE_BYTES = resource.getpagesize()


def processes_below(pid: int) -> list[int]:
    """The process and all that it started, and they in turn."""
    found = [pid]
    for one in found:  # grows while it is walked
        try:
            for thread in os.listdir(f"/proc/{one}/task"):  # noqa: PTH208 - pathlib would be larger than what it lists
                found += map(int, _read(f"/proc/{one}/task/{thread}/children").split())
        except OSError:  # it ended in this moment
            continue
    return found


def resident_mib(pid: int) -> float:
    """Resident memory of a process and all below it, in MiB; what they share is counted for each."""
    return sum(map(_resident_bytes, processes_below(pid))) / 2**20


def peak_mib(pid: int) -> float:
    """The highest resident memory that a process and each below it ever had, summed, in MiB."""
    return sum(map(_peak_kib, processes_below(pid))) / 2**10


def main(timeout_seconds: float, argv: list[str]) -> None:
    """Print, as JSON: exit code (None: out of time), seconds, processor seconds, peak MiB and what was printed."""
    with tempfile.TemporaryFile() as printed:
        started, peak = time.perf_counter(), 0.0
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=printed)  # noqa: S603 - the caller's command
        while process.poll() is None:
            peak = max(peak, resident_mib(process.pid))
            if time.perf_counter() - started > timeout_seconds:
                process.kill()
                process.wait()
                print(json.dumps([None, 0, 0, 0, ""]))
                return
            time.sleep(PAUSE_SECONDS)
        seconds = time.perf_counter() - started
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        printed.seek(0)
        # Between two looks a peak can be missed; the kernel's own, of the largest process alone, cannot.
        peak = max(peak, used.ru_maxrss / 1024)
        output = printed.read().decode("utf-8", "replace")
        print(json.dumps([process.returncode, seconds, used.ru_utime + used.ru_stime, peak, output]))


def _resident_bytes(pid: int) -> int:
    try:
        return int(_read(f"/proc/{pid}/statm").split()[1]) * _PAGE_BYTES
    except OSError:
        return 0


def _peak_kib(pid: int) -> int:
    try:
        lines = _read(f"/proc/{pid}/status").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def _read(path: str) -> str:
    with open(path) as file:  # noqa: PTH123 - as above
        return file.read()


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2:])
