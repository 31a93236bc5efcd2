from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.drafting.draft import Block as DraftBlock
from assistant.drafting.draft import (
    Draft,
    DraftSection,
    DraftStatement,
    HomeStatement,
    OwnWords,
    Wording,
    Writing,
)
from assistant.export.document_tree import (
    Block,
    DocumentTree,
    Heading,
    ListOf,
    PageBreak,
    Paragraph,
    Run,
    Style,
    Table,
    inlines_of,
)
from assistant.export.draft_tree import draft_tree
from tests.assistant.export.made_draft import citations_in, made_draft


@pytest.fixture
def tree(tmp_path: Path) -> DocumentTree:
    return draft_tree(made_draft(tmp_path))


def words(block: Block) -> str:
    return "".join(one.text for one in inlines_of(block) if isinstance(one, Run))


def test_the_body_reads_as_the_draft_does(tree: DocumentTree) -> None:
    shown = [(type(block).__name__, getattr(block, "style", ""), words(block)) for block in tree.body]
    assert shown[:13] == [
        ("PageBreak", "", ""),
        ("Heading", "", "Keeping records"),
        ("Paragraph", Style.PLAIN, "What is kept and for how long."),
        ("Paragraph", Style.PLAIN, "The home keeps its records for at least 15 years from the last entry."),
        ("Paragraph", Style.PROVIDED_FACT, "Accommodation: In the office."),
        ("Paragraph", Style.PLAIN, "[[TO FILL: Who keeps them?]]"),
        ("Paragraph", Style.LEAD, "To check this section against:"),
        ("ListOf", "", "Staff should have facilities that support their training."),
        ("Paragraph", Style.SUGGESTION, "Not from the sources: Some homes name a person for this."),
        ("Heading", "", "Changes"),
        (
            "Paragraph",
            Style.PLAIN,
            "[[SOURCE CHANGED: Visits are monthly. (It stood on The Regulations, regulation 44, p.\u00a03. "
            "Draft this section again.)]]",
        ),
        ("Paragraph", Style.NOT_IN_SOURCES, "Not in the sources: Business plan. The words occur in neither document."),
        (
            "Paragraph",
            Style.NOT_APPLICABLE,
            "One item of this section does not apply to this home: Annex A says why.",
        ),
    ]
    ruled_out = shown[[kind for kind, _, _ in shown].index("Table") + 1 :][:2]
    assert ruled_out == [
        ("Paragraph", Style.LEAD, "What does not apply to this home, and why:"),
        ("ListOf", "", "Send HMCI the revised statement within 28 days. The home is not a school."),
    ]


def test_there_is_a_note_for_every_citation(tmp_path: Path) -> None:
    draft = made_draft(tmp_path)
    assert len(draft_tree(draft).notes) == citations_in(draft) == 4


def test_gaps_are_found_by_one_search_term(tree: DocumentTree) -> None:
    gaps = [one.text for block in tree.body for one in inlines_of(block) if isinstance(one, Run) and one.style == "Gap"]
    found = [one.text for block in tree.body for one in inlines_of(block) if "[[TO FILL" in one.text]
    assert gaps == found == ["[[TO FILL: Who keeps them?]]"]


def test_every_item_is_in_the_table_with_its_place_force_and_state(tree: DocumentTree) -> None:
    (table,) = (block for block in tree.body if isinstance(block, Table))
    assert [column.heading for column in table.columns] == ["What is asked for", "Where", "Force", "State"]
    assert sum(column.share for column in table.columns) == pytest.approx(1)
    assert [tuple(cell.text for cell in row) for row in table.rows] == [
        (
            "Retain the records for at least 15 years.",
            "The Regulations, regulation 37, p.\u00a01",
            "must",
            "needs your facts",
        ),
        (
            "Give staff access to facilities for their training.",
            "The Guide, paragraph 10.11, p.\u00a01",
            "should",
            "covered",
        ),
        (
            "Send HMCI the revised statement within 28 days.",
            "The Regulations, regulation 16, p.\u00a01",
            "must",
            "does not apply: The home is not a school.",
        ),
        ("Visit monthly.", "The Regulations, regulation 37, p.\u00a01", "must", "source changed"),
    ]
    counted = tree.body[tree.body.index(table) - 1]
    assert words(counted) == "Of 4 items, 1 is covered, 1 needs your facts, 1 does not apply, 1 has lost its source."


def test_sources_stand_at_the_end_and_at_the_foot_of_each_page(tree: DocumentTree) -> None:
    head, listed = tree.body[-2:]
    assert head == Heading(1, "Annex B: sources")
    assert isinstance(listed, ListOf)
    assert [words(Paragraph(item[0].inlines)) for item in listed.items] == [
        "The Homes Regulations 2015. nobody. 1",
        "Guide to the Homes Regulations. nobody. 1",
    ]
    assert tree.footer == "Elm House, records, version 1 · The Regulations: 1 · The Guide: 1"


def test_the_front_tells_how_to_read_what_occurs_and_nothing_else(tmp_path: Path, tree: DocumentTree) -> None:
    front = " ".join(map(words, tree.front))
    assert "Version 1, made on 1 April 2026. 1 gap to fill." in front
    assert "Not from the sources" in front
    plain = draft_tree(made_draft(tmp_path, {"name": "Elm House"}, suggestions=False))
    assert "what the home's profile says" not in " ".join(map(words, plain.front))


def test_a_fact_of_many_lines_keeps_its_lines(tmp_path: Path) -> None:
    tree = draft_tree(made_draft(tmp_path, {"accommodation": "One.\n\nTwo.\r\nThree."}))
    told = [words(block) for block in tree.body if isinstance(block, Paragraph) and block.style is Style.PROVIDED_FACT]
    assert told == ["Accommodation: One.", "Two.", "Three."]
    assert tree.subtitle == "The home"


def test_sections_and_the_coverage_begin_on_new_pages(tree: DocumentTree) -> None:
    after = [tree.body[number + 1] for number, block in enumerate(tree.body) if block == PageBreak()]
    assert after == [Heading(1, "Keeping records"), Heading(1, "Annex A: what had to be covered, item by item")]


def of_one_section(
    made: Draft, kind: str, blocks: tuple[DraftBlock, ...], writing: Writing | None = None
) -> DocumentTree:
    """The draft's tree with these blocks and nothing else."""
    section = DraftSection("s", "Keeping", "", blocks, writing)
    return draft_tree(replace(made, kind=kind, sections=(section,), coverage=()))


def a_statement(made: Draft) -> DraftStatement:
    return next(block for block in made.blocks if isinstance(block, DraftStatement))


def test_a_policys_paragraphs_are_numbered(tmp_path: Path) -> None:
    made = made_draft(tmp_path)
    tree = of_one_section(made, "policy/records", (a_statement(made), a_statement(made)))
    assert [words(block)[:12] for block in tree.body[1:4]] == ["1 Keeping", "1.1\u2002The home", "1.2\u2002The home"]


def test_what_a_model_wrote_reads_on_and_what_it_lost_is_flagged(tmp_path: Path) -> None:
    made = made_draft(tmp_path)
    listed = a_statement(made)
    written = replace(listed, wording=Wording.MODEL)
    home = HomeStatement("Records are in the office.", ("accommodation",), listed.requirement_ids)
    blocks = (written, written, home, replace(listed, wording=Wording.PUT_BACK), OwnWords("Ours.\nAnd more."))
    tree = of_one_section(made, "records", blocks, Writing("scripted", "0" * 64, removed=2, put_back=1))
    line = listed.statement.text
    assert [words(block) for block in tree.body[2:-2]] == [
        "2 of the language model's sentences were kept out: they say more than the sources or the profile do.",
        "1 requirement that the language model's text had lost was put back, marked so.",
        f"{line} {line}",
        "Records are in the office.",
        f"Put back: {line}",
        "In the provider's own words:",
        "Ours.",
        "And more.",
    ]
    assert len(tree.notes) == 3 * len(listed.statement.citations)
