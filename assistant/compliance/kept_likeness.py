"""The likeness to our worked examples: their vectors and phrases are kept beside the embedding model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.compliance.likeness import Likeness
from assistant.compliance.phrases import PHRASES, Phrases, holders_of
from assistant.compliance.worked_examples import load_worked_examples
from ingest.kept_array import kept_array
from ingest.kept_vectors import kept_vectors

if TYPE_CHECKING:  # brings onnxruntime
    from ingest.embedding import Embedder


def kept_likeness(
    corpus: Path,
    embedder: Embedder,
    folder: Path,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Likeness:
    """The examples of ``corpus``; ``folder``, the model's, keeps what is made of them, once in some 25 seconds.

    Raises CatalogueError.
    """
    examples = load_worked_examples(corpus / "worked_examples")
    said = [one.said for one in examples]
    vectors = kept_vectors(said, embedder.embed, embedder.fingerprint, folder, on_progress=on_progress)
    phrases = kept_array("phrases", said, PHRASES, folder, lambda: holders_of(said))
    return Likeness(examples, vectors, Phrases(phrases))
