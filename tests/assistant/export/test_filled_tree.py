from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.compliance.checklist import Checklist, Seen
from assistant.compliance.checklists import checklist
from assistant.compliance.filled import Filled, Filling
from assistant.export.document_tree import DocumentTree, Heading, Run, Table
from assistant.export.file_format import FileFormat
from assistant.export.filled_tree import COLUMNS, OTHERWISE, filled_tree
from assistant.export.writers import written
from assistant.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.official
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
AT = int(NOW.timestamp() * 1000)


@pytest.fixture
def shown(ingested: KnowledgeBase) -> Checklist:
    return checklist(ingested.corpus, ingested.register, ingested.data().folder / "checklists", "topic-fire")


def tree(ingested: KnowledgeBase, shown: Checklist, *fillings: Filling) -> DocumentTree:
    lines = {one.line: tuple(each for each in fillings if each.line == one.line) for one in fillings}
    return filled_tree(ingested.corpus, shown, Filled("a" * 24, shown.kind, shown.title, NOW, lines))


def rows(made: DocumentTree) -> list[list[str]]:
    tables = [block for block in made.body if isinstance(block, Table) and block.columns == COLUMNS]
    return [[cell.text for cell in row] for table in tables for row in table.rows]


def test_each_line_says_what_was_found_and_those_left_say_so(ingested: KnowledgeBase, shown: Checklist) -> None:
    first = shown.sections[0].lines[0]
    seen = Filling(first.id, first.text, Seen.SEEN, "Fire book, March", "Drill at night\nnot yet", AT)
    found = [row[2:] for row in rows(tree(ingested, shown, seen))]
    assert found[0] == ["seen", "Evidence: Fire book, March Note: Drill at night not yet"]
    assert found[1:] == [["not filled in", ""]] * 5


def test_what_another_device_wrote_stands_beside_it(ingested: KnowledgeBase, shown: Checklist) -> None:
    first = shown.sections[0].lines[0]
    mine = Filling(first.id, first.text, Seen.SEEN, "", "", AT)
    theirs = Filling(first.id, first.text, Seen.NOT_SEEN, "", "Locked", AT - 60_000)
    assert rows(tree(ingested, shown, mine, theirs))[0][2:] == [
        "seen",
        "Also written, 11:59 on 1 March 2026, on another device: not seen. Note: Locked",
    ]


def test_what_was_said_of_other_words_is_kept_apart(ingested: KnowledgeBase, shown: Checklist) -> None:
    first = shown.sections[0].lines[0]
    earlier = Filling(first.id, "As the line was before.", Seen.SEEN, "", "All well", AT)
    made = tree(ingested, shown, earlier)
    assert rows(made)[0][2:] == ["not filled in", ""]
    at = made.body.index(Heading(1, OTHERWISE))
    table = made.body[at + 1]
    assert isinstance(table, Table)
    assert table.rows == ((Run("As the line was before."), Run("seen"), Run("Note: All well")),)


def test_particulars_stand_in_front(ingested: KnowledgeBase, shown: Checklist) -> None:
    home = Filling("particulars/home", "Home", None, "", "Elm House, SC1", AT)
    later = Filling("particulars/visitor", "Filled in by", None, "", "A. Visitor", AT)
    earlier = Filling("particulars/visitor", "Filled in by", None, "", "B. Visitor", AT - 60_000)
    made = tree(ingested, shown, home, later, earlier)
    table = next(block for block in made.front if isinstance(block, Table))
    assert table.rows[0] == (Run("Home and its reference number (URN)"), Run("Elm House, SC1"))
    assert table.rows[2][1].text == "A. Visitor Also written, 11:59 on 1 March 2026, on another device: B. Visitor"
    assert written(made, FileFormat.PDF).startswith(b"%PDF")
