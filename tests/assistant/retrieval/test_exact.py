from __future__ import annotations

import pytest

from assistant.knowledge_base import KnowledgeBase
from assistant.retrieval.exact import ExactRun, asks_only_for_provisions, named_provisions, names_nothing

pytestmark = pytest.mark.official

NAMED = [
    ("What does reg 28(2) say?", [("regulations-2015/regulation/28/2", True)]),
    ("Is Regulation 28 (2)(c)(ii) about equivalence?", [("regulations-2015/regulation/28/2/c/ii", True)]),
    ("regs 34, 35 and 39", [(f"regulations-2015/regulation/{n}", True) for n in (34, 35, 39)]),
    ("39, that is reg 39, before reg 34", [(f"regulations-2015/regulation/{n}", True) for n in (39, 34)]),
    ("paragraph 10.12 of the Guide", [("guide-2015/paragraph/10.12", True)]),
    ("Schedule 1 paragraph 19", [("regulations-2015/schedule/1/19", True)]),
    ("sch 1 (paragraphs 19 and 20)", [(f"regulations-2015/schedule/1/{n}", True) for n in (19, 20)]),
    ("annex A 1.1", [("guide-2015/annex/A/1.1", True)]),
    # The Guide reprints regulations 5 to 14: the statute's own is meant.
    ("regulation 5", [("regulations-2015/regulation/5", True)]),
    ("reg 14(2)(a)", [("regulations-2015/regulation/14/2/a", True)]),
    # What is not there is read as the nearest above it, and marked.
    ("reg 28(9)", [("regulations-2015/regulation/28", False)]),
    ("reg 28(2)(z)", [("regulations-2015/regulation/28/2", False)]),
    ("reg 99", []),
    ("para 99.1", []),
    # Other instruments have regulations of their own.
    ("regulation 9 of the Care Planning Regulations", []),
    ("regulation 4 of the Arrangements for Placement of Children Regulations 2011", []),
    ("Who may be the independent person?", []),
    ("28(2)", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_provisions_named_in_a_question(ingested: KnowledgeBase, text: str, expected: list[tuple[str, bool]]) -> None:
    assert [(one.provision.id, one.exactly) for one in named_provisions(ingested.corpus, text)] == expected


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Do reg 58 and reg 28 apply, and para 99.9?", ("reg 58", "para 99.9")),
        ("What is in annex Z?", ("annex Z",)),
        ("What do regulations 5 and 99 say?", ("regulation 99",)),
        ("regs 97 and 99", ("regulation 97", "regulation 99")),
        ("reg 28(9)", ()),
        ("regulation 99 of the Care Planning Regulations", ()),
        ("no provision at all", ()),
    ],
)
def test_mentions_of_what_does_not_exist(ingested: KnowledgeBase, text: str, written: tuple[str, ...]) -> None:
    assert names_nothing(ingested.corpus, text) == written


def test_a_provisions_passages_share_its_weight(ingested: KnowledgeBase) -> None:
    run = ExactRun(ingested.corpus)
    assert [(hit.passage_id, hit.score) for hit in run.search("reg 28(2)", 9)] == [
        ("regulations-2015/regulation/28/2", 1.0)
    ]
    whole = run.search("reg 28", 9)
    assert [hit.passage_id for hit in whole] == [f"regulations-2015/regulation/28/{n}" for n in (1, 2, 3, 4)]
    assert {hit.score for hit in whole} == {0.5}


def test_part_of_a_passage_is_found_in_its_passage(ingested: KnowledgeBase) -> None:
    (hit,) = ExactRun(ingested.corpus).search("reg 28(2)(c)(i)", 9)
    assert hit.passage_id == "regulations-2015/regulation/28/2"


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("What does reg 28(2) say?", True),
        ("reg 28(2)", True),
        ("Show me the full text of Schedule 1 paragraph 19", True),
        ("List everything in Schedule 2", True),
        ("What do regs 34 and 35 require?", True),
        ("Which qualifications does reg 28(2) require?", False),
        ("reg 44 visits", False),
        ("What must the manager know?", False),
        ("", False),
    ],
)
def test_whether_a_question_asks_for_nothing_but_provisions(text: str, only: bool) -> None:
    assert asks_only_for_provisions(text) is only
