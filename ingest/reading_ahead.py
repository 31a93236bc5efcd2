"""The next documents are read while the one before them is embedded: in threads, since others do the work.

PDFs are read in child processes and texts embedded outside the interpreter's lock, so both go on at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from ingest.library import IngestedDocument
from ingest.limited_process import Jobs, Runs
from ingest.sources import Source

AT_ONCE = 2
"""Documents read at once, and documents that wait in memory for their turn."""

OnPage = Callable[[int, int], None]
Read = Callable[[Source, Runs, OnPage], IngestedDocument | None]


@dataclass(frozen=True, slots=True)
class Begun:
    """A source whose reading has begun. ``told`` are the pages done and their number; None comes last."""

    source: Source
    future: Future[IngestedDocument | None]
    told: SimpleQueue[tuple[int, int] | None]

    def result(self, on_progress: Callable[[str, str, int, int], None]) -> IngestedDocument | None:
        """Wait for it; ``on_progress`` (document id, "reading", done, total) is called in this thread. Raises what
        reading raised.
        """
        while (pages := self.told.get()) is not None:
            on_progress(self.source.document_id, "reading", *pages)
        return self.future.result()


class ReadAhead:
    """Reads ``sources`` by ``read``, ``AT_ONCE`` of them at once, and gives them in their order, once.

    A context manager: its end gives up what is still read, child processes with it.
    """

    def __init__(self, sources: Sequence[Source], read: Read) -> None:
        self._waiting = deque(sources)
        self._begun: deque[Begun] = deque()
        self._read = read
        self._jobs = Jobs()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="reading")
        self._begin()

    def __iter__(self) -> Iterator[Begun]:
        while self._begun:
            yield self._begun[0]
            self._begun.popleft()
            self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._jobs.end()
        self._pool.shutdown(cancel_futures=True)

    def _begin(self) -> None:
        """Begin as many as may be. One of the same id as another waits: what has become of that decides about it."""
        while self._waiting and len(self._begun) <= AT_ONCE:
            if any(one.source.document_id == self._waiting[0].document_id for one in self._begun):
                return
            self._begun.append(self._begin_one(self._waiting.popleft()))

    def _begin_one(self, source: Source) -> Begun:
        told: SimpleQueue[tuple[int, int] | None] = SimpleQueue()
        future = self._pool.submit(self._read, source, self._jobs.run, lambda done, total: told.put((done, total)))
        future.add_done_callback(lambda _: told.put(None))
        return Begun(source, future, told)
