from __future__ import annotations

import io
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import limited_process
from ingest.errors import EncryptedDocument, ReaderLimitExceeded, UnreadableDocument
from ingest.limited_child import FrameTooLongError, Kind, read_frame, write_frame
from ingest.limited_process import GivenUpError, Jobs, Limits, Worker, run_once

TASKS = "tests.ingest.limited_tasks"
TIGHT = Limits(memory_bytes=512 * 1024**2, processor_seconds=1, wall_seconds=5, answer_bytes=1024**2)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(TIGHT) as worker:
        yield worker


def test_a_json_value_comes_back(worker: Worker) -> None:
    assert worker.run(f"{TASKS}:doubled", {"number": 21}) == 42


def test_bytes_come_back_as_bytes(worker: Worker) -> None:
    assert worker.run(f"{TASKS}:raw_bytes", {}) == b"\x89PNG\x00\xff"


def test_progress_arrives_in_order(worker: Worker) -> None:
    seen: list[tuple[int, int]] = []
    assert worker.run(f"{TASKS}:counted", {"total": 3}, lambda done, total: seen.append((done, total))) == "done"
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_what_a_task_prints_or_reads_does_not_meet_the_answer(worker: Worker) -> None:
    assert worker.run(f"{TASKS}:printed", {}) == ""


def test_keys_in_the_environment_stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_API_KEY", "secret")
    assert "SOME_API_KEY" not in run_once(f"{TASKS}:environment", {}, TIGHT)


@pytest.mark.parametrize(
    ("task", "error", "message"),
    [
        ("hung", ReaderLimitExceeded, "reading took longer than 0.5 seconds"),
        ("swollen", ReaderLimitExceeded, "reading needs more memory than a document may take"),
        ("talkative", ReaderLimitExceeded, "the document gives more than 1 MB of text"),
        ("nested", UnreadableDocument, "the file is nested too deeply, or refers to itself"),
        ("aborted", UnreadableDocument, r"the reader crashed \(SIGABRT\): .* more than 512 MB of memory"),
        ("crashed", UnreadableDocument, r"the reader crashed \(SIGSEGV\)"),
        ("left", UnreadableDocument, r"the reader ended without an answer \(exit status 3\)"),
        ("nonsense", UnreadableDocument, "the reader's answer made no sense"),
        ("no_such_task", UnreadableDocument, r"the file is broken: the reader stopped with AttributeError at "),
    ],
)
def test_harm_is_one_clear_error(task: str, error: type[Exception], message: str) -> None:
    seconds = 0.5 if task == "hung" else 10
    limits = Limits(memory_bytes=512 * 1024**2, wall_seconds=seconds, answer_bytes=1024**2)
    with pytest.raises(error, match=message):
        run_once(f"{TASKS}:{task}", {}, limits)


def test_processor_time_is_limited_for_each_job() -> None:
    with Worker(TIGHT) as worker, pytest.raises(ReaderLimitExceeded, match="more than 1 seconds of processor time"):
        worker.run(f"{TASKS}:busy", {})


def test_a_message_never_holds_the_documents_words(worker: Worker) -> None:
    with pytest.raises(UnreadableDocument) as raised:
        worker.run(f"{TASKS}:failed", {})
    assert str(raised.value).startswith("the file is broken: the reader stopped with KeyError at limited_tasks.py:")
    assert "words" not in str(raised.value)


def test_an_error_of_ours_keeps_its_type_and_the_child(worker: Worker) -> None:
    before = worker.run(f"{TASKS}:process_id", {})
    with pytest.raises(EncryptedDocument, match=r"^the file asks for a password$"):
        worker.run(f"{TASKS}:refused", {})
    assert worker.run(f"{TASKS}:process_id", {}) == before


@pytest.mark.parametrize("task", ["failed", "aborted", "left"])
def test_after_harm_the_next_job_gets_a_new_child(worker: Worker, task: str) -> None:
    before = worker.run(f"{TASKS}:process_id", {})
    with pytest.raises(UnreadableDocument):
        worker.run(f"{TASKS}:{task}", {})
    assert worker.run(f"{TASKS}:process_id", {}) != before


def test_a_child_that_died_between_jobs_is_replaced(worker: Worker) -> None:
    before = worker.run(f"{TASKS}:process_id", {})
    os.kill(before, signal.SIGKILL)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)
    assert worker.run(f"{TASKS}:process_id", {}) != before


def test_a_child_is_kept_for_so_many_jobs() -> None:
    with Worker(TIGHT, jobs_per_child=2) as worker:
        first, second, third = (worker.run(f"{TASKS}:process_id", {}) for _ in range(3))
    assert first == second != third


def test_a_caller_that_gives_up_during_progress_leaves_a_usable_worker(worker: Worker) -> None:
    def give_up(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        worker.run(f"{TASKS}:counted", {"total": 3}, give_up)
    assert worker.run(f"{TASKS}:doubled", {"number": 4}) == 8


def test_threads_share_a_worker(worker: Worker) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: worker.run(f"{TASKS}:doubled", {"number": number}), range(40)))
    assert found == [2 * number for number in range(40)]


def test_no_child_is_left_behind() -> None:
    worker = Worker(TIGHT)
    child = worker.run(f"{TASKS}:process_id", {})
    worker.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


@given(st.lists(st.tuples(st.sampled_from(Kind), st.binary(max_size=50))))
def test_frames_come_out_as_they_went_in(frames: list[tuple[Kind, bytes]]) -> None:
    pipe = io.BytesIO()
    for kind, payload in frames:
        write_frame(pipe, kind, payload)
    pipe.seek(0)
    assert [read_frame(pipe, 50) for _ in frames] == frames
    assert read_frame(pipe, 50) is None


def test_a_frame_that_is_too_long_is_not_read() -> None:
    with pytest.raises(FrameTooLongError):
        read_frame(io.BytesIO(b"J\xff\xff\xff\xff"), 1000)


def test_a_frame_cut_short_is_no_frame() -> None:
    assert read_frame(io.BytesIO(b"J\x00\x00\x00\x05ab"), 1000) is None


def test_jobs_that_are_given_up_end_at_once_and_take_no_more() -> None:
    jobs, started = Jobs(), time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        hung = [pool.submit(jobs.run, f"{TASKS}:hung", {}, Limits()) for _ in range(2)]
        while len(jobs._workers) < 2:
            time.sleep(0.01)
        jobs.end()
        for one in hung:
            with pytest.raises(GivenUpError):
                one.result()
    assert time.monotonic() - started < 30, "the task itself takes a minute"
    with pytest.raises(GivenUpError):
        jobs.run(f"{TASKS}:doubled", {"number": 2}, TIGHT)


def test_a_kill_that_comes_while_a_child_is_started_ends_that_child(monkeypatch: pytest.MonkeyPatch) -> None:
    worker, started, start = Worker(Limits()), [], limited_process._start

    def started_and_killed(memory_bytes: int, preload: str | None) -> subprocess.Popen[bytes]:
        started.append(start(memory_bytes, preload))
        worker.kill()
        return started[0]

    monkeypatch.setattr(limited_process, "_start", started_and_killed)
    before = time.monotonic()
    with worker, pytest.raises(GivenUpError):
        worker.run("tests.ingest.limited_tasks:hung", {})
    assert (len(started), time.monotonic() - before < 30) == (1, True)
    assert started[0].returncode is not None


def test_jobs_run_as_run_once_does() -> None:
    assert Jobs().run(f"{TASKS}:doubled", {"number": 21}, TIGHT) == 42
