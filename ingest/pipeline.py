"""A file becomes pages, provisions, references, passages and vectors: the list of steps, and what came of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ingest import pdf
from ingest.corpus import vector_id
from ingest.document import Page, Passage, Span
from ingest.embedding import Embedder
from ingest.errors import (
    AcquisitionError,
    DocumentMissing,
    HomesError,
    IngestFailed,
    LibraryError,
    StructureError,
    UnknownDocument,
    UnreadableDocument,
)
from ingest.library import IngestedDocument, Library
from ingest.passages import RULE_VERSION as PASSAGE_RULE
from ingest.passages import make_passages
from ingest.references import collect
from ingest.sources import Source
from ingest.store import VectorStore
from ingest.unseen_text import unseen
from ingest.whole_copy import copy_whole, sha256_of

STRUCTURE_RULE = "6"
"""Raise it when a parser's output changes, so that unchanged files are read again."""

EMBEDDED_AT_ONCE = 32

Progress = Callable[[str, str, int, int], None]
"""(document id, step, done, total): called often, from the thread that ingests."""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one document: "new", "replaced" or "unchanged", and how much was made of it.

    ``unseen`` are the stretches left out because a reader of the page cannot see them.
    """

    document_id: str
    outcome: str
    pages: int
    provisions: int
    passages: int
    references: int
    not_understood: int
    unseen: tuple[Span, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of every document asked for; ``failures`` holds one error each for those that were not ingested."""

    documents: tuple[DocumentReport, ...]
    failures: dict[str, HomesError] = field(default_factory=dict)

    def raise_failures(self) -> None:
        """Raise IngestFailed when any document failed."""
        if self.failures:
            raise IngestFailed(self.failures)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The parts an ingest needs. ``files`` is the folder that keeps a copy of each source file, by checksum."""

    library: Library
    store: VectorStore
    embedder: Embedder
    files: Path
    on_progress: Progress = lambda *_: None

    @property
    def recipe(self) -> str:
        """Names the rules by which documents are made; a document made by other rules is made again."""
        return f"structure {STRUCTURE_RULE}, passages {PASSAGE_RULE}, {self.embedder.fingerprint}"

    def ingest(self, sources: Iterable[Source], *, again: bool = False) -> IngestReport:
        """Ingest each source in turn; one that fails leaves its earlier version in place and the rest go on.

        ``again`` makes even unchanged documents anew.
        """
        reports: list[DocumentReport] = []
        failures: dict[str, HomesError] = {}
        for source in sources:
            try:
                reports.append(self._ingest_one(source, again=again))
            except HomesError as error:
                failures[source.document_id] = error
                self._give_up(source.document_id)
        return IngestReport(tuple(reports), failures)

    def mend(self) -> int:
        """Give every document in place its vectors, from the library alone; returns how many were made.

        Vectors without a passage are forgotten, those of a document whose ingest was cut short aside: they are used
        when it is taken up again.
        """
        if self.store.count() == self.library.passage_count() and not self.library.pending():
            return 0
        documents = self.library.document_ids()
        made = sum(self._embed(document_id, self.library.load(document_id).passages) for document_id in documents)
        wanted = {vector_id(p) for document_id in documents for p in self.library.load(document_id).passages}
        unfinished = {pending.document_id for pending in self.library.pending()}
        stray = {one for one in self.store.ids() - wanted if one.split("/", 1)[0] not in unfinished}
        self.store.delete(stray)
        return made

    def remove(self, document_id: str) -> None:
        """Take a document out of the library, its vectors, and its kept file where no other document has the same.

        Raises UnknownDocument. What is cut short after the library has forgotten it is finished by ``mend``.
        """
        if self.library.state(document_id) is None:
            raise UnknownDocument("no such document; `homes documents` lists them")
        file = self.library.load(document_id).file
        self.library.remove(document_id)
        self.store.delete(self.store.ids(document_id))
        if file not in self.library.file_names():
            (self.files / file).unlink(missing_ok=True)

    def _ingest_one(self, source: Source, *, again: bool) -> DocumentReport:
        started = time.perf_counter()
        sha256 = _checksum(source)
        recipe = f"{self.recipe}, {source.description_sha256[:16]}"
        before = self.library.state(source.document_id)
        is_unchanged = before == (sha256, recipe) and not again
        if before is not None and (is_unchanged or self._is_official_in_place(source)):
            if is_unchanged:
                _keep(source, sha256, self.files)
            in_place = self.library.load(source.document_id)
            self._mend(in_place)
            return _report(in_place, "unchanged", started)
        ingested = self._read(source, sha256, recipe)
        self.library.mark_pending(source.document_id, sha256)
        self._embed(source.document_id, ingested.passages, again=again)
        self.library.replace(ingested)
        self._forget_stale_vectors(source.document_id, ingested.passages)
        return _report(ingested, "replaced" if before else "new", started)

    def _mend(self, in_place: IngestedDocument) -> None:
        """Finish what an ingest that was killed left behind: vectors too few or too many, its pending mark."""
        document_id = in_place.document.id
        self._embed(document_id, in_place.passages)
        self._forget_stale_vectors(document_id, in_place.passages)
        if any(pending.document_id == document_id for pending in self.library.pending()):
            self.library.clear_pending(document_id)

    def _give_up(self, document_id: str) -> None:
        """Leave the earlier version alone in its place; where that fails too, the next ingest mends it."""
        with suppress(LibraryError):
            kept = self.library.load(document_id).passages if self.library.state(document_id) else ()
            self._forget_stale_vectors(document_id, kept)
            self.library.clear_pending(document_id)

    def _is_official_in_place(self, source: Source) -> bool:
        """Whether ``source`` is only a digest of the official text that is in its place already."""
        return source.digest and not self.library.load(source.document_id).document.digest

    def _read(self, source: Source, sha256: str, recipe: str) -> IngestedDocument:
        kept = _keep(source, sha256, self.files)
        try:
            return self._made_of(source, self._pages(source, kept), sha256, kept.name, recipe)
        except HomesError:
            raise
        except Exception as error:  # what our own rules trip over is this document's failure, not the next one's
            name = type(error).__name__
            raise StructureError(f"{source.document_id}: reading it met a fault of ours ({name}); report it") from error

    def _made_of(
        self, source: Source, pages: tuple[Page, ...], sha256: str, file: str, recipe: str
    ) -> IngestedDocument:
        # The parsers' many patterns, and below what reads web pages, take long to load: no question waits for them.
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

    def _pages(self, source: Source, kept: Path) -> tuple[Page, ...]:
        """Those of the copy that is kept: the source may be another file by now."""
        if source.media == "html":
            from ingest import web_page  # noqa: PLC0415

            pages = web_page.read_pages(source.document_id, kept.read_bytes())
        else:
            pages = pdf.read_pages(
                source.document_id,
                kept,
                on_page=lambda done, total: self.on_progress(source.document_id, "reading", done, total),
            )
        if not source.fewest_pages <= len(pages) <= source.most_pages:
            expected = f"{source.fewest_pages} to {source.most_pages}"
            raise UnreadableDocument(
                f"{source.document_id}: {len(pages)} pages were read where {expected} are expected"
            )
        return pages

    def _embed(self, document_id: str, passages: tuple[Passage, ...], *, again: bool = False) -> int:
        """Embed what has no vector yet: an ingest that was cut short is taken up where it stopped. How many it was."""
        present = frozenset() if again else self.store.ids(document_id)
        missing = [passage for passage in passages if vector_id(passage) not in present]
        for start in range(0, len(missing), EMBEDDED_AT_ONCE):
            batch = missing[start : start + EMBEDDED_AT_ONCE]
            vectors = self.embedder.embed([passage.embedded_text for passage in batch])
            self.store.upsert([vector_id(passage) for passage in batch], vectors, [document_id] * len(batch))
            self.on_progress(document_id, "embedding", start + len(batch), len(missing))
        return len(missing)

    def _forget_stale_vectors(self, document_id: str, passages: tuple[Passage, ...]) -> None:
        self.store.delete(self.store.ids(document_id) - {vector_id(passage) for passage in passages})


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


def _report(ingested: IngestedDocument, outcome: str, started: float) -> DocumentReport:
    return DocumentReport(
        document_id=ingested.document.id,
        outcome=outcome,
        pages=len(ingested.pages),
        provisions=len(ingested.provisions),
        passages=len(ingested.passages),
        references=len(ingested.references),
        not_understood=len(ingested.not_understood),
        unseen=unseen(ingested.pages),
        seconds=time.perf_counter() - started,
    )
