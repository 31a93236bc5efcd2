"""Sentences of our own that turn a requirement round in other words, each beside one that keeps it.

``turned.jsonl`` made the rules; ``turned_second.jsonl`` was written when they stood, looked at once, and mended a few.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from assistant.compliance.review import Review, State
from assistant.drafting.home_profile import CONDITIONS, HomeProfile
from assistant.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.official

SENTENCES = Path(__file__).resolve().parents[3] / "tests" / "evals" / "review_calibration"
UNTOLD = HomeProfile({}, dict.fromkeys(CONDITIONS))


@pytest.mark.parametrize(("name", "found", "alarms"), [("turned.jsonl", 45, 3), ("turned_second.jsonl", 10, 3)])
def test_of_sentences_that_turn_a_duty_round_so_many_are_shown_as_differing(
    ingested: KnowledgeBase, tmp_path: Path, name: str, found: int, alarms: int
) -> None:
    rows = [json.loads(line) for line in (SENTENCES / name).read_text().splitlines()]
    kinds = defaultdict(list)
    for row in rows:
        kinds[row["kind"]].append(row)
    differing = {"turned": 0, "kept": 0}
    for kind, own in kinds.items():
        for side in differing:
            made = _reviewed(ingested, tmp_path, kind, [row[side] for row in own])
            differing[side] += sum(_differs(made, row[side]) for row in own)
    assert differing["turned"] >= found
    assert differing["kept"] <= alarms


def _reviewed(base: KnowledgeBase, folder: Path, kind: str, said: list[str]) -> Review:
    file = folder / "policy.md"
    file.write_text("# Policy\n\n" + "\n\n".join(said) + "\n")
    return base.reviews.make(file, file.name, kind, UNTOLD, lambda *_: None)


def _differs(made: Review, said: str) -> bool:
    differing = (one for one in made.findings if one.state is State.CONTRADICTS)
    return any(quote.text in said for one in differing for quote in one.quotes)
