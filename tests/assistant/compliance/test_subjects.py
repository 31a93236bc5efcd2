from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compliance.register import Register
from assistant.compliance.subjects import load_subjects
from assistant.knowledge_base import KnowledgeBase
from assistant.settings import Settings
from ingest.errors import CatalogueError

SUBJECTS = load_subjects(Settings().corpus / "checklists" / "subjects.toml")


def test_a_regulation_and_the_guides_chapter_on_it_are_of_one_standard() -> None:
    assert SUBJECTS.standard_of("regulations-2015/regulation/12/2/a/i") == "protection"
    assert SUBJECTS.standard_of("guide-2015/paragraph/9.17") == "protection"
    assert SUBJECTS.standard_of("guide-2015/paragraph/10.1") == "leadership"
    assert SUBJECTS.standard_of("regulations-2015/regulation/49/a") == ""


def test_a_topic_is_known_by_words_or_by_place() -> None:
    assert "medicines" in SUBJECTS.topics_of("guide-2015/paragraph/1.1", "Medication must be recorded.")
    assert "medicines" in SUBJECTS.topics_of("regulations-2015/regulation/23/1", "arrangements for the handling")


@pytest.mark.parametrize("text", ["", "standard = 1\ntopic = []", '[[standard]]\nid = "a"\n[[topic]]\nid = "b"'])
def test_what_is_not_in_its_form(tmp_path: Path, text: str) -> None:
    file = tmp_path / "subjects.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError):
        load_subjects(file)


@pytest.mark.official
def test_every_subject_has_entries_and_every_place_exists(ingested: KnowledgeBase, register: Register) -> None:
    assert [one.id for one in SUBJECTS.standards if not register.select(standard=one.id)] == []
    assert [one.id for one in SUBJECTS.topics if not register.select(topic=one.id)] == []
    places = [place for one in SUBJECTS.standards for place in one.provisions]
    places += [place for one in SUBJECTS.topics for place in one.provisions]
    known = ingested.corpus.provisions
    assert [place for place in places if not any(one.startswith(place) for one in known)] == []
