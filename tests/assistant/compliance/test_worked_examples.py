"""The worked examples: their form, and what holds for all that are in the repository."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.compliance.review_kinds import ReviewKinds
from assistant.compliance.worked_examples import Bearing, WorkedExample, load_worked_examples
from assistant.knowledge_base import KnowledgeBase
from ingest.errors import CatalogueError
from tests.assistant.official_corpus import PROJECT

STATEMENTS = load_worked_examples(PROJECT / "corpus" / "worked_examples")
OF_DOCUMENTS = load_worked_examples(PROJECT / "corpus" / "document_examples")
EXAMPLES = (*STATEMENTS, *OF_DOCUMENTS)
LONGEST_RUN = 8
"""Words in a row that an example may share with what is printed: names of documents and offices are long."""


def test_a_line_gives_the_examples_of_one_provision(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"provision": "r/1", "agrees": ["Yes."], "conflicts": ["No.", "Never."]}\n')
    assert load_worked_examples(tmp_path) == (
        WorkedExample("r/1", "Yes.", Bearing.AGREES),
        WorkedExample("r/1", "No.", Bearing.CONFLICTS),
        WorkedExample("r/1", "Never.", Bearing.CONFLICTS),
    )


def test_a_line_may_be_of_a_requirement(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"provision": "r/1", "requirement": "medicines-01", "agrees": ["Yes."]}\n')
    assert load_worked_examples(tmp_path) == (WorkedExample("r/1", "Yes.", Bearing.AGREES, "medicines-01"),)


@pytest.mark.parametrize("line", ['{"agrees": []}', '{"provision": "r/1", "agree": ["Yes."]}', "no JSON", "[]"])
def test_a_line_that_is_not_in_its_form_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text('{"provision": "r/1"}\n' + line)
    with pytest.raises(CatalogueError, match=r"a\.jsonl, line 2"):
        load_worked_examples(tmp_path)


def test_each_is_written_for_a_provision_that_is_printed(ingested: KnowledgeBase) -> None:
    known = ingested.snapshot.corpus.provisions
    assert {one.provision_id for one in EXAMPLES if one.provision_id not in known} == set()


def test_none_is_there_twice_and_each_provision_has_both_sides() -> None:
    counted = Counter(one.said.casefold() for one in EXAMPLES)
    assert [said for said, count in counted.items() if count > 1] == []
    sides = {side: {one.provision_id for one in EXAMPLES if one.bearing is side} for side in Bearing}
    assert sides[Bearing.AGREES] == sides[Bearing.CONFLICTS]


def test_each_of_a_document_is_written_for_a_requirement_of_a_kind_that_comes_from_its_provision() -> None:
    kinds = ReviewKinds(PROJECT / "corpus" / "requirements", PROJECT / "corpus" / "reviews")
    known = {one.id: one.provision for name in kinds.names() for one in kinds.load(name).wanted.requirements}
    written = {(one.requirement_id, one.provision_id) for one in OF_DOCUMENTS}
    assert {place for place in written if known.get(place[0]) != place[1]} == set()
    sides = {side: {one.requirement_id for one in OF_DOCUMENTS if one.bearing is side} for side in Bearing}
    assert sides[Bearing.AGREES] == sides[Bearing.CONFLICTS]
    assert all(one.requirement_id == "" for one in STATEMENTS)


def test_none_is_official_text(ingested: KnowledgeBase) -> None:
    texts = ingested.snapshot.corpus.page_texts
    printed = {run for pages in texts.values() for text in pages.values() for run in _runs(text)}
    assert [one.said for one in EXAMPLES if printed.intersection(_runs(one.said))] == []


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z]+", text.lower())
    return {tuple(words[start : start + LONGEST_RUN]) for start in range(len(words) - LONGEST_RUN + 1)}
