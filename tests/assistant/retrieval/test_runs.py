"""What every way of searching promises, whichever it is."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant.knowledge_base import KnowledgeBase
from assistant.retrieval.run import Run

pytestmark = pytest.mark.official

RUNS = ["exact", "lexical", "dense", "questions"]
TEXTS = [
    "How soon must a restraint be recorded under reg 35(3)?",
    "Schedule 1 and regulations 28 to 33 and para 10.12",
    "the independent person's report, regulation 44(4)",
    "who dbs checks bank staff? sch 2 para 2",
]


def run_of(base: KnowledgeBase, name: str) -> Run:
    retriever = base.snapshot.retriever
    return next(run for run in (retriever.exact, *retriever.runs) if run.name == name)


def test_every_run_is_here(ingested: KnowledgeBase) -> None:
    assert [run.name for run in (ingested.snapshot.retriever.exact, *ingested.snapshot.retriever.runs)] == RUNS


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("count", [1, 7, 60])
def test_hits_are_passages_ranked_from_one_with_falling_scores(
    ingested: KnowledgeBase, name: str, text: str, count: int
) -> None:
    hits = run_of(ingested, name).search(text, count)
    assert 1 <= len(hits) <= count
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert all(before.score >= after.score for before, after in pairwise(hits))
    assert {hit.run for hit in hits} == {name}
    assert len({hit.passage_id for hit in hits}) == len(hits)
    assert all(hit.passage_id in ingested.corpus.passages for hit in hits)


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_nothing_is_found_for_nothing(ingested: KnowledgeBase, name: str, text: str) -> None:
    assert run_of(ingested, name).search(text, 5) == ()


@pytest.mark.parametrize("name", RUNS)
def test_the_same_text_finds_the_same(ingested: KnowledgeBase, name: str) -> None:
    run = run_of(ingested, name)
    assert run.search(TEXTS[0], 20) == run.search(TEXTS[0], 20)


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("text", ["\x00", "😀" * 50, "reg " * 900, "' OR 1=1; --", "\ud800 lone"])
def test_no_text_is_too_odd(ingested: KnowledgeBase, name: str, text: str) -> None:
    assert len(run_of(ingested, name).search(text, 3)) <= 3
