"""A "not" near what is asked is told to be read, and contradicts nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compliance.review import ClaimKind, Review, State
from assistant.drafting.home_profile import CONDITIONS, HomeProfile
from assistant.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.official

DENIES = "Staff and children are not consulted when the bullying policy is revised."
OF_SOMETHING_ELSE = "Safeguarding does not live in a folder."


def reviewed(base: KnowledgeBase, folder: Path, kind: str, *said: str) -> Review:
    file = folder / "policy.md"
    file.write_text("# Policy\n\n" + "\n\n".join(said) + "\n")
    return base.reviews.make(file, file.name, kind, HomeProfile({}, dict.fromkeys(CONDITIONS)), lambda *_: None)


@pytest.mark.parametrize("said", [DENIES, OF_SOMETHING_ELSE])
def test_no_requirement_is_contradicted_by_a_denial_alone(ingested: KnowledgeBase, tmp_path: Path, said: str) -> None:
    made = reviewed(ingested, tmp_path, "policy/safeguarding", said)
    assert [one.requirement.id for one in made.findings if one.state is State.CONTRADICTS] == []


def test_what_may_deny_is_told_once_with_its_provision(ingested: KnowledgeBase, tmp_path: Path) -> None:
    made = reviewed(ingested, tmp_path, "policy/complaints", "A record of a complaint is not kept if it was settled.")
    (told,) = [one for one in made.claims if one.kind is ClaimKind.READS_LIKE_CONFLICT]
    assert told.named == told.citations[0].provision_label
    assert "“not”" in told.says or "likeness" in told.says
