from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pytest

from assistant.answer import Hit
from assistant.knowledge_base import KnowledgeBase
from assistant.retrieval.exact import ExactRun
from assistant.retrieval.retriever import SAME_PAGE_AT_MOST, Retriever, Weights

pytestmark = pytest.mark.official

QUESTIONS = [
    "What qualifications must the registered manager have?",
    "How soon must a restraint be recorded?",
    "What records must be kept about children?",
    "What must be in the statement of purpose?",
    "What does regulation 19(2) prohibit?",
    "Who visits the home each month and what do they write?",
    "missing child police local authority",
    "medicines",
]


@dataclass(frozen=True)
class Found:
    """A run that has found these passages, whatever it is asked."""

    passage_ids: tuple[str, ...]
    name: str = "found"

    def search(self, text: str, count: int) -> tuple[Hit, ...]:
        ranked = enumerate(self.passage_ids[:count] if text else (), start=1)
        return tuple(Hit(passage_id, rank, 1.0 / rank, self.name) for rank, passage_id in ranked)


def retriever(base: KnowledgeBase, *passage_ids: str) -> Retriever:
    weights = Weights(runs={"found": 1.0})
    return Retriever(base.corpus, ExactRun(base.corpus), (Found(passage_ids),), weights)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("count", [1, 5, 10])
def test_evidence_is_labelled_best_first_and_no_page_fills_it(
    ingested: KnowledgeBase, question: str, count: int
) -> None:
    evidence = ingested.search(question, count)
    assert len(evidence) == count
    assert [one.label for one in evidence] == [f"E{number}" for number in range(1, count + 1)]
    fused = [next(hit.score for hit in one.hits if hit.run == "fused") for one in evidence]
    assert all(before >= after for before, after in pairwise(fused))
    pages = Counter((one.passage.document_id, one.passage.spans[0].physical_page) for one in evidence)
    assert max(pages.values()) <= SAME_PAGE_AT_MOST
    assert len({one.passage.id for one in evidence}) == count


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_reprint_is_never_evidence_where_the_statute_is_at_hand(ingested: KnowledgeBase, question: str) -> None:
    provisions = ingested.corpus.provisions
    assert not [
        one.passage.id for one in ingested.search(question, 10) if provisions[one.passage.provision_ids[0]].reprint
    ]


def test_a_reprint_gives_way_to_what_it_reprints(ingested: KnowledgeBase) -> None:
    (evidence, *_) = retriever(ingested, "guide-2015/regulation/6/1").search("the aims of the home", 3)
    assert evidence.passage.id == "regulations-2015/regulation/6/1"


def test_references_are_followed(ingested: KnowledgeBase) -> None:
    """Paragraph 10.12 names regulations 28(2), 28(3), 32(4) and 32(5), where the qualifications stand."""
    evidence = retriever(ingested, "guide-2015/paragraph/10.12").search("qualifications of staff", 10)
    assert evidence[0].passage.id == "guide-2015/paragraph/10.12"
    assert {one.passage.id for one in evidence[1:]} == {
        f"regulations-2015/regulation/{path}" for path in ("28/2", "28/3", "32/4", "32/5")
    }


def test_a_named_provision_comes_first_whatever_else_is_found(ingested: KnowledgeBase) -> None:
    found = retriever(ingested, "guide-2015/paragraph/10.12", "guide-2015/paragraph/10.11")
    evidence = found.search("Which managers does reg 44(1) bind?", 5)
    assert evidence[0].passage.id == "regulations-2015/regulation/44/1"
    assert {hit.run for hit in evidence[0].hits} == {"exact", "fused"}


def test_who_asks_only_for_provisions_gets_those_and_nothing_else(ingested: KnowledgeBase) -> None:
    evidence = retriever(ingested, "guide-2015/paragraph/10.12").search("What do reg 44(1) and para 15.5 say?", 10)
    assert [one.passage.id for one in evidence] == [
        "regulations-2015/regulation/44/1",
        "guide-2015/paragraph/15.5",
    ]


def test_nothing_found_is_no_evidence(ingested: KnowledgeBase) -> None:
    assert retriever(ingested).search("anything", 5) == ()
    assert ingested.snapshot.retriever.search("", 5) == ()


def test_every_authority_has_its_weight() -> None:
    weights = Weights()
    assert set(weights.authority) == set(type(next(iter(weights.authority))))


def test_a_law_weighs_no_less_than_what_is_made_of_it() -> None:
    by_weight = list(Weights().authority.values())
    assert by_weight[0] == max(by_weight)
