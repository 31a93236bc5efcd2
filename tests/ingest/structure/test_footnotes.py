from __future__ import annotations

import pytest

from ingest.document import Page
from ingest.structure.footnotes import carries_mark, read_footnotes, rule_offsets
from ingest.structure.furniture import page_lines


def notes(*texts: str) -> list[tuple[str, str]]:
    lines = [line for number, text in enumerate(texts, 1) for line in page_lines(Page("guide", number, None, text))]
    return [(note.mark, " ".join(line.text for line in note.lines)) for note in read_footnotes(lines)[0]]


def test_each_note_starts_with_the_next_mark() -> None:
    assert notes("1 Of the kind\ncalled Apis.\n2 Or for\n6 months after.", "[1] Only here.\n3 The end.") == [
        ("1", "1 Of the kind called Apis."),
        ("2", "2 Or for 6 months after."),
        ("[1]", "[1] Only here."),
        ("3", "3 The end."),
    ]


def test_words_before_the_first_mark_belong_to_no_note() -> None:
    lines = page_lines(Page("guide", 1, None, "left over\n1 A note."))
    found, stray = read_footnotes(lines)
    assert [line.text for line in stray] == ["left over"]
    assert [note.mark for note in found] == ["1"]


def test_the_rule_over_footnotes_is_a_long_line_of_blanks() -> None:
    made = [Page("guide", 1, None, f"Text.\n \n{' ' * 30}\n1 Note."), Page("guide", 2, None, "Text.\n  \nMore.")]
    assert rule_offsets(made) == {1: 8}


@pytest.mark.parametrize(
    ("text", "mark", "carried"),
    [
        ("that homes1 should", "1", True),
        ("of their care.21", "21", True),
        ("(“the plan”)7; and", "7", True),
        ("in appeals 31to the court", "31", True),
        ("a child aged under 1326", "26", True),
        ("the plan[1]; and", "[1]", True),
        ("paragraph 7.4 says", "4", False),
        ("regulation 28(4)", "4", False),
        ("in 2014", "14", False),
        ("at least 4 times", "4", False),
    ],
)
def test_a_mark_hangs_on_a_word_or_a_stop(text: str, mark: str, carried: bool) -> None:
    assert carries_mark(text, mark) is carried
