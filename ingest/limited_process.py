"""Run a named function in a child process with limits on memory, processor time and wall time.

For reading files that strangers made: whatever the file does to its reader (crash, hang, swell), this
process only sees an ``UnreadableDocument`` or a ``ReaderLimitExceeded``. A ``Worker`` keeps one child warm
between jobs; ``run_once`` starts one for a single job.

The child is a fresh interpreter (a server with threads must not fork), knows none of this process's
environment beyond what Python needs to start (so no keys), and answers in JSON or raw bytes, never in
pickles. ``ingest/limited_child.py`` is its side of the pipe.

Where the platform has no ``resource`` limits (Windows; memory on macOS) only the wall limit holds.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol, Self

from ingest import errors
from ingest.errors import HomesError, ReaderLimitExceeded, UnreadableDocument
from ingest.limited_child import FrameTooLongError, Kind, read_frame, write_frame

GIB = 1024**3
_PROJECT = Path(__file__).resolve().parent.parent
_KEPT_ENVIRONMENT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR")
_SECONDS_TO_LEAVE = 1.0

Progress = Callable[[int, int], None]


class Runs(Protocol):
    """``run_once``, or ``Jobs.run``."""

    def __call__(
        self, task: str, argument: dict[str, Any], limits: Limits, on_progress: Progress | None = None, /
    ) -> Any:
        """Run one job in a child of its own."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use.

    ``memory_bytes`` is the child's whole address space (an idle reader takes about 60 MB of it);
    ``processor_seconds`` and ``wall_seconds`` count from the job's start; ``answer_bytes`` is the longest
    answer that is taken from the child.
    """

    memory_bytes: int = int(1.5 * GIB)
    processor_seconds: float = 120.0
    wall_seconds: float = 150.0
    answer_bytes: int = 64 * 1024**2


class Worker:
    """One child process, kept between jobs and replaced after ``jobs_per_child`` of them or when it dies.

    Safe to share between threads: jobs queue. ``preload`` names a module that the child imports before its
    first job. Use as a context manager, or call ``close``.
    """

    def __init__(self, limits: Limits, *, preload: str | None = None, jobs_per_child: int = 200) -> None:
        self._limits = limits
        self._preload = preload
        self._jobs_per_child = jobs_per_child
        self._jobs = 0
        self._killed = False
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def warm(self) -> None:
        """Start the child now, so that the first job does not wait for it."""
        with self._lock:
            self._ready_child()

    def run(self, task: str, argument: dict[str, Any], on_progress: Progress | None = None) -> Any:
        """Call ``task`` ("module:function") in the child as ``function(report, **argument)`` and return its result.

        ``argument`` and the result are JSON values, or the result is bytes. What the task passes to
        ``report(done, total)`` arrives at ``on_progress`` in this thread.

        Raises whatever ``HomesError`` the task raised; ReaderLimitExceeded when it went over a limit;
        UnreadableDocument when it failed or crashed in any other way.
        """
        with self._lock:
            child = self._ready_child()
            self._jobs += 1
            done = False
            try:
                result = _exchange(child, (task, argument), self._limits, on_progress)
                done = True
            except _ReportedError as reported:
                done = not reported.fatal
                raise reported.error from None
            except UnreadableDocument:
                if self._killed:
                    raise GivenUpError from None
                raise
            finally:
                if not done:
                    self._discard()
                elif self._jobs >= self._jobs_per_child:
                    self._discard()
                    self._ready_child()
            return result

    def kill(self) -> None:
        """End the child at once, from any thread: the job under way and every later one raise GivenUpError."""
        self._killed = True
        child = self._child
        if child is not None:
            child.kill()

    def close(self) -> None:
        """End the child, if there is one. The worker may be used again."""
        with self._lock:
            self._discard()

    def _ready_child(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self._discard()
        if self._child is None:
            self._child = _start(self._limits.memory_bytes, self._preload)
            self._jobs = 0
        if self._killed:  # asked last: a kill that comes while a child is started does not see it
            self._discard()
            raise GivenUpError
        return self._child

    def _discard(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            _end(child)


def run_once(task: str, argument: dict[str, Any], limits: Limits, on_progress: Progress | None = None) -> Any:
    """Run one job in a child of its own: ``Worker.run`` without the waiting child."""
    with Worker(limits) as worker:
        return worker.run(task, argument, on_progress)


class GivenUpError(Exception):
    """The job was ended by whoever gave it: nothing is said about the document."""


class Jobs:
    """Jobs of several threads, each in a child of its own, which one call ends: for work that is given up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: set[Worker] = set()
        self._ended = False

    def run(self, task: str, argument: dict[str, Any], limits: Limits, on_progress: Progress | None = None) -> Any:
        """``run_once``; raises GivenUpError when the jobs are ended."""
        with Worker(limits) as worker:
            with self._lock:
                if self._ended:
                    raise GivenUpError
                worker.warm()  # here: a child that is not started yet would not be ended
                self._workers.add(worker)
            try:
                return worker.run(task, argument, on_progress)
            finally:
                with self._lock:
                    self._workers.discard(worker)

    def end(self) -> None:
        """End the jobs under way, and refuse any more."""
        with self._lock:
            self._ended = True
            for worker in self._workers:
                worker.kill()


class _ReportedError(Exception):
    """The child told of a failure; ``fatal`` when the child should not be used again."""

    def __init__(self, error: HomesError, *, fatal: bool) -> None:
        super().__init__()
        self.error = error
        self.fatal = fatal


def _start(memory_bytes: int, preload: str | None) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    search = [str(_PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment["PYTHONPATH"] = os.pathsep.join(search)
    # -P: a file called pypdf.py in the current folder must not be run as the reader.
    command = [sys.executable, "-P", "-m", "ingest.limited_child", str(memory_bytes), preload or ""]
    return subprocess.Popen(  # noqa: S603 - a literal command, no shell
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # readers log the document's own words there
        env=environment,
        start_new_session=True,  # Ctrl-C is for this process to handle
    )


def _end(child: subprocess.Popen[bytes]) -> None:
    for pipe in (child.stdin, child.stdout):
        with suppress(OSError):
            _present(pipe).close()
    child.kill()
    child.wait()


def _exchange(
    child: subprocess.Popen[bytes], job: tuple[str, dict[str, Any]], limits: Limits, on_progress: Progress | None
) -> Any:
    """Send one job and read frames until its answer."""
    request = {"task": job[0], "argument": job[1], "processor_seconds": limits.processor_seconds}
    with _watchdog(child, limits.wall_seconds) as timed_out:
        try:
            with suppress(BrokenPipeError):  # the child is gone: reading finds out, and why
                write_frame(_present(child.stdin), Kind.JOB, json.dumps(request).encode())
            while (frame := read_frame(_present(child.stdout), limits.answer_bytes)) is not None:
                kind, payload = frame
                if kind is not Kind.PROGRESS:
                    return _answer(kind, payload)
                if on_progress is not None:
                    on_progress(*json.loads(payload))
        except FrameTooLongError:
            raise ReaderLimitExceeded(f"the document gives more than {_mib(limits.answer_bytes)} of text") from None
        except ValueError:
            raise UnreadableDocument("the reader's answer made no sense") from None
    raise _cause_of_death(child, limits, timed_out=timed_out.is_set())


def _answer(kind: Kind, payload: bytes) -> Any:
    if kind is Kind.BYTES:
        return payload
    value = json.loads(payload)
    if kind is Kind.FAILURE:
        error_class = getattr(errors, value["error"], UnreadableDocument)
        raise _ReportedError(error_class(value["message"]), fatal=value["fatal"])
    return value


@contextmanager
def _watchdog(child: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill ``child`` when the block takes longer than ``seconds``; the event tells whether it did."""
    timed_out = threading.Event()

    def bark() -> None:
        timed_out.set()
        child.kill()

    timer = threading.Timer(seconds, bark)
    timer.daemon = True
    timer.start()
    try:
        yield timed_out
    finally:
        timer.cancel()


def _cause_of_death(child: subprocess.Popen[bytes], limits: Limits, *, timed_out: bool) -> UnreadableDocument:
    try:
        code = child.wait(_SECONDS_TO_LEAVE)
    except subprocess.TimeoutExpired:
        return UnreadableDocument("the reader closed its pipe without an answer")
    if timed_out:
        return ReaderLimitExceeded(f"reading took longer than {limits.wall_seconds:g} seconds")
    if code == -getattr(signal, "SIGXCPU", 0):
        return ReaderLimitExceeded(f"reading took more than {limits.processor_seconds:g} seconds of processor time")
    if code == -getattr(signal, "SIGKILL", 9):
        return ReaderLimitExceeded("the system ended the reader, most likely for want of memory")
    if code < 0:
        return UnreadableDocument(
            f"the reader crashed ({signal.Signals(-code).name}): the file is broken, or a page of it needs more than "
            f"{_mib(limits.memory_bytes)} of memory"
        )
    return UnreadableDocument(f"the reader ended without an answer (exit status {code})")


def _mib(count: int) -> str:
    return f"{count // 1024**2:,} MB"


def _present(pipe: Any) -> BinaryIO:
    """``Popen`` types its pipes as optional; ours always exist."""
    stream: BinaryIO = pipe
    return stream
