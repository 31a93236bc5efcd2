from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ingest.pipeline_bench import bench

__all__ = ["bench"]


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What is told to be put on the disk: name and size of each file or folder at that moment, in turn."""
    told: list[tuple[str, int]] = []
    sync = os.fsync

    def recording(descriptor: int) -> None:
        told.append((Path(f"/proc/self/fd/{descriptor}").readlink().name, os.fstat(descriptor).st_size))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", recording)
    return told
