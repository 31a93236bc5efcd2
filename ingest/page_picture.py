"""Pictures of pages, and where a quote stands on one, for showing a citation in its place.

pdfium draws, in a child process that is kept warm between calls and limited in memory and time. Rectangles are
found in pdfium's own text of the page, so they agree with the picture; they are no proof of a quote (that is
``assistant/verification.py``), and a verified quote may have none.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

from ingest.limited_process import Limits, Worker

DRAWING = Limits(processor_seconds=10, wall_seconds=15)
SCALE = 1.5  # pixels a point: an A4 page is 893 by 1,263 pixels

_TASKS = "ingest.pdfium_page"


@dataclass(frozen=True, slots=True)
class Rectangle:
    """Part of a page in fractions of its width and height, from its top left: 0 ≤ x0 < x1 ≤ 1, the same for y."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if not (0 <= self.x0 < self.x1 <= 1 and 0 <= self.y0 < self.y1 <= 1):
            raise ValueError(f"not a rectangle on a page: {astuple(self)}")


def render_page(
    path: Path,
    physical: int,
    *,
    scale: float = SCALE,
    rectangles: Iterable[Rectangle] = (),
    password: str | None = None,
) -> bytes:
    """A PNG of page ``physical`` at ``scale`` pixels a point, ``rectangles`` highlighted.

    A page too large for its picture (over 12 million pixels) is drawn at a smaller scale.

    Raises UnknownPage, EncryptedDocument, UnreadableDocument, ReaderLimitExceeded; ValueError when ``scale``
    is not above 0.
    """
    if not scale > 0:
        raise ValueError("scale must be above 0")
    boxes = [astuple(rectangle) for rectangle in rectangles]
    drawn: bytes = _worker().run(
        f"{_TASKS}:picture", {**_page(path, physical, password), "scale": scale, "rectangles": boxes}
    )
    return drawn


def quote_rectangles(
    path: Path, physical: int, quote: str, *, occurrence: int = 1, password: str | None = None
) -> tuple[Rectangle, ...]:
    """Where ``quote`` stands on page ``physical``: one rectangle a line, in reading order; () when not found.

    Compared as ``text.normalise`` does, and without white space and hyphens. ``occurrence`` is 1-based, for words that
    stand on the page more than once. A quote that runs over to the next page is asked for in two parts.

    Raises as ``render_page`` does.
    """
    boxes = _worker().run(
        f"{_TASKS}:quote_boxes", {**_page(path, physical, password), "quote": quote, "occurrence": occurrence}
    )
    return tuple(Rectangle(*box) for box in boxes)


def page_text(path: Path, physical: int, *, password: str | None = None) -> str:
    """Page ``physical``'s text as pdfium gives it, with "\\n" line ends: a second opinion on ``Page.text``.

    Raises as ``render_page`` does.
    """
    text: str = _worker().run(f"{_TASKS}:text", _page(path, physical, password))
    return text


def warm() -> None:
    """Start the drawing process ahead of the first call: worth 0.2 seconds to whoever makes it."""
    _worker().warm()


@cache
def _worker() -> Worker:
    worker = Worker(DRAWING, preload=_TASKS)
    atexit.register(worker.close)
    return worker


def _page(path: Path, physical: int, password: str | None) -> dict[str, object]:
    return {"path": str(path), "physical": physical, "password": password}
