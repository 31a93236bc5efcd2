"""The checklists of the official documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compliance import visit_file
from assistant.compliance.checklist import PRACTICE, Checklist
from assistant.compliance.checklists import checklist, names
from assistant.compliance.register import Register
from assistant.errors import UnknownChecklist
from assistant.knowledge_base import KnowledgeBase
from ingest.document import Force
from ingest.errors import CatalogueError

pytestmark = pytest.mark.official


@pytest.fixture(scope="module")
def folder(ingested: KnowledgeBase) -> Path:
    return ingested.data().folder / "checklists"


@pytest.fixture(scope="module")
def visit(ingested: KnowledgeBase, register: Register, folder: Path) -> Checklist:
    return checklist(ingested.corpus, register, folder, visit_file.KIND)


def test_every_checklist_has_lines_that_stand_somewhere(
    ingested: KnowledgeBase, register: Register, folder: Path
) -> None:
    for one in names(register):
        made = checklist(ingested.corpus, register, folder, one.kind)
        assert made.sections
        for line in (line for section in made.sections for line in section.lines):
            assert line.source is None or line.source.provision_id in ingested.corpus.provisions
            assert line.source is None or (line.source.pages and line.source.printed)


def test_no_line_of_the_visit_is_left_out(ingested: KnowledgeBase, visit: Checklist, folder: Path) -> None:
    lines = [line for section in visit.sections for line in section.lines]
    assert len([line for line in lines if line.source]) == len(
        list(visit_file.provisions_named(folder / visit_file.FILE_NAME))
    )
    assert {document.id for document in visit.documents} == {"regulations-2015", "guide-2015", "sccif-2025"}
    assert ingested.corpus.provisions


def test_sources_are_kept_apart_in_each_section(visit: Checklist) -> None:
    order = ["statute", "statutory_guidance", "inspection_framework", PRACTICE]
    for section in visit.sections:
        places = [order.index(line.basis) for line in section.lines]
        assert places == sorted(places)


def test_what_no_source_asks_for_says_so(visit: Checklist) -> None:
    lines = [line for section in visit.sections for line in section.lines if line.source is None]
    assert lines
    assert {line.basis for line in lines} == {PRACTICE}


def test_a_should_of_a_paragraph_that_also_obliges_stays_a_should(visit: Checklist) -> None:
    lines = [line for section in visit.sections for line in section.lines if line.source]
    found = {line.source.label: line.source.force for line in lines if line.source}
    assert found["para 9.17"] is Force.SHOULD
    assert found["para 3.9"] is Force.SHOULD


def test_a_line_on_a_mixed_paragraph_names_its_sentence(register: Register, folder: Path) -> None:
    for place in visit_file.provisions_named(folder / visit_file.FILE_NAME):
        forces = {entry.force for entry in register.below(place)} if "#" not in place else set()
        assert len(forces) <= 1, place


def test_the_report_holds_what_the_law_and_the_framework_ask(visit: Checklist) -> None:
    asked = {line.source.provision_id for section in visit.sections for line in section.lines if line.source}
    assert {
        "regulations-2015/regulation/44/4/a",
        "regulations-2015/regulation/44/4/b",
        "regulations-2015/regulation/44/6",
        "regulations-2015/regulation/44/7",
        "regulations-2015/regulation/43/6",
        "regulations-2015/regulation/44/2/b",
        "sccif-2025/section/regulation-44-45/paragraph/13",
    } <= asked


@pytest.mark.parametrize("typed", ["standard-protection", "Protection", "standard protection", "standard/protection"])
def test_a_checklist_is_found_as_people_name_it(
    ingested: KnowledgeBase, register: Register, folder: Path, typed: str
) -> None:
    made = checklist(ingested.corpus, register, folder, typed)
    assert made.kind == "standard-protection"
    assert made.sections[0].lines[0].source is not None
    assert made.sections[0].lines[0].source.label == "reg 12(1)"


@pytest.mark.parametrize("typed", ["education", "nothing", "", "topic-"])
def test_what_is_no_checklist_or_two(ingested: KnowledgeBase, register: Register, folder: Path, typed: str) -> None:
    with pytest.raises(UnknownChecklist):
        checklist(ingested.corpus, register, folder, typed)


@pytest.mark.parametrize(
    "text",
    [
        "nonsense",
        'title = "x"\npurpose = "x"\nsection = []\nline = [{section = "a", do = "look", text = "x"}]',
        'title = "x"\npurpose = "x"\nsection = [{id = "a"}]\nline = []',
    ],
)
def test_a_file_that_is_not_in_its_form(ingested: KnowledgeBase, register: Register, tmp_path: Path, text: str) -> None:
    (tmp_path / visit_file.FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError):
        checklist(ingested.corpus, register, tmp_path, visit_file.KIND)
