from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.furniture import body_lines, find_furniture
from tests.ingest.structure.instrument_pages import pages_of, words


def page(number: int, body: str, head: str = "Guide to kites (draft {})") -> str:
    return f"{head.format(number)}\n{body}\n{number}"


def test_running_heads_with_changing_numbers_and_page_numbers_are_furniture() -> None:
    pages = pages_of(page(1, "Kites fly.\nThey need wind."), page(2, "Strings hold."), page(3, "Tails steady."))

    assert [words(pages, [span]) for span in find_furniture(pages)] == [
        "Guide to kites (draft 1)", "1", "Guide to kites (draft 2)", "2", "Guide to kites (draft 3)", "3",
    ]  # fmt: skip
    assert [line.text for line in body_lines(pages)] == [
        "Kites fly.",
        "They need wind.",
        "Strings hold.",
        "Tails steady.",
    ]


def test_words_that_repeat_inside_the_body_stay() -> None:
    pages = pages_of("One kite.\nThe text\nA.", "Two kites.\nThe text\nB.", "Three.\nThe text\nC.")

    assert find_furniture(pages) == ()


def test_a_lone_number_that_no_other_page_counts_with_is_not_a_page_number() -> None:
    pages = pages_of("Kites sold\n40", "Strings sold\n95", "Tails sold\n7")

    assert find_furniture(pages) == ()


def test_printed_numbers_may_run_behind_physical_ones() -> None:
    pages = pages_of("Cover", "Inside cover", "1\nKites.", "2\nStrings.", "3\nTails.")

    assert [(span.physical_page, words(pages, [span])) for span in find_furniture(pages)] == [
        (3, "1"),
        (4, "2"),
        (5, "3"),
    ]


def test_lines_are_stripped_and_keep_their_offsets() -> None:
    (line,) = body_lines(pages_of("\n  Kites fly.  \n \n"))

    assert (line.text, line.page, line.span.start, line.span.end) == ("Kites fly.", 1, 2, 12)


@given(st.lists(st.text(alphabet="ab1 \n.", max_size=60), max_size=6))
def test_furniture_and_body_together_are_every_word_once(texts: list[str]) -> None:
    pages = pages_of(*texts)
    spans = sorted([*find_furniture(pages), *(line.span for line in body_lines(pages))])

    assert "".join(words(pages, spans).replace("|", "").split()) == "".join("".join(p.text for p in pages).split())
