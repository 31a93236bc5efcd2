from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.drafting.conditions import Always, Fact
from assistant.drafting.requirements import FactWanted, NotInSources, Requirement
from assistant.drafting.requirements_file import kinds, load_requirements
from assistant.errors import UnknownDraftKind
from ingest.document import Force
from ingest.errors import CatalogueError
from tests.assistant.drafting.made_requirements import RECORDS, made_requirements


def test_a_file_is_a_kind(tmp_path: Path) -> None:
    made_requirements(tmp_path)
    made_requirements(tmp_path, "policy/records")
    assert kinds(tmp_path) == ("policy/records", "records")
    assert kinds(tmp_path / "none") == ()
    assert [load_requirements(tmp_path, kind).guidance_is_text for kind in kinds(tmp_path)] == [True, False]


@pytest.mark.parametrize("kind", ["recrods", "", "../records", "policy", "/etc/passwd"])
def test_an_unknown_kind_is_told_the_known_ones(tmp_path: Path, kind: str) -> None:
    made_requirements(tmp_path)
    with pytest.raises(UnknownDraftKind, match="these are: records, section"):
        load_requirements(tmp_path, kind)


def test_items_are_read_with_all_they_say(tmp_path: Path) -> None:
    found = made_requirements(tmp_path)
    assert (found.title, found.audience, found.governing) == ("Records", "", ("law", "guide"))
    assert found.sections[0].suggestions == ("Some homes name a person for this.",)
    keep, training, school = found.requirements
    assert keep == Requirement(
        id="rec-keep",
        section="keeping",
        provision="law/37",
        also=("guide/10.11",),
        force=Force.MUST,
        asks="Retain the records for at least 15 years.",
        line="The home keeps its records for at least 15 years from the last entry.",
        applies=Always(),
        reason_if_not="",
        facts=(
            FactWanted("where", "Where are records kept?", "accommodation"),
            FactWanted("who", "Who keeps them?", ""),
        ),
    )
    assert keep.provisions == ("law/37", "guide/10.11")
    assert training.force is Force.SHOULD
    assert school.applies == Fact("school")
    assert found.of_section("changes") == (school,)


APART = RECORDS + '[[section]]\nid = "apart"\nheading = "Apart"\n[[not_in_sources]]\nname = "Plan"\nnote = "Neither."\n'


def test_what_is_not_in_the_sources_has_a_section_of_its_own(tmp_path: Path) -> None:
    assert made_requirements(tmp_path, content=APART).not_in_sources == (NotInSources("Plan", "Neither."),)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('title = "Records"', 'title = ""', "requirements records: not in its form: title"),
        ('title = "Records"', "", "requirements records: missing field title"),
        ('title = "Records"', 'title = "Records"\ncolour = 1', "requirements records: unknown field colour"),
        ('title = "Records"', "title = ", "requirements records: cannot be read"),
        ('provision = "law/16"', 'provision = "sixteen"', "rec-school: not in its form: provision"),
        ('also = ["guide/10.11"]', 'also = "guide/10.11"', "rec-keep: not in its form: also"),
        ('force = "should"', 'force = "shall"', "rec-training: not in its form: force"),
        ('applies_when = "school"', 'applies_when = "shcool"', 'rec-school: applies_when: "shcool" is no fact'),
        ('reason_if_not = "The home is not a school."', "", "rec-school: reason_if_not goes with a condition"),
        ('applies_when = "school"', "", "rec-school: reason_if_not goes with a condition"),
        ('section = "changes"', 'section = "chnages"', "there is no section chnages"),
        ('section = "changes"', 'section = "keeping"', "1 sections have no items"),
        ('id = "rec-school"', 'id = "rec-keep"', "id rec-keep stands twice"),
        ('id = "changes"\nheading', 'id = "keeping"\nheading', "section keeping stands twice"),
        ('id = "who"', 'id = "where"', "rec-keep: two facts have one id"),
        ('profile = "accommodation"', 'profile = "acommodation"', "rec-keep: fact: not in its form: profile"),
        ('id = "rec-school"', "", "an item without id: missing field id"),
        ('[[suggestion]]\nsection = "keeping"', '[[suggestion]]\nsection = "nowhere"', "there is no section nowhere"),
    ],
)
def test_a_file_that_is_not_in_its_form_is_named_with_its_item(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    assert before in RECORDS
    with pytest.raises(CatalogueError, match=re.escape(says)):
        made_requirements(tmp_path, content=RECORDS.replace(before, after, 1))
