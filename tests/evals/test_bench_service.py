"""A real service, started, loaded for a moment and stopped; and what is stopped when it does not get ready."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from evals.bench_service import running, under_load
from evals.benchmark import work

SERVE = [sys.executable, "-c", "from evals.command import run; run()", "serve", "--port", "0", "--json"]


@pytest.mark.official
def test_users_of_a_real_service_are_answered(ingested_data: Path, model_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(ingested_data, tmp_path / "data")
    environment = {**os.environ, "HOMES_DATA": str(tmp_path / "data"), "HOMES_EMBEDDING": str(model_folder)}

    def briefly(name: str, *arguments: str) -> Mapping[str, float]:
        return work("load-ask", *arguments, "0") if name == "load-warm" else work(name, *arguments, *more.get(name, ()))

    more = {"load-pictures": ["2"]}
    with running(SERVE, environment, tmp_path) as service:
        figures = under_load(service, briefly, seconds=1)
    assert figures["ours pictures pictures"] == 2
    assert figures["ours load requests"] >= 10
    assert figures["ours load errors"] == figures["ours pictures errors"] == 0
    assert figures["ours serving peak_mib"] >= figures["ours load end_mib"] > 50


def test_a_service_that_ends_at_once_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(TimeoutError, match="ended before it was ready"),
        running([sys.executable, "-c", ""], dict(os.environ), tmp_path),
    ):
        pytest.fail("not ready")
