"""An ingest in a process of its own, to be killed: prints a line at every step.

``python -m tests.ingest.killed_ingest DATA MODEL FILE...``
"""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Pipeline
from ingest.sources import from_paths
from ingest.store import VectorStore


def main(data: Path, model: Path, files: list[Path]) -> None:
    """Ingest ``files`` into ``data``."""
    embedder = Embedder(model)
    library = Library(data / "library.sqlite3")
    with VectorStore(data / "vectors", embedder.fingerprint) as store:
        pipeline = Pipeline(library, store, embedder, data / "files", lambda *step: print(*step, flush=True))
        print("opened", flush=True)
        pipeline.ingest(from_paths(files, ()))
    print("done", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
