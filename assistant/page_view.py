"""A page as people see it, with a citation's words on it highlighted.

A citation's quote is shown in one piece, but its words may stand apart on a page (joined by " … ") or run over to the
next page: here it is taken apart again, so that each page shows its share.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest import page_picture
from ingest.page_picture import Rectangle
from ingest.text import letters_alone, normalise

FEWEST_WORDS = 3
"""Words that a page must share with the beginning or the end of a quote that runs over its edge."""

MOST_PIECES = 20

MOST_KEPT = 32
"""Pictures that are kept: some 300 kB each."""

_APART = "…"


@dataclass(frozen=True, slots=True)
class PageView:
    """Page ``number`` of ``file``, with its text as ingested. Methods raise UnknownPage, UnreadableDocument."""

    file: Path
    number: int
    text: str

    def picture(self, quote: str | None, scale: float) -> bytes:
        """A PNG at ``scale`` pixels a point; ``quote``'s words on it are highlighted."""
        return _drawn(self.file, self.number, scale, self.rectangles(quote) if quote else ())

    def rectangles(self, quote: str) -> tuple[Rectangle, ...]:
        """Where ``quote``'s words stand on the page, a rectangle a line; () when they do not."""
        pieces = pieces_on_page(quote, self.text)
        found = (one for piece in pieces for one in _found(self.file, self.number, piece))
        return tuple(dict.fromkeys(found))


def unkept_picture(file: Path, number: int, quote: str, scale: float) -> bytes:
    """A PNG of a page of a file that is kept nowhere, nor is the picture; ``quote``'s words on it are highlighted.

    Raises UnknownPage, UnreadableDocument and its kin.
    """
    pieces = pieces_on_page(quote, page_picture.page_text(file, number))
    marked = [one for piece in pieces for one in page_picture.quote_rectangles(file, number, piece)]
    return page_picture.render_page(file, number, scale=scale, rectangles=dict.fromkeys(marked))


@lru_cache(maxsize=MOST_KEPT)
def _drawn(file: Path, number: int, scale: float, marked: tuple[Rectangle, ...]) -> bytes:
    """A picture, kept for who turns back to it. An ingested file has its checksum for a name: it does not change."""
    return page_picture.render_page(file, number, scale=scale, rectangles=marked)


@lru_cache(maxsize=16 * MOST_KEPT)
def _found(file: Path, number: int, piece: str) -> tuple[Rectangle, ...]:
    return page_picture.quote_rectangles(file, number, piece)


def pieces_on_page(quote: str, page_text: str) -> tuple[str, ...]:
    """The parts of ``quote`` that stand on a page: whole, or as much of an end as the page's edge left on it.

    >>> pieces_on_page("The home must be kept safe and warm", "4.1 The home must be")
    ('The home must be',)
    """
    page = _letters(page_text)
    found = (_on_page(piece.split(), page) for piece in quote.split(_APART)[:MOST_PIECES])
    return tuple(" ".join(words) for words in found if words)


def _on_page(words: list[str], page: str) -> list[str]:
    """``words`` where they all stand on the page, else the longest beginning or end of them that does."""
    if not words or _letters(" ".join(words)) in page:
        return words
    counts = range(1, len(words))
    # The more words are taken, the less likely they stand there: bisect finds the last count that does.
    beginning = bisect_right(counts, False, key=lambda count: _letters(" ".join(words[:count])) not in page)
    end = bisect_right(counts, False, key=lambda count: _letters(" ".join(words[-count:])) not in page)
    longest = max(beginning, end)
    if longest < FEWEST_WORDS:
        return []
    return words[:beginning] if beginning >= end else words[-end:]


def _letters(text: str) -> str:
    """Text for comparison, as page_picture compares: normalised, without white space and hyphens."""
    return letters_alone(normalise(text)).text
