"""Answers from our digest, where the official text cannot be had."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import NoticeKind
from assistant.bootstrap import open_knowledge_base
from assistant.digest_notice import digest_notices
from assistant.entrypoints.local_gateway import LocalGateway
from assistant.entrypoints.schemas import AnswerOut
from assistant.entrypoints.terminal import AUTHORITIES
from assistant.model_answer import _WHOSE
from assistant.retrieval.retriever import Weights
from assistant.settings import Settings
from ingest.catalogue import load_catalogue
from ingest.digest_pages import stand_ins
from ingest.document import Authority, Document
from tests.conftest import PROJECT

QUESTION = "How long does a new manager have to get the Level 5 diploma?"
RULE = "regulations-2015/regulation/28/3"

GUIDE = Document(
    id="guide-2015",
    title="Our digest, not the official text: Guide",
    short_title="our digest of the Guide",
    publisher="this project",
    authority=Authority.DIGEST,
    version="digest of 1.17",
    as_at=None,
    superseded_by=None,
    source_url="https://example.org/guide.pdf",
    licence=None,
    sha256="0" * 64,
    page_count=2,
    digest=True,
)


def test_official_documents_need_no_notice() -> None:
    assert digest_notices([replace(GUIDE, digest=False)]) == ()


def test_one_notice_names_every_digest_and_says_how_to_have_the_official_text() -> None:
    regulations = replace(GUIDE, short_title="our digest of the Regulations", source_url="https://example.org/regs.pdf")
    (notice,) = digest_notices([regulations, GUIDE])
    assert notice.kind is NoticeKind.DIGEST
    assert notice.text == (
        "What is quoted from our digest of the Regulations and our digest of the Guide is a summary in plain English, "
        "in our own words, because the official text is not here. It is not law or guidance and may be wrong. Before "
        "you rely on it, read the official text at the provision and page named with each quotation "
        "(https://example.org/regs.pdf, https://example.org/guide.pdf). To have the official text quoted instead, run "
        "`homes corpus fetch`, then `homes ingest`."
    )


def test_every_table_of_authorities_knows_the_digest() -> None:
    assert set(Weights().authority) == set(_WHOSE) == set(AUTHORITIES) == set(Authority)


@contextmanager
def machine_without_publishers(folder: Path, model: Path) -> Iterator[LocalGateway]:
    """The catalogue, two chapters of the digest and no official document, ingested."""
    for chapter in ("regulations-2015/part-3.toml", "guide-2015/10-leadership.toml"):
        (folder / "corpus" / "digest" / chapter).parent.mkdir(parents=True)
        shutil.copy(PROJECT / "corpus" / "digest" / chapter, folder / "corpus" / "digest" / chapter)
    for data in (PROJECT / "corpus").glob("*.toml"):
        shutil.copy(data, folder / "corpus")
    (folder / "official").mkdir()
    settings = Settings(data=folder / "data", corpus=folder / "corpus", official=folder / "official", embedding=model)
    gateway = LocalGateway(open_knowledge_base(settings), settings)
    try:
        ingest(gateway)
        yield gateway
    finally:
        gateway.close()


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[LocalGateway]:
    """For reading only."""
    with machine_without_publishers(tmp_path_factory.mktemp("machine"), model_folder) as gateway:
        yield gateway


def ingest(gateway: LocalGateway) -> dict[str, str]:
    report = gateway.ingest([], again=False, on_progress=lambda *_: None)
    return {one.document: one.outcome for one in report.documents}


def ask(gateway: LocalGateway, question: str) -> AnswerOut:
    outcome = gateway.ask(question)
    assert isinstance(outcome, AnswerOut)
    return outcome


def test_without_any_official_text_the_digest_answers_and_says_so(gateway: LocalGateway) -> None:
    answer = ask(gateway, QUESTION)
    citations = [citation for statement in answer.statements for citation in statement.citations]
    rule = next(citation for citation in citations if citation.provision_id == RULE)
    assert rule.provision == "reg 28(3) (official text: page 22)"
    assert "3 years" in rule.quote
    assert {citation.authority for citation in citations} == {"digest"}
    assert all("not the official text" in citation.title for citation in citations)
    assert all(
        statement.text.split(", at ")[0].split(". ")[-1].startswith("Our digest of") for statement in answer.statements
    )
    assert "digest" in [notice.kind for notice in answer.notices]
    assert all(document.digest for document in answer.documents)


def test_the_doctor_names_what_a_digest_stands_in_for(gateway: LocalGateway) -> None:
    told = {one.check: one for one in gateway.doctor().findings}["official texts"]
    assert told.ok
    assert "our digest stands in for" in told.detail
    assert "homes corpus fetch" in told.detail


def test_a_quotation_from_the_digest_is_one_entry_without_what_stands_above_it(gateway: LocalGateway) -> None:
    quotes = [citation.quote for statement in ask(gateway, QUESTION).statements for citation in statement.citations]
    entries = [entry.text for entry in gateway.base.data().digest]
    assert all(any(quote in entry for entry in entries) for quote in quotes)


def test_the_digests_refer_to_each_other(gateway: LocalGateway) -> None:
    references = gateway.base.corpus.references_from["guide-2015/paragraph/10.12"]
    assert "regulations-2015/regulation/28/2" in [reference.to_provision_id for reference in references]


def test_a_group_without_an_entry_is_found_by_name(gateway: LocalGateway) -> None:
    (regulation,) = gateway.provision("reg 28")
    assert regulation.provision == "reg 28 (official text: from page 22)"
    assert "regulations-2015/regulation/28/2" in regulation.children


def test_a_digest_is_not_ingested_twice(gateway: LocalGateway) -> None:
    assert ingest(gateway) == {"regulations-2015": "unchanged", "guide-2015": "unchanged"}


@pytest.mark.official
def test_the_official_text_takes_the_place_of_its_digest_and_keeps_it(
    tmp_path: Path, model_folder: Path, official: Path
) -> None:
    with machine_without_publishers(tmp_path, model_folder) as gateway:
        copy = shutil.copy(official / "regulations-2015.pdf", tmp_path / "official")
        assert ingest(gateway) == {"regulations-2015": "replaced", "guide-2015": "unchanged"}
        assert_official(gateway)

        Path(copy).unlink()
        assert ingest(gateway) == {"guide-2015": "unchanged"}
        entries = load_catalogue(gateway.settings.catalogue)
        digests = stand_ins(entries, entries, gateway.base.data().digest, tmp_path)
        report = gateway.base.ingest(digests, again=True, on_progress=lambda *_: None)
        assert {one.document_id: one.outcome for one in report.documents} == {
            "regulations-2015": "unchanged",
            "guide-2015": "replaced",
        }
        assert_official(gateway)


def assert_official(gateway: LocalGateway) -> None:
    document = gateway.document("regulations-2015")
    assert (document.digest, document.authority) == (False, "statute")
    citations = [c for statement in ask(gateway, "What does reg 28(3) say?").statements for c in statement.citations]
    assert {citation.authority for citation in citations} == {"statute"}
    assert all(finding.ok for finding in gateway.doctor().findings)
