"""Ingest, ask and look after a data folder while its disk fills up; prints what happened as JSON lines.

``python -m tests.faults.on_a_full_disk FOLDER ENVIRONMENT (disk|file)``. With ``disk`` it first mounts a disk of its
own on FOLDER, which takes a namespace of its own (``unshare --map-root-user --mount``). With ``file`` no file may grow
past a limit, which is how a full disk looks where no disk can be mounted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.forked_homes import Ended, Homes
from tests.faults.own_documents import write_documents

DISK_BYTES = 24 * 1024**2
LEFT_BYTES = (0, 64 * 1024, 256 * 1024, 1024**2)
QUESTION = "When must staff lock door 7?"


def main(folder: Path, environment: dict[str, str], how: str) -> None:
    """Run every scenario."""
    scratch = folder.parent / "scratch of the disk"
    scratch.mkdir()
    if how == "disk":
        command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "none", str(folder)]
        subprocess.run(command, check=True)  # noqa: S603 - our own words
    homes = Homes({**environment, "HOMES_DATA": str(folder / "data")}, scratch)
    first, second = (list(map(str, write_documents(folder.parent / f"v{v}", v))) for v in (0, 1))
    tell("room", "ingest", homes.run("ingest", *first))
    for left in LEFT_BYTES:
        with filled(folder, left) if how == "disk" else limited(left) as most:
            tell(left, "ask", homes.run("ask", QUESTION, "--json", most_file_bytes=most))
            tell(left, "ingest", homes.run("ingest", *second, "--rebuild", most_file_bytes=most))
            tell(left, "ask", homes.run("ask", QUESTION, "--json", most_file_bytes=most))
            tell(left, "doctor", homes.run("doctor", "--json", most_file_bytes=most))
    tell("room again", "ingest", homes.run("ingest", *second))
    tell("room again", "doctor", homes.run("doctor", "--json"))
    tell("room again", "ask", homes.run("ask", QUESTION, "--json"))


@contextmanager
def filled(folder: Path, left: int) -> Iterator[int | None]:
    """Fill the disk but for ``left`` bytes."""
    filling = folder / "filling"
    disk = os.statvfs(folder)
    try:
        with filling.open("wb") as out:
            os.posix_fallocate(out.fileno(), 0, max(1, disk.f_bavail * disk.f_frsize - left))
        yield None
    finally:
        filling.unlink()


@contextmanager
def limited(left: int) -> Iterator[int | None]:
    """Let no file grow past ``left`` bytes (and a few, for the command's own words)."""
    yield left + 16 * 1024


def tell(room: object, command: str, ended: Ended) -> None:
    """A line for one command."""
    print(json.dumps({"room": room, "command": command, "code": ended.code, "out": ended.out, "err": ended.err}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3])
