"""How often a check assures of what is wrong, or faults what is right: 300 sentences by somebody who saw nothing.

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


def test_what_is_wrong_is_seldom_called_agreement(ingested: KnowledgeBase) -> None:
    found = shares(ingested, "wrong_practice_second.txt")
    assert found[Verdict.AGREES] + found[Verdict.GOES_FURTHER] <= 0.06
    assert found[Verdict.CONFLICTS] >= 0.33


def test_what_is_right_is_seldom_called_a_conflict(ingested: KnowledgeBase) -> None:
    found = shares(ingested, "right_practice_second.txt")
    assert found[Verdict.CONFLICTS] <= 0.09
    assert found[Verdict.AGREES] >= 0.40
