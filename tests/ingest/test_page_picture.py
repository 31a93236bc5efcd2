from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from ingest import page_picture
from ingest.errors import EncryptedDocument, UnknownPage, UnreadableDocument
from ingest.page_picture import Rectangle, page_text, quote_rectangles, render_page
from tests.ingest import made_pdfs

OPEN_SESAME = "open sesame"
# Helvetica 20 on 600 by 800 points: the first line's baseline is at 700, the second's at 670.
LINES = ["Each home keeps chil-", "dren safe. “Safe” is", "for every child."]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "made.pdf"
    path.write_bytes(made_pdfs.of_lines(LINES))
    return path


@pytest.fixture(scope="module", autouse=True)
def _no_child_left() -> Iterator[None]:
    yield
    page_picture._worker().close()


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_a_picture_has_the_pages_size_times_the_scale(made: Path) -> None:
    assert opened(render_page(made, 1, scale=0.5)).size == (300, 400)
    assert render_page(made, 1)[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_huge_page_is_drawn_smaller(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    path.write_bytes(made_pdfs.of_lines(["big"]).replace(b"[0 0 600 800]", b"[0 0 9000 9]"))
    assert max(opened(render_page(path, 1, scale=4)).size) <= 10_000


@pytest.mark.parametrize("scale", [0, -1, float("nan")])
def test_a_scale_is_above_nothing(made: Path, scale: float) -> None:
    with pytest.raises(ValueError, match="scale"):
        render_page(made, 1, scale=scale)


def test_a_highlight_colours_its_rectangle_and_nothing_else(made: Path) -> None:
    plain = opened(render_page(made, 1, scale=1))
    marked = opened(render_page(made, 1, scale=1, rectangles=[Rectangle(0.25, 0.5, 0.5, 0.75)]))
    assert ImageChops.difference(plain, marked).getbbox() == (150, 400, 300, 600)


def test_words_stay_black_under_a_highlight(made: Path) -> None:
    rectangles = quote_rectangles(made, 1, "Each home")
    marked = opened(render_page(made, 1, scale=2, rectangles=rectangles))
    box = rectangles[0]
    inside = marked.crop((int(box.x0 * 1200), int(box.y0 * 1600), int(box.x1 * 1200), int(box.y1 * 1600)))
    assert inside.convert("L").getextrema()[0] < 20  # type: ignore[operator] # one band, so one pair
    assert inside.getpixel((0, 0)) == (255, 232, 120)


def test_a_quote_on_one_line_is_one_rectangle_around_it(made: Path) -> None:
    (box,) = quote_rectangles(made, 1, "home keeps")
    assert 100 / 600 < box.x0 < box.x1 < 300 / 600
    assert 80 / 800 < box.y0 < 90 / 800
    assert 100 / 800 < box.y1 < 110 / 800


@pytest.mark.parametrize("broken", ["chil-\ndren", "chil-dren", "children"])
def test_a_quote_over_two_lines_and_a_hyphen_is_two(made: Path, broken: str) -> None:
    first, second = quote_rectangles(made, 1, f"keeps {broken} safe.")
    assert first.y1 < second.y1
    assert second.x0 == pytest.approx(100 / 600, abs=0.01)
    assert second.x1 < first.x1


@pytest.mark.parametrize(
    ("quote", "lines"),
    [
        ("Each   home\nkeeps", 1),
        ('"Safe" is for every child', 2),
        ("eachhome", 0),
        ("Each house", 0),
        ("", 0),
        ("   ", 0),
    ],
)
def test_only_white_space_hyphens_and_the_shape_of_marks_are_forgiven(made: Path, quote: str, lines: int) -> None:
    assert len(quote_rectangles(made, 1, quote)) == lines


def test_words_that_stand_twice_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "twice.pdf"
    path.write_bytes(made_pdfs.of_lines(["must keep", "must keep"]))
    (first,), (second,) = (quote_rectangles(path, 1, "must keep", occurrence=number) for number in (1, 2))
    assert first.y1 < second.y1
    assert quote_rectangles(path, 1, "must keep", occurrence=3) == ()


def test_rectangles_follow_a_page_that_is_turned_and_cropped(tmp_path: Path) -> None:
    path = tmp_path / "turned.pdf"
    path.write_bytes(made_pdfs.of_lines(LINES, page_entries=b"/Rotate 90 /CropBox [0 400 600 800]"))
    rectangles = quote_rectangles(path, 1, "Each home keeps")
    picture = opened(render_page(path, 1, scale=1, rectangles=rectangles))
    assert picture.size == (400, 600)
    (box,) = rectangles
    assert box.y1 - box.y0 > box.x1 - box.x0  # the line now runs down the page
    inside = picture.crop((int(box.x0 * 400), int(box.y0 * 600), int(box.x1 * 400), int(box.y1 * 600)))
    assert inside.convert("L").getextrema()[0] < 60  # type: ignore[operator] # one band, so one pair


def test_the_other_readers_text(made: Path) -> None:
    words = " ".join(page_text(made, 1).split())
    assert words == "Each home keeps chil\x02dren safe. “Safe” is for every child."


@pytest.mark.parametrize("physical", [0, 2, -1])
def test_there_is_no_such_page(made: Path, physical: int) -> None:
    with pytest.raises(UnknownPage, match="pages 1 to 1"):
        render_page(made, physical)


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(made_pdfs.encrypted(OPEN_SESAME))
    with pytest.raises(EncryptedDocument):
        render_page(path, 1)
    assert page_text(path, 1, password=OPEN_SESAME) == "behind a password"


@pytest.mark.parametrize(
    "content",
    [b"", b"words", made_pdfs.page_tree_in_itself(), made_pdfs.bomb(1_200)],
    ids=["empty", "not a PDF", "loop", "bomb"],
)
def test_a_broken_file_does_no_harm_to_the_next(tmp_path: Path, made: Path, content: bytes) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument):
        render_page(path, 1)
    assert page_text(made, 1)


@pytest.mark.official
def test_paragraph_10_12_of_the_guide_stands_on_two_lines(official: Path) -> None:
    quote = (
        "All managers working in a children’s home must have the qualification in \n"
        "regulation 28(2) within the relevant timescales listed in regulation 28(3)."
    )
    first, second = quote_rectangles(official / "guide-2015.pdf", 53, quote)
    assert (first.x0, first.y0, first.x1, first.y1) == pytest.approx((0.156, 0.619, 0.804, 0.638), abs=0.002)
    assert (second.x0, second.y0, second.x1, second.y1) == pytest.approx((0.095, 0.638, 0.732, 0.657), abs=0.002)


@pytest.mark.official
def test_two_readers_agree_on_a_paragraph(official: Path) -> None:
    assert "10.12 All managers working in a children’s home" in page_text(official / "guide-2015.pdf", 53)
