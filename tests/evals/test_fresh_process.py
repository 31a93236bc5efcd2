from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from evals.fresh_process import time_fresh


def python(code: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", code]


def test_a_command_is_timed_and_its_memory_is_its_own() -> None:
    ballast = bytearray(100 << 20)
    small = time_fresh(python("print('ignored')"), runs=1)
    large = time_fresh(python("held = b'x' * (60 << 20)"), runs=1)
    assert len(ballast) > 60 << 20
    assert small.peak_mib < 50
    assert large.peak_mib - small.peak_mib == pytest.approx(60, abs=15)


def test_what_it_starts_counts_as_its_memory() -> None:
    child = "import time; held = b'x' * (60 << 20); time.sleep(0.3)"
    alone = time_fresh(python(child), runs=1)
    started = f"import subprocess; held = b'x' * (60 << 20); subprocess.run({python(child)!r})"
    assert time_fresh(python(started), runs=1).peak_mib - alone.peak_mib == pytest.approx(70, abs=15)


def test_what_it_prints_is_kept_and_where_it_runs_can_be_said(tmp_path: Path) -> None:
    told = "import os; print(os.environ['SAID'], os.getcwd())"
    timed = time_fresh(python(told), runs=2, environment={"SAID": "yes"}, folder=tmp_path)
    assert timed.printed == (f"yes {tmp_path}\n",) * 2


def test_waiting_counts_as_time_but_not_as_work() -> None:
    timed = time_fresh(python("import time; time.sleep(0.2)"), runs=2)
    assert timed.runs == 2
    assert timed.wall_seconds >= 0.2
    assert timed.processor_seconds < timed.wall_seconds


def test_a_command_that_fails_is_not_timed() -> None:
    with pytest.raises(subprocess.CalledProcessError) as raised:
        time_fresh(python("raise SystemExit(3)"), runs=1)
    assert raised.value.returncode == 3


def test_a_command_that_hangs_is_stopped() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        time_fresh(python("import time; time.sleep(60)"), runs=1, timeout_seconds=0.3)


def test_no_runs_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one run"):
        time_fresh(python(""), runs=0)
