from __future__ import annotations

import pytest

from ingest.structure.paragraphing import closes_list, ends_with_stop, joined, opens_list, title_blocks
from tests.ingest.structure.instrument_pages import lines_of

LONG = "the cat sat on the mat beside the fire and looked at the dog that slept in the hall and then,"


@pytest.mark.parametrize(
    "text", ["a cat.", "a cat;", "must—", "a cat; and", "cat M12.", "cat;]", "(“the cat”).]", "cat, (See footnote 5)"]
)
def test_these_lines_have_ended(text: str) -> None:
    assert ends_with_stop(text)


@pytest.mark.parametrize("text", ["Storage of cats etc.", "Fitness of cats", "a cat and", "section 5 M12"])
def test_these_have_not(text: str) -> None:
    assert not ends_with_stop(text)


@pytest.mark.parametrize(
    ("text", "opens"), [("must—", True), ("means [F2— ]", True), ("a child —", True), ("well-", False)]
)
def test_what_introduces_a_list(text: str, opens: bool) -> None:
    assert opens_list(text) is opens


@pytest.mark.parametrize(
    ("text", "following", "closes"),
    [
        ("(b) a keeper dies,", "the other keeper must tell the cat.", True),
        (LONG, "the keeper comes.", False),
        ("(b) a keeper dies", "the other keeper", False),
        ("(b) a keeper dies;", "and", False),
        ("(b) a keeper dies;", "Notices", False),
    ],
)
def test_words_that_go_back_to_the_sentence_above(text: str, following: str, closes: bool) -> None:
    assert closes_list(text, following) is closes


def test_titles_are_joined_over_their_lines() -> None:
    lines = lines_of("Information required of persons\nwho keep cats\nNames and addresses")

    assert [joined(block) for block in title_blocks(lines)] == [
        "Information required of persons who keep cats",
        "Names and addresses",
    ]
