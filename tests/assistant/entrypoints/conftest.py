"""A running service over the official documents, and one over nothing."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.entrypoints.api import create_app
from assistant.settings import Settings
from ingest.page_picture import _worker
from tests.assistant.entrypoints.running import LOOPBACK, Running


@pytest.fixture(scope="session")
def service(ingested_data: Path, model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The service over every official document, ready."""
    data = tmp_path_factory.mktemp("service") / "data"
    shutil.copytree(ingested_data, data)
    settings, log = Settings(data=data, embedding=model_folder), io.StringIO()
    with TestClient(create_app(settings, log=log), client=LOOPBACK) as client:
        running = Running(client, settings, log)
        running.wait_until_ready()
        yield running
    _worker().close()


@pytest.fixture
def empty_service(model_folder: Path, tmp_path: Path) -> Iterator[Running]:
    """A service whose library has nothing in it, and whose catalogue's documents are not at hand."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for data in Settings().corpus.glob("*.toml"):
        shutil.copy(data, corpus)
    settings = Settings(data=tmp_path / "data", embedding=model_folder, corpus=corpus, official=tmp_path)
    log = io.StringIO()
    with TestClient(create_app(settings, log=log), client=LOOPBACK) as client:
        yield Running(client, settings, log)
