"""A file becomes a document with its structure: pages, provisions, references, passages. No vectors yet."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest import pdf
from ingest.document import Page
from ingest.errors import (
    AcquisitionError,
    DocumentMissing,
    HomesError,
    LibraryError,
    StructureError,
    UnreadableDocument,
)
from ingest.library import IngestedDocument, Library
from ingest.limited_process import Runs
from ingest.passages import RULE_VERSION as PASSAGE_RULE
from ingest.passages import make_passages
from ingest.reading_ahead import ReadAhead
from ingest.references import collect
from ingest.sources import Source
from ingest.whole_copy import copy_whole, sha256_of

STRUCTURE_RULE = "6"
"""Raise it when a parser's output changes, so that unchanged files are read again."""

OnPage = Callable[[int, int], None]
"""(pages done, total)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """``files`` keeps a copy of each source file, by checksum; ``fingerprint`` names the embedder."""

    library: Library
    files: Path
    fingerprint: str
    _keeping: threading.Lock = field(default_factory=threading.Lock)

    @property
    def recipe(self) -> str:
        """Names the rules by which documents are made; a document made by other rules is made again."""
        return f"structure {STRUCTURE_RULE}, passages {PASSAGE_RULE}, {self.fingerprint}"

    def ahead(self, sources: Sequence[Source], *, again: bool) -> ReadAhead:
        """Begin to read ``sources``; ``again`` reads even unchanged ones. To be used as a context manager."""
        return ReadAhead(sources, lambda source, run, on_page: self.read(source, run, on_page, again=again))

    def read(self, source: Source, run: Runs, on_page: OnPage, *, again: bool) -> IngestedDocument | None:
        """The document, or None where the library has it already, or has the official text that it stands in for.

        ``run`` runs what reads PDFs. Raises HomesError.
        """
        sha256 = _checksum(source)
        recipe = f"{self.recipe}, {source.description_sha256[:16]}"
        before = self.library.state(source.document_id)
        is_unchanged = before == (sha256, recipe) and not again
        if before is not None and (is_unchanged or self._is_official_in_place(source)):
            if is_unchanged:
                self._keep(source, sha256)
            return None
        kept = self._keep(source, sha256)
        try:
            return _made_of(source, _pages(source, kept, run, on_page), sha256, kept.name, recipe)
        except HomesError:
            raise
        except Exception as error:  # what our own rules trip over is this document's failure, not the next one's
            name = type(error).__name__
            raise StructureError(f"{source.document_id}: reading it met a fault of ours ({name}); report it") from error

    def _keep(self, source: Source, sha256: str) -> Path:
        with self._keeping:  # two files with the same bytes are one copy
            return _keep(source, sha256, self.files)

    def _is_official_in_place(self, source: Source) -> bool:
        """Whether ``source`` is only a digest of the official text that is in its place already."""
        return source.digest and not self.library.load(source.document_id).document.digest


def _made_of(source: Source, pages: tuple[Page, ...], sha256: str, file: str, recipe: str) -> IngestedDocument:
    # The parsers' many patterns, and below what reads web pages, take long to load: where nothing has changed they
    # are not needed.
    from ingest.structure import soundness  # noqa: PLC0415
    from ingest.structure.layout import parser_for, sniff_layout  # noqa: PLC0415

    layout = source.layout or ("web_sections" if source.media == "html" else sniff_layout(pages))
    structure = parser_for(layout)(source.document_id, pages)
    soundness.check(source.document_id, pages, structure)
    document = source.document(sha256, len(pages))
    return IngestedDocument(
        document=document,
        pages=pages,
        provisions=structure.provisions,
        references=collect(source.document_id, pages, structure.provisions),
        passages=make_passages(document, pages, structure.provisions),
        not_understood=structure.not_understood,
        file=file,
        recipe=recipe,
    )


def _pages(source: Source, kept: Path, run: Runs, on_page: OnPage) -> tuple[Page, ...]:
    """Those of the copy that is kept: the source may be another file by now."""
    if source.media == "html":
        from ingest import web_page  # noqa: PLC0415

        pages = web_page.read_pages(source.document_id, kept.read_bytes())
    else:
        pages = pdf.read_pages(source.document_id, kept, on_page=on_page, run=run)
    if not source.fewest_pages <= len(pages) <= source.most_pages:
        expected = f"{source.fewest_pages} to {source.most_pages}"
        raise UnreadableDocument(f"{source.document_id}: {len(pages)} pages were read where {expected} are expected")
    return pages


def _checksum(source: Source) -> str:
    try:
        return sha256_of(source.path)
    except OSError as error:
        raise DocumentMissing(f"{source.document_id}: {source.path.name} cannot be read ({error.strerror})") from error


def _keep(source: Source, sha256: str, folder: Path) -> Path:
    """The copy of the file under its checksum, made where there is none that has it."""

    def check(copy: Path) -> None:
        if sha256_of(copy) != sha256:
            raise AcquisitionError(f"{source.document_id}: {source.path.name} changed while it was read: try again")

    kept = folder / f"{sha256}{source.path.suffix.lower()}"
    try:
        if not kept.is_file() or sha256_of(kept) != sha256:
            copy_whole(source.path, kept, check)
    except OSError as error:
        raise LibraryError(f"{source.document_id}: the file could not be kept ({error.strerror})") from error
    return kept
