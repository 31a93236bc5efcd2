"""What the law closes into lists is given whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.closed_lists import ClosedLists, load_closed_lists
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import PROJECT
from ingest.errors import CatalogueError
from tests.assistant.official_corpus import official_corpus

LISTS = load_closed_lists(PROJECT / "corpus" / "lists.toml")

ASKED = [
    ("Which policies do the Regulations require?", "policies"),
    ("What policies must be in place before opening?", "policies"),
    ("Explain the management roles required by the Regulations", "management"),
    ("Draft a section on the manager's qualifications", "manager"),
    ("What must the statement of purpose contain?", "statement-of-purpose"),
    ("Draft a section on the complaints procedure", "complaints"),
    ("What checks must be done on new staff?", "staff-checks"),
]


def asked_for(question: str) -> set[str]:
    return {one.id for one in LISTS.lists if any(sign.search(question) for sign in one.signs)}


@pytest.mark.parametrize(("question", "list_id"), ASKED)
def test_a_question_asks_for_a_list(question: str, list_id: str) -> None:
    assert list_id in asked_for(question)


@pytest.mark.parametrize("question", ["How often must the independent person visit?", "Can a child have a phone?"])
def test_most_questions_ask_for_none(question: str) -> None:
    assert asked_for(question) == set()


@pytest.mark.official
def test_every_provision_of_every_list_is_in_the_documents(official: Path) -> None:
    corpus = official_corpus(official)
    missing = [p for one in LISTS.lists for p in one.provision_ids if p not in corpus.provisions]
    assert missing == []


@pytest.mark.official
def test_all_of_schedule_1_in_its_order(ingested: KnowledgeBase) -> None:
    passages = LISTS.passages(ingested.corpus, "What must the statement of purpose contain?")
    items = [p.provision_ids[0] for p in passages if "/schedule/1/" in p.id]
    assert items == [f"regulations-2015/schedule/1/{number}" for number in range(1, 23)]


@pytest.mark.official
def test_without_lists_nothing_is_added(ingested: KnowledgeBase) -> None:
    assert ClosedLists(()).passages(ingested.corpus, "Which policies are required?") == ()


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[[list]]\nid = 'a'",
        "[[list]]\nid = 'a'\nabout = 'b'\nsigns = ['(']\nprovisions = []",
        "[[list]]\nid = 'a'\nabout = 'b'\nsigns = [1]\nprovisions = []",
    ],
)
def test_a_file_not_in_its_form_is_a_catalogue_error(tmp_path: Path, written: str) -> None:
    path = tmp_path / "lists.toml"
    path.write_text(written)
    with pytest.raises(CatalogueError):
        load_closed_lists(path)
