"""Which text on a PDF's pages a reader cannot see: no ink, tiny, off the page, or of its background's colour.

Runs in ``limited_process``'s child, as ``pdfium_page`` does. Whether doubtful text shows is found out by drawing
the page with it and without it; the official documents have none, so this costs them no drawing.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageChops
from pypdfium2 import raw

from ingest.errors import ReaderLimitExceeded
from ingest.pdfium_page import bounded, opened, place

Report = Callable[[int, int], None]
Piece = tuple[str, bool]
"""What one text object says, and whether it is unseen."""
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]

SMALLEST_SIZE = 2.0  # points: print this small cannot be read at any usual distance
_ALIKE = 40  # of 255, a channel: colours this close are looked at
_SHOWS = 24  # of 255: what changes the page's picture by less cannot be seen
_FAINT = 40  # of 255: alpha up to this is looked at
_SCAN = 0.8  # of the page: a picture this large makes invisible text the words that OCR read in it
_DRAWN_AT = 2.0  # pixels a point
_DEEPEST = 12  # forms within forms
_MOST_FILLS = 2_000  # of a page
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WHITE: Colour = (255, 255, 255)
_STROKED_ALONE = (1, 5)  # text render modes whose colour is the line's


@dataclass(frozen=True, slots=True)
class _Object:
    """An object on a page, ``box`` (left, bottom, right, top) in the page's points; ``order`` counts as drawn."""

    handle: Any
    order: int
    kind: int
    box: Box
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class _Fill:
    order: int
    box: Box
    colour: Colour


def pieces(_report: Report, path: str, password: str | None, maximum_pages: int) -> list[list[Piece] | None]:
    """For each page its text objects in the file's order, each with whether it is unseen; None where all is seen.

    Raises EncryptedDocument, ReaderLimitExceeded, UnreadableDocument.
    """
    with opened(path, password) as document:
        if len(document) > maximum_pages:
            raise ReaderLimitExceeded(f"the file has {len(document):,} pages; a document may have {maximum_pages:,}")
        found = []
        for number in range(len(document)):
            page = document[number]
            found.append(_pieces(page))
            page.close()
    return found


def _pieces(page: Any) -> list[Piece] | None:
    objects = list(_objects(page))
    texts = [one for one in objects if one.kind == raw.FPDF_PAGEOBJ_TEXT]
    unseen = {one.order for one in texts if _is_outside_sight(one, page, objects)}
    fills = _fills(objects)
    doubtful = [one for one in texts if one.order not in unseen and _may_be_hidden(one, fills)]
    if not unseen and not doubtful:
        return None
    text_page = page.get_textpage()
    said = [_words(one, text_page) for one in texts]
    unseen |= _not_showing(page, doubtful)
    made = [(words, one.order in unseen) for one, words in zip(texts, said, strict=True)]
    return made if any(hidden and words.strip() for words, hidden in made) else None


def _objects(page: Any) -> Iterator[_Object]:
    """Every object of the page, those inside forms among them, in the order in which they are drawn."""
    top = (raw.FPDFPage_GetObject(page, index) for index in range(raw.FPDFPage_CountObjects(page)))
    for order, (handle, kind, outer) in enumerate(_flat(top, _IDENTITY, 0)):
        yield _Object(handle, order, kind, _box(handle, outer), _times(_matrix(handle), outer))


def _flat(handles: Iterator[Any], outer: Matrix, depth: int) -> Iterator[tuple[Any, int, Matrix]]:
    for handle in handles:
        kind = raw.FPDFPageObj_GetType(handle)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield handle, kind, outer
        elif depth < _DEEPEST:
            count = raw.FPDFFormObj_CountObjects(handle)
            inside = (raw.FPDFFormObj_GetObject(handle, index) for index in range(count))
            yield from _flat(inside, _times(_matrix(handle), outer), depth + 1)


def _is_outside_sight(one: _Object, page: Any, objects: Sequence[_Object]) -> bool:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(one.handle, size)
    a, b, c, d, _, _ = one.matrix
    if size.value * math.sqrt(abs(a * d - b * c)) < SMALLEST_SIZE:
        return True
    sheet = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, sheet)
    edges = (sheet.left, sheet.bottom, sheet.right, sheet.top)
    if not _overlap(one.box, edges):
        return True
    invisible = raw.FPDFTextObj_GetTextRenderMode(one.handle) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
    return invisible and not any(_is_scan(other, edges) for other in objects)


def _is_scan(one: _Object, sheet: Box) -> bool:
    return one.kind == raw.FPDF_PAGEOBJ_IMAGE and _area(one.box) >= _SCAN * _area(sheet)


def _fills(objects: Sequence[_Object]) -> list[_Fill]:
    """The filled shapes: what text may stand on, or lie under."""
    found = []
    for one in objects:
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        if one.kind == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPath_GetDrawMode(one.handle, mode, stroked) and mode.value:
            found.append(_Fill(one.order, one.box, _colour(one.handle)[0]))
    return sorted(found, key=lambda fill: -_area(fill.box))[:_MOST_FILLS]


def _may_be_hidden(one: _Object, fills: Sequence[_Fill]) -> bool:
    """Whether it is worth drawing: faint, of a colour found behind it, or under a shape."""
    stroked = raw.FPDFTextObj_GetTextRenderMode(one.handle) in _STROKED_ALONE
    colour, alpha = _colour(one.handle, stroke=stroked)
    around = [fill for fill in fills if _overlap(one.box, fill.box)]
    if alpha <= _FAINT or any(fill.order > one.order for fill in around):
        return True
    return any(_are_alike(colour, behind) for behind in (_WHITE, *(fill.colour for fill in around)))


def _not_showing(page: Any, doubtful: Sequence[_Object]) -> set[int]:
    """Which of ``doubtful`` the page's picture does not change without. Leaves them without ink."""
    if not doubtful:
        return set()
    before = _drawn(page)
    for one in doubtful:
        raw.FPDFTextObj_SetTextRenderMode(one.handle, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    changes = ImageChops.difference(before, _drawn(page))
    return {one.order for one in doubtful if not _shows(changes.crop(_pixels(page, one.box, changes.size)))}


def _drawn(page: Any) -> Image.Image:
    picture = page.render(scale=bounded(_DRAWN_AT, *page.get_size()), rev_byteorder=True).to_pil()
    drawn: Image.Image = picture.convert("RGB")
    return drawn


def _shows(changes: Image.Image) -> bool:
    return any(max(channel.tobytes(), default=0) > _SHOWS for channel in changes.split())


def _pixels(page: Any, box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, bottom, right, top = box
    (x0, y0), (x1, y1) = place(page, left, top), place(page, right, bottom)
    width, height = size
    x, y = math.floor(min(x0, x1) * width), math.floor(min(y0, y1) * height)
    return x, y, max(math.ceil(max(x0, x1) * width), x + 1), max(math.ceil(max(y0, y1) * height), y + 1)


def _words(one: _Object, text_page: Any) -> str:
    length = raw.FPDFTextObj_GetText(one.handle, text_page, None, 0)  # in bytes, of UTF-16 with a zero at its end
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(one.handle, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _colour(handle: Any, *, stroke: bool = False) -> tuple[Colour, int]:
    red, green, blue, alpha = (ctypes.c_uint(0) for _ in range(4))
    ask = raw.FPDFPageObj_GetStrokeColor if stroke else raw.FPDFPageObj_GetFillColor
    if not ask(handle, red, green, blue, alpha):
        return (0, 0, 0), 255
    return (red.value, green.value, blue.value), alpha.value


def _are_alike(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= _ALIKE


def _matrix(handle: Any) -> Matrix:
    m = raw.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if raw.FPDFPageObj_GetMatrix(handle, m) else _IDENTITY


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """``inner`` first, then ``outer``."""
    a, b, c, d, e, f = inner
    across, down = _moved(a, b, outer, 0), _moved(c, d, outer, 0)
    return (*across, *down, *_moved(e, f, outer, 1))


def _moved(x: float, y: float, by: Matrix, shift: int) -> tuple[float, float]:
    a, b, c, d, e, f = by
    return x * a + y * c + shift * e, x * b + y * d + shift * f


def _box(handle: Any, outer: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    corners = [_moved(x.value, y.value, outer, 1) for x in (left, right) for y in (bottom, top)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)
