"""A sentence that says with what force a regulation speaks, where the document's kind has that regulation's duties."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compliance.review import ClaimKind
from assistant.drafting.home_profile import CONDITIONS, HomeProfile
from assistant.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.official


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The law requires that the home's policies for the protection of children cover other legislation.", True),
        (
            "Regulation 34 requires that the home's policies for the protection of children cover other legislation.",
            False,
        ),
        ("This is the policy for the prevention of bullying that regulation 34(3) requires.", False),
    ],
)
def test_a_duty_that_is_named_is_no_force_changed(
    ingested: KnowledgeBase, tmp_path: Path, said: str, told: bool
) -> None:
    file = tmp_path / "policy.md"
    file.write_text(f"# Bullying\n\n{said}\n")
    profile = HomeProfile({}, dict.fromkeys(CONDITIONS))
    made = ingested.reviews.make(file, file.name, "policy/bullying", profile, lambda *_: None)
    assert any(one.kind is ClaimKind.FORCE_CHANGED for one in made.claims) is told
