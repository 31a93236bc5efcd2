"""What one line looks like."""

from __future__ import annotations

import pytest

from ingest.structure.headed_lines import Title, follows, level_of, looks_like_title, number_of, title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Chapter 3: Providing help, support and protection", Title("chapter", "3", 2)),
        ("Section 2: Safeguarding", Title("section", "2", 3)),
        ("Section 13 continued: Key people", Title("section", "13", 3)),
        ("Appendix A: Glossary", Title("appendix", "A", 2)),
        ("Annex A. Request for information", Title("annex", "A", 2)),
        ("PART 1", Title("part", "1", 1)),
        ("Section 11 places a duty on:", None),
        ("Section 11 of the Children Act 2004", None),
        ("Chapter 2: see there.", None),
        ("Chapters", None),
    ],
)
def test_divisions_that_announce_themselves(text: str, title: Title | None) -> None:
    assert title_of(text) == title


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("14. Anyone working", (14,)),
        ("14.  Anyone working", (14,)),
        ("7.", (7,)),
        ("1.2 The home", (1, 2)),
        ("1.2. The home", (1, 2)),
        ("4.1.10 The home", (4, 1, 10)),
        ("14 days after", None),
        ("2019", None),
        ("1.5million", None),
    ],
)
def test_paragraph_numbers(text: str, number: tuple[int, ...] | None) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("number", "last", "expected"),
    [
        ((1,), None, True),
        ((55,), None, False),
        ((1, 1), None, True),
        ((15,), (14,), True),
        ((17,), (14,), True),
        ((18,), (14,), False),
        ((14,), (14,), False),
        ((3,), (14,), False),
        ((2, 1), (2,), True),
        ((2, 2), (2,), False),
        ((2, 3), (2, 2), True),
        ((3, 1), (2, 5), True),
        ((3,), (2, 5), True),
        ((3, 4), (2, 5), False),
        ((2, 5, 1), (2, 5), True),
        ((2, 6), (2, 5, 3), True),
    ],
)
def test_which_number_can_come_next(number: tuple[int, ...], last: tuple[int, ...] | None, expected: bool) -> None:
    assert follows(number, last) is expected


@pytest.mark.parametrize(
    "text", ["Information sharing", "What is the status of this guidance?", "SCOPE", "‘Prevent’ duty", "24-hour cover"]
)
def test_words_that_can_be_a_heading(text: str) -> None:
    assert looks_like_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "This is a sentence.",
        "continued from above",
        "The registered manager must:",
        "at the time of inspection.7",
        "Staff and",
        "Ring 01234 555 555",
        "www.example.org",
        "Write to home@example.org",
        "– –",
        "A" * 111,
    ],
)
def test_words_that_cannot_be_a_heading(text: str) -> None:
    assert not looks_like_title(text)


@pytest.mark.parametrize(
    ("text", "number", "level"),
    [("Part 1", "", 1), ("Chapter 1: A", "", 2), ("Section 1: A", "", 3), ("1. A b", "1", 4), ("1.2 A b", "1.2", 5),
     ("SCOPE", "", 4), ("Scope", "", 9)],
)  # fmt: skip
def test_how_deep_a_heading_lies(text: str, number: str, level: int) -> None:
    assert level_of(text, number) == level
