"""The register of the official documents: what is in it, what is not, and what an entry tells."""

from __future__ import annotations

import pytest

from assistant.compliance.corrections import load_corrections
from assistant.compliance.deadline import Clock
from assistant.compliance.entry import NOT_NAMED
from assistant.compliance.register import Register
from assistant.knowledge_base import KnowledgeBase
from assistant.wording import plain
from ingest.document import Authority, Force
from ingest.text import same_words

pytestmark = pytest.mark.official


def test_an_item_of_a_list_is_an_entry_with_the_words_that_open_it(register: Register) -> None:
    entry = register.by_id["regulations-2015/regulation/35/3/a/i"]
    assert (entry.label, entry.force, entry.bound, entry.pages) == (
        "reg 35(3)(a)(i)",
        Force.MUST,
        ("registered person",),
        (26,),
    )
    assert entry.bound_at == "regulations-2015/regulation/35/3"
    assert entry.text.startswith("The registered person must ensure that— within 24 hours of the use")
    assert entry.own == "the name of the child;"
    assert entry.deadline is not None
    assert (entry.deadline.count, entry.deadline.provision_id) == (24, "regulations-2015/regulation/35/3/a")
    assert entry.qualified_by == ("regulations-2015/regulation/35/4",)
    assert (entry.standard, "restraint" in entry.topics) == ("protection", True)
    assert entry.heading == "Behaviour management policies and records"


def test_a_paragraph_of_guidance_gives_an_entry_a_sentence_each_with_its_own_force(register: Register) -> None:
    found = [(one.force.value, one.bound) for one in register.by_provision["guide-2015/paragraph/9.17"]]
    assert found == [("must", (NOT_NAMED,)), ("should", ("staff",)), ("must", (NOT_NAMED,))]


def test_what_another_provision_asks_for_is_as_strong_as_that(register: Register) -> None:
    item = register.by_id["regulations-2015/schedule/1/4"]
    assert (item.force, item.bound, item.bound_at) == (
        Force.MUST,
        ("registered person",),
        "regulations-2015/regulation/16/1",
    )
    assert item.corrected
    assert len({one.provision_id.split("/")[3] for one in register.below("regulations-2015/schedule/1")}) == 22


@pytest.mark.parametrize(
    "absent",
    [
        "regulations-2015/regulation/1/2/a",
        "regulations-2015/regulation/2/1/definition/childrens-guide/a",
        "regulations-2015/regulation/12/1",
        "regulations-2015/regulation/43/4/a",
        "regulations-2015/regulation/44/3",
        "regulations-2015/regulation/53/2/a",
        "regulations-2015/schedule/5/1/a",
        "guide-2015/terms/registered-person",
    ],
)
def test_what_asks_nothing_is_no_entry(register: Register, absent: str) -> None:
    assert register.below(absent) == ()


def test_reprints_are_no_entries(ingested: KnowledgeBase, register: Register) -> None:
    assert not [one.id for one in register.entries if ingested.corpus.provisions[one.provision_id].reprint]


def test_only_law_and_statutory_guidance_make_requirements(register: Register) -> None:
    assert {one.authority for one in register.entries} == {Authority.STATUTE, Authority.STATUTORY_GUIDANCE}
    assert register.entries[0].authority is Authority.STATUTE


def test_guidance_is_no_stronger_than_its_sentence(register: Register) -> None:
    """No sentence of the Guide is a must that prints none of the words that oblige."""
    obliges = ("must", "requir", "shall", "may only", "not permissible", "may not")
    found = [
        one for one in register.entries if one.authority is Authority.STATUTORY_GUIDANCE and one.force is Force.MUST
    ]
    assert len(found) > 100
    assert [one.id for one in found if not any(word in one.text.lower() for word in obliges)] == []


def test_every_entrys_words_are_on_its_pages(ingested: KnowledgeBase, register: Register) -> None:
    texts = ingested.corpus.page_texts
    for entry in register.entries:
        printed = [texts[entry.document_id][span.physical_page][span.start : span.end] for span in entry.spans]
        assert same_words(entry.own) in plain(same_words("\n".join(printed))), entry.id


def test_every_correction_corrects_something(register: Register) -> None:
    assert [one.provision for one in register.unused] == []


def test_every_correction_names_what_there_is(ingested: KnowledgeBase) -> None:
    corrections = load_corrections(ingested.data().folder / "requirements" / "register.toml")
    known = ingested.corpus.provisions
    places = {
        place
        for one in corrections.all
        for place in (one.provision.partition("#")[0].removesuffix("/bullet"), one.completes, one.bound_at)
        if place
    }
    assert sorted(places - set(known)) == []


def test_ids_are_unique_and_references_exist(ingested: KnowledgeBase, register: Register) -> None:
    assert len(register.by_id) == len(register.entries)
    named = {place for one in register.entries for place in (*one.references, *one.qualified_by, one.bound_at) if place}
    assert named <= set(ingested.corpus.provisions)


def test_the_seven_clocks_that_people_ask_for_most(register: Register) -> None:
    clocks = {
        "16/3/b": "within 28 days of the revision",
        "28/3/a": "the date which falls 3 years after the date on which that person started managing a home",
        "32/5/a": "the date which falls 2 years after the date on which the individual started working in a care "
        "role in a home",
        "35/3/c": "within 5 days of the use of the measure",
        "44/1": "at least once each month",
        "45/1": "at least once every 6 months",
        "46/1": "at least once in each calendar year",
    }
    found = {path: register.by_id[f"regulations-2015/regulation/{path}"].deadline for path in clocks}
    assert {path: limit.written for path, limit in found.items() if limit} == clocks


def test_a_choice_is_all_of_what_is_asked(register: Register) -> None:
    found = register.select(topic="medicines", force=Force.MUST, who=["Registered Person"])
    assert "regulations-2015/regulation/23/2/b" in {one.id for one in found}
    assert all(
        one.force is Force.MUST and "registered person" in one.bound and "medicines" in one.topics for one in found
    )
    assert register.select(who=["nobody"]) == ()


def test_notifications_are_without_delay(register: Register) -> None:
    found = register.below("regulations-2015/regulation/40/4")
    assert len(found) == 6
    assert all(one.deadlines[0].clock is Clock.WORDS for one in found)


def test_differences_between_the_sources_are_named(register: Register) -> None:
    assert "who-appoints-the-visitor" in register.by_id["regulations-2015/regulation/43/1"].differences
