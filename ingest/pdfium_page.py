"""A PDF page by pdfium: its picture, its text, where its characters stand.

Only this module and ``pdfium_unseen`` import pypdfium2; they run in ``limited_process``'s child, as a malformed page
can drive pdfium into an abort or gigabytes of memory. Functions here are that child's tasks: arguments are JSON.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from ingest.errors import EncryptedDocument, ReaderLimitExceeded, UnknownPage, UnreadableDocument
from ingest.text import find_all, letters_alone, normalise

Report = Callable[[int, int], None]
Box = tuple[float, float, float, float]

HIGHLIGHT = (255, 232, 120)  # multiplied with the page: paper turns yellow, ink stays ink
_LARGEST_PICTURE = 12_000_000  # pixels, about 48 MB
_LONGEST_SIDE = 10_000  # pixels
_PNG_EFFORT = 1  # zlib level: a third of the time of level 6 for a quarter more bytes
_PASSWORD_WANTED = raw.FPDF_ERR_PASSWORD
_UNITS = 1_000_000  # whole units a side when asking pdfium for a place on the page


def texts(report: Report, path: str, password: str | None, maximum_pages: int) -> list[str | None]:
    """Each page's text, in order, with "\\n" line ends; None for a page that draws nothing at all.

    pdfium gives such a page both where a file leaves one blank and where the file has lost it.

    Raises EncryptedDocument, ReaderLimitExceeded.
    """
    with opened(path, password) as document:
        count = len(document)
        if count > maximum_pages:
            raise ReaderLimitExceeded(f"the file has {count:,} pages; a document may have {maximum_pages:,}")
        found: list[str | None] = []
        for number in range(count):
            page = document[number]
            drawn = raw.FPDFPage_CountObjects(page) > 0
            found.append(_text(page) if drawn else None)
            page.close()
            report(len(found), count)
    return found


def text(_report: Report, path: str, physical: int, password: str | None) -> str:
    """One page's text, with "\\n" line ends. Raises UnknownPage."""
    with opened(path, password) as document:
        return _text(_page(document, physical))


def picture(
    _report: Report, path: str, physical: int, scale: float, rectangles: Sequence[Box], password: str | None
) -> bytes:
    """A PNG of one page at ``scale`` pixels a point, ``rectangles`` (fractions of the page) in yellow.

    A page that would be too large is drawn smaller. Raises UnknownPage.
    """
    with opened(path, password) as document:
        document.init_forms()  # else what was filled into a form's fields is not drawn
        page = _page(document, physical)
        image = page.render(scale=bounded(scale, *page.get_size()), rev_byteorder=True).to_pil().convert("RGB")
    for rectangle in rectangles:
        _highlight(image, rectangle)
    png = io.BytesIO()
    image.save(png, "PNG", compress_level=_PNG_EFFORT)
    return png.getvalue()


def quote_boxes(
    _report: Report, path: str, physical: int, quote: str, occurrence: int, password: str | None
) -> list[Box]:
    """Where ``quote`` stands on the page for the ``occurrence``-th time: one box a line, in page fractions.

    Fractions are of the page as shown (cropped and turned), from its top left. Empty when it is not there.
    White space and hyphens are ignored altogether: the two readers of a PDF disagree on them most, and a word that a
    line breaks is quoted whole. Raises UnknownPage.
    """
    with opened(path, password) as document:
        page = _page(document, physical)
        text_page = page.get_textpage()
        written = letters_alone(normalise("".join(_characters(text_page))))
        wanted = letters_alone(normalise(quote)).text
        ranges = list(find_all(wanted, written))
        if not 0 < occurrence <= len(ranges):
            return []
        boxes = (_character_box(page, text_page, index) for index in range(*ranges[occurrence - 1]))
        return _lines([box for box in boxes if box is not None])


@contextmanager
def opened(path: str, password: str | None) -> Iterator[Any]:
    """The file at ``path``, closed afterwards. Raises EncryptedDocument, UnreadableDocument."""
    try:
        document = pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD_WANTED:
            raise EncryptedDocument("the file asks for a password") from None
        raise UnreadableDocument("the file is broken, or is not a PDF") from None
    with document:
        yield document


def _page(document: Any, physical: int) -> Any:
    if not 1 <= physical <= len(document):
        raise UnknownPage(f"the document has pages 1 to {len(document)}; there is no page {physical}")
    return document[physical - 1]


def _text(page: Any) -> str:
    return "".join(_characters(page.get_textpage())).replace("\r\n", "\n")


def _characters(text_page: Any) -> list[str]:
    """One string for each of pdfium's characters, so that an index here is an index there."""
    codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(text_page.count_chars()))
    return [chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes]


def _character_box(page: Any, text_page: Any, index: int) -> Box | None:
    """The character's box in page fractions, as tall as its line; None for one that is not drawn."""
    with suppress(pypdfium2.PdfiumError):
        left, bottom, right, top = text_page.get_charbox(index, loose=True)
        (x0, y0), (x1, y1) = place(page, left, top), place(page, right, bottom)
        box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        if box[0] < box[2] and box[1] < box[3]:
            return box
    return None


def place(page: Any, x: float, y: float) -> tuple[float, float]:
    """A point of the PDF's own canvas as fractions of the page as shown."""
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _UNITS, _UNITS, 0, x, y, across, down)
    return _fraction(across.value), _fraction(down.value)


def _fraction(units: int) -> float:
    return min(max(units / _UNITS, 0.0), 1.0)


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Join the boxes of characters, in reading order, into one box a line, whether lines run across or down."""
    turned = _joined([_turned(box) for box in boxes])
    return min(_joined(boxes), [_turned(box) for box in turned], key=len)


def _turned(box: Box) -> Box:
    x0, y0, x1, y1 = box
    return y0, x0, y1, x1


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Join neighbours of which the lower lies half or more on the other's line."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else box
        overlap = min(last[3], box[3]) - max(last[1], box[1])
        if lines and overlap > 0.5 * min(last[3] - last[1], box[3] - box[1]):
            lines[-1] = min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])
        else:
            lines.append(box)
    return lines


def bounded(scale: float, width: float, height: float) -> float:
    """``scale``, or the largest that keeps a picture of the page (in points) within bounds."""
    area, side = max(width * height, 1e-6), max(width, height, 1e-3)
    return min(scale, math.sqrt(_LARGEST_PICTURE / area), _LONGEST_SIDE / side)


def _highlight(image: Image.Image, rectangle: Box) -> None:
    x0, y0, x1, y1 = rectangle
    width, height = image.size
    area = (math.floor(x0 * width), math.floor(y0 * height), math.ceil(x1 * width), math.ceil(y1 * height))
    part = image.crop(area)
    image.paste(ImageChops.multiply(part, Image.new("RGB", part.size, HIGHLIGHT)), area)
