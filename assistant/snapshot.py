"""A state of the documents with what searches and answers from it, built on first use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from assistant.answering import Answering
from assistant.differences import Differences
from assistant.extractive import Extractive
from assistant.model_answer import ModelAnswer
from assistant.retrieval.dense import DenseRun
from assistant.retrieval.exact import ExactRun
from assistant.retrieval.lexical import LexicalRun
from assistant.retrieval.relevance import Relevance
from assistant.retrieval.retriever import Retriever
from assistant.support import Support
from assistant.vocabulary import Vocabulary
from ingest.corpus import Corpus
from ingest.digest import DigestEntry, question_vector_id
from ingest.embedding import Embedder
from ingest.lexicon import Lexicon
from ingest.question_index import LAYER, UNANSWERED_LAYER
from ingest.store import VectorStore


class Opened(Protocol):
    """What stays the same from one state of the documents to the next."""

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""
        ...

    @property
    def store(self) -> VectorStore:
        """The vectors."""
        ...

    @property
    def digest(self) -> tuple[DigestEntry, ...]:
        """Our plain-English account."""
        ...

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Questions known not to be answered."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """The trade's words for the documents'."""
        ...

    @property
    def differences(self) -> Differences:
        """Where sources part."""
        ...

    @property
    def open_model(self) -> Callable[[Corpus], ModelAnswer] | None:
        """What words answers over a corpus, if a model is set."""
        ...


@dataclass(frozen=True)
class Snapshot:
    """Immutable: an ingest makes another, and whoever holds this one goes on with it."""

    corpus: Corpus
    opened: Opened

    @cached_property
    def lexicon(self) -> Lexicon:
        """The keyword index of all passages, each with what the digest says of its provisions."""
        said: dict[str, list[str]] = {}
        for entry in self._digest:
            said.setdefault(self.corpus.passage_of_provision[entry.provision_id], []).append(entry.expansion)
        texts = {p.id: "\n".join([p.embedded_text, *said.get(p.id, ())]) for p in self.corpus.passages.values()}
        return Lexicon.build(list(texts), list(texts.values()))

    @cached_property
    def retriever(self) -> Retriever:
        """Exact, lexical and dense runs over this state."""
        embedder, store = self.opened.embedder, self.opened.store
        dense = DenseRun(embedder, store, self.corpus.vector_ids)
        questions = {
            question_vector_id(entry.provision_id, question): self.corpus.passage_of_provision[entry.provision_id]
            for entry in self._digest
            for question in entry.questions
        }
        asked = DenseRun(embedder, store, questions, LAYER, "questions")
        lexical = LexicalRun(self.lexicon, expand=self.opened.vocabulary.expand)
        return Retriever(self.corpus, ExactRun(self.corpus), (lexical, dense, asked))

    @cached_property
    def relevance(self) -> Relevance:
        """How telling words are for a question."""
        return Relevance(self.lexicon, self.opened.vocabulary.expand)

    @cached_property
    def support(self) -> Support:
        """What decides whether to answer."""
        known = {question_vector_id("unanswered", question): question for question in self.opened.unanswered}
        unanswered = DenseRun(self.opened.embedder, self.opened.store, known, UNANSWERED_LAYER, "unanswered")
        return Support(self.corpus, self.relevance, unanswered)

    @cached_property
    def answering(self) -> Answering:
        """The question pipeline over this state."""
        extractive = Extractive(self.corpus, self.relevance)
        model = self.opened.open_model(self.corpus) if self.opened.open_model else None
        return Answering(self.corpus, self.retriever, self.support, extractive, self.opened.differences, model)

    @cached_property
    def _digest(self) -> tuple[DigestEntry, ...]:
        """The entries of provisions that are in the library."""
        return tuple(entry for entry in self.opened.digest if entry.provision_id in self.corpus.passage_of_provision)
