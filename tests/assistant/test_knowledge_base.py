from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.answer import Answer, Question, Refusal
from assistant.bootstrap import open_knowledge_base
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import PROJECT, Settings
from ingest.errors import LibraryEmpty, LibraryLocked, ModelMissing, UnknownDocument
from ingest.lexicon import FILE_NAME
from ingest.sources import from_paths
from tests.ingest import made_pdfs

QUESTIONS = [
    "How often must the independent person visit?",
    "What does reg 28(2) say?",
    "How soon must a restraint be recorded?",
    "What is the capital of France?",
]


def paper(folder: Path, *lines: str) -> Path:
    file = folder / "our-policy.pdf"
    file.write_bytes(made_pdfs.of_lines(lines))
    return file


@pytest.fixture
def empty(tmp_path: Path, model_folder: Path) -> Settings:
    """A data folder with nothing in it, and no digest, whose questions would take seconds to embed."""
    shutil.copytree(PROJECT / "corpus", tmp_path / "corpus", ignore=shutil.ignore_patterns("official", "digest"))
    (tmp_path / "corpus" / "digest").mkdir()
    return Settings(data=tmp_path / "data", embedding=model_folder, corpus=tmp_path / "corpus")


def test_an_empty_library_says_so(empty: Settings) -> None:
    base = open_knowledge_base(empty)
    try:
        assert base.corpus.documents == {}
        with pytest.raises(LibraryEmpty, match="homes ingest"):
            base.ask(Question("anything"))
        with pytest.raises(LibraryEmpty):
            base.search("anything", 3)
    finally:
        base.close()


def test_a_folder_is_opened_once_and_free_after_closing(empty: Settings) -> None:
    base = open_knowledge_base(empty)
    with pytest.raises(LibraryLocked):
        open_knowledge_base(empty)
    base.close()
    open_knowledge_base(empty).close()


def test_what_is_ingested_is_answered_from_when_the_ingest_ends(empty: Settings, tmp_path: Path) -> None:
    base = open_knowledge_base(empty)
    try:
        first = paper(tmp_path, "1. The keys of the medicine cabinet must be kept by the shift leader.")
        base.ingest(from_paths([first], []), on_progress=lambda *_: None).raise_failures()
        before = base.corpus
        (evidence,) = base.search("Who keeps the keys of the medicine cabinet?", 1)
        assert "shift leader" in evidence.passage.text
        second = paper(tmp_path, "1. The keys of the medicine cabinet must be kept by the registered manager.")
        base.ingest(from_paths([second], []), on_progress=lambda *_: None).raise_failures()
        (evidence,) = base.search("Who keeps the keys of the medicine cabinet?", 1)
        assert "registered manager" in evidence.passage.text
        assert "shift leader" in next(iter(before.passages.values())).text
    finally:
        base.close()


def test_the_keyword_index_is_made_by_the_ingest_and_not_by_the_first_question(empty: Settings, tmp_path: Path) -> None:
    base = open_knowledge_base(empty)
    try:
        kept = paper(tmp_path, "1. The keys of the medicine cabinet must be kept by the shift leader.")
        base.ingest(from_paths([kept], []), on_progress=lambda *_: None).raise_failures()
        made = (base.indexes / FILE_NAME).stat().st_mtime_ns
        base.search("Who keeps the keys?", 1)
        assert (base.indexes / FILE_NAME).stat().st_mtime_ns == made
    finally:
        base.close()


def test_a_digest_changed_between_two_ingests_is_searched_as_it_is_now(empty: Settings, tmp_path: Path) -> None:
    base = open_knowledge_base(empty)
    try:
        kept = paper(tmp_path, "1. The keys of the medicine cabinet must be kept by the shift leader.")
        base.ingest(from_paths([kept], []), on_progress=lambda *_: None).raise_failures()
        assert base.snapshot.lexicon.search("zebra", 3) == ()
        (passage,) = base.corpus.passages.values()
        (provision_id,) = [p for p, holder in base.corpus.passage_of_provision.items() if holder == passage.id]
        explaining(empty.corpus / "digest" / passage.document_id / "keys.toml", provision_id, "What of the zebra?")
        base.ingest(from_paths([kept], []), on_progress=lambda *_: None).raise_failures()
        ((found, _),) = base.snapshot.lexicon.search("zebra", 3)
        assert found == passage.id
    finally:
        base.close()


def explaining(file: Path, provision_id: str, question: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    entry = f'provision = "{provision_id}"\npage = 1\ntext = "Keys are kept."\nquestions = ["{question}"]\n'
    file.write_text(f"[[entry]]\n{entry}", encoding="utf-8")


def test_the_model_is_missed_only_when_it_is_needed(tmp_path: Path) -> None:
    base = open_knowledge_base(Settings(data=tmp_path / "data", embedding=tmp_path / "none"))
    try:
        assert base.library.check() == ()
        with pytest.raises(ModelMissing):
            _ = base.embedder
    finally:
        base.close()


@pytest.mark.official
def test_many_may_ask_at_once(ingested: KnowledgeBase) -> None:
    one_by_one = [ingested.ask(Question(question)) for question in QUESTIONS]
    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(lambda question: ingested.ask(Question(question)), QUESTIONS * 4))
    assert at_once == one_by_one * 4
    assert [type(answer) for answer in one_by_one] == [Answer, Answer, Answer, Refusal]


@pytest.mark.official
def test_warming_changes_no_answer(ingested: KnowledgeBase) -> None:
    before = ingested.ask(Question(QUESTIONS[0]))
    ingested.warm()
    assert ingested.ask(Question(QUESTIONS[0])) == before


def test_a_document_that_is_removed_is_answered_from_no_more(empty: Settings, tmp_path: Path) -> None:
    base = open_knowledge_base(empty)
    file = paper(tmp_path, "Whispering Elms keeps the keys of the medicine cabinet in the office safe.")
    twin = file.with_name("its-twin.pdf")
    twin.write_bytes(file.read_bytes())
    try:
        base.ingest(from_paths([file, twin], []), on_progress=lambda *_: None).raise_failures()
        first, second = base.corpus.documents
        base.remove(first)
        assert list(base.corpus.documents) == [second]
        assert {e.passage.document_id for e in base.search("Who keeps the keys?", 5)} == {second}
        assert len(list(base.files.iterdir())) == 1, "the twin has the same file"
        base.remove(second)
        assert list(base.files.iterdir()) == []
        assert base.store.ids() == frozenset()
        with pytest.raises(UnknownDocument):
            base.remove(second)
    finally:
        base.close()
    kept = [one for one in empty.data.rglob("*") if one.is_file() and one.parent.name not in ("vectors", "indexes")]
    assert not [one.name for one in kept if b"Whispering" in one.read_bytes()]
