from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.export.register_table import guarded, rows, to_csv
from assistant.export.register_workbook import to_xlsx
from assistant.knowledge_base import KnowledgeBase

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_of_a_csv_is_a_formula(cell: str) -> None:
    ((read,),) = csv.reader(io.StringIO(to_csv([(cell,)]).decode("utf-8-sig")))
    assert read == f"'{cell}"


@given(st.text(max_size=30))
def test_a_guarded_cell_never_begins_as_a_formula(cell: str) -> None:
    assert not guarded(cell).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("cell", [*FORMULAS, "https://example.org"])
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(cell: str) -> None:
    with zipfile.ZipFile(io.BytesIO(to_xlsx([("Heading",), (cell,)]))) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_the_same_rows_give_the_same_workbook() -> None:
    assert to_xlsx([("A", "B"), ("1", "2")]) == to_xlsx([("A", "B"), ("1", "2")])


@pytest.mark.official
def test_every_entry_is_a_row_that_reads_as_it_is(ingested: KnowledgeBase) -> None:
    register = ingested.register
    headings, *found = rows(ingested.corpus, register.entries)
    assert len(found) == len(register.entries)
    row = dict(
        zip(headings, next(one for one in found if one[-1] == "regulations-2015/regulation/45/4/a"), strict=True)
    )
    assert row["Provision"] == "reg 45(4)(a)"
    assert row["Whose words"] == "law"
    assert row["Force"] == "must"
    assert row["Who is bound"] == "registered person"
    assert row["Time limit"] == "within 28 days of the date on which the quality of care review is completed"
    assert row["Page"] == "p.\xa033"
    read = list(csv.reader(io.StringIO(to_csv([headings, *found]).decode("utf-8-sig"))))
    assert len(read) == len(found) + 1
