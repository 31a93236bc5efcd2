"""What is read before its turn, in which order it comes, and that giving up ends it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import UnreadableDocument
from ingest.library import IngestedDocument
from ingest.limited_process import Limits, Runs
from ingest.reading_ahead import AT_ONCE, OnPage, ReadAhead
from ingest.sources import Source, from_paths


def sources(tmp_path: Path, *names: str) -> list[Source]:
    found: list[Source] = []
    for name in names:
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(name.encode())
        found += from_paths([path], ())
    return found


def unheard(*_: object) -> None:
    pass


def test_documents_come_in_their_order_though_the_second_is_read_first(tmp_path: Path) -> None:
    second_is_read = threading.Event()

    def read(source: Source, _run: Runs, on_page: OnPage) -> None:
        if source.document_id == "one":
            assert second_is_read.wait(30)
        on_page(1, 1)
        if source.document_id == "two":
            second_is_read.set()

    told: list[tuple[str, str, int, int]] = []
    with ReadAhead(sources(tmp_path, "one", "two"), read) as ahead:
        for begun in ahead:
            assert begun.result(lambda *progress: told.append(progress)) is None
    assert told == [("one", "reading", 1, 1), ("two", "reading", 1, 1)]


def test_progress_is_told_in_the_thread_that_waits(tmp_path: Path) -> None:
    heard: set[int] = set()
    with ReadAhead(sources(tmp_path, "one"), lambda _source, _run, on_page: on_page(1, 2)) as ahead:
        for begun in ahead:
            begun.result(lambda *_: heard.add(threading.get_ident()))
    assert heard == {threading.get_ident()}


def test_no_more_wait_in_memory_than_are_read_at_once(tmp_path: Path) -> None:
    begun_names: list[str] = []
    names = [f"document-{number}" for number in range(8)]
    with ReadAhead(sources(tmp_path, *names), lambda source, *_: begun_names.append(source.document_id)) as ahead:
        for turn, begun in enumerate(ahead):
            begun.result(unheard)
            assert len(begun_names) <= turn + 1 + AT_ONCE
    assert sorted(begun_names) == names


def test_one_of_the_same_id_waits_for_the_other(tmp_path: Path) -> None:
    [one] = sources(tmp_path, "one")
    in_place: list[str] = []

    def read(*_: object) -> IngestedDocument | None:
        assert len(in_place) == begins.pop(0), "the first is in its place when the second is looked at"
        return None

    begins = [0, 1]
    with ReadAhead([one, one], read) as ahead:
        for begun in ahead:
            begun.result(unheard)
            in_place.append(begun.source.document_id)
    assert in_place == ["one", "one"]


def test_what_reading_raises_is_raised_at_its_turn_alone(tmp_path: Path) -> None:
    def read(source: Source, *_: object) -> None:
        if source.document_id == "one":
            raise UnreadableDocument("broken")

    with ReadAhead(sources(tmp_path, "one", "two"), read) as ahead:
        first, second = list(ahead)
        with pytest.raises(UnreadableDocument, match="broken"):
            first.result(unheard)
        assert second.result(unheard) is None


def test_giving_up_ends_the_children_that_read(tmp_path: Path) -> None:
    started, reading = time.monotonic(), threading.Event()

    def read(_source: Source, run: Runs, _on_page: OnPage) -> None:
        reading.set()
        run("tests.ingest.limited_tasks:hung", {}, Limits(), None)

    def interrupted(ahead: ReadAhead, wait: Callable[[float], bool]) -> None:
        with ahead:
            assert wait(30)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted(ReadAhead(sources(tmp_path, "one", "two", "three"), read), reading.wait)
    assert time.monotonic() - started < 30, "the task itself takes a minute"
