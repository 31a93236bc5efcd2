"""The official documents parsed into a corpus, without references, passages or vectors: for what needs their words."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pypdf

from ingest.catalogue import CatalogueEntry, load_catalogue
from ingest.corpus import Corpus
from ingest.document import Document, Page
from ingest.library import IngestedDocument
from ingest.structure import headed_text, numbered_guidance, statutory_instrument, web_sections
from ingest.web_page import read_pages

PROJECT = Path(__file__).resolve().parents[2]
PARSERS = {
    "statutory_instrument": statutory_instrument.parse,
    "numbered_guidance": numbered_guidance.parse,
    "headed_text": headed_text.parse,
    "web_sections": web_sections.parse,
}


@lru_cache(maxsize=1)
def official_corpus(folder: Path) -> Corpus:
    """Every document of the catalogue, read from ``folder``."""
    return Corpus.of([_read(entry, folder) for entry in load_catalogue(PROJECT / "corpus" / "catalogue.toml")])


def _read(entry: CatalogueEntry, folder: Path) -> IngestedDocument:
    file = folder / entry.file
    if entry.media == "html":
        pages = read_pages(entry.id, file.read_bytes())
    else:
        texts = (page.extract_text() for page in pypdf.PdfReader(file).pages)
        pages = tuple(Page(entry.id, number, None, text) for number, text in enumerate(texts, start=1))
    structure = PARSERS[entry.layout](entry.id, pages)
    document = Document(
        id=entry.id,
        title=entry.title,
        short_title=entry.short_title,
        publisher=entry.publisher,
        authority=entry.authority,
        version=entry.version,
        as_at=entry.as_at,
        superseded_by=None,
        source_url=entry.url,
        licence=entry.licence,
        sha256="",
        page_count=len(pages),
    )
    return IngestedDocument(document, pages, structure.provisions, (), (), structure.not_understood, entry.file, "")
