from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Kind, Page
from ingest.structure.statutory_instrument import parse
from tests.ingest.structure.instrument_pages import pages_of, tree

CATS = pages_of(
    """
STATUTORY INSTRUMENTS
The Cats Regulations 2099
The Minister M1, makes these Regulations.
Marginal Citations
M1 See the Cats Act 2098.
PART 1
General
Citation
1.  These Regulations may be cited as the Cats Regulations 2099.
PART 2
Keeping
CHAPTER 1
Keepers
Fitness of keepers, including keepers of more than one cat who live away from the cats in question and
others
2.—(1)  A keeper must—
(a) be kind; and
1
""",
    """
(b) be quiet.
(2)  In this regulation, “quiet” means still.
Textual Amendments
F1 Words in reg. 2 inserted by The Dogs Act 2098, s. 3
F2 Words in reg. 2 omitted by The Dogs Act 2098,
s. 4
Marginal Citations
M2 2098 c.1.
Storage of cats etc.
3. A cat is kept warm.
Department for Cats
A. Keeper
4th March 2099
SCHEDULE 1 Regulation 2
What a keeper tells the Minister
before keeping a cat
The keeper
1. The keeper's name.
Marginal Citations
M3 2097 c.2.
2
""",
    """
2. The keeper's address, including—
(a) the street; and
(b) the town.
The cat
3. The cat's name.
EXPLANATORY NOTE
(This note is not part of the Regulations)
These Regulations, which every keeper of any cat must read, are about the keeping of cats.
They apply to the whole of the country, to each town, and to every house in which a cat lives
or sleeps.
3
""",
)


def test_the_whole_of_a_small_instrument() -> None:
    structure = parse("cats", CATS)

    assert tree(CATS, structure.provisions) == {
        "preamble": "STATUTORY INSTRUMENTS The Cats Regulations 2099 The Minister M1, makes these Regulations.",
        "note/M1": "Marginal Citations M1 See the Cats Act 2098.",
        "part/1": "PART 1 General",
        "regulation/1": "Citation 1. These Regulations may be cited as the Cats Regulations 2099.",
        "part/2": "PART 2 Keeping",
        "part/2/chapter/1": "CHAPTER 1 Keepers",
        "regulation/2": "Fitness of keepers, including keepers of more than one cat who live away from the cats in "
        "question and others 2.—",
        "regulation/2/1": "(1) A keeper must—",
        "regulation/2/1/a": "(a) be kind; and",
        "regulation/2/1/b": "(b) be quiet.",
        "regulation/2/2": "(2) In this regulation, “quiet” means still.",
        "note/F1": "Textual Amendments F1 Words in reg. 2 inserted by The Dogs Act 2098, s. 3",
        "note/F2": "F2 Words in reg. 2 omitted by The Dogs Act 2098, s. 4",
        "note/M2": "Marginal Citations M2 2098 c.1.",
        "regulation/3": "Storage of cats etc. 3. A cat is kept warm.",
        "signature": "Department for Cats A. Keeper 4th March 2099",
        "schedule/1": "SCHEDULE 1 Regulation 2 What a keeper tells the Minister before keeping a cat",
        "schedule/1/heading/the-keeper": "The keeper",
        "schedule/1/1": "1. The keeper's name.",
        "note/M3": "Marginal Citations M3 2097 c.2.",
        "schedule/1/2": "2. The keeper's address, including—",
        "schedule/1/2/a": "(a) the street; and",
        "schedule/1/2/b": "(b) the town.",
        "schedule/1/heading/the-cat": "The cat",
        "schedule/1/3": "3. The cat's name.",
        "explanatory-note": "EXPLANATORY NOTE (This note is not part of the Regulations)",
        "explanatory-note/1": "These Regulations, which every keeper of any cat must read, are about the keeping "
        "of cats.",
        "explanatory-note/2": "They apply to the whole of the country, to each town, and to every house in which a cat "
        "lives or sleeps.",
    }
    assert len(structure.furniture) == 3
    assert structure.not_understood == ()


def test_labels_kinds_and_parents() -> None:
    made = {p.id.partition("/")[2]: (p.label, p.kind, p.heading, p.parent_id) for p in parse("cats", CATS).provisions}

    asked = ("part/2/chapter/1", "regulation/3", "note/F2", "note/M3", "schedule/1/3", "schedule/1/2/a")
    assert [made[id_] for id_ in asked] == [
        ("Part 2 Chapter 1", Kind.CHAPTER, "Keepers", "cats/part/2"),
        ("reg 3", Kind.REGULATION, "Storage of cats etc.", "cats/part/2/chapter/1"),
        ("note F2", Kind.NOTE, "Textual Amendments", "cats/regulation/2"),
        ("note M3", Kind.NOTE, "Marginal Citations", "cats/schedule/1"),
        ("sch 1 para 3", Kind.ITEM, None, "cats/schedule/1/heading/the-cat"),
        ("sch 1 para 2(a)", Kind.SUB_PARAGRAPH, None, "cats/schedule/1/2"),
    ]  # fmt: skip


def test_a_schedule_in_parts_and_an_unnumbered_one() -> None:
    pages = pages_of("1. A cat.\nTHE SCHEDULE\nThings\nPART 1\nSmall\n1. A pin.\n2. A pea.\nPART 2\nLarge\n1. A ship.")

    assert [(p.id, p.parent_id) for p in parse("cats", pages).provisions][1:] == [
        ("cats/schedule", None),
        ("cats/schedule/part/1", "cats/schedule"),
        ("cats/schedule/1", "cats/schedule/part/1"),
        ("cats/schedule/2", "cats/schedule/part/1"),
        ("cats/schedule/part/2", "cats/schedule"),
        ("cats/schedule/1~2", "cats/schedule/part/2"),
    ]


def test_no_pages_and_no_words() -> None:
    assert parse("cats", ()).provisions == ()
    assert parse("cats", pages_of("", "\n \n")).provisions == ()


LINES = st.sampled_from(
    [
        "PART 1", "PART 2", "CHAPTER 1", "SCHEDULE 1 Regulation 2", "SCHEDULE", "EXPLANATORY NOTE", "General",
        "Keeping of cats", "1.—(1)  A keeper must—", "1. A cat.", "2. A dog.", "3.—(1)(a) A hen;", "[F12. A cow.",
        "(1)  A cat.", "(1A) A kitten;", "(2)  In these Regulations—", "(a) a cat;", "(b) a dog,", "(c) a hen—",
        "(i) a cat, or", "(ii) a dog.", "(v) a cow;", "(aa) a pig; and", "“cat” means a cat;", "“dog” means—",
        "and the keeper must", "is kind.", "Textual Amendments", "Marginal Citations", "F1 Words in reg. 2,",
        "M4 2098 c.1.", "F5(1A)  . . . . . .", "Changes to legislation:", "7", "A line that stops. ", "  ", "A. Keeper",
    ]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.lists(LINES, max_size=14), max_size=4))
def test_every_character_stands_in_one_place_and_every_parent_before_its_children(texts: list[list[str]]) -> None:
    pages = [Page("cats", number, None, "\n".join(text)) for number, text in enumerate(texts, start=1)]
    structure = parse("cats", pages)

    spans = sorted(
        [span for p in structure.provisions for span in p.spans] + [*structure.furniture, *structure.not_understood]
    )
    covered = {(span.physical_page, at) for span in spans for at in range(span.start, span.end)}
    visible = {(p.physical, at) for p in pages for at, character in enumerate(p.text) if not character.isspace()}
    assert visible <= covered
    assert all(span.end <= len(pages[span.physical_page - 1].text) for span in spans)
    assert not any(a.physical_page == b.physical_page and a.end > b.start for a, b in pairwise(spans))

    ids = [p.id for p in structure.provisions]
    assert len(set(ids)) == len(ids)
    assert all(p.parent_id is None or p.parent_id in ids[:position] for position, p in enumerate(structure.provisions))
