from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.compliance.checklists import checklist
from assistant.export.checklist_tree import COLUMNS, checklist_tree
from assistant.export.document_tree import Table
from assistant.export.file_format import FileFormat
from assistant.export.writers import written
from assistant.knowledge_base import KnowledgeBase
from tests.assistant.export.reading_back import paragraphs

pytestmark = pytest.mark.official
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_each_line_has_fields_to_fill_in(ingested: KnowledgeBase) -> None:
    made = checklist(ingested.corpus, ingested.register, ingested.data().folder / "checklists", "regulation-44-visit")
    tree = checklist_tree(ingested.corpus, made, NOW)
    tables = [block for block in tree.body if isinstance(block, Table)]
    lines = [row for table in tables for row in table.rows]
    assert len(lines) == sum(len(section.lines) for section in made.sections)
    assert all(table.columns == COLUMNS for table in tables)
    assert all([cell.text for cell in row[2:]] == [""] * 4 for row in lines)
    assert "The Guide, paragraph 9.17, p.\xa044 (should)" in [row[1].text for row in lines]


def test_it_is_written_as_word_and_as_tagged_pdf(ingested: KnowledgeBase) -> None:
    made = checklist(ingested.corpus, ingested.register, ingested.data().folder / "checklists", "topic-bullying")
    tree = checklist_tree(ingested.corpus, made, NOW)
    words = [text for _, text in paragraphs(written(tree, FileFormat.DOCX))]
    assert "Bullying" in words
    assert "Not applicable" in words
    pdf = written(tree, FileFormat.PDF)
    assert pdf.startswith(b"%PDF")
    assert written(tree, FileFormat.PDF) == pdf
