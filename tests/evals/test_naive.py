from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measures import RankedPassage
from evals.naive import OVERLAP, UNPAGED, WINDOW, NaivePipeline, cut, main, read_windows

WORDS = ("restraint", "complaint", "medicine")


def count_words(texts: Sequence[str]) -> np.ndarray:
    """Embed a text by how often it says each of three words."""
    return np.array([[text.count(word) + 0.01 for word in WORDS] for text in texts], dtype=np.float32)


@pytest.mark.parametrize(
    ("length", "lengths"),
    [
        (0, []),
        (150, [150]),
        (1000, [1000]),
        (1001, [1000, 201]),
        (1800, [1000, 1000]),
        (1900, [1000, 1000, 300]),
    ],
)
def test_a_page_is_cut_into_windows(length: int, lengths: list[int]) -> None:
    assert [len(window) for window in cut("x" * length)] == lengths


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), max_size=5000))
def test_windows_lose_nothing_and_overlap(text: str) -> None:
    windows = list(cut(text))
    assert "".join([*windows[:1], *(window[OVERLAP:] for window in windows[1:])]) == text
    assert all(len(window) <= WINDOW for window in windows)


def test_a_blank_page_gives_no_windows() -> None:
    assert list(cut(" \n ")) == []


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text("<p>complaint " + "x" * 1000 + " restraint restraint</p>", encoding="utf-8")
    return path


def test_a_web_page_has_no_page_that_could_be_right(page: Path) -> None:
    assert [window.page for window in read_windows("web", page)] == [UNPAGED, UNPAGED]


@pytest.mark.official
def test_a_pdf_keeps_its_page_numbers(official: Path) -> None:
    windows = read_windows("annex-a-2025", official / "annex-a-2025.pdf")
    assert {window.document for window in windows} == {"annex-a-2025"}
    assert min(window.page for window in windows) == 1
    assert max(window.page for window in windows) <= 25


def test_the_nearest_window_comes_first_and_pipelines_do_not_mix(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_text("<p>medicine</p>", encoding="utf-8")
    first, second = NaivePipeline(count_words), NaivePipeline(count_words)
    assert first.build({"web": page, "other": other}) == 3
    assert second.build({"other": other}) == 1
    assert first.search("medicine", 2)[0] == RankedPassage("other", frozenset({UNPAGED}))
    assert first.search("restraint", 2)[0].document == "web"
    assert len(second.search("restraint", 5)) == 1


def test_a_document_that_is_not_there_stops_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path), str(tmp_path / "q.jsonl"), "--documents", "guide-2015"])
    assert "not every document asked for is in the folder" in capsys.readouterr().err


def test_unreadable_questions_are_named(page: Path) -> None:
    with pytest.raises(SystemExit, match=r"absent\.jsonl: cannot be read"):
        main([str(page.parent), str(page.parent / "absent.jsonl")])
