"""Vectors by id in Chroma, and the ids nearest to a vector.

Only ids, document ids and vectors are stored: no text, so that nothing quotable outlives its deletion. The
catalogue is the source of truth and can always fill this index again. Ids are the caller's and deterministic, which
makes a repeated write harmless.

Entries live in layers: passages in one, other texts that point to passages (questions, digest entries) in
another. Each layer is a collection of its own, because a metadata filter costs 7 ms on 3,000 entries where an
unfiltered search takes 1.

One process at a time may open a folder; this class does not lock it.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self, cast
from urllib.parse import urlsplit

import httpx
import numpy as np
from numpy.typing import NDArray

from ingest.chroma import (
    ChromaError,
    Client,
    ClientAPI,
    CreateCollectionConfiguration,
    Settings,
    SharedSystemClient,
    chromadb,
)
from ingest.errors import FingerprintMismatch, LibraryError

_SPARE_PLACES = (None, "/dev/shm")  # noqa: S108 - None is the system's temporary folder; mkdtemp makes names unguessable
PASSAGE = "passage"
BATCH = 200
# Practically exact: recall@50 of 1.0 against a full scan of 3,000 and 10,000 vectors (filtered too). What was written
# since the index was last saved is indexed again at every first search, a tenth of a millisecond each: by default up to
# 1,000 entries a layer. Saved every 200, a store of 2,500 opens in 30 ms, not 180, and takes as long to fill; one of
# 20,000 takes a third longer.
_INDEX: CreateCollectionConfiguration = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32, "sync_threshold": 200}
}
# Several passages repeat word for word: asking for a few more lets equal ones be ordered by id at the cut as well.
_TIES = 20
_PLACES = 5  # Chroma's 32-bit distances are out by up to 2e-6
_LAYER_NAME = re.compile(r"[a-z][a-z_]{1,40}[a-z]")

_INDEX_FOLDER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class VectorStore:
    """The vectors of one library. Reads may come from several threads at once.

    ``folder`` holds the files; with ``url`` ("http://127.0.0.1:8000") a running Chroma server holds them instead.
    ``fingerprint`` names what made the vectors. A store made by another raises FingerprintMismatch, or is emptied
    when ``rebuild`` is set, as is one that cannot be opened at all. Every method raises LibraryError when the store
    cannot do its work.

    Chroma writes even to open a folder. One that cannot be written (a full disk) is opened as a copy elsewhere: what
    is in it can be searched, and nothing added.
    """

    def __init__(self, folder: Path | None, fingerprint: str, url: str | None = None, *, rebuild: bool = False) -> None:
        if folder is None and url is None:
            raise ValueError("a vector store needs a folder or a url")
        self._where = url or str(folder)
        self._url = url
        self._folder = folder if url is None else None
        self._fingerprint = fingerprint
        self._collections: dict[str, chromadb.Collection] = {}
        self._client: ClientAPI | None = None
        self._copy: Path | None = None
        try:
            self._connect()
        except LibraryError:
            if not rebuild or self._folder is None:
                raise
            self._start_anew(self._folder)
        try:
            if rebuild and self._made_by_another():
                self.reset()
            self._collection(PASSAGE)
        except LibraryError:
            self.close()
            raise

    def upsert(
        self, ids: Sequence[str], vectors: NDArray[np.float32], document_ids: Sequence[str], *, layer: str = PASSAGE
    ) -> None:
        """Store ``vectors``, shape (len(ids), dimension), replacing any of the same id.

        An error half-way leaves earlier batches (and maybe the failed one) stored: call again with the same ids.
        """
        if not len(ids) == len(vectors) == len(document_ids):
            raise ValueError("ids, vectors and document ids differ in number")
        collection = self._to_write(layer)
        with self._explained():
            for start in range(0, len(ids), BATCH):
                batch = slice(start, start + BATCH)
                collection.upsert(
                    ids=list(ids[batch]),
                    embeddings=vectors[batch],
                    metadatas=[{"document_id": document_id} for document_id in document_ids[batch]],
                )

    def nearest(
        self,
        vector: NDArray[np.float32],
        count: int,
        *,
        document_ids: Collection[str] | None = None,
        layer: str = PASSAGE,
    ) -> tuple[tuple[str, float], ...]:
        """Up to ``count`` ids with their cosine similarity to ``vector``, most similar first, equal ones by id.

        ``document_ids`` limits the search to entries of those documents (and costs some milliseconds: leave it out
        when it would name them all).
        """
        if count < 1 or (document_ids is not None and not document_ids):
            return ()
        named = None if document_ids is None else {"document_id": {"$in": sorted(document_ids)}}
        collection = self._collection(layer)
        with self._explained():
            found = collection.query(
                query_embeddings=vector,
                n_results=count + _TIES,
                where=cast("chromadb.Where | None", named),
                include=["distances"],
            )
        distances = found["distances"] or [[]]
        hits = zip(found["ids"][0], (round(1.0 - distance, _PLACES) for distance in distances[0]), strict=True)
        return tuple(sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:count])

    def ids(self, document_id: str | None = None, *, layer: str = PASSAGE) -> frozenset[str]:
        """Every id in the layer, or those of one document."""
        collection = self._collection(layer)
        with self._explained():
            found = collection.get(where=None if document_id is None else {"document_id": document_id}, include=[])
        return frozenset(found["ids"])

    def delete(self, ids: Collection[str], *, layer: str = PASSAGE) -> None:
        """Remove ``ids``; those not there are no error."""
        if not ids:
            return
        collection = self._to_write(layer)
        with self._explained():
            for batch in _batches(ids):
                collection.delete(ids=batch)

    def count(self, *, layer: str = PASSAGE) -> int:
        """How many entries the layer has."""
        collection = self._collection(layer)
        with self._explained():
            return collection.count()

    def vectors(self, ids: Sequence[str], *, layer: str = PASSAGE) -> NDArray[np.float32]:
        """The stored vectors of ``ids``, in their order, shape (len(ids), dimension).

        Raises LibraryError when one is missing.
        """
        collection = self._collection(layer)
        found: dict[str, NDArray[np.float32]] = {}
        with self._explained():
            for batch in _batches(ids):
                got = collection.get(ids=batch, include=["embeddings"])
                found.update(zip(got["ids"], np.asarray(got["embeddings"], np.float32), strict=True))
        missing = [entry for entry in ids if entry not in found]
        if missing:
            raise LibraryError(
                f"{len(missing)} vectors are missing from {self._where} ({missing[0]} first): run `homes rebuild-index`"
            )
        return np.stack([found[entry] for entry in ids]) if ids else np.empty((0, 0), np.float32)

    def reset(self) -> None:
        """Remove every layer; the store then belongs to this store's fingerprint."""
        client = self._opened()
        self._refuse_a_copy()
        self._collections.clear()
        with self._explained():
            for collection in self._ours():
                client.delete_collection(collection.name)
            if self._folder is not None and client.count_collections() == 0:
                _remove_indexes(self._folder)

    def close(self) -> None:
        """Let go of the files. A closed store raises LibraryError; closing again does nothing."""
        client, self._client = self._client, None
        self._collections.clear()
        if isinstance(client, Client):
            client.close()
        if self._copy is not None:
            shutil.rmtree(self._copy, ignore_errors=True)
            self._copy = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _connect(self) -> None:
        if self._folder is None or not _is_made(self._folder):
            with self._explained():
                self._client = _open(self._folder, self._url)
            return
        try:
            self._client = _open(self._folder, None)
        except (ChromaError, ValueError, OSError) as error:
            self._copy = _copied(self._folder)
            with self._explained():
                if self._copy is None:
                    raise
                try:
                    self._client = _open(self._copy, None)
                except (ChromaError, ValueError, OSError):
                    shutil.rmtree(self._copy, ignore_errors=True)
                    self._copy = None
                    raise error from None

    def _start_anew(self, folder: Path) -> None:
        """Put an empty store in the place of one that cannot be opened; where that fails too, leave it in its place."""
        broken = folder.with_name(f"{folder.name}.broken")
        with self._explained():
            shutil.rmtree(broken, ignore_errors=True)
            folder.rename(broken)
            try:
                self._client = _open(folder, None)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                broken.rename(folder)
                raise
            shutil.rmtree(broken, ignore_errors=True)

    def _to_write(self, layer: str) -> chromadb.Collection:
        self._refuse_a_copy()
        return self._collection(layer)

    def _refuse_a_copy(self) -> None:
        if self._copy is not None:
            raise LibraryError(
                f"nothing can be written to {self._where}: make room on its disk, or make it writable, and run the "
                "command again"
            )

    def _opened(self) -> ClientAPI:
        if self._client is None:
            raise LibraryError(f"the vector store {self._where} is closed: open it again")
        return self._client

    def _ours(self) -> list[chromadb.Collection]:
        """Collections this class made; a shared server may hold others."""
        return [found for found in self._opened().list_collections() if "fingerprint" in (found.metadata or {})]

    def _made_by_another(self) -> bool:
        with self._explained():
            return any((found.metadata or {})["fingerprint"] != self._fingerprint for found in self._ours())

    def _collection(self, layer: str) -> chromadb.Collection:
        """The layer's collection, made when first asked for; FingerprintMismatch when another made it."""
        client = self._opened()
        if layer in self._collections:
            return self._collections[layer]
        if not _LAYER_NAME.fullmatch(layer):
            raise ValueError(f"not a layer: {layer}")
        with self._explained():
            collection = client.get_or_create_collection(
                f"{layer}s",
                metadata={"fingerprint": self._fingerprint},
                configuration=_INDEX,
                embedding_function=None,  # left out, Chroma brings one that downloads a model
            )
        stored = (collection.metadata or {}).get("fingerprint")
        if stored != self._fingerprint:
            raise FingerprintMismatch(
                f"the vectors in {self._where} were made by {stored}, this program makes {self._fingerprint}: "
                "run `homes rebuild-index`"
            )
        self._collections[layer] = collection
        return collection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Chroma's own errors, as a LibraryError that says what to do. Its text stays in the cause: it may quote."""
        try:
            yield
        except (ChromaError, ValueError, OSError, httpx.HTTPError) as error:
            advice = (
                "check that its server runs (`chroma run`) and that CHROMA_URL names it"
                if self._folder is None
                else "check that the folder can be written and the disk has room, then run `homes rebuild-index`"
            )
            raise LibraryError(f"the vector store {self._where} failed ({type(error).__name__}): {advice}") from error


def _open(folder: Path | None, url: str | None) -> ClientAPI:
    """A client of the server at ``url``, else of the files in ``folder`` (made if need be). Telemetry is off."""
    settings = Settings(anonymized_telemetry=False)
    if url is not None:
        address = urlsplit(url)
        secure = address.scheme == "https"
        if address.scheme not in ("http", "https") or address.hostname is None:
            raise ValueError(f"not the address of a Chroma server: {url}")
        port = address.port or (443 if secure else 8000)
        return chromadb.HttpClient(address.hostname, port, ssl=secure, settings=settings)
    if folder is None:
        raise ValueError("a vector store needs a folder or a url")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return chromadb.PersistentClient(folder, settings=settings)
    except BaseException:
        # Chroma remembers a client that failed to start, and would hand it out at the next try.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise


def _is_made(folder: Path) -> bool:
    return (folder / "chroma.sqlite3").is_file()


def _copied(folder: Path) -> Path | None:
    """A copy of the folder where there is room for it; None where there is none."""
    for place in _SPARE_PLACES:
        with suppress(OSError):
            copy = Path(tempfile.mkdtemp(prefix="homes-vectors-", dir=place))
            try:
                shutil.copytree(folder, copy, dirs_exist_ok=True)
            except OSError:
                shutil.rmtree(copy, ignore_errors=True)
            else:
                return copy
    return None


def _remove_indexes(folder: Path) -> None:
    """Delete the index folders, named by UUID, that Chroma leaves behind when it deletes a collection."""
    for path in folder.iterdir():
        if path.is_dir() and _INDEX_FOLDER.fullmatch(path.name):
            shutil.rmtree(path)


def _batches(ids: Collection[str]) -> Iterator[list[str]]:
    listed = list(dict.fromkeys(ids))
    for start in range(0, len(listed), BATCH):
        yield listed[start : start + BATCH]
