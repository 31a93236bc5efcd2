"""What a review tells of sentences that only read like a conflict."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compliance.likeness import Likeness
from assistant.compliance.phrases import Phrases
from assistant.compliance.review import ClaimFinding, ClaimKind, Review, State
from assistant.compliance.reviews import Reviews
from assistant.drafting.home_profile import CONDITIONS, HomeProfile
from assistant.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.official

WRONG = "If a child turns a dose down, the carer waits for a quiet moment and tips it into the pudding."
POLICY = f"""# Medicines

Prescribed medicines are kept in a locked cabinet, and a record is kept of each one that is given.

{WRONG}

The independent visitor looks at the medicine records each month.
"""


def reviewed(reviews: Reviews, folder: Path, text: str) -> Review:
    file, profile = folder / "a.md", HomeProfile({}, dict.fromkeys(CONDITIONS))
    file.write_text(text)
    return reviews.make(file, file.name, "policy/medicines", profile, lambda *_: None)


def like(made: Review) -> list[ClaimFinding]:
    return [claim for claim in made.claims if claim.kind is ClaimKind.READS_LIKE_CONFLICT]


def test_a_practice_told_in_other_words_is_told_with_its_provision_and_no_state_rests_on_it(
    ingested: KnowledgeBase, tmp_path: Path
) -> None:
    made = reviewed(ingested.reviews, tmp_path, POLICY)
    (claim,) = like(made)
    assert claim.quote.text == WRONG
    assert claim.named == claim.citations[0].provision_label
    assert "likeness, no proof" in claim.says
    own = ingested.reviews
    known = own.likeness()
    of_no_words = Likeness(known.examples, known.vectors, Phrases.of([]), known.weighing)
    without = Reviews(own.folder, own.state, own.ruled_out, lambda: of_no_words)
    plain = reviewed(without, tmp_path, POLICY)
    assert (made.findings, like(plain)) == (plain.findings, [])


def test_what_words_stand_against_already_is_not_told_twice(ingested: KnowledgeBase, tmp_path: Path) -> None:
    made = reviewed(ingested.reviews, tmp_path, POLICY)
    against = {quote.text for one in made.findings if one.state is State.CONTRADICTS for quote in one.quotes}
    assert against.isdisjoint(claim.quote.text for claim in like(made))


def test_its_denial_reads_like_nothing(ingested: KnowledgeBase, tmp_path: Path) -> None:
    denied = POLICY.replace(WRONG, "If a child turns a dose down, the carer does not tip it into the pudding.")
    assert like(reviewed(ingested.reviews, tmp_path, denied)) == []
