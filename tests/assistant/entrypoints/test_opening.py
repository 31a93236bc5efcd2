"""One owner of the data folder, tried with real processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.entrypoints.local_gateway import LocalGateway
from assistant.entrypoints.opening import opened
from assistant.entrypoints.service_client import ServiceClient
from assistant.ownership import owner_of
from assistant.settings import Settings
from ingest.errors import LibraryLocked

HOLDER = """
import sys, time
from pathlib import Path
from assistant.ownership import Ownership
held = Ownership(Path(sys.argv[1]))
if sys.argv[2]:
    held.announce(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
held.release()
"""


@contextmanager
def another_process(data: Path, url: str = "") -> Iterator[subprocess.Popen[str]]:
    """A process that holds the folder until its stdin is closed."""
    command = [sys.executable, "-c", HOLDER, str(data), url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data")


def test_a_free_folder_is_opened_and_let_go(settings: Settings) -> None:
    heard: list[str] = []
    with opened(settings, heard.append) as gateway:
        assert isinstance(gateway, LocalGateway)
        assert gateway.documents() == []
        assert owner_of(settings.data)
    assert owner_of(settings.data) is None
    assert heard == []


def test_a_command_waits_for_the_one_before_it(settings: Settings) -> None:
    with another_process(settings.data) as other:
        heard: list[str] = []

        def on_wait(line: str) -> None:
            heard.append(line)
            assert other.stdin
            other.stdin.close()

        with opened(settings, on_wait) as gateway:
            assert isinstance(gateway, LocalGateway)
    assert heard == [f"process {other.pid} is using the data folder; waiting up to 30 s for it to finish"]


def test_a_folder_that_stays_taken_is_refused_with_its_owner_named(settings: Settings) -> None:
    with (
        another_process(settings.data) as other,
        pytest.raises(LibraryLocked, match=f"in use by process {other.pid}"),
        opened(settings, lambda _: None, patience_seconds=0.3),
    ):
        pass


def test_a_killed_process_keeps_nothing(settings: Settings) -> None:
    with another_process(settings.data) as other:
        other.kill()
        other.wait()
        with opened(settings, lambda _: None, patience_seconds=0) as gateway:
            assert isinstance(gateway, LocalGateway)


def test_a_service_is_spoken_to(settings: Settings) -> None:
    with (
        another_process(settings.data, "http://127.0.0.1:9"),
        opened(settings, lambda _: None) as gateway,
    ):
        assert isinstance(gateway, ServiceClient)
