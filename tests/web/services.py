"""Services as a person runs them: over every document, over none, and with a model that breaks off."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from ingest.text import same_words
from tests.assistant.model_server import Reply, serving
from tests.faults.forked_homes import Homes

MODEL_SECONDS = 5.0
VISIT_QUESTION = "How often must the independent person visit?"
VISIT = (
    "The registered person must ensure that an independent person visits the children's home at least once each month."
)


@contextmanager
def service(folder: Path, model_folder: Path, data: Path | None, **settings: str) -> Iterator[str]:
    """The address of a service that is ready: over a copy of ``data``, or over nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    if data is not None:
        shutil.copytree(data, folder / "data")
    environment = {
        "HOMES_DATA": str(folder / "data"),
        "HOMES_EMBEDDING": str(model_folder),
        "HOMES_OFFICIAL": str(folder / "nothing"),
        "HOMES_PORT": "0",
        **settings,
    }
    with Homes(environment, folder).serve() as (url, _):
        if data is not None:
            _wait_until_ready(url)
        yield url


@contextmanager
def service_with_a_model_that_stalls(folder: Path, model_folder: Path, data: Path, labels_from: str) -> Iterator[str]:
    """The model says one true sentence, begins another, and is not heard of again; its time is short."""
    said = json.dumps({"text": VISIT, "quotes": [{"label": _label(labels_from), "quote": VISIT}]})
    begun = '{"statements": [' + said + ', {"text": "The records'
    with serving(Reply((begun,), stall=True)) as server:
        settings: Mapping[str, str] = {
            "HOMES_MODEL": "scripted",
            "HOMES_MODEL_TIMEOUT": str(MODEL_SECONDS),
            "OPENAI_API_KEY": "a-key-of-the-tests",
            "OPENAI_BASE_URL": server.url,
        }
        with service(folder, model_folder, data, **settings) as url:
            yield url


def _label(url: str) -> str:
    """What the model calls regulation 44(1) in the question's evidence."""
    found = httpx.get(f"{url}/api/v1/search", params={"q": VISIT_QUESTION, "count": 10}).json()
    return next(str(one["label"]) for one in found if VISIT in same_words(one["text"]))


def _wait_until_ready(url: str) -> None:
    deadline = time.monotonic() + 60
    while httpx.get(f"{url}/readyz").status_code != httpx.codes.OK:
        assert time.monotonic() < deadline
        time.sleep(0.05)
