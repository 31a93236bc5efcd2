from __future__ import annotations

from ingest.document import Force, Kind, Provision
from ingest.structure.regulation_text import parse_regulation_text
from tests.ingest.structure.instrument_pages import lines_of, pages_of, tree


def parse(text: str) -> tuple[Provision, ...]:
    return parse_regulation_text("guide", lines_of(text), parent_id=None, reprint=False)


def as_tree(text: str) -> dict[str, str]:
    return tree(pages_of(text), parse(text))


def test_paragraphs_and_what_stands_under_them() -> None:
    text = """
Keeping of cats
6.—(1)  The keeper must—
(a) feed the cat; and
(b) ensure that staff—
(i) are kind; and
(ii) are quiet.
(2)  The keeper may brush
the cat.
"""
    assert as_tree(text) == {
        "regulation/6": "Keeping of cats 6.—",
        "regulation/6/1": "(1) The keeper must—",
        "regulation/6/1/a": "(a) feed the cat; and",
        "regulation/6/1/b": "(b) ensure that staff—",
        "regulation/6/1/b/i": "(i) are kind; and",
        "regulation/6/1/b/ii": "(ii) are quiet.",
        "regulation/6/2": "(2) The keeper may brush the cat.",
    }
    assert [(p.label, p.kind, p.force, p.parent_id) for p in parse(text)] == [
        ("reg 6", Kind.REGULATION, Force.STATES, None),
        ("reg 6(1)", Kind.PARAGRAPH, Force.MUST, "guide/regulation/6"),
        ("reg 6(1)(a)", Kind.SUB_PARAGRAPH, Force.MUST, "guide/regulation/6/1"),
        ("reg 6(1)(b)", Kind.SUB_PARAGRAPH, Force.MUST, "guide/regulation/6/1"),
        ("reg 6(1)(b)(i)", Kind.SUB_PARAGRAPH, Force.MUST, "guide/regulation/6/1/b"),
        ("reg 6(1)(b)(ii)", Kind.SUB_PARAGRAPH, Force.MUST, "guide/regulation/6/1/b"),
        ("reg 6(2)", Kind.PARAGRAPH, Force.MAY, "guide/regulation/6"),
    ]


def test_a_regulation_may_be_one_list_or_one_sentence() -> None:
    assert as_tree("5. The keeper must—\n(a) feed;\n(b) brush.\nNaming of cats\n6. A cat has a name.") == {
        "regulation/5": "5. The keeper must—",
        "regulation/5/a": "(a) feed;",
        "regulation/5/b": "(b) brush.",
        "regulation/6": "Naming of cats 6. A cat has a name.",
    }


def test_guidance_prints_the_number_with_a_blank() -> None:
    assert as_tree("6. (1) A cat eats.\n(2) A cat sleeps.") == {
        "regulation/6": "6.",
        "regulation/6/1": "(1) A cat eats.",
        "regulation/6/2": "(2) A cat sleeps.",
    }


def test_closing_words_go_back_to_the_words_that_opened_the_list() -> None:
    text = """
2.—(1)  If—
(a) a keeper is old; or
(b) a keeper—
(i) is away, or
(ii) dies,
and nobody else keeps the cat,
the neighbour must be told.
"""
    assert as_tree(text)["regulation/2/1/b"] == "(b) a keeper— | and nobody else keeps the cat,"
    assert as_tree(text)["regulation/2/1"] == "(1) If— | the neighbour must be told."
    assert {p.label: p.force for p in parse(text)}["reg 2(1)"] is Force.MUST


def test_a_letter_i_follows_h_and_a_roman_i_begins_a_list() -> None:
    letters = "\n".join(f"({letter}) a cat;" for letter in "abcdefghij")

    assert [*as_tree(f"4. Cats are—\n{letters}")][-2:] == ["regulation/4/i", "regulation/4/j"]
    assert [*as_tree("4.—(1)  Cats are—\n(i) grey;\n(ii) white.")][-2:] == ["regulation/4/1/i", "regulation/4/1/ii"]


def test_several_numbers_may_begin_one_line() -> None:
    assert as_tree("4.—(1)(a) A cat; or\n(b) a kitten.\n(2) (a) (i) A dog; or\n(ii) a puppy.") == {
        "regulation/4": "4.—",
        "regulation/4/1": "(1)",
        "regulation/4/1/a": "(a) A cat; or",
        "regulation/4/1/b": "(b) a kitten.",
        "regulation/4/2": "(2)",
        "regulation/4/2/a": "(a)",
        "regulation/4/2/a/i": "(i) A dog; or",
        "regulation/4/2/a/ii": "(ii) a puppy.",
    }


def test_a_reference_at_the_start_of_a_line_begins_nothing() -> None:
    text = "4.—(1)  A cat falls within paragraph\n(2) or sub-paragraphs (a) and\n(b) if grey.\n(2)  A dog."

    assert [*as_tree(text)] == ["regulation/4", "regulation/4/1", "regulation/4/2"]


def test_inserted_and_omitted_paragraphs_are_kept() -> None:
    text = "4.—(1)  A cat.\n[F8(1A)  A kitten.\n(1B)  A tom.]\nF9(1C)  . . . . .\n(2)  A dog."

    assert as_tree(text) == {
        "regulation/4": "4.—",
        "regulation/4/1": "(1) A cat.",
        "regulation/4/1A": "[F8(1A) A kitten.",
        "regulation/4/1B": "(1B) A tom.]",
        "regulation/4/1C": "F9(1C) . . . . .",
        "regulation/4/2": "(2) A dog.",
    }


def test_a_number_printed_twice_keeps_both() -> None:
    text = "4.—(1)  A cat.\n(2)  A dog.\n[F8(2)  A dog, for now.]\n(3)  A hen."

    assert [*as_tree(text)][2:] == ["regulation/4/2", "regulation/4/2~2", "regulation/4/3"]


def test_definitions_have_items_of_their_own() -> None:
    text = """
2.—(1)  In these Regulations—
“cat” means—
(a) a small animal; or
(b) a kitten, within the meaning of section 5 of the
“old” Act;
“cat's keeper” has the meaning given in regulation 4(1).
(2)  Cats are cats.
"""
    assert as_tree(text) == {
        "regulation/2": "2.—",
        "regulation/2/1": "(1) In these Regulations—",
        "regulation/2/1/definition/cat": "“cat” means—",
        "regulation/2/1/definition/cat/a": "(a) a small animal; or",
        "regulation/2/1/definition/cat/b": "(b) a kitten, within the meaning of section 5 of the “old” Act;",
        "regulation/2/1/definition/cats-keeper": "“cat's keeper” has the meaning given in regulation 4(1).",
        "regulation/2/2": "(2) Cats are cats.",
    }
    definition, item = parse(text)[2:4]
    assert (definition.label, definition.heading, definition.force) == ('reg 2(1) "cat"', "cat", Force.DEFINES)
    assert (item.label, item.force) == ('reg 2(1) "cat" (a)', Force.DEFINES)


def test_an_inserted_regulations_number_is_told_from_the_notes() -> None:
    assert [*as_tree("4. A cat.\n[F125. A dog.\n[F135A. A hen.]")] == ["regulation/4", "regulation/5", "regulation/5A"]


def test_a_reprint_is_marked() -> None:
    provisions = parse_regulation_text("guide", lines_of("6. (1) A cat."), parent_id="guide/standard/6", reprint=True)

    assert [(p.id, p.parent_id, p.reprint) for p in provisions] == [
        ("guide/regulation/6", "guide/standard/6", True),
        ("guide/regulation/6/1", "guide/regulation/6", True),
    ]


def test_text_without_a_number_gives_nothing() -> None:
    assert parse("A cat sat on the mat.") == ()
