"""A disk that fills up while documents are ingested: what was there can be asked, and nothing half-made stays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.forked_homes import Homes

PROJECT = Path(__file__).resolve().parent.parent.parent
OWN_NAMESPACE = ["unshare", "--map-root-user", "--mount"]
SAYS_WHAT_IS_WRONG = ("No space left", "disk is full", "disk has room", "make room on its disk", "could not be kept")


def can_mount(folder: Path) -> bool:
    command = [*OWN_NAMESPACE, "mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own words
    except FileNotFoundError:
        return False


@pytest.fixture
def told(homes: Homes, tmp_path: Path) -> tuple[bool, list[dict[str, Any]]]:
    """Whether a real disk was filled, and what each command did."""
    folder = tmp_path / "disk"
    folder.mkdir()
    is_disk = can_mount(folder)
    script = [sys.executable, "-m", "tests.faults.on_a_full_disk", str(folder), json.dumps(dict(homes.environment))]
    command = [*OWN_NAMESPACE, *script, "disk"] if is_disk else [*script, "file"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)  # noqa: S603
    assert ended.returncode == 0, ended.stderr
    return is_disk, [json.loads(line) for line in ended.stdout.splitlines()]


def test_a_full_disk_loses_nothing_and_can_still_be_asked(told: tuple[bool, list[dict[str, Any]]]) -> None:
    is_disk, steps = told
    assert not any("a fault in the program" in step["err"] or "Traceback" in step["err"] for step in steps)
    for step in steps:
        if step["command"] == "ask" and (is_disk or step["room"] == "room again"):
            assert json.loads(step["out"])["kind"] == "answer", step
        if step["command"] == "ingest" and step["code"]:
            assert any(words in step["out"] + step["err"] for words in SAYS_WHAT_IS_WRONG), step
    assert any(step["command"] == "ingest" and step["code"] for step in steps)
    after = {step["command"]: step for step in steps if step["room"] == "room again"}
    assert [after[command]["code"] for command in ("ingest", "doctor", "ask")] == [0, 0, 0]
