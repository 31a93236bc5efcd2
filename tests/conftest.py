"""Shared fixtures: where the official documents are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.embedding import prepare_model

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def official() -> Path:
    """The folder with the official documents; fails, never skips, when it is missing."""
    candidates = [os.environ.get("HOMES_OFFICIAL"), PROJECT / "corpus" / "official", PROJECT.parent / "shared" / "corpus"]
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
