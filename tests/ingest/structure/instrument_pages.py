"""Invented pages for the tests of the instrument's parser."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Page, Provision, Span
from ingest.structure.furniture import Line, page_lines


def pages_of(*texts: str) -> tuple[Page, ...]:
    return tuple(Page("made-up", number, None, text.strip("\n")) for number, text in enumerate(texts, start=1))


def lines_of(text: str) -> tuple[Line, ...]:
    return page_lines(pages_of(text)[0])


def words(pages: Sequence[Page], spans: Sequence[Span]) -> str:
    """The spans' words with single blanks; " | " between spans."""
    texts = {page.physical: page.text for page in pages}
    return " | ".join(" ".join(texts[span.physical_page][span.start : span.end].split()) for span in spans)


def tree(pages: Sequence[Page], provisions: Sequence[Provision]) -> dict[str, str]:
    return {provision.id.partition("/")[2]: words(pages, provision.spans) for provision in provisions}
