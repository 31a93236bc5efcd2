"""Sentences of our own that turn a requirement round in other words, each beside one that keeps it.

``turned.jsonl`` made the rules; ``turned_second.jsonl`` was written when they stood, looked at once, and mended a few.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from assistant.compliance.review import ClaimKind, Review, State
from assistant.drafting.home_profile import CONDITIONS, HomeProfile
from assistant.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.official

SENTENCES = Path(__file__).resolve().parents[3] / "tests" / "evals" / "review_calibration"
UNTOLD = HomeProfile({}, dict.fromkeys(CONDITIONS))


@pytest.mark.parametrize(
    ("name", "against", "told"), [("turned.jsonl", (30, 1), (55, 5)), ("turned_second.jsonl", (5, 2), (23, 7))]
)
def test_of_sentences_that_turn_a_duty_round_so_many_are_shown(
    ingested: KnowledgeBase, tmp_path: Path, name: str, against: tuple[int, int], told: tuple[int, int]
) -> None:
    """At least so many turned ones, at most so many that keep it: as contradicting, and told in either way."""
    rows = [json.loads(line) for line in (SENTENCES / name).read_text().splitlines()]
    kinds = defaultdict(list)
    for row in rows:
        kinds[row["kind"]].append(row)
    contradicting, all_told = {"turned": 0, "kept": 0}, {"turned": 0, "kept": 0}
    for kind, own in kinds.items():
        for side in all_told:
            made = _reviewed(ingested, tmp_path, kind, [row[side] for row in own])
            contradicting[side] += sum(_contradicts(made, row[side]) for row in own)
            all_told[side] += sum(_contradicts(made, row[side]) or _reads_like(made, row[side]) for row in own)
    assert contradicting["turned"] >= against[0]
    assert contradicting["kept"] <= against[1]
    assert all_told["turned"] >= told[0]
    assert all_told["kept"] <= told[1]


def _reviewed(base: KnowledgeBase, folder: Path, kind: str, said: list[str]) -> Review:
    file = folder / "policy.md"
    file.write_text("# Policy\n\n" + "\n\n".join(said) + "\n")
    return base.reviews.make(file, file.name, kind, UNTOLD, lambda *_: None)


def _contradicts(made: Review, said: str) -> bool:
    against = (one for one in made.findings if one.state is State.CONTRADICTS)
    return any(quote.text in said for one in against for quote in one.quotes)


def _reads_like(made: Review, said: str) -> bool:
    """A denial alone is told so: no requirement is contradicted by it."""
    return any(one.kind is ClaimKind.READS_LIKE_CONFLICT and one.quote.text in said for one in made.claims)
