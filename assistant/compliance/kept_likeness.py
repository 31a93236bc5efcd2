"""The likeness to our worked examples, with their vectors from where they are kept beside the embedding model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.compliance.likeness import Likeness
from assistant.compliance.worked_examples import load_worked_examples
from ingest.kept_vectors import kept_vectors

if TYPE_CHECKING:  # brings onnxruntime
    from ingest.embedding import Embedder


def kept_likeness(
    corpus: Path,
    embedder: Embedder,
    folder: Path,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Likeness:
    """The examples of ``corpus``; ``folder``, the model's, keeps their vectors, made once in some fifteen seconds.

    Raises CatalogueError.
    """
    examples = load_worked_examples(corpus / "worked_examples")
    said = [one.said for one in examples]
    return Likeness(examples, kept_vectors(said, embedder.embed, embedder.fingerprint, folder, on_progress=on_progress))
