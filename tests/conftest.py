"""Shared fixtures: where the official documents are, the embedding model, and a library with all of them in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.bootstrap import open_knowledge_base
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import Settings
from ingest.catalogue import load_catalogue
from ingest.embedding import prepare_model
from ingest.sources import from_catalogue

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def official() -> Path:
    """The folder with the official documents; fails, never skips, when it is missing."""
    candidates = [
        os.environ.get("HOMES_OFFICIAL"),
        PROJECT / "corpus" / "official",
        PROJECT.parent / "shared" / "corpus",
    ]
    for candidate in candidates:
        if candidate and (Path(candidate) / "guide-2015.pdf").is_file():
            return Path(candidate)
    pytest.fail("official documents not found: set HOMES_OFFICIAL, or run `homes corpus fetch`")


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """The real embedding model, prepared once and shared with `make setup`: ten seconds the first time."""
    folder = PROJECT / ".homes" / "model"
    prepare_model(folder)
    return folder


@pytest.fixture(scope="session")
def ingested_data(official: Path, model_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with every official document ingested: half a minute, once for all workers. Copy it to open it."""
    base = tmp_path_factory.getbasetemp()
    data = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "ingested"
    with FileLock(f"{data}.lock"):
        if not data.exists():
            draft = data.with_suffix(".part")
            shutil.rmtree(draft, ignore_errors=True)
            _ingest_everything(Settings(data=draft, embedding=model_folder, official=official))
            draft.rename(data)
    return data


@pytest.fixture(scope="session")
def ingested(
    ingested_data: Path, model_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KnowledgeBase]:
    """A knowledge base with every official document, opened; for reading only."""
    data = tmp_path_factory.mktemp("data") / "own"
    shutil.copytree(ingested_data, data)
    base = open_knowledge_base(Settings(data=data, embedding=model_folder))
    yield base
    base.close()


def _ingest_everything(settings: Settings) -> None:
    entries = load_catalogue(settings.catalogue)
    base = open_knowledge_base(settings)
    try:
        sources = [from_catalogue(entry, entries, settings.official_folder) for entry in entries]
        base.ingest(sources, on_progress=lambda *_: None).raise_failures()
    finally:
        base.close()
