"""A data folder made by another model, by other rules, by another version, or broken: told, with what mends it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.faults.forked_homes import Ended, Homes
from tests.faults.own_documents import write_documents

QUESTION = "When must staff lock door 7?"


@pytest.fixture
def data(homes: Homes, tmp_path: Path) -> Path:
    """The folder, with three documents whose files are gone since."""
    documents = write_documents(tmp_path / "own", 0)
    assert homes.run("ingest", *map(str, documents)).code == 0
    shutil.rmtree(tmp_path / "own")
    return Path(homes.environment["HOMES_DATA"])


@pytest.fixture
def other_model(homes: Homes, model_folder: Path, tmp_path: Path) -> Homes:
    """The command with a model that says that it is another."""
    folder = tmp_path / "model"
    shutil.copytree(model_folder, folder)
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    (folder / "card.json").write_text(json.dumps({**card, "recipe": "another"}), encoding="utf-8")
    return Homes({**homes.environment, "HOMES_EMBEDDING": str(folder)}, homes.scratch)


def problem(ended: Ended) -> dict[str, Any]:
    assert ended.code == 1
    return dict(json.loads(ended.err))


def answers(homes: Homes) -> Any:
    ended = homes.run("ask", QUESTION, "--json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def test_vectors_of_another_model_are_refused_with_the_command_that_mends_them(
    homes: Homes, data: Path, other_model: Homes
) -> None:
    before = answers(homes)
    assert before["kind"] == "answer"
    assert data.is_dir()
    refused = problem(other_model.run("ask", QUESTION, "--json"))
    assert refused["type"] == "fingerprint-mismatch"
    assert "run `homes rebuild-index`" in refused["detail"]
    assert other_model.run("doctor").code == 1
    assert other_model.run("rebuild-index").code == 0
    assert answers(other_model) == before
    assert other_model.run("doctor").code == 0


def test_a_rebuild_makes_the_vectors_of_documents_that_are_not_at_hand_as_well(
    homes: Homes, data: Path, other_model: Homes, tmp_path: Path
) -> None:
    before = answers(homes)
    another = tmp_path / "another.html"
    another.write_text("<!doctype html><html><body><main><h1>Cars</h1><p>Cars are blue.</p></main></body></html>")
    assert other_model.run("ingest", str(another), "--rebuild").code == 0
    assert data.is_dir()
    assert answers(other_model) == before
    assert other_model.run("doctor").code == 0


def test_a_library_of_another_version_is_refused_with_what_to_do(homes: Homes, data: Path) -> None:
    with closing(sqlite3.connect(data / "library.sqlite3")) as library:
        library.execute("PRAGMA user_version = 99")
    refused = problem(homes.run("ask", QUESTION, "--json"))
    assert refused["type"] == "library-error"
    assert "made by another version (schema 99" in refused["detail"]
    assert "move the data folder away and run `homes ingest`" in refused["detail"]


@pytest.mark.parametrize("how", ["garbage", "gone", "cut short"])
def test_a_broken_vector_store_is_told_of_and_rebuilt_from_the_library(homes: Homes, data: Path, how: str) -> None:
    before = answers(homes)
    file = data / "vectors" / "chroma.sqlite3"
    if how == "gone":
        shutil.rmtree(data / "vectors")
    else:
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 3] if how == "cut short" else b"garbage " * 1000)
    ended = homes.run("doctor", "--json")
    findings = {finding["check"]: finding for finding in json.loads(ended.out)["findings"]}
    assert ended.code == 1
    assert "homes rebuild-index" in f"{findings['vectors']['mend']} {findings['vectors']['detail']}"
    assert homes.run("rebuild-index").code == 0
    assert homes.run("doctor").code == 0
    assert answers(homes) == before
