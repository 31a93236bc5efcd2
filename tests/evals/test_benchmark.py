"""The workers, each run once on something small, and the order of the whole."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from assistant.settings import Settings
from evals import bench_naive, bench_product
from evals.benchmark import WORKERS, Bench, main, work
from evals.fresh_process import Timed

QUICK = ("What is a short break?", "reg 28(2)")


@pytest.fixture
def data(ingested_data: Path, model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of the ingested documents, and few questions."""
    monkeypatch.setenv("HOMES_EMBEDDING", str(model_folder))
    monkeypatch.setattr(bench_product, "ask_all", lambda ask: [float(ask(question) is None) for question in QUICK])
    shutil.copytree(ingested_data, tmp_path / "data")
    return str(tmp_path / "data")


@pytest.mark.official
def test_a_library_is_searched_and_grown(data: str) -> None:
    real = work("ours-retrieval", data)["passages"]
    filled = work("growth-fill", data, str(int(real) + 1200))
    grown = work("ours-retrieval", data)
    assert filled["made_up"] == 1200
    assert grown["passages"] == real + 1200
    assert grown["p50_ms"] == 0.0
    assert work("floor-retrieval", data).keys() == {"p50_ms", "p95_ms"}


def test_the_naive_pipeline_keeps_what_it_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def embed(texts: Sequence[str]) -> np.ndarray:
        return np.array([[text.count("a") + 0.1, 1.0] for text in texts], np.float32)

    monkeypatch.setattr(bench_naive, "minilm", lambda: embed)
    page = tmp_path / "page.html"
    page.write_text("<p>" + "banana " * 300, encoding="utf-8")
    assert work("naive-build", str(tmp_path / "naive"), str(page)) == {"windows": 3}
    assert work("naive-cold", str(tmp_path / "naive")) == {"found": 3}
    assert work("naive-retrieval", str(tmp_path / "naive"))["p50_ms"] > 0


def test_every_worker_can_be_reached() -> None:
    assert all(callable(_function(target)) for target in WORKERS.values())
    with pytest.raises(KeyError):
        work("no such worker")


def test_the_compared_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def worker(_bench: Bench, *named: str) -> Timed:
        ran.append(named[0])
        return Timed(1, 2.0, 1.0, 10.0, ('{"p50_ms": 4}\n',))

    def homes(_bench: Bench, *arguments: str, corpus: Path | None = None) -> Timed:
        ran.append(f"homes {arguments[0]}{' bare' if corpus else ''}")
        return Timed(1, 1.0, 1.0, 5.0, ("told\n",))

    monkeypatch.setattr(Bench, "worker", worker)
    monkeypatch.setattr(Bench, "homes", homes)
    bench = Bench(tmp_path, Settings(), ("a.pdf",), runs=2)
    figures = bench.ingests()
    assert ran == ["naive-build", "homes ingest bare", "homes ingest"] * 2
    assert (figures["naive ingest wall"], figures["ours ingest peak_mib"]) == (2.0, 5.0)
    assert (tmp_path / "corpus" / "catalogue.toml").is_file()
    assert not (tmp_path / "corpus" / "digest").exists()
    assert bench.questions()["naive retrieval p50_ms"] == 4


def test_documents_that_are_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"guide-2015\.pdf: not there"):
        main(["--official", str(tmp_path)])


def _function(target: str) -> object:
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)
