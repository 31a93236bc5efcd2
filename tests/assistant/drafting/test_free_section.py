from __future__ import annotations

from pathlib import Path

import pytest

from assistant.drafting.draft import DraftStatement, Gap, ProvidedFact
from assistant.drafting.draft_record import from_record, to_record
from assistant.drafting.free_section import draft_section
from assistant.drafting.profile import check_profile, home_profile
from assistant.errors import EmptyQuestion, TopicNotInSources
from assistant.knowledge_base import KnowledgeBase
from tests.assistant.drafting.test_drafter import NOON
from tests.assistant.made_corpus import made_answering, made_corpus

NOBODY = home_profile(check_profile({}))


def test_a_topic_has_a_section_for_each_authority_law_first() -> None:
    made = draft_section(made_answering(None), " how  records are kept ", NOBODY, made_at=NOON)
    assert (made.kind, made.title) == ("section", "How records are kept")
    assert [(section.id, section.heading) for section in made.sections] == [
        ("statute", "What the law says"),
        ("statutory-guidance", "What the statutory guidance says"),
        ("providers-own", "What the provider's own papers say"),
    ]
    law = [block for block in made.sections[0].blocks if isinstance(block, DraftStatement)]
    assert law[0].statement.text.startswith("Regulation 16 of the Regulations requires: The registered person must")
    assert [(row.item, row.section, row.pages) for row in made.coverage[:2]] == [
        ("law/16", "statute", (1,)),
        ("law/37", "statute", (1,)),
    ]


def test_how_the_home_does_it_is_the_homes_to_say() -> None:
    gap_id = "section.records.statute"
    made = draft_section(made_answering(None), "Records!", NOBODY)
    assert made.sections[0].blocks[-1] == Gap(
        gap_id, "How does the home put this into practice?", f"facts.{gap_id}", "law/16"
    )
    told = home_profile(check_profile({"facts": {gap_id: "Bea keeps them."}}))
    block = draft_section(made_answering(None), "Records!", told).sections[0].blocks[-1]
    assert isinstance(block, ProvidedFact)
    assert block.text == "Bea keeps them."


def test_it_is_kept_and_read_again() -> None:
    made = draft_section(made_answering(None), "records", NOBODY, made_at=NOON)
    assert from_record(to_record(made), made_corpus(), 1) == made


@pytest.mark.parametrize("topic", ["", " \n"])
def test_no_topic_is_refused(topic: str) -> None:
    with pytest.raises(EmptyQuestion, match="a section needs a topic"):
        draft_section(made_answering(None), topic, NOBODY)


@pytest.mark.official
@pytest.mark.parametrize("topic", ["restraint", "supervision of staff", "medicines", "the location review"])
def test_the_official_documents_have_a_section_on(ingested: KnowledgeBase, topic: str) -> None:
    made = draft_section(ingested.snapshot.answering, topic, NOBODY, made_at=NOON)
    assert {"regulations-2015", "guide-2015"} <= {document.id for document in made.documents}
    assert from_record(to_record(made), ingested.corpus, 1) == made


@pytest.mark.official
@pytest.mark.parametrize("topic", ["the offside rule", "care homes in Scotland"])
def test_what_the_documents_do_not_speak_of_is_refused(ingested: KnowledgeBase, topic: str) -> None:
    with pytest.raises(TopicNotInSources):
        draft_section(ingested.snapshot.answering, topic, NOBODY)


def test_a_topic_is_no_path(tmp_path: Path) -> None:
    made = draft_section(made_answering(None), "../" * 40, NOBODY)
    assert made.gaps[0].id == "section.topic.statute"
    assert list(tmp_path.iterdir()) == []
