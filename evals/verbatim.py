"""Does a quote stand on its page? Asked of another extractor than the one the quote was cut with.

Nothing of ``ingest.text`` is used on purpose: a fault in the product's own normalising must not hide itself here.
PDFs are read by pdfium (the product reads with pypdf), web pages by lxml (the product reads with BeautifulSoup).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from lxml import html

from ingest.page_picture import page_text

JOIN = " … "
"""What stands between the pieces of a quote that leaves words out or runs over furniture."""

WEB_SUFFIXES = frozenset({".html", ".htm"})

# Hyphens go altogether: at a line's end pypdf keeps them, pdfium writes U+0002 or U+FFFE, or drops them.
_DROPPED = "\u0002\ufffe\u00ad\u200b\ufeff"
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_FOLDED = str.maketrans(
    {**dict.fromkeys(_DROPPED + _HYPHENS), **dict.fromkeys("‘’‛`´", "'"), **dict.fromkeys("“”‟", '"')}
)


def bare(text: str) -> str:
    """Strip what extractors disagree on: white space, hyphens and dashes, ligatures, the shape of quote marks.

    Letters keep their case, and figures and all other punctuation stay, so a changed word or number still differs.
    """
    # Folded before, as NFKC turns a lone acute accent into a space and a mark; and after, as it makes new hyphens.
    return "".join(unicodedata.normalize("NFKC", text.translate(_FOLDED)).translate(_FOLDED).split())


def stands_on(quote: str, pages: Sequence[str]) -> bool:
    """Tell whether a quote is on these pages, whole or, if it has joins, each piece of it on one of them.

    An empty quote, or an empty piece, stands nowhere.
    """
    stripped = [bare(page) for page in pages]
    return _on_one(quote, stripped) or all(_on_one(piece, stripped) for piece in quote.split(JOIN))


def _on_one(piece: str, stripped_pages: Sequence[str]) -> bool:
    wanted = bare(piece)
    return bool(wanted) and any(wanted in page for page in stripped_pages)


class SourcePages:
    """The pages of the original files as the second extractor reads them, each read once."""

    def __init__(self, source_file: Callable[[str], Path | None]) -> None:
        self._source_file = source_file
        self._read: dict[tuple[str, int], str] = {}

    def holds(self, document_id: str, pages: Sequence[int], quote: str) -> bool:
        """Tell whether the quote stands on the document's pages (physical, 1-based).

        A document without a file holds nothing: what cannot be checked does not pass. A web page has no pages
        and is searched whole. Raises the HomesErrors of ``ingest.page_picture`` for a PDF that cannot be read.
        """
        path = self._source_file(document_id)
        if path is None:
            return False
        numbers = (0,) if path.suffix.lower() != ".pdf" else tuple(pages)
        return stands_on(quote, [self._text(document_id, path, number) for number in numbers])

    def _text(self, document_id: str, path: Path, number: int) -> str:
        key = (document_id, number)
        if key not in self._read:
            self._read[key] = read_page(path, number)
        return self._read[key]


def read_page(path: Path, number: int) -> str:
    """Read one page of a PDF, or the whole of a web page or of a plain text file (``number`` is then unused)."""
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        return page_text(path, number)
    if suffix in WEB_SUFFIXES:
        return str(html.document_fromstring(path.read_bytes()).xpath("string()"))
    return path.read_text(encoding="utf-8")
