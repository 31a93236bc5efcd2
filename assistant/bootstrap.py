"""Every adapter is chosen here."""

from __future__ import annotations

from assistant.knowledge_base import Adapters, KnowledgeBase
from assistant.ownership import Ownership
from assistant.settings import Settings
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.store import VectorStore

THREADS = 2
"""Texts embedded at once during an ingest; a question is one text and takes one."""


def open_knowledge_base(settings: Settings) -> KnowledgeBase:
    """Take the data folder and open it. Raises LibraryLocked, LibraryError."""
    ownership = Ownership(settings.data)
    try:
        library = Library(settings.library_file)
    except BaseException:
        ownership.release()
        raise

    def open_store(fingerprint: str, rebuild: bool) -> VectorStore:
        return VectorStore(settings.vectors_folder, fingerprint, settings.chroma_url, rebuild=rebuild)

    return KnowledgeBase(
        Adapters(
            ownership=ownership,
            library=library,
            files=settings.files_folder,
            digest=settings.corpus / "digest",
            open_embedder=lambda: Embedder(settings.embedding, threads=THREADS),
            open_store=open_store,
        )
    )
