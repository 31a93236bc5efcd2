from __future__ import annotations

from pathlib import Path

import pytest

from assistant.knowledge_base import KnowledgeBase
from ingest.digest import DigestEntry, load_digest, question_vector_id
from ingest.errors import CatalogueError

DIGEST = Path(__file__).resolve().parents[2] / "corpus" / "digest"
ENTRY = """[[entry]]
provision = "guide-2015/paragraph/1.1"
page = 4
text = "Who the guide is for."
questions = ["Is this for me?", "Who should read it?"]
"""


def folder_of(tmp_path: Path, content: str | bytes, name: str = "guide-2015/01.toml") -> Path:
    path = tmp_path / "digest" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return tmp_path / "digest"


def test_an_entry_is_read(tmp_path: Path) -> None:
    [entry] = load_digest(folder_of(tmp_path, ENTRY))
    assert entry == DigestEntry(
        "guide-2015/paragraph/1.1", 4, "Who the guide is for.", ("Is this for me?", "Who should read it?")
    )
    assert entry.document_id == "guide-2015"
    assert entry.expansion == "Who the guide is for.\nIs this for me?\nWho should read it?"


def test_entries_come_by_document_and_file(tmp_path: Path) -> None:
    for name, number in (("z/1.toml", "z/1"), ("a/02.toml", "a/2"), ("a/01.toml", "a/1")):
        folder_of(tmp_path, ENTRY.replace("guide-2015/paragraph/1.1", number), name)
    assert [entry.provision_id for entry in load_digest(tmp_path / "digest")] == ["a/1", "a/2", "z/1"]


def test_no_folder_has_no_entries(tmp_path: Path) -> None:
    assert load_digest(tmp_path / "nowhere") == ()


NOT_IN_THE_FORM = [
    ("[[entry]", r"cannot be read \(TOMLDecodeError\)"),
    (b"\xff\xfe", r"cannot be read \(UnicodeDecodeError\)"),
    ("", r"cannot be read \(KeyError\)"),
    ("entry = 5", r"entries are written as \[\[entry\]\]"),
    ("entry = [1, 2]", r"entries are written as \[\[entry\]\]"),
    ("[entry]\npage = 1", r"entries are written as \[\[entry\]\]"),
    (ENTRY + ENTRY.replace("1.1", "1.2").replace("page = 4", "page = '4'"), r"entry 2 is not in the form \(page\)"),
    (ENTRY.replace("page = 4", "page = 0"), r"entry 1 is not in the form \(page\)"),
    (ENTRY.replace("page = 4", "page = true"), r"entry 1 is not in the form \(page\)"),
    (ENTRY.replace("Who the guide is for.", " "), r"entry 1 is not in the form \(text\)"),
    (ENTRY.replace('"Is this for me?"', "7"), r"entry 1 is not in the form \(questions\)"),
    (ENTRY.replace("guide-2015/paragraph/1.1", "guide-2015"), r"entry 1 is not in the form \(provision\)"),
    ("[[entry]]\n", r"entry 1 is not in the form \(provision, page, text, questions\)"),
    (ENTRY + 'source = "x"\n', r"entry 1 is not in the form \(unknown field\)"),
]


@pytest.mark.parametrize(("content", "message"), NOT_IN_THE_FORM)
def test_what_is_not_in_the_form_is_named(tmp_path: Path, content: str | bytes, message: str) -> None:
    with pytest.raises(CatalogueError, match=rf"\Adigest guide-2015/01\.toml: {message}\Z"):
        load_digest(folder_of(tmp_path, content))


def test_a_provision_has_one_entry(tmp_path: Path) -> None:
    folder_of(tmp_path, ENTRY)
    with pytest.raises(CatalogueError, match=r"two entries for guide-2015/paragraph/1\.1"):
        load_digest(folder_of(tmp_path, ENTRY, "guide-2015/02.toml"))


def test_a_questions_vector_is_its_provisions_and_changes_with_its_words() -> None:
    one = question_vector_id("guide-2015/paragraph/1.1", "Is this for me?")
    assert one.startswith("guide-2015/paragraph/1.1?")
    assert one == question_vector_id("guide-2015/paragraph/1.1", "Is this for me?")
    assert one != question_vector_id("guide-2015/paragraph/1.1", "Is this for you?")
    assert one != question_vector_id("guide-2015/paragraph/1.2", "Is this for me?")


def test_our_digest_lies_in_the_folder_of_the_document_it_is_of() -> None:
    for folder in sorted(path for path in DIGEST.iterdir() if path.is_dir()):
        entries = [entry for entry in load_digest(DIGEST) if entry.document_id == folder.name]
        assert entries, folder.name
    assert {entry.document_id for entry in load_digest(DIGEST)} <= {path.name for path in DIGEST.iterdir()}


def test_our_digest_points_at_provisions_that_are_there_on_their_pages(ingested: KnowledgeBase) -> None:
    corpus = ingested.corpus
    wrong = []
    for entry in load_digest(DIGEST):
        provision = corpus.provisions.get(entry.provision_id)
        if provision is None or corpus.whole_spans(provision)[0].physical_page != entry.page:
            wrong.append((entry.provision_id, entry.page))
    assert wrong == []
