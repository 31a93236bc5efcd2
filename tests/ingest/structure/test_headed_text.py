"""Documents of headings and paragraphs: a home's policy, a form, statutory guidance."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Force, Kind, Page, Provision, Span, Structure
from ingest.pdf import read_pages
from ingest.structure.headed_text import parse
from ingest.structure.soundness import check


def pages_of(*texts: str) -> tuple[Page, ...]:
    return tuple(Page("policy", number, None, text) for number, text in enumerate(texts, start=1))


def words(spans: tuple[Span, ...], pages: tuple[Page, ...]) -> str:
    texts = {page.physical: page.text for page in pages}
    return " / ".join(texts[span.physical_page][span.start : span.end] for span in spans)


def outline(pages: tuple[Page, ...]) -> list[tuple[str, str]]:
    """Each provision's id, without the document's, and its words."""
    return [(each.id.removeprefix("policy/"), words(each.spans, pages)) for each in parse("policy", pages).provisions]


FULL = "Staff keep a record of what each child says, in the child’s own words, on the same day and"


def test_a_numbered_policy() -> None:
    pages = pages_of(
        "1. Purpose\n"
        "This policy sets out how staff at Oak House keep children safe. It applies to all staff, agency\n"
        "workers and volunteers.\n"
        "2. Scope\n"
        "2.1 The policy covers every child who lives at the home, and every visitor to the home, at any time.\n"
        "2.2 Staff should also read:\n"
        "• the behaviour policy\n"
        "• the missing child policy, which is kept in the office and on the shared drive where staff can\n"
        "find it\n"
        "  o in paper\n"
        "2.3 It is reviewed:\n"
        "(a) each year;\n"
        "(b) after an incident:\n"
        "(i) of any kind; and\n"
        "(c) where the law changes.\n"
        "Page 1 of 2",
        "Appendix 1: Contacts\n1. Ring the police\n2. Ring the local authority\nPage 2 of 2",
    )
    assert outline(pages) == [
        ("section/1-purpose", "1. Purpose"),
        ("text/1", "This policy sets out how staff at Oak House keep children safe. It applies to all staff, agency"
                   " / workers and volunteers."),
        ("section/2-scope", "2. Scope"),
        ("paragraph/2.1", "2.1 The policy covers every child who lives at the home, and every visitor to the home, at "
                          "any time."),
        ("paragraph/2.2", "2.2 Staff should also read:"),
        ("paragraph/2.2/bullet/1", "• the behaviour policy"),
        ("paragraph/2.2/bullet/2", "• the missing child policy, which is kept in the office and on the shared drive "
                                   "where staff can / find it"),
        ("paragraph/2.2/bullet/2/bullet/1", "o in paper"),
        ("paragraph/2.3", "2.3 It is reviewed:"),
        ("paragraph/2.3/a", "(a) each year;"),
        ("paragraph/2.3/b", "(b) after an incident:"),
        ("paragraph/2.3/b/i", "(i) of any kind; and"),
        ("paragraph/2.3/c", "(c) where the law changes."),
        ("appendix/1", "Appendix 1: Contacts"),
        ("paragraph/1", "1. Ring the police"),
        ("paragraph/2", "2. Ring the local authority"),
    ]  # fmt: skip


def test_labels_kinds_and_force() -> None:
    pages = pages_of(
        f"SCOPE\n{FULL}\nsign it.\n1. The manager must:\n• keep it\n(a) locked; and\nCare\n2. Staff may ask."
    )
    assert [(each.label, each.kind, each.force) for each in parse("policy", pages).provisions] == [
        ('section "SCOPE"', Kind.HEADING, Force.STATES),
        ("page 1", Kind.TEXT, Force.STATES),
        ("para 1", Kind.PARAGRAPH, Force.MUST),
        ("para 1", Kind.BULLET, Force.MUST),
        ("para 1(a)", Kind.SUB_PARAGRAPH, Force.MUST),
        ('section "Care"', Kind.HEADING, Force.STATES),
        ("para 2", Kind.PARAGRAPH, Force.MAY),
    ]


def test_numbers_that_start_again_are_told_apart_by_their_heading() -> None:
    pages = pages_of(
        "Chapter 1: Care\n1. Care comes first.\n2. Care is kind.\n"
        "Chapter 2: Rest\n1. Rest is quiet.\nSleep\n1. Sleep well."
    )
    assert [id_ for id_, _ in outline(pages)] == [
        "chapter/1",
        "paragraph/1",
        "paragraph/2",
        "chapter/2",
        "chapter-2/paragraph/1",
        "section/sleep",
        "section/sleep/1",
    ]


def test_a_list_without_lead_in_stands_alone() -> None:
    pages = pages_of("Chapter 1: Care\n• listen\n  o well\n• talk\nSleep\n(a) quietly;")
    assert [(each.id.removeprefix("policy/"), each.label, each.kind) for each in parse("policy", pages).provisions] == [
        ("chapter/1", "chapter 1", Kind.CHAPTER),
        ("chapter/1/bullet/1", "chapter 1", Kind.ITEM),
        ("chapter/1/bullet/1/bullet/1", "chapter 1", Kind.BULLET),
        ("chapter/1/bullet/2", "chapter 1", Kind.ITEM),
        ("section/sleep", 'section "Sleep"', Kind.HEADING),
        ("section/sleep/a", 'section "Sleep" (a)', Kind.ITEM),
    ]


def test_headings_nest_by_level() -> None:
    pages = pages_of("Chapter 1: Care\nSection 1: Food\nBreakfast\nEggs are fresh.\nSection 2: Rest\nBeds are made.")
    parents = {each.id.removeprefix("policy/"): each.parent_id for each in parse("policy", pages).provisions}
    assert parents == {
        "chapter/1": None,
        "section/section-1-food": "policy/chapter/1",
        "section/breakfast": "policy/section/section-1-food",
        "text/1": "policy/section/breakfast",
        "section/section-2-rest": "policy/chapter/1",
        "text/2": "policy/section/section-2-rest",
    }


def test_a_paragraph_goes_on_over_notes_and_boxes_to_the_next_page() -> None:
    pages = pages_of(
        f"1. {FULL} keep it safe1.\n2. {FULL}\n \n \n1 Records Act 2020\nChildren have said:\n• listen\n",
        "sign it.\n3. The end comes here.",
    )
    assert outline(pages) == [
        ("paragraph/1", f"1. {FULL} keep it safe1."),
        ("paragraph/2", f"2. {FULL} / sign it."),
        ("text/1", "Children have said:"),
        ("text/1/bullet/1", "• listen"),
        ("note/1", "1 Records Act 2020"),
        ("paragraph/3", "3. The end comes here."),
    ]


def test_a_contents_list_is_not_content_but_tells_headings() -> None:
    pages = pages_of(
        "Oak House",
        "Contents\nHow we listen to children and what we do\nwith what they say 3\nFood ........ 4\nRest 5",
        f"How we listen to children and what we do\nwith what they say\n{FULL}\n"
        f"Food\n{FULL} eat.\nRest\nBeds are made.",
    )
    structure = parse("policy", pages)
    assert [(each.id.removeprefix("policy/"), each.kind) for each in structure.provisions] == [
        ("front-matter", Kind.TEXT),
        ("contents", Kind.CONTENTS),
        ("section/how-we-listen-to-children-and-what-we-do-with-what-they-say", Kind.HEADING),
        ("text/1", Kind.TEXT),
        ("section/food", Kind.HEADING),
        ("text/2", Kind.TEXT),
        ("section/rest", Kind.HEADING),
        ("text/3", Kind.TEXT),
    ]


def test_a_form_is_read_row_by_row() -> None:
    pages = pages_of(
        "Section 1: Children\nNo. Item Answer\n5 Number of children who came\n"
        "6a \nHave you given less than\n36 hours’ notice?\n"
        "6b If yes, why?\n \nPlease turn the page when you have answered every question on it.",
        "Section 1: Children\nNo. Item Answer\n7 Number of children now\nD1 Was the home full? Yes/No",
    )
    assert outline(pages) == [
        ("section/section-1-children", "Section 1: Children / Section 1: Children"),
        ("table-row/1", "No. Item Answer"),
        ("item/5", "5 Number of children who came"),
        ("item/6a", "6a / Have you given less than / 36 hours’ notice?"),
        ("item/6b", "6b If yes, why?"),
        ("text/1", "Please turn the page when you have answered every question on it."),
        ("table-row/2", "No. Item Answer"),
        ("item/7", "7 Number of children now"),
        ("item/D1", "D1 Was the home full? Yes/No"),
    ]


def test_a_table_whose_cells_stand_apart_is_read_row_by_row() -> None:
    pages = pages_of("Contacts\nName    Telephone\nManager    01234 555 555\nRing at once, by day or by night.")
    assert [(each.kind, words(each.spans, pages)) for each in parse("policy", pages).provisions] == [
        (Kind.HEADING, "Contacts"),
        (Kind.TABLE_ROW, "Name    Telephone"),
        (Kind.TABLE_ROW, "Manager    01234 555 555"),
        (Kind.TEXT, "Ring at once, by day or by night."),
    ]


def test_the_words_of_a_drawing_are_text_not_headings() -> None:
    pages = pages_of(f"{FULL}\nkeep it.\nThe child\nHealth\nEducation\nIdentity\nFamily", f"{FULL}\nend it.")
    assert [each.kind for each in parse("policy", pages).provisions] == [Kind.TEXT, Kind.TEXT, Kind.TEXT]


LINE = st.sampled_from(
    [
        FULL,
        "Words of a sentence.",
        "A heading",
        "CAPITALS",
        "Chapter 2: Care",
        "Section 1: Food",
        "1. First",
        "2. Second things are said here, at some length, by the person who is there.",
        "1.1 Deep",
        "(a) item;",
        "(i) item;",
        "• bullet",
        "- dash",
        "o ring",
        "No. Item Answer",
        "5 Row",
        "6a",
        "1 Note 2020",
        "a word1 marked",
        "Name    Age",
        "Contents",
        "Food 3",
        "lower case",
        "…",
        "",
        " ",
    ]
)


@given(st.lists(st.lists(LINE, max_size=12).map("\n".join), min_size=1, max_size=4))
def test_every_line_has_exactly_one_place(texts: list[str]) -> None:
    pages = pages_of(*texts)
    structure = parse("policy", pages)
    assert _placed(structure) == sorted(
        Span(page.physical, match.start(), match.end())
        for page in pages
        for match in re.finditer(r"\S.*\S|\S", page.text)
    )
    if any(each.spans for each in structure.provisions):
        check("policy", pages, structure)


def _placed(structure: Structure) -> list[Span]:
    own = [span for each in structure.provisions for span in each.spans]
    return sorted([*own, *structure.furniture, *structure.not_understood])


def by_id(structure: Structure) -> dict[str, Provision]:
    return {each.id.partition("/")[2]: each for each in structure.provisions}


@pytest.mark.official
def test_working_together(official: Path) -> None:
    pages = read_pages("working-together-2023", official / "working-together-2023.pdf")
    structure = parse("working-together-2023", pages)
    check("working-together-2023", pages, structure)
    provisions = by_id(structure)
    numbered = [int(match[1]) for each in provisions if (match := re.fullmatch(r"paragraph/(\d+)", each))]
    assert numbered == list(range(1, 404))
    assert [each.label for each in structure.provisions if each.kind in (Kind.CHAPTER, Kind.PART)] == [
        *(f"chapter {number}" for number in range(1, 7)),
        "appendix A",
        "appendix B",
    ]
    assert {span.physical_page for span in provisions["contents"].spans} == {2, 3, 4, 5, 6}
    status = provisions["paragraph/6"]
    assert words(status.spans, pages).startswith("6. This document should be complied with unless")
    assert (status.spans[0].physical_page, status.force) == (9, Force.SHOULD)
    assert provisions["paragraph/16/bullet/5"].spans[-1].physical_page == 14
    assert provisions["section/relevant-agencies"].spans[0].physical_page == 31
    assert provisions["section/childrens-homes"].spans[0].physical_page == 124
    assert provisions["note/10"].spans[0].physical_page == 15
    longest = max(
        sum(span.end - span.start for span in each.spans) for each in structure.provisions if each.label != "contents"
    )
    assert longest < 1_500


@pytest.mark.official
def test_annex_a(official: Path) -> None:
    pages = read_pages("annex-a-2025", official / "annex-a-2025.pdf")
    structure = parse("annex-a-2025", pages)
    check("annex-a-2025", pages, structure)
    provisions = by_id(structure)
    allegations = provisions["item/16a"]
    assert words(allegations.spans, pages) == "16a Number of allegations made against staff"
    assert (allegations.label, allegations.kind, allegations.spans[0].physical_page) == ("item 16a", Kind.ITEM, 3)
    assert allegations.parent_id == "annex-a-2025/section/section-2-safeguarding"
    assert {"item/1", "item/6b", "item/24.1", "item/34.4", "item/H5b", "item/SV1", "item/50.2", "item/52"} <= set(
        provisions
    )
    assert words(provisions["note/10"].spans, pages).startswith("10 PEP: personal education plan")
    assert provisions["instructions-counting-staff/item/30.1"].spans[0].physical_page == 19
