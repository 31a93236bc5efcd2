"""Each false claim in words that make it, and true statements near to it."""

from __future__ import annotations

import pytest

from assistant.entrypoints.draft_schemas import DraftStatementOut
from evals.draft_claims import FORBIDDEN, false_claims
from tests.assistant.entrypoints.wire import citation

GUIDE = {"document": "guide-2015", "authority": "statutory_guidance"}


def claims(text: str, cited: dict[str, object], force: str = "states") -> list[str]:
    """What a statement on one citation claims falsely."""
    citations = [citation(**cited)]
    made = DraftStatementOut(text=text, citations=citations, requirements=["r"], force=force, checklist=False)
    return [found.claim for found in false_claims([made])]


FALSE = [
    ("The specific regulations are not provided here.", {}, "the Regulations are not provided"),
    ("The Regulations aren't included.", {}, "the Regulations are not provided"),
    ("A deputy manager is a statutory role.", {}, "a deputy manager is statutory"),
    ("The home must appoint a deputy manager.", {}, "a deputy manager is statutory"),
    ("Staff are supervised monthly.", {**GUIDE, "provision": "para 10.10"}, "para 10.10 is on supervision"),
    ("The home keeps a budget.", {**GUIDE, "provision": "para 10.11"}, "para 10.11 is on budgets"),
    ("They must ensure that staff have facilities.", {**GUIDE, "force": "should"}, "guidance is a must"),
    ("Behaviour management is an additional policy.", {}, "behaviour management is additional"),
    ("Beyond the guidance, add behaviour management.", {}, "behaviour management is additional"),
    ("A private fostering policy.", {}, "private fostering is required"),
    ("Managers report.", {"authority": "providers_own"}, "a provider's own paper is a source"),
    ("See 28(2) for this.", {}, "a number without its document"),
    ("Follow 10.13.", {}, "a number without its document"),
    ("Regulation 10.13 lets them decide.", {}, "a Guide paragraph is a regulation"),
    ("Watch for staff burnout.", {}, "advice that no source gives"),
    ("The fostering national minimum standards apply.", {}, "fostering standards apply"),
    ("The home meets the National Minimum Standards.", {}, "National Minimum Standards are current"),
    ("Confidence: 0.85", {}, "a confidence in figures"),
    ("Regulation 1 asks for a policy.", {}, "a duty in regulation 1"),
]


@pytest.mark.parametrize(("text", "cited", "claim"), FALSE)
def test_a_false_claim_is_found(text: str, cited: dict[str, object], claim: str) -> None:
    assert claim in claims(text, cited)


def test_every_claim_of_the_table_has_its_example() -> None:
    assert {claim for _, _, claim in FALSE} == set(FORBIDDEN)


@pytest.mark.parametrize(
    ("text", "force", "cited"),
    [
        ("Neither document requires a deputy manager.", "states", {}),
        ("A deputy should have experience in a home.", "should", {**GUIDE, "force": "should"}),
        ("Staff must have supervision.", "must", {"provision": "reg 33(4)(b)"}),
        ("The statement of purpose tells how staff are supervised.", "should", {**GUIDE, "provision": "para 10.10"}),
        ("Each manager must hold it in time (paragraph 10.12).", "must", {**GUIDE, "force": "must"}),
        ("The list in regulation 28(1) must be met.", "must", {"force": "states"}),
        ("The policy on behaviour management must be written.", "must", {}),
        ("Paragraphs 10.12 and 10.13 of the Guide; regulation 32(4) and (5).", "states", {}),
        ("Check whether an older award stood in previous National Minimum Standards.", "should", {}),
        ("Regulation 12 and regulation 1(2).", "states", {}),
        ("Allow 2.5 hours, or 50.5% of the time.", "states", {}),
    ],
)
def test_a_true_statement_near_to_one_is_let_be(text: str, force: str, cited: dict[str, object]) -> None:
    assert claims(text, cited, force) == []
