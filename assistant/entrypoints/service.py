"""What runs behind the HTTP API: the open knowledge base, whether it is warm, its token and the ingests under way."""

from __future__ import annotations

import hmac
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints import problems, streaming
from assistant.entrypoints.access_log import log_fault
from assistant.entrypoints.draft_schemas import DraftRequest, SectionMadeOut
from assistant.entrypoints.local_gateway import LocalGateway
from assistant.entrypoints.metrics import Metrics
from assistant.entrypoints.review_schemas import ReviewProgressOut
from assistant.entrypoints.schemas import (
    AnswerOut,
    ConsideredOut,
    NoticeOut,
    ProgressOut,
    RefusalOut,
    StatementOut,
    WithdrawnOut,
)
from assistant.entrypoints.streaming import Event
from assistant.errors import NotReady
from assistant.settings import Settings
from ingest import page_picture
from ingest.errors import HomesError, LibraryError

_EVENTS: dict[type, str] = {
    NoticeOut: "notice",
    ConsideredOut: "evidence",
    StatementOut: "statement",
    WithdrawnOut: "withdrawn",
    AnswerOut: "done",
    RefusalOut: "done",
}

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - read, not bound to


def service_url(settings: Settings) -> str:
    """The address at which this machine reaches a service with these settings."""
    host = _EVERYWHERE.get(settings.host, settings.host)
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


class Service:
    """One for each running application. ``token`` lets the owner of this machine's data folder change it."""

    def __init__(self, gateway: LocalGateway, token: str, log: Any) -> None:
        self.gateway = gateway
        self.metrics = Metrics(lambda: len(gateway.base.corpus.documents))
        self._token = token
        self._log = log
        self._not_ready: HomesError | None = NotReady("the service is loading: try again in some seconds")
        self._threads: list[threading.Thread] = []
        self._following = threading.Lock()
        self._stopping = threading.Event()

    @property
    def not_ready(self) -> HomesError | None:
        """Why questions cannot be answered yet; None once they can."""
        return self._not_ready

    def is_token(self, given: str) -> bool:
        """Whether ``given`` is the token, compared in constant time."""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())

    def warm(self) -> None:
        """Load what answers need, in the background."""
        thread = threading.Thread(target=self._warm, name="warm")
        thread.start()
        self._follow(thread)

    def ask(self, question: str, history: Sequence[str]) -> AnswerOut | RefusalOut:
        """Answer or refuse, and count it. Raises as LocalGateway.ask does."""
        started = time.perf_counter()
        outcome = self.gateway.ask(question, history)
        self.metrics.question(outcome, time.perf_counter() - started)
        return outcome

    def answer_events(self, question: str, history: Sequence[str]) -> Iterator[Event]:
        """``ask`` as events, each when it happens: a statement once it is verified, the whole last; or error."""
        started = time.perf_counter()
        try:
            for told in self.gateway.events(question, history):
                yield Event(_EVENTS[type(told)], told)
                if isinstance(told, AnswerOut | RefusalOut):
                    self.metrics.question(told, time.perf_counter() - started)
        except HomesError as error:
            yield Event("error", problems.problem_of(error).marshal())

    def draft_events(self, wanted: DraftRequest) -> Iterator[Event | None]:
        """A draft as events: each section once it is done, the whole last; or error. It ends when nobody listens."""
        try:
            with closing(self.gateway.draft_events(wanted)) as made:
                for one in made:
                    name = "section" if isinstance(one, SectionMadeOut) else "done"
                    yield Event(name, one) if one else None
        except HomesError as error:
            yield Event("error", problems.problem_of(error).marshal())
        except Exception as error:  # the answer has begun: whoever follows is told, without the error's own words
            log_fault(self._log, error, during="draft")
            yield Event("error", problems.fault().marshal())

    def ingest_events(self, paths: Sequence[Path], *, again: bool) -> Iterator[Event | None]:
        """An ingest as events: progress often, then done or error. It goes on when nobody listens any more."""

        def work(emit: streaming.Emit) -> None:
            emit(self._ingest(paths, again, emit))

        thread, events = streaming.follow(work)
        self._follow(thread)
        return events

    def review_events(self, file: Path, name: str, against: str, profile: ProfileIn) -> Iterator[Event | None]:
        """A review as events: progress, then done or error. The file's folder is removed at its end."""

        def work(emit: streaming.Emit) -> None:
            try:
                emit(self._review(emit, (file, against, profile), name))
            finally:
                shutil.rmtree(file.parent, ignore_errors=True)

        thread, events = streaming.follow(work)
        self._follow(thread)
        return events

    def close(self) -> None:
        """End what is under way, as soon as it can be ended without loss, and let go of the data folder."""
        self._stopping.set()
        with self._following:
            under_way = tuple(self._threads)
        for thread in under_way:
            thread.join()
        self.gateway.close()

    def _warm(self) -> None:
        try:
            self.gateway.base.warm()
            page_picture.warm()
        except HomesError as error:
            self._not_ready = error
        except Exception as error:  # a thread's last stop: /readyz tells, without the error's own words
            log_fault(self._log, error, during="loading")
            self._not_ready = NotReady(f"loading failed ({type(error).__name__}): run `homes doctor`")
        else:
            self._not_ready = None

    def _ingest(self, paths: Sequence[Path], again: bool, emit: streaming.Emit) -> Event:
        def on_progress(document: str, step: str, done: int, total: int) -> None:
            if self._stopping.is_set():
                raise LibraryError(f"{document}: the service was stopped first; an earlier version is still in place")
            emit(Event("progress", ProgressOut(document=document, step=step, done=done, total=total)))

        try:
            report = self.gateway.ingest(paths, again=again, on_progress=on_progress)
            self.metrics.ingest(report)
            self._warm()
            return Event("done", report)
        except HomesError as error:
            return Event("error", problems.problem_of(error).marshal())
        except Exception as error:  # a thread's last stop: whoever follows is told, without the error's own words
            log_fault(self._log, error, during="ingest")
            return Event("error", problems.fault().marshal())

    def _review(self, emit: streaming.Emit, asked: tuple[Path, str, ProfileIn], name: str) -> Event:
        def on_progress(step: str, done: int, total: int) -> None:
            if self._stopping.is_set():
                raise NotReady("the service was stopped before the review was done")
            emit(Event("progress", ReviewProgressOut(step=step, done=done, total=total)))

        try:
            return Event("done", self.gateway.review(*asked, name=name, on_progress=on_progress))
        except HomesError as error:
            return Event("error", problems.problem_of(error).marshal())
        except Exception as error:  # a thread's last stop: whoever follows is told, without the error's own words
            log_fault(self._log, error, during="review")
            return Event("error", problems.fault().marshal())

    def _follow(self, started: threading.Thread) -> None:
        """Remember what ``close`` waits for, and forget what has ended."""
        with self._following:
            self._threads = [one for one in (*self._threads, started) if one.is_alive()]
