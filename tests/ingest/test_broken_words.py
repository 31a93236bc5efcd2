from __future__ import annotations

import pytest

from ingest.broken_words import broken_words, made_whole


@pytest.mark.parametrize(
    ("page", "whole"),
    [
        ("Safe-\nguarding matters. Safeguarding is for all.", "Safeguarding matters. Safeguarding is for all."),
        ("The Worcester-\nshire team.", "The Worcestershire team."),
        ("A notifi\u0002cation is sent.", "A notification is sent."),
        ("Staff under-\nstand it.", "Staff understand it."),
    ],
)
def test_a_word_that_a_line_breaks_is_made_whole(page: str, whole: str) -> None:
    assert made_whole(page, broken_words([page])) == whole


@pytest.mark.parametrize(
    "page",
    [
        "Their well-\nbeing counts, and being well.",
        "A follow-\nup visit; every follow-up is noted.",
        "Ages 10-\n17 live here.",
        "The North-\nEast team.",
        "Nothing is broken here.",
    ],
)
def test_what_may_be_two_words_keeps_its_hyphen(page: str) -> None:
    assert made_whole(page, broken_words([page])) == page


def test_the_whole_document_decides() -> None:
    pages = ["Their well-\nbeing counts.", "Wellbeing is being well."]
    assert made_whole(pages[0], broken_words(pages)) == "Their wellbeing counts."
