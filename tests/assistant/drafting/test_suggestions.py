"""The good practice that drafts can add claims nothing of the law: no duty, no number, no source."""

from __future__ import annotations

import re

import pytest

from assistant.claim_words import SOFT_MUST, SOURCES, STRONG
from assistant.drafting.requirements import RequirementSet
from assistant.drafting.requirements_file import kinds, load_requirements
from assistant.quantities import provisions_in
from assistant.settings import Settings

FOLDER = Settings().corpus / "requirements"
KINDS = tuple(kind for kind in kinds(FOLDER) if kind == "statement_of_purpose" or kind.startswith("policy/"))
SUGGESTED = [
    (kind, text)
    for kind in kinds(FOLDER)
    for section in load_requirements(FOLDER, kind).sections
    for text in section.suggestions
]
OF_THE_LAW = re.compile(
    r"\b(?:law|legal\w*|regulat\w+|statut\w+|guidance|the Guide|Ofsted|HMCI|inspect\w+|standards?"
    r"|comply|complian\w+|act)\b"
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_section_has_a_few(kind: str) -> None:
    wanted: RequirementSet = load_requirements(FOLDER, kind)
    assert all(1 <= len(section.suggestions) <= 3 for section in wanted.sections)


@pytest.mark.parametrize(("kind", "text"), SUGGESTED, ids=[f"{kind}-{text[:30]}" for kind, text in SUGGESTED])
def test_a_suggestion_claims_nothing_of_the_law(kind: str, text: str) -> None:
    assert not any(sign.search(text) for _, sign in STRONG), kind
    assert not SOFT_MUST.search(text)
    assert not any(sign.search(text) for _, sign in SOURCES)
    assert not OF_THE_LAW.search(text)
    assert not provisions_in(text)
    assert not re.search(r"\d", text)


def test_no_suggestion_is_made_twice() -> None:
    texts = [text for _, text in SUGGESTED]
    assert len(set(texts)) == len(texts)
