"""The likenesses to our worked examples: their vectors and phrases are kept beside the embedding model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.compliance.likeness import DOCUMENTS, STATEMENTS, Likeness
from assistant.compliance.phrases import PHRASES, Phrases, holders_of
from assistant.compliance.worked_examples import load_worked_examples
from ingest.kept_array import kept_array
from ingest.kept_vectors import kept_vectors

if TYPE_CHECKING:  # brings onnxruntime
    from ingest.embedding import Embedder


@dataclass(frozen=True, slots=True)
class Likenesses:
    """``of_statements`` knows what people say of a practice, ``of_documents`` also how policies put it."""

    of_statements: Likeness
    of_documents: Likeness


def kept_likenesses(
    corpus: Path,
    embedder: Embedder,
    folder: Path,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Likenesses:
    """The examples of ``corpus``; ``folder``, the model's, keeps what is made of them, once in some 40 seconds.

    Raises CatalogueError.
    """
    statements = load_worked_examples(corpus / "worked_examples")
    every = (*statements, *load_worked_examples(corpus / "document_examples"))
    said = [one.said for one in every]
    vectors = kept_vectors(said, embedder.embed, embedder.fingerprint, folder, on_progress=on_progress)
    few = said[: len(statements)]
    phrases = Phrases(kept_array("phrases", few, PHRASES, folder, lambda: holders_of(few)))
    of_every = Phrases(kept_array("document-phrases", said, PHRASES, folder, lambda: holders_of(said)))
    return Likenesses(
        Likeness(statements, vectors[: len(statements)], phrases, STATEMENTS),
        Likeness(every, vectors, of_every, DOCUMENTS),
    )
