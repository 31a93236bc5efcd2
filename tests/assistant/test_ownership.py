from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.ownership import Owner, Ownership, owner_of
from ingest.errors import LibraryError, LibraryLocked

HOLD = """
import sys
from pathlib import Path
from assistant.ownership import Ownership
held = Ownership(Path(sys.argv[1]))
token = held.announce(sys.argv[2]) if len(sys.argv) > 2 else ""
print(token or "held", flush=True)
sys.stdin.read()
held.release()
"""


@contextmanager
def another_process(data: Path, *url: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that holds ``data`` until its input ends, and what it said first."""
    command = [sys.executable, "-c", HOLD, str(data), *url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 our own code
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            if process.stdin and not process.stdin.closed:
                process.stdin.close()
            process.wait(10)


def test_a_second_process_is_refused_and_told_who_has_the_folder(tmp_path: Path) -> None:
    with another_process(tmp_path) as (process, said):
        assert said == "held"
        with pytest.raises(LibraryLocked, match=rf"process {process.pid}\b.*HOMES_DATA"):
            Ownership(tmp_path)
        assert owner_of(tmp_path) == Owner(process.pid)
    Ownership(tmp_path).release()


def test_a_service_is_named_with_its_address_and_its_token_is_not_told(tmp_path: Path) -> None:
    with another_process(tmp_path, "http://127.0.0.1:8000") as (process, token):
        assert owner_of(tmp_path) == Owner(process.pid, "http://127.0.0.1:8000", token)
        with pytest.raises(LibraryLocked, match=r"the service at http://127\.0\.0\.1:8000") as raised:
            Ownership(tmp_path)
        assert token not in str(raised.value)


def test_the_folder_is_free_when_its_owner_ends_however_it_ends(tmp_path: Path) -> None:
    with another_process(tmp_path, "http://127.0.0.1:8000") as (process, _):
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        assert owner_of(tmp_path) is None
        with Ownership(tmp_path):
            assert owner_of(tmp_path) == Owner(os.getpid())


def test_nobody_owns_a_folder_that_was_let_go(tmp_path: Path) -> None:
    assert owner_of(tmp_path / "never") is None
    with Ownership(tmp_path):
        pass
    assert owner_of(tmp_path) is None


def test_only_the_owner_of_the_machine_reads_the_token(tmp_path: Path) -> None:
    with Ownership(tmp_path) as held:
        token = held.announce("http://127.0.0.1:8000")
        (told,) = [file for file in tmp_path.iterdir() if token in file.read_text(encoding="utf-8")]
        assert told.stat().st_mode & 0o077 == 0
        assert json.loads(told.read_text(encoding="utf-8"))["pid"] == os.getpid()
        assert held.announce("http://127.0.0.1:8000") != token
    assert not told.exists()


def test_asking_who_owns_it_takes_nothing(tmp_path: Path) -> None:
    with Ownership(tmp_path):
        pass
    assert owner_of(tmp_path) is None
    with Ownership(tmp_path):
        assert owner_of(tmp_path) == Owner(os.getpid())
        assert owner_of(tmp_path) == Owner(os.getpid())


def test_a_folder_that_cannot_be_is_a_library_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(LibraryError, match="cannot be used"):
        Ownership(tmp_path / "file" / "data")


def test_what_the_owner_wrote_may_be_damaged(tmp_path: Path) -> None:
    with another_process(tmp_path):
        for file in tmp_path.glob("*.json"):
            file.write_text("{", encoding="utf-8")
        assert owner_of(tmp_path) == Owner(0)
        with pytest.raises(LibraryLocked, match="another process"):
            Ownership(tmp_path)
