"""The force that the words before a list give to its items."""

from __future__ import annotations

import pytest

from ingest.document import Force
from ingest.structure.lead_in import force_handed_down


@pytest.mark.parametrize(
    ("words", "force"),
    [
        ("The policy must:", Force.MUST),
        ("Staff must be trained. The training should cover:", Force.SHOULD),
        ("Staff must be trained. This includes:", None),
        ("Inspectors may look at:", Force.MAY),
        ("In this policy “child” means:", None),
        ("The home:", None),
    ],
)
def test_the_last_sentence_hands_its_force_down(words: str, force: Force | None) -> None:
    assert force_handed_down(words) is force
