from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import NoticeKind, Suggestion
from assistant.drafting.coverage import share_covered
from assistant.drafting.draft import (
    CoverageState,
    Draft,
    DraftStatement,
    Expected,
    Gap,
    NotApplicable,
    ProvidedFact,
)
from assistant.drafting.drafter import draft
from assistant.drafting.profile import check_profile, home_profile, load_profile
from assistant.drafting.requirements import RequirementSet
from assistant.drafting.requirements_file import kinds, load_requirements
from assistant.errors import DraftingError
from assistant.settings import Settings
from ingest.corpus import Corpus
from ingest.document import Authority, Force
from tests.assistant.drafting.made_requirements import RECORDS, made_requirements
from tests.assistant.drafting.test_requirements_file import APART
from tests.assistant.made_corpus import KEEP_RECORDS, SEND_REVISION, TRAINING, made_corpus
from tests.assistant.official_corpus import official_corpus

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
FOLDER = Settings().corpus / "requirements"
EXAMPLE = Settings().corpus / "profile.example.toml"


def drafted(wanted: RequirementSet, told: dict[str, Any], *, suggestions: bool = False) -> Draft:
    return draft(made_corpus(), wanted, home_profile(check_profile(told)), suggestions=suggestions, made_at=NOON)


@pytest.fixture
def wanted(tmp_path: Path) -> RequirementSet:
    return made_requirements(tmp_path)


def test_each_item_is_a_cited_line_the_homes_facts_and_what_is_missing(wanted: RequirementSet) -> None:
    made = drafted(wanted, {"name": "Elm House", "accommodation": "In <b>the</b> office.", "school": False})
    keeping, changes = made.sections
    keep, fact, gap, training = keeping.blocks
    assert isinstance(keep, DraftStatement)
    assert keep.statement.text == "The home keeps its records for at least 15 years from the last entry."
    assert [citation.text for citation in keep.statement.citations] == [KEEP_RECORDS, TRAINING]
    assert (keep.requirement_ids, keep.force, keep.checklist) == (("rec-keep",), Force.MUST, False)
    assert fact == ProvidedFact("Accommodation", "In <b>the</b> office.", "accommodation", "rec-keep")
    assert gap == Gap("rec-keep.who", "Who keeps them?", "facts.rec-keep.who", "rec-keep")
    assert isinstance(training, DraftStatement)
    assert (training.force, training.checklist) == (Force.SHOULD, True)
    (ruled_out,) = changes.blocks
    assert isinstance(ruled_out, NotApplicable)
    assert (ruled_out.reason, ruled_out.citation.text) == ("The home is not a school.", SEND_REVISION)
    assert (made.profile_name, made.kind, made.version, made.made_at) == ("Elm House", "records", 1, NOON)
    assert [document.id for document in made.documents] == ["law", "guide"]


def test_coverage_has_a_row_an_item(wanted: RequirementSet) -> None:
    made = drafted(wanted, {"accommodation": "In the office.", "school": False})
    assert [(row.item, row.provision_label, row.pages, row.printed, row.force, row.state) for row in made.coverage] == [
        ("rec-keep", "reg 37", (1,), ("1",), Force.MUST, CoverageState.NEEDS_FACTS),
        ("rec-training", "para 10.11", (1,), ("1",), Force.SHOULD, CoverageState.COVERED),
        ("rec-school", "reg 16", (1,), ("1",), Force.MUST, CoverageState.NOT_APPLICABLE),
    ]
    assert made.coverage[2].reason == "The home is not a school."
    assert share_covered(made.coverage) == 0.5
    assert share_covered(()) == 1.0


def test_a_gap_is_closed_under_its_own_name(wanted: RequirementSet) -> None:
    made = drafted(wanted, {"accommodation": "In the office.", "school": False, "facts": {"rec-keep.who": "Bea."}})
    assert made.gaps == ()
    assert ProvidedFact("Who keeps them?", "Bea.", "facts.rec-keep.who", "rec-keep") in made.blocks
    assert share_covered(made.coverage) == 1.0


def test_an_item_that_nobody_can_decide_claims_nothing_of_the_home(wanted: RequirementSet) -> None:
    statement, gap = drafted(wanted, {}).sections[1].blocks
    assert isinstance(statement, DraftStatement)
    assert statement.statement.text == (
        "Where this applies to the home: Send HMCI the revised statement within 28 days."
    )
    assert gap == Gap("rec-school.school", "Is the home also a school?", "school", "rec-school")


def test_suggestions_are_asked_for(wanted: RequirementSet) -> None:
    suggestion = Suggestion("Some homes name a person for this.")
    assert suggestion not in list(drafted(wanted, {}).blocks)
    assert drafted(wanted, {}, suggestions=True).sections[0].blocks[-1] == suggestion


def test_what_is_not_in_the_sources_stands_apart(tmp_path: Path) -> None:
    made = drafted(made_requirements(tmp_path, content=APART), {})
    assert made.sections[-1].blocks == (Expected("Plan", "Neither."),)


def test_guidance_is_text_in_a_policy(tmp_path: Path) -> None:
    made = drafted(made_requirements(tmp_path, "policy/records"), {})
    assert {block.checklist for block in made.blocks if isinstance(block, DraftStatement)} == {False}


def test_the_same_is_drafted_twice(wanted: RequirementSet) -> None:
    assert drafted(wanted, {"name": "Elm"}) == drafted(wanted, {"name": "Elm"})


def without(corpus: Corpus, document_id: str) -> Corpus:
    return Corpus.of([one for name, one in corpus.ingested.items() if name != document_id])


def test_a_governing_document_that_is_not_ingested_is_named(wanted: RequirementSet) -> None:
    with pytest.raises(DraftingError, match="Records is governed by law and guide, but guide is not ingested"):
        draft(without(made_corpus(), "guide"), wanted, home_profile(check_profile({})))


def test_a_further_provision_of_a_missing_document_is_left_out(tmp_path: Path) -> None:
    wanted = made_requirements(tmp_path, content=RECORDS.replace('also = ["guide/10.11"]', 'also = ["own/1"]'))
    made = draft(without(made_corpus(), "own"), wanted, home_profile(check_profile({})))
    assert [citation.document.id for citation in made.statements[0].citations] == ["law"]


def test_a_provision_that_its_document_has_not_is_named(tmp_path: Path) -> None:
    wanted = made_requirements(tmp_path, content=RECORDS.replace("law/16", "law/99"))
    with pytest.raises(DraftingError, match=r"rec-school: law .1. has no law/99"):
        drafted(wanted, {})


def test_a_superseded_document_is_told(wanted: RequirementSet) -> None:
    corpus = made_corpus()
    law = corpus.ingested["law"]
    old = replace(law, document=replace(law.document, superseded_by="law-2030"))
    newer = Corpus.of([old, corpus.ingested["guide"]])
    assert ["law-2030" in notice.text for notice in draft(newer, wanted, home_profile(check_profile({}))).notices] == [
        True
    ]


def test_the_digest_stands_in_with_the_nearest_provision_it_explains(tmp_path: Path) -> None:
    corpus = made_corpus()
    law = corpus.ingested["law"]
    provisions = tuple(replace(one, id=one.id.replace("law/", "law/regulation/")) for one in law.provisions)
    document = replace(law.document, digest=True, authority=Authority.DIGEST)
    digest = Corpus.of([replace(law, document=document, provisions=provisions, passages=()), corpus.ingested["guide"]])
    content = RECORDS.replace("law/37", "law/regulation/37/2/a").replace("law/16", "law/regulation/16")
    made = draft(digest, made_requirements(tmp_path, content=content), home_profile(check_profile({})))
    keep = made.sections[0].blocks[0]
    assert isinstance(keep, DraftStatement)
    assert (keep.statement.citations[0].text, keep.checklist) == (KEEP_RECORDS, False)
    assert [notice.kind for notice in made.notices] == [NoticeKind.DIGEST]


@pytest.mark.official
@pytest.mark.parametrize("kind", kinds(FOLDER))
def test_every_kind_is_drafted_from_the_official_documents(official: Path, kind: str) -> None:
    corpus, wanted = official_corpus(official), load_requirements(FOLDER, kind)
    profile = home_profile(load_profile(EXAMPLE))
    started = time.perf_counter()
    made = draft(corpus, wanted, profile)
    assert time.perf_counter() - started < 2
    assert [row.item for row in made.coverage] == [
        item.id for section in wanted.sections for item in wanted.of_section(section.id)
    ]
    assert all(row.pages for row in made.coverage)
    lines = {item.line for item in wanted.requirements}
    assert {statement.text for statement in made.statements} <= lines
    facts = [block for block in made.blocks if isinstance(block, ProvidedFact)]
    assert all(block.text == profile.values[block.field] for block in facts)
