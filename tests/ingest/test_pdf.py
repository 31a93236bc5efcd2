from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.document import Page
from ingest.errors import (
    DocumentWithoutText,
    EncryptedDocument,
    HomesError,
    ReaderLimitExceeded,
    UnreadableDocument,
)
from ingest.limited_process import Limits
from ingest.pdf import read_pages
from tests.ingest import made_pdfs

OPEN_SESAME = "open sesame"
SOUND = made_pdfs.of_lines(["What it is for", "1"], ["What it asks", "2"])


@pytest.fixture
def made(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "made.pdf"
        path.write_bytes(content)
        return path

    return write


def test_pages_carry_both_numbers(made: Callable[[bytes], Path]) -> None:
    assert read_pages("policy", made(SOUND)) == (
        Page("policy", 1, "1", "What it is for\n1"),
        Page("policy", 2, "2", "What it asks\n2"),
    )


def test_progress_is_told_page_by_page(made: Callable[[bytes], Path]) -> None:
    seen: list[tuple[int, int]] = []
    read_pages("policy", made(SOUND), on_page=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b"", UnreadableDocument, r"empty \(zero bytes\)"),
        (b"Dear all, please find", UnreadableDocument, "not a PDF"),
        (SOUND[:-200], UnreadableDocument, "cut short"),
        (SOUND[:300] + b"\n%%EOF", UnreadableDocument, "broken"),
        (SOUND.replace(b"/Count 2", b"/Count 3"), UnreadableDocument, "not the pages that it announces"),
        (made_pdfs.page_tree_in_itself(), UnreadableDocument, "broken"),
        (made_pdfs.encrypted(OPEN_SESAME), EncryptedDocument, "password"),
        (made_pdfs.scanned(), DocumentWithoutText, "OCR"),
        (made_pdfs.empty_pages(6_000), ReaderLimitExceeded, "6,000 pages; a document may have 5,000"),
    ],
    ids=["empty", "not a PDF", "cut short", "rest lost", "page lost", "loop", "encrypted", "scanned", "6,000 pages"],
)
def test_what_cannot_be_read_says_why(
    made: Callable[[bytes], Path], content: bytes, error: type[HomesError], message: str
) -> None:
    with pytest.raises(error, match=message) as raised:
        read_pages("policy", made(content))
    assert type(raised.value) is error


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="FileNotFoundError"):
        read_pages("policy", tmp_path / "nowhere.pdf")


def test_a_small_file_that_unpacks_to_more_than_a_gigabyte_is_stopped(made: Callable[[bytes], Path]) -> None:
    path = made(made_pdfs.bomb(1_200))
    assert path.stat().st_size < 2_000_000
    with pytest.raises(ReaderLimitExceeded, match="unpacks to more"):
        read_pages("policy", path)


def test_a_password_opens(made: Callable[[bytes], Path]) -> None:
    path = made(made_pdfs.encrypted(OPEN_SESAME))
    assert [page.text for page in read_pages("policy", path, password=OPEN_SESAME)] == ["behind a password"]
    with pytest.raises(EncryptedDocument):
        read_pages("policy", path, password=OPEN_SESAME.upper())


def test_an_empty_password_needs_no_asking(made: Callable[[bytes], Path]) -> None:
    assert read_pages("policy", made(made_pdfs.encrypted("")))[0].text == "behind a password"


def test_pdfium_reads_what_pypdf_cannot(made: Callable[[bytes], Path], caplog: pytest.LogCaptureFixture) -> None:
    content = made_pdfs.stream(made_pdfs.written(["What it is for"]), b"/Filter /Unheard")
    (page,) = read_pages("policy", made(made_pdfs.of_contents([content])))
    assert page.text == "What it is for"
    assert "read by pdfium" in caplog.text


def test_a_font_that_pypdf_cannot_place_is_read_by_pdfium(made: Callable[[bytes], Path]) -> None:
    (page,) = read_pages("policy", made(made_pdfs.of_lines(["What it is for"]).replace(b"/F1 3 0 R", b"/F1 9 0 R")))
    assert page.text == "What it is for"


def test_both_readers_out_of_time_is_a_limit(made: Callable[[bytes], Path]) -> None:
    with pytest.raises(ReaderLimitExceeded, match=r"longer than 0\.01 seconds"):
        read_pages("policy", made(SOUND), limits=Limits(wall_seconds=0.01))


@pytest.mark.official
def test_the_regulations_print_their_numbers_last(official: Path) -> None:
    pages = read_pages("regulations-2015", official / "regulations-2015.pdf")
    assert [page.physical for page in pages] == list(range(1, 48))
    assert [page.printed for page in pages] == [None, *(str(number) for number in range(2, 47)), None]
    assert "28.—(1)" in pages[21].text


@pytest.mark.official
def test_annex_a_prints_its_numbers_under_a_running_head(official: Path) -> None:
    pages = read_pages("annex-a-2025", official / "annex-a-2025.pdf")
    assert [page.printed for page in pages] == [str(number) for number in range(1, 26)]


@pytest.mark.official
def test_a_truncated_official_document_is_refused(official: Path, made: Callable[[bytes], Path]) -> None:
    whole = (official / "annex-a-2025.pdf").read_bytes()
    with pytest.raises(UnreadableDocument, match="cut short"):
        read_pages("annex-a-2025", made(whole[: len(whole) // 2]))


@pytest.mark.official
def test_a_hole_in_an_official_document_loses_no_pages_silently(official: Path, made: Callable[[bytes], Path]) -> None:
    whole = (official / "annex-a-2025.pdf").read_bytes()
    third = len(whole) // 3
    with pytest.raises(UnreadableDocument, match=r"damaged|broken"):
        read_pages("annex-a-2025", made(whole[:third] + whole[2 * third :]))
