"""A state of the documents with what searches and answers from it, built on first use."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.answering import Answering
from assistant.extractive import Extractive
from assistant.our_data import OurData
from assistant.retrieval.dense import DenseRun, LastVectors
from assistant.retrieval.exact import ExactRun
from assistant.retrieval.lexical import LexicalRun
from assistant.retrieval.relevance import Relevance
from assistant.retrieval.retriever import Reranker, Retriever
from assistant.support import Support
from ingest.corpus import Corpus
from ingest.digest import provision_of_question, question_vector_id
from ingest.errors import LibraryError
from ingest.lexicon import Lexicon
from ingest.question_index import LAYER, UNANSWERED_LAYER

if TYPE_CHECKING:  # these bring onnxruntime and Chroma
    from assistant.model_answer import ModelAnswer
    from ingest.embedding import Embedder
    from ingest.store import VectorStore


class Opened(Protocol):
    """What stays the same from one state of the documents to the next: opened when first needed."""

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""
        ...

    @property
    def store(self) -> VectorStore:
        """The vectors."""
        ...

    @property
    def indexes(self) -> Path:
        """Where indexes are kept between starts."""
        ...

    @property
    def reranker(self) -> Reranker | None:
        """What reads the best passages with the question, if one is set."""
        ...

    @property
    def open_model(self) -> Callable[[Corpus], ModelAnswer] | None:
        """What words answers over a corpus, if a model is set."""
        ...


@dataclass(frozen=True)
class Snapshot:
    """Immutable: an ingest makes another, and whoever holds this one goes on with it."""

    corpus: Corpus
    data: OurData
    opened: Opened

    @cached_property
    def lexicon(self) -> Lexicon:
        """The keyword index of all passages, each with what the digest says of its provisions; kept between starts."""
        kept = Lexicon.load(self.opened.indexes, self._fingerprint)
        if kept is None:
            kept = self._build_lexicon()
            kept.save(self.opened.indexes, self._fingerprint)
        return kept

    @cached_property
    def retriever(self) -> Retriever:
        """Exact, lexical and dense runs over this state. Raises LibraryError for passages without vectors."""
        lexical = LexicalRun(self.lexicon, expand=self.data.vocabulary.expand)
        self._refuse_missing_vectors()
        runs = (lexical, self._dense, self._asked)
        return Retriever(self.corpus, ExactRun(self.corpus), runs, reranker=self.opened.reranker)

    @cached_property
    def relevance(self) -> Relevance:
        """How telling words are for a question."""
        return Relevance(self.lexicon, self.data.vocabulary.expand)

    @cached_property
    def support(self) -> Support:
        """What decides whether to answer."""
        return Support(self.corpus, self.relevance, self._unanswered, self.data.explained)

    @cached_property
    def answering(self) -> Answering:
        """The question pipeline over this state."""
        self._open()
        data = self.data
        extractive = Extractive(self.corpus, self.relevance, data.closed_lists)
        model = self.opened.open_model(self.corpus) if self.opened.open_model else None
        return Answering(
            self.corpus, self.retriever, self.support, extractive, data.differences, data.boundaries, model
        )

    @cached_property
    def _vectors(self) -> LastVectors:
        return LastVectors(self.opened.embedder)

    @cached_property
    def _fingerprint(self) -> str:
        """Changes with any document, with how it was made, and with the digest's files."""
        parts = [f"{one.document.id} {one.document.sha256} {one.recipe}" for one in self.corpus.ingested.values()]
        return hashlib.sha256("\n".join([*parts, self.data.digest_state]).encode()).hexdigest()

    @cached_property
    def _dense(self) -> DenseRun:
        return DenseRun(self._vectors, self.opened.store, self.corpus.vector_ids)

    @cached_property
    def _asked(self) -> DenseRun:
        return DenseRun(self._vectors, self.opened.store, _QuestionTargets(self.corpus), LAYER, "questions")

    @cached_property
    def _unanswered(self) -> DenseRun:
        known = {question_vector_id("unanswered", question): question for question in self.data.unanswered}
        return DenseRun(self._vectors, self.opened.store, known, UNANSWERED_LAYER, "unanswered")

    def _open(self) -> None:
        """Read what every question needs, in this thread what holds the interpreter's lock and beside it what does not:
        the model while Chroma is imported, Chroma's layers while texts are read.
        """
        with ThreadPoolExecutor(2) as beside:
            model = beside.submit(lambda: self.opened.embedder)
            _ = self.opened.store
            layers = beside.submit(self._search_all_layers)
            self._read_texts()
            model.result()
            layers.result()

    def _search_all_layers(self) -> None:
        """Chroma reads a layer when it is first searched."""
        for run in (self._dense, self._asked, self._unanswered):
            run.search("warm", 1)

    def _read_texts(self) -> None:
        data = self.data
        _ = (data.boundaries, data.differences, data.closed_lists, data.explained)
        self.relevance.of("warm")  # with the lexicon, and the vocabulary as one pattern
        _ = self.corpus.passage_of_provision

    def _refuse_missing_vectors(self) -> None:
        """A restore or a rebuild that was cut short leaves some: answers would be worse without a word."""
        missing = len(self.corpus.passages) - self.opened.store.count()
        if missing > 0:
            raise LibraryError(f"{missing} passages have no vector: run `homes rebuild-index`")

    def _build_lexicon(self) -> Lexicon:
        said: dict[str, list[str]] = {}
        for entry in self.data.digest:
            passage_id = self.corpus.passage_of_provision.get(entry.provision_id)
            if passage_id is not None:
                said.setdefault(passage_id, []).append(entry.expansion)
        texts = {p.id: "\n".join([p.embedded_text, *said.get(p.id, ())]) for p in self.corpus.passages.values()}
        return Lexicon.build(list(texts), list(texts.values()))


@dataclass(frozen=True, slots=True)
class _QuestionTargets:
    """A question's vector is named after the provision that it is about."""

    corpus: Corpus

    def get(self, vector_id: str, /) -> str | None:
        """The passage that holds the provision, where the library has it."""
        return self.corpus.passage_of_provision.get(provision_of_question(vector_id))
