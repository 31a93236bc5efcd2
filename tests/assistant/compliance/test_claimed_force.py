from __future__ import annotations

import pytest

from assistant.compliance.claimed_force import Source, claimed_force


@pytest.mark.parametrize(
    ("sentence", "source", "obliges"),
    [
        ("The Guide requires homes to reward good behaviour.", Source.GUIDANCE, True),
        ("This is required by the statutory guidance.", Source.GUIDANCE, True),
        ("The Regulations recommend that a record is kept.", Source.LAW, False),
        ("It is a legal requirement to reward good behaviour.", Source.LAW, True),
        ("According to the Guide, staff must reward good behaviour.", Source.GUIDANCE, True),
        ("Under the Regulations staff should keep a record.", Source.LAW, False),
    ],
)
def test_what_a_sentence_claims(sentence: str, source: Source, obliges: bool) -> None:
    found = claimed_force(sentence)
    assert found is not None
    assert (found.source, found.obliges) == (source, obliges)
    assert sentence[found.start : found.end] == found.written


@pytest.mark.parametrize(
    "sentence",
    [
        "Staff must record each restraint.",
        "Each child is given the children's guide.",
        "Staff read it.",
        "This policy, under regulation 35 of the Regulations 2015, says how we encourage children.",
    ],
)
def test_most_sentences_claim_nothing(sentence: str) -> None:
    assert claimed_force(sentence) is None
