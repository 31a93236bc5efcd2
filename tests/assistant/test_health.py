from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.bootstrap import open_knowledge_base
from assistant.health import Finding, examine
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import Settings


def findings(base: KnowledgeBase) -> dict[str, Finding]:
    return {finding.check: finding for finding in examine(base)}


@pytest.fixture
def own(ingested_data: Path, model_folder: Path, tmp_path: Path) -> Iterator[KnowledgeBase]:
    """A copy of the ingested library that a test may damage."""
    shutil.copytree(ingested_data, tmp_path / "data")
    base = open_knowledge_base(Settings(data=tmp_path / "data", embedding=model_folder))
    yield base
    base.close()


@pytest.mark.official
def test_a_sound_library_is_found_sound(ingested: KnowledgeBase) -> None:
    found = examine(ingested)
    assert [finding.check for finding in found if not finding.ok] == []
    assert [finding.check for finding in found if finding.mend] == []
    assert "5 ingested" in findings(ingested)["documents"].detail


def test_an_empty_library_is_told_what_to_do(tmp_path: Path, model_folder: Path) -> None:
    base = open_knowledge_base(Settings(data=tmp_path, embedding=model_folder))
    try:
        found = findings(base)["documents"]
    finally:
        base.close()
    assert not found.ok
    assert found.mend
    assert "homes ingest" in found.mend


def test_a_check_that_fails_is_a_finding_and_not_the_end(tmp_path: Path) -> None:
    base = open_knowledge_base(Settings(data=tmp_path / "data", embedding=tmp_path / "none"))
    try:
        found = findings(base)
    finally:
        base.close()
    assert not found["embedding model"].ok
    assert not found["vectors"].ok
    assert found["library"].ok
    assert list(found)[-1] == "references"


@pytest.mark.official
def test_a_lost_file_is_named(own: KnowledgeBase) -> None:
    (own.files / own.corpus.ingested["guide-2015"].file).unlink()
    found = findings(own)["source files"]
    assert (found.ok, found.detail) == (False, "missing: guide-2015")
    assert found.mend


@pytest.mark.official
def test_a_file_that_was_cut_short_is_named(own: KnowledgeBase) -> None:
    kept = own.files / own.corpus.ingested["annex-a-2025"].file
    kept.write_bytes(kept.read_bytes()[:-1])
    (own.files / own.corpus.ingested["guide-2015"].file).unlink()
    found = findings(own)["source files"]
    assert (found.ok, found.detail) == (False, "missing: guide-2015; damaged: annex-a-2025")
    assert found.mend


@pytest.mark.official
def test_lost_vectors_are_counted(own: KnowledgeBase) -> None:
    lost = sum(passage.document_id == "annex-a-2025" for passage in own.corpus.passages.values())
    own.store.delete(own.store.ids("annex-a-2025"))
    found = findings(own)["vectors"]
    assert not found.ok
    assert f"{lost} without a vector, 0 vectors without a passage" in found.detail
    assert found.mend
