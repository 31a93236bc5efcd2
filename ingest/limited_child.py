"""The child's side of ``limited_process``: set limits, do jobs from stdin, answer on stdout.

Imports as little as it can: its start is time that somebody waits. A frame is one byte for its kind, four for
its length (big-endian), then the payload: JSON, or the bytes that a task returned.
"""

from __future__ import annotations

import enum
import importlib
import json
import math
import os
import struct
import sys
import time
import traceback
from typing import Any, BinaryIO

from ingest.errors import HomesError, ReaderLimitExceeded, UnreadableDocument

_HEADER = struct.Struct("!cI")
_LONGEST_WRITTEN_FILE = 16 * 1024**2  # the interpreter's own caches; no task has a reason to write more
_OPEN_FILES = 64


class Kind(enum.Enum):
    """What a frame carries."""

    JOB = b"Q"
    PROGRESS = b"P"
    JSON = b"J"
    BYTES = b"B"
    FAILURE = b"F"


class FrameTooLongError(Exception):
    """The other side announces more bytes than this side takes."""


def write_frame(stream: BinaryIO, kind: Kind, payload: bytes) -> None:
    """Write one frame and flush it."""
    stream.write(_HEADER.pack(kind.value, len(payload)) + payload)
    stream.flush()


def read_frame(stream: BinaryIO, longest: int) -> tuple[Kind, bytes] | None:
    """The next frame, or None when the stream ended (even in the middle of a frame).

    Raises FrameTooLongError for a payload over ``longest`` bytes, ValueError for an unknown kind.
    """
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    code, length = _HEADER.unpack(header)
    if length > longest:
        raise FrameTooLongError
    payload = stream.read(length)
    return (Kind(code), payload) if len(payload) == length else None


def main() -> None:
    """Serve jobs until stdin ends. Arguments: address space in bytes, a module to import first (or "")."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # A library that prints, or reads, must not meet the frames.
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    _limit_process(int(sys.argv[1]))
    if sys.argv[2]:
        importlib.import_module(sys.argv[2])
    while (frame := read_frame(requests, sys.maxsize)) is not None:
        kind, payload = _do(json.loads(frame[1]), answers)
        write_frame(answers, kind, payload)


def _do(request: dict[str, Any], answers: BinaryIO) -> tuple[Kind, bytes]:
    """Do one job; whatever it raises becomes a failure frame without the document's words."""

    def report(done: int, total: int) -> None:
        write_frame(answers, Kind.PROGRESS, json.dumps([done, total]).encode())

    _limit_processor_time(request["processor_seconds"])
    try:
        module, _, function = request["task"].partition(":")
        result = getattr(importlib.import_module(module), function)(report, **request["argument"])
        return (Kind.BYTES, result) if isinstance(result, bytes) else (Kind.JSON, json.dumps(result).encode())
    except HomesError as error:
        return _failure(error, fatal=False)
    except MemoryError:
        return _failure(ReaderLimitExceeded("reading needs more memory than a document may take"), fatal=True)
    except RecursionError:
        return _failure(UnreadableDocument("the file is nested too deeply, or refers to itself"), fatal=True)
    except Exception as error:
        return _failure(UnreadableDocument(f"the file is broken: the reader stopped {_where(error)}"), fatal=True)


def _failure(error: HomesError, *, fatal: bool) -> tuple[Kind, bytes]:
    record = {"error": type(error).__name__, "message": str(error), "fatal": fatal}
    return Kind.FAILURE, json.dumps(record).encode()


def _where(error: Exception) -> str:
    """The error's type and place. Its message may quote the document, so it stays here."""
    *_, (frame, line) = traceback.walk_tb(error.__traceback__)
    file = frame.f_code.co_filename.rpartition(os.sep)[2]
    return f"with {type(error).__name__} at {file}:{line}"


def _limit_process(memory_bytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    limits = {
        resource.RLIMIT_CORE: 0,  # a core file would hold the document
        resource.RLIMIT_FSIZE: _LONGEST_WRITTEN_FILE,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
    }
    if sys.platform != "darwin":  # macOS refuses any limit on address space
        limits[resource.RLIMIT_AS] = memory_bytes
    for which, value in limits.items():
        resource.setrlimit(which, (value, value))


def _limit_processor_time(seconds: float) -> None:
    """Let this process use ``seconds`` more of processor time; then SIGXCPU ends it."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), hard))


if __name__ == "__main__":
    main()
