"""Every list of requirements against the official documents: each provision is there, and speaks of what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.drafting.drafter import cite_whole
from assistant.drafting.requirements_file import kinds, load_requirements
from assistant.settings import Settings
from ingest.corpus import Corpus
from ingest.document import Authority, Force
from ingest.lexicon import terms_of
from ingest.passages import words
from tests.assistant.official_corpus import official_corpus

pytestmark = pytest.mark.official

FOLDER = Settings().corpus / "requirements"
KINDS = kinds(FOLDER)
GOVERNED = {
    *("statement_of_purpose", "policy_list", "management_roles", "manager_qualifications", "workforce_plan"),
    *("childrens_guide", "mock_inspection"),
    *(f"policy/{name}" for name in ("safeguarding", "bullying", "missing_child", "behaviour_management")),
    *(f"policy/{name}" for name in ("complaints", "medicines", "surveillance", "recruitment")),
}

STRENGTH = {Force.STATES: 0, Force.DEFINES: 0, Force.MAY: 1, Force.SHOULD: 2, Force.MUST: 3}
SAYS_NOTHING = frozenset(terms_of("must should may not register person child home care staff provide ensure"))
"""Terms that nearly every provision has."""


@pytest.fixture(scope="module")
def corpus(official: Path) -> Corpus:
    return official_corpus(official)


def test_every_kind_has_its_list() -> None:
    assert set(KINDS) >= GOVERNED


@pytest.mark.parametrize("kind", KINDS)
def test_every_provision_is_in_its_document(corpus: Corpus, kind: str) -> None:
    listed = {one for item in load_requirements(FOLDER, kind).requirements for one in item.provisions}
    assert sorted(listed - set(corpus.provisions)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_provision_says_something_of_the_kind(corpus: Corpus, kind: str) -> None:
    """What an item comes from speaks of it; what is listed beside that speaks of it, or of what it comes from."""
    silent = []
    for item in load_requirements(FOLDER, kind).requirements:
        said = telling(f"{item.asks} {item.line}")
        source = printed(corpus, item.provision)
        silent += [f"{item.id}: {item.provision}"] if not said & source else []
        silent += [f"{item.id}: {one}" for one in item.also if not (said | source) & printed(corpus, one)]
    assert silent == []


@pytest.mark.parametrize("kind", KINDS)
def test_guidance_is_never_made_stronger_than_it_is_printed(corpus: Corpus, kind: str) -> None:
    """A schedule's items have their force from the regulation that names it; guidance has only its own words."""
    items = load_requirements(FOLDER, kind).requirements
    guidance = [one for one in items if corpus.document_of(one.provision).authority is not Authority.STATUTE]
    stronger = [
        one.id
        for one in guidance
        if STRENGTH[one.force] > max(STRENGTH[force] for listed in one.provisions for force in forces(corpus, listed))
    ]
    assert stronger == []


def forces(corpus: Corpus, provision_id: str) -> list[Force]:
    return [citation.force for citation in cite_whole(corpus, provision_id, "").citations]


def printed(corpus: Corpus, provision_id: str) -> frozenset[str]:
    """The telling terms of a provision, read with its headings and the words that open it."""
    provision = corpus.provision(provision_id)
    document_id = corpus.document_of(provision_id).id
    above = corpus.trees[document_id].ancestors(provision)
    opening = [words(one.spans, corpus.page_texts[document_id]) for one in above[-1:]]
    headings = [one.heading for one in (*above, provision) if one.heading]
    return telling(" ".join([corpus.words(provision), *opening, *headings]))


def telling(text: str) -> frozenset[str]:
    return frozenset(terms_of(text)) - SAYS_NOTHING
