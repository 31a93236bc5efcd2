"""A PDF becomes pages: physical number, printed label, text. No cleaning, no numbering rules.

What a reader cannot see on a page is not its text: see ``unseen_text``.

pypdf reads (it keeps these publishers' reading order); pdfium reads what pypdf cannot. Both run in a limited
child process: see ``limited_process``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ingest.document import Page
from ingest.errors import DocumentWithoutText, EncryptedDocument, ReaderLimitExceeded, UnreadableDocument
from ingest.limited_process import Limits, Runs, run_once
from ingest.printed_label import printed_labels
from ingest.unseen_text import Piece, as_seen

READING = Limits()
MAXIMUM_PAGES = 5_000

_HEADER, _HEADER_WITHIN = b"%PDF-", 1024
_END, _END_WITHIN = b"%%EOF", 8 * 1024

_log = logging.getLogger(__name__)


def read_pages(  # noqa: PLR0913 - the last five are keywords with defaults
    document_id: str,
    path: Path,
    *,
    limits: Limits = READING,
    maximum_pages: int = MAXIMUM_PAGES,
    password: str | None = None,
    on_page: Callable[[int, int], None] | None = None,
    run: Runs = run_once,
) -> tuple[Page, ...]:
    """The pages of the PDF at ``path``, in order; a page without text has "".

    ``on_page(done, total)`` is called in this thread after each page, and from 1 again when the second reader
    takes over. ``limits`` hold for each reader; ``run`` runs them.

    Raises UnreadableDocument (not a PDF, empty, cut short, broken for both readers), EncryptedDocument
    (``password`` missing or wrong), DocumentWithoutText, ReaderLimitExceeded.
    """
    _check_ends(path)
    argument: dict[str, Any] = {"path": str(path), "password": password, "maximum_pages": maximum_pages}
    try:
        texts, failure = run("ingest.pypdf_text:texts", argument, limits, on_page), None
    except EncryptedDocument:
        raise
    except UnreadableDocument as error:
        texts, failure = [], error
    if not _any_words(texts):
        _log.warning("%s: read by pdfium, as pypdf gave %s", document_id, failure or "no text")
        texts = _second_reading(lambda task: run(task, argument, limits, on_page), failure)
    texts = _as_seen(document_id, texts, lambda task: run(task, argument, limits))
    labels = printed_labels(texts)
    numbered = enumerate(zip(texts, labels, strict=True), start=1)
    return tuple(Page(document_id, physical, label, text) for physical, (text, label) in numbered)


def _second_reading(run: Callable[[str], Any], failure: UnreadableDocument | None) -> list[str]:
    """The pages' texts by pdfium, after ``failure`` of pypdf or, with None, pages without text."""
    try:
        texts: list[str | None] = run("ingest.pdfium_page:texts")
    except UnreadableDocument as second_failure:
        raise failure or second_failure from None
    lost = [number for number, text in enumerate(texts, start=1) if text is None]
    if lost and failure is not None and not isinstance(failure, ReaderLimitExceeded):
        raise UnreadableDocument(f"the file is damaged: nothing is left of {_pages(lost)}; fetch or export it again")
    if not _any_words(texts):
        raise failure or DocumentWithoutText(
            "the file has pages but no text: it looks like a scan; run OCR on it first"
        )
    return [text or "" for text in texts]


def _as_seen(document_id: str, texts: list[str], run: Callable[[str], Any]) -> list[str]:
    """The pages' texts without what cannot be seen on them."""
    try:
        pieces: list[list[Piece] | None] = run("ingest.pdfium_unseen:pieces")
    except ReaderLimitExceeded:
        raise
    except UnreadableDocument as error:  # such pages cannot be drawn for a reader either
        _log.warning("%s: text that cannot be seen was not looked for: %s", document_id, error)
        pieces = []
    seen = [as_seen(text, said) for text, said in zip_longest(texts, pieces[: len(texts)])]
    if not _any_words(seen):
        raise DocumentWithoutText("the file has text, but none that a reader could see")
    return seen


def _any_words(texts: Sequence[str | None]) -> bool:
    """Whether there is a single letter: a broken font gives U+FFFD alone, a scan perhaps stamped numbers."""
    return any(character.isalpha() for text in texts if text for character in text)


def _pages(numbers: Sequence[int]) -> str:
    return f"page {numbers[0]}" if len(numbers) == 1 else f"{len(numbers)} pages, page {numbers[0]} the first"


def _check_ends(path: Path) -> None:
    """Refuse what cannot be a whole PDF, which the readers would quietly mend into fewer pages."""
    try:
        with path.open("rb") as file:
            beginning = file.read(_HEADER_WITHIN)
            size = file.seek(0, 2)
            file.seek(max(0, size - _END_WITHIN))
            end = file.read()
    except OSError as error:
        raise UnreadableDocument(f"the file cannot be opened ({type(error).__name__})") from None
    if not size:
        raise UnreadableDocument("the file is empty (zero bytes): fetch or export it again")
    if _HEADER not in beginning:
        raise UnreadableDocument("the file is not a PDF: it does not begin as one")
    if _END not in end:
        raise UnreadableDocument("the file is cut short: its end is missing; fetch or export it again")
