from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.bootstrap import open_knowledge_base
from assistant.entrypoints.gateway import Gateway
from assistant.entrypoints.local_gateway import LocalGateway
from assistant.entrypoints.schemas import AnswerOut, ConsideredOut
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import Settings
from ingest.errors import DocumentMissing, UnknownDocument, UnknownPage, UnknownProvision, UnsupportedFile
from tests.ingest import made_pdfs


def no_progress(*_: object) -> None:
    pass


@pytest.fixture
def settings(model_folder: Path, tmp_path: Path) -> Settings:
    """Nothing at hand: a catalogue, and an empty folder for its documents."""
    corpus = tmp_path / "corpus"
    (corpus / "official").mkdir(parents=True)
    for data in Settings().corpus.glob("*.toml"):
        shutil.copy(data, corpus)
    return Settings(data=tmp_path / "data", embedding=model_folder, corpus=corpus, official=corpus / "official")


@pytest.fixture
def gateway(settings: Settings) -> Iterator[LocalGateway]:
    opened = LocalGateway(open_knowledge_base(settings), settings)
    yield opened
    opened.close()


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.pdf"
    path.write_bytes(made_pdfs.of_lines(["Policy", "1.1 Staff must lock the medicine", "cupboard at night."]))
    return path


def test_it_is_a_gateway(gateway: LocalGateway) -> None:
    as_protocol: Gateway = gateway
    assert as_protocol.documents() == []


def test_with_nothing_at_hand_it_says_where_documents_come_from(gateway: LocalGateway) -> None:
    with pytest.raises(DocumentMissing, match=r"homes corpus fetch.*HOMES_OFFICIAL"):
        gateway.ingest([], again=False, on_progress=no_progress)


def test_what_is_ingested_stays_when_its_file_is_no_longer_at_hand(gateway: LocalGateway, policy: Path) -> None:
    gateway.ingest([policy], again=False, on_progress=no_progress)
    report = gateway.ingest([], again=False, on_progress=no_progress)
    assert {"guide-2015", "regulations-2015"} <= set(report.not_at_hand)
    assert "policy" in {document.id for document in gateway.documents()}


@pytest.mark.official
def test_with_no_paths_it_ingests_what_is_at_hand(gateway: LocalGateway, settings: Settings, official: Path) -> None:
    shutil.copy(official / "annex-a-2025.pdf", settings.official_folder)
    steps: list[str] = []
    report = gateway.ingest([], again=False, on_progress=lambda _document, step, _done, _total: steps.append(step))
    assert ("annex-a-2025", "new") in {(one.document, one.outcome) for one in report.documents}
    assert "annex-a-2025" not in report.not_at_hand
    assert "guide-2015" in report.not_at_hand
    assert {"reading", "embedding"} <= set(steps)
    assert gateway.document("annex-a-2025").short_title


def test_a_folder_is_ingested_file_by_file_and_failures_are_named(gateway: LocalGateway, policy: Path) -> None:
    policy.with_name("scan.pdf").write_bytes(made_pdfs.scanned())
    report = gateway.ingest([policy.parent], again=False, on_progress=no_progress)
    assert {one.document: one.outcome for one in report.documents} == {"policy": "new", "scan": "failed"}


@pytest.mark.parametrize("name", ["absent.pdf", "notes.txt", "a\x00b.pdf"])
def test_a_path_that_is_no_document_is_refused(gateway: LocalGateway, tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsupportedFile):
        gateway.ingest([tmp_path / name], again=False, on_progress=no_progress)


def test_a_lost_file_has_no_pictures_and_no_path(gateway: LocalGateway, policy: Path) -> None:
    gateway.ingest([policy], again=False, on_progress=no_progress)
    kept = gateway.source_file("policy")
    assert kept is not None
    assert gateway.picture("policy", 1, None, 1.0).startswith(b"\x89PNG")
    kept.unlink()
    assert gateway.source_file("policy") is None
    with pytest.raises(UnknownPage, match="no longer kept"):
        gateway.picture("policy", 1, None, 1.0)
    assert not gateway.doctor().ok


@pytest.mark.official
def test_what_is_asked_is_answered_from_the_base(ingested: KnowledgeBase) -> None:
    gateway = LocalGateway(ingested, Settings())
    *events, answer = gateway.events("Who may be the independent person?")
    assert isinstance(answer, AnswerOut)
    assert answer == gateway.ask("Who may be the independent person?")
    [considered] = [event for event in events if isinstance(event, ConsideredOut)]
    assert [one.label for one in considered.root][:2] == ["E1", "E2"]
    assert len(gateway.search("bullying", 3)) == 3
    assert gateway.provision("reg 28(2)") == [gateway.provision_by_id("regulations-2015/regulation/28/2")]
    assert gateway.page("guide-2015", 53).printed == "53"


@pytest.mark.official
def test_what_is_not_there_is_an_error(ingested: KnowledgeBase) -> None:
    gateway = LocalGateway(ingested, Settings())
    for ask in (gateway.document, gateway.source_file):
        with pytest.raises(UnknownDocument):
            ask("none")
    with pytest.raises(UnknownPage):
        gateway.page("guide-2015", 82)
    with pytest.raises(UnknownProvision):
        gateway.provision_by_id("none")
