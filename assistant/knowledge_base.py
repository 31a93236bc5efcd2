"""The ingested documents and everything that answers from them: what every entrypoint opens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer, Evidence, Question, Refusal
from assistant.answering import Event
from assistant.our_data import OurData
from assistant.ownership import Ownership
from assistant.retrieval.dense import LastVectors
from assistant.retrieval.retriever import Reranker
from assistant.snapshot import Snapshot
from ingest.corpus import Corpus
from ingest.errors import LibraryEmpty
from ingest.library import Library
from ingest.sources import Source

if TYPE_CHECKING:
    # What compares documents, drafts and ingests takes a third of a second to import, Chroma and onnxruntime another:
    # each is imported where it is first needed.
    from assistant.backup import Backup
    from assistant.compliance.filled_store import FilledStore
    from assistant.compliance.kept_likeness import Likenesses
    from assistant.compliance.point import PointChecked
    from assistant.compliance.point_check import PointCheck
    from assistant.compliance.point_model import PointModel
    from assistant.compliance.register import Register
    from assistant.compliance.review_model import ReviewModel
    from assistant.compliance.reviews import Reviews
    from assistant.compliance.ruled_out import RuledOut
    from assistant.drafting.draft_store import DraftStore
    from assistant.drafting.drafts import Drafts
    from assistant.drafting.prose import ProseModel
    from assistant.model_answer import ModelAnswer
    from ingest.embedding import Embedder
    from ingest.pipeline import IngestReport, Pipeline, Progress
    from ingest.reading import Reading
    from ingest.store import VectorStore

CLAUSES_REMEMBERED = 4_096
"""Vectors of clauses kept between checks: six megabytes."""


def _nobody_listens(_document: str, _step: str, _done: int, _total: int) -> None:
    """For work whose progress nobody follows."""


@dataclass(frozen=True)
class Adapters:
    """What bootstrap chose: opened when first needed, since many commands need only the library.

    ``fingerprint`` names the embedder without opening it; ``embedding`` is its folder. ``files`` keeps the ingested
    files; ``corpus`` holds our own data beside the catalogue; ``drafts`` and ``checklists`` are files.
    """

    ownership: Ownership
    library: Library
    files: Path
    corpus: Path
    indexes: Path
    drafts: Path
    checklists: Path
    embedding: Path
    fingerprint: Callable[[], str]
    open_embedder: Callable[[], Embedder]
    open_store: Callable[[str, bool], VectorStore]
    open_model: Callable[[Corpus], ModelAnswer] | None = None
    reranker: Reranker | None = None
    prose: ProseModel | None = None
    points: PointModel | None = None
    reviews: ReviewModel | None = None


class KnowledgeBase:
    """One data folder, opened. Methods may be called from several threads; ingest runs one at a time."""

    def __init__(self, adapters: Adapters) -> None:
        self._adapters = adapters
        self._ingesting = threading.Lock()
        self._loading = threading.Lock()
        self._opening = threading.Lock()
        self._embedding = threading.Lock()
        self._embedder: Embedder | None = None
        self._registering = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._registered: tuple[Snapshot, Register] | None = None
        self._store: VectorStore | None = None

    @property
    def corpus(self) -> Corpus:
        """The documents in place. Empty before the first ingest."""
        return self._current().corpus

    def ask(self, question: Question) -> Answer | Refusal:
        """Answer or refuse. Raises LibraryEmpty, BadInput, ModelMissing."""
        return self.snapshot.answering.answer(question)

    def stream(self, question: Question) -> Iterator[Event]:
        """What ``ask`` does, as it happens; the answer or refusal comes last. Raises what ``ask`` raises, at once."""
        return self.snapshot.answering.stream(question)

    @property
    def reranker(self) -> Reranker | None:
        """What reads the best passages with the question; None where none is set."""
        return self._adapters.reranker

    @property
    def open_model(self) -> Callable[[Corpus], ModelAnswer] | None:
        """What words answers over a corpus; None where no model is set."""
        return self._adapters.open_model

    @property
    def snapshot(self) -> Snapshot:
        """The documents as they are now, with what searches and answers from them. Raises LibraryEmpty.

        Whoever looks twice, to find and then to show, takes one and uses it for both: an ingest may come in between.
        """
        snapshot = self._current()
        if not snapshot.corpus.passages:
            raise LibraryEmpty("nothing has been ingested yet: run `homes ingest`")
        return snapshot

    @cached_property
    def drafts(self) -> Drafts:
        """The drafts kept in this folder, and the making of more."""
        from assistant.drafting.drafts import Drafts  # noqa: PLC0415

        requirements = self._adapters.corpus / "requirements"
        return Drafts(requirements, self._kept_drafts, lambda: self.snapshot, self._adapters.prose)

    @property
    def register(self) -> Register:
        """Every requirement of the documents as they are now, built once for each state of them.

        Raises LibraryEmpty, CatalogueError.
        """
        return self.register_of(self.snapshot)

    def register_of(self, snapshot: Snapshot) -> Register:
        """The register of one state of the documents, for whoever looks at it and at the documents together."""
        from assistant.compliance.registers import build_register  # noqa: PLC0415

        with self._registering:
            if self._registered is None or self._registered[0] is not snapshot:
                self._registered = (snapshot, build_register(snapshot.corpus, snapshot.data))
            return self._registered[1]

    def check_point(self, point: str) -> PointChecked:
        """Lay a statement beside what governs it. Raises EmptyPoint, PointTooLong, BadPoint, LibraryEmpty."""
        return self.point_check().check(point)

    def point_check(self) -> PointCheck:
        """What checks points over the documents as they are now. Raises LibraryEmpty."""
        from assistant.compliance.point_check import PointCheck  # noqa: PLC0415

        state = self.snapshot
        data, model = state.data, self._adapters.points
        return PointCheck(
            state.corpus,
            state.retriever,
            state.relevance,
            data.boundaries,
            self._clause_vectors,
            model=model,
            glosses=data.glosses,
            differences=data.differences,
            ruled_out=self._ruled_out,
            likeness=self._likenesses.of_statements,
        )

    @cached_property
    def _ruled_out(self) -> RuledOut:
        from assistant.compliance.ruled_out import load_ruled_out  # noqa: PLC0415

        return load_ruled_out(self._adapters.corpus / "ruled_out")

    @cached_property
    def _likenesses(self) -> Likenesses:
        from assistant.compliance.kept_likeness import kept_likenesses  # noqa: PLC0415

        return kept_likenesses(self._adapters.corpus, self.embedder, self._adapters.embedding)

    @cached_property
    def reviews(self) -> Reviews:
        """Documents that are handed in, laid beside what is ingested."""
        from assistant.compliance.reviews import Reviews  # noqa: PLC0415

        own = self._adapters
        return Reviews(
            own.corpus,
            lambda: self.snapshot,
            lambda: self._ruled_out,
            lambda: self._likenesses.of_documents,
            own.reviews,
        )

    def search(self, text: str, count: int) -> tuple[Evidence, ...]:
        """The best passages for a text. Raises LibraryEmpty, ModelMissing."""
        return self.snapshot.retriever.search(text, count)

    def ingest(self, sources: Iterable[Source], *, again: bool = False, on_progress: Progress) -> IngestReport:
        """Ingest sources one by one; answers change when it ends."""
        with self._ingesting:
            try:
                with self._reading.ahead(tuple(sources), again=again) as ahead:
                    store = self._open_store(rebuild=again)  # Chroma's start goes on while documents are read
                    pipeline = self._pipeline(store, on_progress)
                    report = pipeline.take(ahead, again=again)
                pipeline.mend()
                self._index(store, on_progress)
                return report
            finally:
                self._snapshot = None

    def remove(self, document_id: str) -> None:
        """Take a document out of library, index and kept files; answers change at once. Raises UnknownDocument."""
        with self._ingesting:
            try:
                self._pipeline(self.store).remove(document_id)
            finally:
                self._snapshot = None

    def rebuild_index(self, on_progress: Progress) -> int:
        """Make all vectors anew from the library, without the source files. Returns how many passages were embedded.

        Ingests that were cut short are given up; an earlier version of their documents stands.
        """
        with self._ingesting:
            store, library = self._open_store(rebuild=True), self.library
            pipeline = self._pipeline(store, on_progress)
            try:
                store.reset()
                for pending in library.pending():
                    library.clear_pending(pending.document_id)
                made = pipeline.mend()
                self._index(store, on_progress)
                return made
            finally:
                self._snapshot = None

    def backup(self, target: Path) -> Backup:
        """Write library and source files to ``target``, as of one moment. Raises BadInput, LibraryError."""
        from assistant.backup import write_backup  # noqa: PLC0415

        adapters = self._adapters
        return write_backup(adapters.ownership.data, adapters.library, adapters.files, target)

    def warm(self) -> None:
        """Load everything that the first question would otherwise wait for."""
        _ = self.snapshot.answering

    def close(self) -> None:
        """Close the files and let the data folder go."""
        if self._store is not None:
            self._store.close()
        if "_kept_drafts" in self.__dict__:  # opened at the first draft
            self._kept_drafts.close()
        if "filled" in self.__dict__:
            self.filled.close()
        self._adapters.library.close()
        self._adapters.ownership.release()

    @property
    def embedder(self) -> Embedder:
        """Raises ModelMissing."""
        with self._embedding:  # two threads open a snapshot side by side, and both ask for it
            if self._embedder is None:
                self._embedder = self._adapters.open_embedder()
            return self._embedder

    @cached_property
    def _clause_vectors(self) -> LastVectors:
        return LastVectors(self.embedder, CLAUSES_REMEMBERED)

    @property
    def store(self) -> VectorStore:
        """The vectors. Raises FingerprintMismatch, LibraryError, ModelMissing."""
        return self._open_store(rebuild=False)

    @property
    def ownership(self) -> Ownership:
        """The hold on the data folder, for a service to announce itself."""
        return self._adapters.ownership

    @property
    def indexes(self) -> Path:
        """Where indexes are kept between starts."""
        return self._adapters.indexes

    @property
    def library(self) -> Library:
        """The source of truth."""
        return self._adapters.library

    @property
    def files(self) -> Path:
        """Where the ingested files are kept, by checksum."""
        return self._adapters.files

    def data(self) -> OurData:
        """Our own data as its files are now."""
        return OurData(self._adapters.corpus)

    @cached_property
    def filled(self) -> FilledStore:
        """The checklists that were filled in and sent here."""
        from assistant.compliance.filled_store import FilledStore  # noqa: PLC0415

        return FilledStore(self._adapters.checklists)

    @cached_property
    def _kept_drafts(self) -> DraftStore:
        from assistant.drafting.draft_store import DraftStore  # noqa: PLC0415

        return DraftStore(self._adapters.drafts)

    @property
    def _reading(self) -> Reading:
        from ingest.reading import Reading  # noqa: PLC0415

        return Reading(self.library, self.files, self._adapters.fingerprint())

    def _pipeline(self, store: VectorStore, on_progress: Progress = _nobody_listens) -> Pipeline:
        from ingest.pipeline import Pipeline  # noqa: PLC0415

        return Pipeline(self.library, store, self.embedder, self.files, on_progress)

    def _index(self, store: VectorStore, on_progress: Progress) -> None:
        """Make what is searched beside the passages: the keyword index, while the questions are embedded."""
        from ingest.question_index import index_questions, index_unanswered  # noqa: PLC0415

        data = self.data()
        with ThreadPoolExecutor(1) as beside:
            keywords = beside.submit(lambda: self._read(data).lexicon)
            index_questions(data.digest, store, self.embedder, on_progress)
            index_unanswered(data.unanswered, store, self.embedder, on_progress)
            keywords.result()

    def _open_store(self, *, rebuild: bool) -> VectorStore:
        with self._opening:  # one folder opened twice, even by two threads, is a folder corrupted
            if self._store is None:
                self._store = self._adapters.open_store(self._adapters.fingerprint(), rebuild)
            return self._store

    def _current(self) -> Snapshot:
        with self._loading:
            if self._snapshot is None:
                self._snapshot = self._read(self.data())
            return self._snapshot

    def _read(self, data: OurData) -> Snapshot:
        return Snapshot(Corpus.of(self.library.load_all()), data, self)
