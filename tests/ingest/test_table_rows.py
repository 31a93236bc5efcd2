from __future__ import annotations

import pytest

from ingest.document import Page
from ingest.table_rows import TableRow, table_rows, without_rows
from ingest.unseen_text import BLANK

TABLE = [["What happened", "What may follow"], ["Staying out past\nthe agreed time", "A talk about it"]]


def page(text: str) -> Page:
    return Page("policy", 3, "3", text)


def words(text: str, rows: tuple[TableRow, ...]) -> list[list[str]]:
    return [[" ".join(text[start:end].split()) for start, end in row.cells] for row in rows]


def test_rows_are_found_whatever_the_spaces_and_lines() -> None:
    text = (
        "Sanctions are these.\nWhat happened What may  follow\nStaying out past the \nagreed time A talk about it\nEnd."
    )
    rows = table_rows(page(text), [TABLE])
    assert words(text, rows) == [
        ["What happened", "What may follow"],
        ["Staying out past the agreed time", "A talk about it"],
    ]
    assert {row.page for row in rows} == {3}


def test_the_page_keeps_its_length_and_lines_without_them() -> None:
    text = "Before.\nWhat happened What may follow\nStaying out past the agreed time A talk about it\nAfter."
    left = without_rows(page(text), table_rows(page(text), [TABLE])).text
    assert left.split() == ["Before.", "After."]
    assert (len(left), left.count("\n"), left.index("After.")) == (len(text), text.count("\n"), text.index("After."))


def test_a_row_is_found_alone_where_the_table_is_not_whole() -> None:
    text = "Staying out past the agreed time A talk about it\nand elsewhere: What happened\nWhat may come of it"
    assert words(text, table_rows(page(text), [TABLE])) == [["Staying out past the agreed time", "A talk about it"]]


@pytest.mark.parametrize(
    "text",
    [
        "Staying out past the agreed time A talk about it. Staying out past the agreed time A talk about it.",
        f"Staying out past the agreed time A talk {BLANK * 5} it",
        "Who What",
    ],
    ids=["twice", "partly hidden", "not there"],
)
def test_what_is_not_surely_the_row_stays_running_text(text: str) -> None:
    assert table_rows(page(text), [TABLE, [["Who", "What"], ["A", "B"], ["C", "D"]]]) == ()


def test_tables_come_in_the_order_of_the_text() -> None:
    text = "Step one Who does it\nStep two Who checks it\nWhat happened What may follow"
    later, earlier = (
        [["What happened", "What may follow"]],
        [["Step one", "Who does it"], ["Step two", "Who checks it"]],
    )
    assert [row[0] for row in words(text, table_rows(page(text), [later, earlier]))] == [
        "Step one",
        "Step two",
        "What happened",
    ]
