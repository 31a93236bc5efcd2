from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.verbatim import SourcePages, bare, stands_on
from ingest.errors import UnknownPage

PAGE = "10.12 Each manager should have\nthe staﬀ’s “well-\nbeing” in mind – always. Within 3 years."


@pytest.mark.parametrize(
    "quote",
    [
        'Each manager should have the staff\'s "wellbeing" in mind - always.',
        "the staff’s “well\u0002being”",
        "the staﬀ’s “well\ufffebeing”",
        "should\u00a0have  the",
        "Each manager … Within 3 years.",
    ],
    ids=["plain marks", "pdfium hyphen", "ligature", "spaces", "pieces"],
)
def test_a_quote_stands_on_its_page_however_it_was_extracted(quote: str) -> None:
    assert stands_on(quote, [PAGE])


@pytest.mark.parametrize(
    "quote",
    [
        "Each manager must have",
        "Within 2 years.",
        "each manager",
        "Each manager should always",
        "Each manager … Within 2 years.",
        "Each manager … ",
        "",
        " \n",
    ],
    ids=["strength", "number", "case", "words left out", "one false piece", "empty piece", "empty", "blank"],
)
def test_changed_words_stand_nowhere(quote: str) -> None:
    assert not stands_on(quote, [PAGE])


def test_pieces_may_stand_on_different_pages_but_each_on_one() -> None:
    assert stands_on("the manager must … within 3 years", ["So the manager must", "22\nwithin 3 years"])
    assert not stands_on("the manager must within 3 years", ["So the manager must", "22\nwithin 3 years"])
    assert not stands_on("the manager must … within 3 years", ["So the manager must"])


def test_an_ellipsis_that_the_page_itself_prints_is_not_a_join() -> None:
    assert stands_on("first … last", ["from first … last to none"])


# A combining mark after a quote joins its last letter: those are another word's end, not the quote's.
@given(st.text(), st.text(), st.text(st.characters(exclude_categories=["M", "Cs"])))
def test_any_slice_of_a_page_with_a_letter_in_it_stands_on_it(before: str, quote: str, after: str) -> None:
    assert stands_on(f"a{quote}b", [f"{before}a{quote}b{after}"])


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("Well-\nbeing", "Wellbeing"),
        ("well\ufe63being \u2013 2\u20113", "wellbeing23"),
        ("o\ufb03ce \ufb01re", "officefire"),
        ("‘a’ `b´ “c”", "'a''b'\"c\""),
        ("28(2)(c), £3.50; ½", "28(2)(c),£3.50;1\u20442"),
    ],
)
def test_what_extractors_disagree_on_is_stripped_and_the_rest_is_kept(text: str, stripped: str) -> None:
    assert bare(text) == stripped


@pytest.mark.official
@pytest.mark.parametrize(
    ("document", "suffix", "page", "quote"),
    [
        ("guide-2015", "pdf", 53, "10.12 "),
        ("regulations-2015", "pdf", 22, "Fitness of manager"),
        ("sccif-2025", "html", 1, "Social care common inspection framework (SCCIF): children’s homes"),
    ],
)
def test_the_official_documents_hold_their_words_and_no_others(
    official: Path, document: str, suffix: str, page: int, quote: str
) -> None:
    sources = SourcePages(lambda _: official / f"{document}.{suffix}")
    assert sources.holds(document, [page], quote)
    assert not sources.holds(document, [page], f"{quote} or not")


@pytest.mark.official
def test_a_quote_is_not_found_on_another_page(official: Path) -> None:
    sources = SourcePages(lambda _: official / "guide-2015.pdf")
    assert not sources.holds("guide-2015", [52], "10.12 ")
    with pytest.raises(UnknownPage):
        sources.holds("guide-2015", [999], "10.12 ")


def test_a_plain_text_is_searched_whole_and_a_missing_file_holds_nothing(tmp_path: Path) -> None:
    digest = tmp_path / "digest.md"
    digest.write_text("A home’s manager keeps a record.", encoding="utf-8")
    assert SourcePages(lambda _: digest).holds("digest", [7], "a home's manager keeps"[2:])
    assert not SourcePages(lambda _: None).holds("digest", [7], "manager")


def test_a_web_page_is_read_without_its_comments(tmp_path: Path) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text('<meta charset="utf-8"><p>children’s <b>homes</b></p><!-- foster -->', encoding="utf-8")
    sources = SourcePages(lambda _: saved)
    assert sources.holds("saved", [1], "children’s homes")
    assert not sources.holds("saved", [1], "foster")
