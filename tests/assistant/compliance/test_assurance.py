"""How often a check assures of what is wrong, or faults what is right: 600 sentences by people who saw nothing.

Each is plainly right or plainly wrong by the Regulations and the Guide. A single one is no example to build by; that
the shares stay small is the promise.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.compliance.point import Verdict
from assistant.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.official

HERE = Path(__file__).parent


def shares(base: KnowledgeBase, name: str) -> dict[Verdict, float]:
    said = (HERE / name).read_text(encoding="utf-8").splitlines()
    counted = Counter(base.check_point(one).verdict for one in said)
    return {verdict: counted[verdict] / len(said) for verdict in Verdict}


@pytest.mark.parametrize(("name", "told"), [("wrong_practice_second.txt", 0.60), ("wrong_practice_third.txt", 0.40)])
def test_what_is_wrong_is_seldom_called_agreement(ingested: KnowledgeBase, name: str, told: float) -> None:
    found = shares(ingested, name)
    assert found[Verdict.AGREES] + found[Verdict.GOES_FURTHER] <= 0.07
    assert found[Verdict.CONFLICTS] >= told


@pytest.mark.parametrize(("name", "told"), [("right_practice_second.txt", 0.58), ("right_practice_third.txt", 0.38)])
def test_what_is_right_is_seldom_called_a_conflict(ingested: KnowledgeBase, name: str, told: float) -> None:
    found = shares(ingested, name)
    assert found[Verdict.CONFLICTS] <= 0.08
    assert found[Verdict.AGREES] >= told
