"""Tasks that a child is given in test_limited_process.py, most of them harmful."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable

from ingest.errors import EncryptedDocument

Report = Callable[[int, int], None]


def doubled(_report: Report, number: int) -> int:
    return 2 * number


def counted(report: Report, total: int) -> str:
    for done in range(1, total + 1):
        report(done, total)
    return "done"


def raw_bytes(_report: Report) -> bytes:
    return b"\x89PNG\x00\xff"


def process_id(_report: Report) -> int:
    return os.getpid()


def environment(_report: Report) -> list[str]:
    return sorted(os.environ)


def printed(_report: Report) -> str:
    print("words of a document")
    os.write(1, b"more words")
    return sys.stdin.read()


def refused(_report: Report) -> None:
    raise EncryptedDocument("the file asks for a password")


def failed(_report: Report) -> None:
    raise KeyError("words of a document")


def nested(report: Report) -> None:
    nested(report)


def hung(_report: Report) -> None:
    time.sleep(60)


def busy(_report: Report) -> None:
    while True:
        pass


def swollen(_report: Report) -> int:
    return len(bytearray(2 * 1024**3))


def talkative(_report: Report) -> str:
    return "x" * 2_000_000


def aborted(_report: Report) -> None:
    os.abort()


def crashed(_report: Report) -> None:
    ctypes.string_at(0)


def left(_report: Report) -> None:
    os._exit(3)


def nonsense(_report: Report) -> None:
    for descriptor in range(3, 10):
        try:
            os.write(descriptor, b"Z\x00\x00\x00\x00")
        except OSError:
            continue
    time.sleep(60)
