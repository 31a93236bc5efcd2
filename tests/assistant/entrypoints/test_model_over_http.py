"""A service with a model, from its settings to the events a reader gets: real process, real key, scripted model."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.knowledge_base import KnowledgeBase
from ingest.text import same_words
from tests.assistant.entrypoints.running import events_of
from tests.assistant.model_server import ModelServer, Reply, serving, statements
from tests.faults.forked_homes import Homes

pytestmark = pytest.mark.official

QUESTION = "How often must the independent person visit?"
VISIT = (
    "The registered person must ensure that an independent person visits the children's home at least once each month."
)
KEY = "a-key-of-the-tests"
TIMEOUT = 6.0


@pytest.fixture
def label(ingested: KnowledgeBase) -> str:
    """What the model calls regulation 44(1) in this question's evidence."""
    found = ingested.search(QUESTION, 10)
    return next(one.label for one in found if VISIT in same_words(one.passage.text))


@contextmanager
def service(data: Path, folder: Path, model: Path, server: ModelServer) -> Iterator[tuple[str, Path]]:
    """The address and the log of a service over a copy of the data, with the scripted model."""
    shutil.copytree(data, folder / "data")
    (folder / "scratch").mkdir()
    environment = {
        "HOMES_DATA": str(folder / "data"),
        "HOMES_EMBEDDING": str(model),
        "HOMES_PORT": "0",
        "HOMES_MODEL": "scripted",
        "HOMES_MODEL_TIMEOUT": str(TIMEOUT),
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": server.url,
    }
    with Homes(environment, folder / "scratch").serve() as (url, log):
        deadline = time.monotonic() + 30
        while httpx.get(f"{url}/readyz").status_code != httpx.codes.OK:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield url, log


def arrivals(url: str) -> list[tuple[str, Any, float]]:
    """Each event with the seconds after which it came."""
    came: list[tuple[str, Any, float]] = []
    started, written = time.monotonic(), ""
    asked = {"question": QUESTION}
    with httpx.stream(
        "POST", f"{url}/api/v1/ask", json=asked, headers={"Accept": "text/event-stream"}, timeout=60
    ) as response:
        for text in response.iter_text():
            written += text
            *whole, written = written.split("\n\n")
            seconds = time.monotonic() - started
            came.extend((name, data, seconds) for block in whole for name, data in events_of(f"{block}\n\n"))
    return came


def test_a_statement_arrives_when_it_is_verified_and_is_withdrawn_when_the_model_fails(
    ingested_data: Path, tmp_path: Path, model_folder: Path, label: str
) -> None:
    said = json.dumps({"text": VISIT, "quotes": [{"label": label, "quote": VISIT}]})
    begun = '{"statements": [' + said + ', {"text": "The records'
    with (
        serving(Reply((begun,), stall=True)) as server,
        service(ingested_data, tmp_path, model_folder, server) as (url, log),
    ):
        came = arrivals(url)
    names = [name for name, _, _ in came]
    assert names[:3] == ["evidence", "statement", "withdrawn"]
    assert (came[1][1]["text"], came[2][1]) == (VISIT, {"statements": 1})
    assert came[2][2] - came[1][2] >= TIMEOUT / 2, "sent when verified, long before the model was given up"
    done = came[-1][1]
    assert (names[-1], done["mode"]) == ("done", "extractive")
    assert [data["text"] for name, data, _ in came[3:] if name == "statement"] == [
        s["text"] for s in done["statements"]
    ]
    assert {notice["kind"] for notice in done["notices"]} >= {"model"}
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in log.read_text(encoding="utf-8")


def test_what_the_model_says_truly_is_the_answer_and_a_lie_beside_it_is_not(
    ingested_data: Path, tmp_path: Path, model_folder: Path, label: str
) -> None:
    truth, lie = (VISIT, [(label, VISIT)]), (VISIT.replace("month", "week"), [(label, VISIT)])
    with (
        serving(statements(truth, lie)) as server,
        service(ingested_data, tmp_path, model_folder, server) as (url, _),
    ):
        came = arrivals(url)
    done = came[-1][1]
    assert (done["mode"], done["model"], done["removed"]) == ("model", "scripted", 2), "the lie, and again when asked"
    assert done["statements"][0]["text"] == VISIT
    assert done["statements"][0]["citations"][0]["pages"] == [32]
    assert "week" not in json.dumps([data for _, data, _ in came])
