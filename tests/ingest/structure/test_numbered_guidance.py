"""Numbered guidance, on invented pages laid out as extracted text is: boxes and notes after what they interrupt."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Kind, Page, Provision, Structure
from ingest.structure.numbered_guidance import parse
from ingest.structure.soundness import check

RULE = " " * 44
FULL = "This sentence fills its line so that the next word would not have had room beside it at all, and"


def pages(*texts: str) -> tuple[Page, ...]:
    """Pages with a number at the top, as the extractor gives them: a blank before each line's end."""
    return tuple(
        Page("guide", number, None, f"{number} \n" + "".join(f"{line} \n" for line in text.strip("\n").split("\n")))
        for number, text in enumerate(texts, start=1)
    )


def words(provision: Provision, made: tuple[Page, ...]) -> str:
    texts = {page.physical: page.text for page in made}
    return " ".join(" ".join(texts[s.physical_page][s.start : s.end] for s in provision.spans).split())


def outline(*texts: str) -> list[tuple[str, str]]:
    """Local id and words of every provision."""
    made = pages(*texts)
    return [(p.id.removeprefix("guide/"), words(p, made)) for p in parse("guide", made).provisions]


def test_paragraphs_headings_and_bullets() -> None:
    assert outline(f"""
Keeping bees
1.1 {FULL}
so it goes on here.
1.2 A keeper needs:
• a hive with
a roof; and
• a smoker.
The smoker should be tested each spring.
Where to put a hive
1.3 Away from paths.
""") == [
        ("heading/keeping-bees", "Keeping bees"),
        ("paragraph/1.1", f"1.1 {FULL} so it goes on here."),
        ("paragraph/1.2", "1.2 A keeper needs: The smoker should be tested each spring."),
        ("paragraph/1.2/bullet/1", "• a hive with a roof; and"),
        ("paragraph/1.2/bullet/2", "• a smoker."),
        ("heading/where-to-put-a-hive", "Where to put a hive"),
        ("paragraph/1.3", "1.3 Away from paths."),
    ]  # fmt: skip


def test_a_numbered_list_in_a_paragraph_is_bullets_and_labels_are_as_people_write_them() -> None:
    made = parse("guide", pages("Honey\n1.1 There are two kinds:\n1. Runny honey\n2. Set honey\n1.2 Both are sweet."))
    assert [(p.label, p.kind.value) for p in made.provisions] == [
        ("Honey", "heading"), ("para 1.1", "paragraph"), ("para 1.1 bullet 1", "bullet"),
        ("para 1.1 bullet 2", "bullet"), ("para 1.2", "paragraph"),
    ]  # fmt: skip


def test_a_number_at_the_start_of_a_line_is_a_paragraph_only_where_it_follows() -> None:
    found = outline(f"Honey\n1.1 {FULL} see paragraph\n1.2 {FULL}\n3.50 is its price.\n1.2 The price may vary.")
    assert [id_ for id_, _ in found] == ["heading/honey", "paragraph/1.1", "paragraph/1.2"]
    assert found[1][1] == f"1.1 {FULL} see paragraph 1.2 {FULL} 3.50 is its price."


def test_a_number_that_fits_nowhere_is_reported() -> None:
    made = pages("Honey\n1.1 Sweet.\n1.2 Sticky.\n1.1 Sweet again.\n1.3 Golden.")
    found = parse("guide", made)
    assert [p.label for p in found.provisions] == ["Honey", "para 1.1", "para 1.2", "para 1.3"]
    assert [made[0].text[s.start : s.end] for s in found.not_understood] == ["1.1 Sweet again."]


def test_a_footnote_and_a_page_break_do_not_cut_a_paragraph() -> None:
    found = dict(outline(
        f"Honey\n1.1 Bees1 make it\n{RULE}\n1 Of the kind called\nApis.",
        "in combs, for winter.2\n1.2 People take it.\n" + RULE + "\n2 And for spring.\n[1] A note of this page only.",
    ))  # fmt: skip
    assert found["paragraph/1.1"] == "1.1 Bees1 make it in combs, for winter.2"
    assert found["paragraph/1.2"] == "1.2 People take it."
    assert found["footnote/1"] == "1 Of the kind called Apis."
    assert found["footnote/2"] == "2 And for spring."
    assert found["footnote/1-p2"] == "[1] A note of this page only."


BOXED = """
The honey standard
The text of the regulation
Explanation of terms in the regulation
‘honey’
2.1 What bees make
"""
BOX = """
7.—(1) The honey standard is that honey is sweet.
(2) The keeper must—
(a) taste it; and
(b) label it.
"""


def test_a_reprinted_regulation_is_lifted_out_of_the_paragraph_it_interrupts() -> None:
    made = pages(BOXED.strip("\n") + BOX, "from nectar.\nGuidance\n2.2 Labels should be clean.")
    found = parse("guide", made)
    by_id = {p.id.removeprefix("guide/"): p for p in found.provisions}
    assert words(by_id["paragraph/2.1"], made) == "2.1 What bees make from nectar."
    assert [p.label for p in found.provisions if p.reprint] == [
        "reg 7", "reg 7(1)", "reg 7(2)", "reg 7(2)(a)", "reg 7(2)(b)",
    ]  # fmt: skip
    assert by_id["regulation/7"].parent_id == "guide/heading/the-text-of-the-regulation"
    assert by_id["heading/guidance"].parent_id == "guide/heading/the-honey-standard"
    assert by_id["heading/honey"].parent_id == "guide/heading/explanation-of-terms-in-the-regulation"


def test_a_regulation_reprinted_twice_keeps_two_sets_of_ids() -> None:
    first = f"The honey standard\nThe text of the regulation{BOX}Guidance\n2.1 Labels should be clean."
    again = f"2.2 See below.\nOnce more\nOn honey\nAs above\nThe text of the regulation{BOX}Guidance\n2.3 Indeed."
    reprints = [p for p in parse("guide", pages(first, again)).provisions if p.reprint]
    assert [p.id.removeprefix("guide/regulation/") for p in reprints] == [
        "7", "7/1", "7/2", "7/2/a", "7/2/b", "7~2", "7~2/1", "7~2/2", "7~2/2/a", "7~2/2/b",
    ]  # fmt: skip
    assert reprints[-1].parent_id == "guide/regulation/7~2/2"


def test_a_box_in_reading_order_ends_at_the_next_heading() -> None:
    text = f"The honey standard\nThe text of the regulation{BOX}Guidance\n2.1 Labels should be clean."
    found = parse("guide", pages(text))
    assert [p.id.removeprefix("guide/") for p in found.provisions][-2:] == ["heading/guidance", "paragraph/2.1"]
    assert sum(p.reprint for p in found.provisions) == 5


def test_a_titled_box_in_the_middle_of_a_sentence_stands_on_its_own() -> None:
    found = outline(
        "Honey\n1.1 This guide names those who\nThe four principles\n"
        "Honey should be kept dry.\nHives should stand in the sun.",
        "keep bees for others.",
    )
    assert found == [
        ("heading/honey", "Honey"),
        ("paragraph/1.1", "1.1 This guide names those who keep bees for others."),
        ("heading/the-four-principles", "The four principles"),
        ("heading/the-four-principles/text/1", "Honey should be kept dry."),
        ("heading/the-four-principles/text/2", "Hives should stand in the sun."),
    ]


def test_the_contents_list_names_the_headings_and_numbering_nests_them() -> None:
    contents = "Contents\nIntroduction 3\nWho may keep\nbees? 3\nThe standards 3\nThe honey standard 3\nWords used 3"
    body = (
        "Introduction\n1.1 Hello.\nWho may keep\nbees?\n1.2 Anybody.\n"
        "The standards\nThe honey standard\n2.1 Sweet.\nWords used\nThere are none."
    )
    found = parse("guide", pages("A Guide to Bees", contents, body)).provisions
    parents = {p.label: (p.parent_id or "").removeprefix("guide/heading/") for p in found if p.kind is Kind.HEADING}
    assert parents == {
        "Introduction": "",
        "Who may keep bees?": "introduction",
        "The standards": "",
        "The honey standard": "the-standards",
        "Words used": "",
    }
    assert [p.id for p in found[:2]] == ["guide/front-matter", "guide/contents"]
    assert found[-1].id == "guide/heading/words-used/text/1"


def test_annexes_number_afresh_and_their_tables_come_row_by_row() -> None:
    annex = """
ANNEX A – Qualifications
1.1 See the table.
Keepers
Qualification held  Equivalent to  Notes
NVQ 3 Bees
Level 3 Bees.

Equivalent as one replaced
the other.
Other NVQ 3 N/A The keeper should look
at it.
*Level 3 is the new one.
"""
    made = pages("Honey\n1.1 Sweet.", annex)
    found = parse("guide", made).provisions
    assert [(p.label, words(p, made)) for p in found if p.kind is Kind.TABLE_ROW] == [
        ("annex A table 1 row 1", "NVQ 3 Bees Level 3 Bees. Equivalent as one replaced the other."),
        ("annex A table 1 row 2", "Other NVQ 3 N/A The keeper should look at it."),
    ]
    labels = [p.label for p in found]
    assert labels[2:6] == ["annex A", "annex A 1.1", "Keepers", "annex A table 1 header"]
    assert labels[-1] == "annex A table 1 note"


def test_the_force_of_an_introduction_reaches_its_bullets() -> None:
    found = parse("guide", pages("Honey\n1.1 Keepers must be kind. They should:\n• taste the honey; and\n• label it."))
    assert [p.force.value for p in found.provisions] == ["states", "must", "should", "should"]


LINES = st.sampled_from(
    [
        "1.1 Bees fly.", "1.2 They should:", "• rest;", "• eat.", "A heading", "2.1 They must sleep.", "and so on",
        "‘nectar’", "The text of the regulation", "7.—(1) The standard is—", "(a) sweet;", "Guidance", RULE,
        "1 A note.", "[1] Another.", "", "ANNEX A – More", "Name held  Equivalent to  Notes", "NVQ 3",
        "Explanation of terms", "Registered", "Contents", "Bees 4", "©",
    ]
)  # fmt: skip


@given(st.lists(st.lists(LINES, max_size=8), max_size=4))
def test_every_character_is_kept_exactly_once(texts: list[list[str]]) -> None:
    made = pages(*("\n".join(lines) for lines in texts))
    found: Structure = parse("guide", made)
    if found.provisions:
        check("guide", made, found)
    spans = [*found.furniture, *found.not_understood, *(s for p in found.provisions for s in p.spans)]
    for page in made:
        taken = Counter(o for s in spans if s.physical_page == page.physical for o in range(s.start, s.end))
        assert all(taken[o] == 1 for o, character in enumerate(page.text) if not character.isspace())
