"""A file becomes pages, provisions, references, passages and vectors: the list of steps, and what came of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ingest.corpus import vector_id
from ingest.document import Passage, Span
from ingest.embedding import Embedder
from ingest.errors import HomesError, IngestFailed, LibraryError, UnknownDocument
from ingest.library import IngestedDocument, Library
from ingest.reading import Reading
from ingest.reading_ahead import Begun, ReadAhead
from ingest.sources import Source
from ingest.store import VectorStore
from ingest.unseen_text import unseen

EMBEDDED_AT_ONCE = 32

Progress = Callable[[str, str, int, int], None]
"""(document id, step, done, total): called often, from the thread that ingests."""


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one document: "new", "replaced" or "unchanged", and how much was made of it.

    ``unseen`` are the stretches left out because a reader of the page cannot see them. ``seconds`` are those waited
    for it; what was read of it while another was embedded is not in them.
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
    def reading(self) -> Reading:
        """What reads for this pipeline."""
        return Reading(self.library, self.files, self.embedder.fingerprint)

    def ingest(self, sources: Iterable[Source], *, again: bool = False) -> IngestReport:
        """Ingest each source in turn; one that fails leaves its earlier version in place and the rest go on.

        ``again`` makes even unchanged documents anew.
        """
        with self.reading.ahead(tuple(sources), again=again) as ahead:
            return self.take(ahead, again=again)

    def take(self, ahead: ReadAhead, *, again: bool = False) -> IngestReport:
        """``ingest`` of sources whose reading has begun."""
        reports: list[DocumentReport] = []
        failures: dict[str, HomesError] = {}
        for begun in ahead:
            document_id = begun.source.document_id
            try:
                reports.append(self._ingest_one(begun, again=again))
            except HomesError as error:
                failures[document_id] = error
                self._give_up(document_id)
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

    def _ingest_one(self, begun: Begun, *, again: bool) -> DocumentReport:
        started, document_id = time.perf_counter(), begun.source.document_id
        ingested = begun.result(self.on_progress)
        if ingested is None:
            in_place = self.library.load(document_id)
            self._mend(in_place)
            return _report(in_place, "unchanged", started)
        before = self.library.state(document_id)
        self.library.mark_pending(document_id, ingested.document.sha256)
        self._embed(document_id, ingested.passages, again=again)
        self.library.replace(ingested)
        self._forget_stale_vectors(document_id, ingested.passages)
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
