"""What the tests of faults share: a small data set that ingests in a second, and the command that reads it.

Fixtures; a test folder takes them by importing them in its ``conftest.py``.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.settings import Settings
from tests.faults.forked_homes import Homes
from tests.faults.own_documents import write_documents


@dataclass(frozen=True, slots=True)
class Served:
    """A running service: its address, the file that takes its log, its data folder."""

    url: str
    log: Path
    data: Path

    @property
    def owner(self) -> dict[str, str]:
        """The headers of a request by the data folder's owner."""
        token = json.loads((self.data / "owner.json").read_text(encoding="utf-8"))["token"]
        return {"Authorization": f"Bearer {token}"}


KEPT_DIGEST = "12-registered-persons.toml"


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our own data, with one chapter of the digest and five of the questions that have no answer."""
    corpus = tmp_path_factory.mktemp("corpus")
    shutil.copytree(Settings().corpus, corpus, ignore=shutil.ignore_patterns("official", "digest"), dirs_exist_ok=True)
    (corpus / "digest" / "guide-2015").mkdir(parents=True)
    shutil.copy(Settings().corpus / "digest" / "guide-2015" / KEPT_DIGEST, corpus / "digest" / "guide-2015")
    unanswered = (corpus / "unanswered.toml").read_text(encoding="utf-8").splitlines()
    start = unanswered.index("questions = [")
    (corpus / "unanswered.toml").write_text("\n".join([*unanswered[: start + 6], "]"]), encoding="utf-8")
    return corpus


@pytest.fixture(scope="session")
def small_data(
    small_corpus: Path, model_folder: Path, official: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A data folder with an official document and three of a provider's own. Copy it to change it."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "scratch").mkdir()
    homes = Homes(environment_of(folder / "data", small_corpus, model_folder), folder / "scratch")
    ended = homes.run("ingest", str(official / "annex-a-2025.pdf"), *map(str, write_documents(folder / "own", 0)))
    assert ended.code == 0, ended.err
    return folder / "data"


@pytest.fixture(scope="session")
def served(
    small_data: Path, small_corpus: Path, model_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A service over a copy of the small data, in a process of its own."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(small_data, folder / "data")
    (folder / "scratch").mkdir()
    homes = Homes(environment_of(folder / "data", small_corpus, model_folder), folder / "scratch")
    with homes.serve() as (url, log):
        yield Served(url, log, folder / "data")


@pytest.fixture
def homes(tmp_path: Path, small_corpus: Path, model_folder: Path) -> Homes:
    """The command, with a data folder of its own."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    return Homes(environment_of(tmp_path / "data", small_corpus, model_folder), scratch)


def environment_of(data: Path, corpus: Path, model: Path) -> dict[str, str]:
    """The settings of a command that finds no official document at hand."""
    return {
        "HOMES_DATA": str(data),
        "HOMES_CORPUS": str(corpus),
        "HOMES_EMBEDDING": str(model),
        "HOMES_OFFICIAL": str(data.parent),
        "HOMES_PORT": "0",
    }
