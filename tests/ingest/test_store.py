"""The real Chroma, in a temporary folder."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import chromadb
import numpy as np
import pytest
from chromadb.config import Settings
from numpy.typing import NDArray

from ingest.errors import FingerprintMismatch, LibraryError
from ingest.store import VectorStore

FINGERPRINT = "model@1/384"


def vectors_like_texts(count: int, seed: int = 0) -> NDArray[np.float32]:
    """Vectors of length 1 around twenty centres, every fiftieth a copy of the one before."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(99).normal(size=(20, 384))
    vectors = centres[random.integers(0, 20, count)] + random.normal(size=(count, 384))
    vectors[49::50] = vectors[48::50][: len(vectors[49::50])]
    normalised: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return normalised


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    with VectorStore(tmp_path / "vectors", FINGERPRINT) as opened:
        yield opened


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a real Chroma server on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(tmp_path), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own words
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the Chroma server did not start within ten seconds")


def filled(store: VectorStore, count: int) -> tuple[list[str], NDArray[np.float32]]:
    """``count`` entries, spread over three documents."""
    ids = [f"document-{number % 3}/passage/{number:05}" for number in range(count)]
    vectors = vectors_like_texts(count)
    store.upsert(ids, vectors, [entry.split("/")[0] for entry in ids])
    return ids, vectors


def test_an_empty_store_finds_nothing(store: VectorStore) -> None:
    assert store.count() == 0
    assert store.ids() == frozenset()
    assert store.nearest(vectors_like_texts(1)[0], 5) == ()
    assert store.nearest(vectors_like_texts(1)[0], 5, document_ids={"document-1"}) == ()
    store.delete([])
    store.upsert([], np.empty((0, 384), np.float32), [])


def test_what_is_stored_is_found(store: VectorStore) -> None:
    ids, vectors = filled(store, 450)
    assert store.count() == 450
    assert store.ids() == frozenset(ids)
    assert store.ids("document-1") == frozenset(ids[1::3])
    assert store.nearest(vectors[7], 1) == ((ids[7], 1.0),)
    assert np.allclose(store.vectors(ids[::-1]), vectors[::-1], atol=1e-6)


@pytest.mark.parametrize("documents", [None, {"document-0"}, {"document-0", "document-2"}])
def test_the_search_is_exact_at_the_size_of_a_library(store: VectorStore, documents: set[str] | None) -> None:
    ids, vectors = filled(store, 3000)
    allowed = [row for row, entry in enumerate(ids) if documents is None or entry.split("/")[0] in documents]
    found = total = 0
    for question in vectors_like_texts(40, seed=1):
        similarity = vectors[allowed] @ question
        best = [ids[allowed[row]] for row in np.argsort(-similarity, kind="stable")[:20]]
        nearest = store.nearest(question, 20, document_ids=documents)
        found += len(set(best) & {entry for entry, _ in nearest})
        total += 20
        assert nearest[0][0] == best[0]
        assert nearest[0][1] == pytest.approx(float(similarity.max()), abs=1e-5)
    assert found / total >= 0.995


def test_equal_vectors_come_in_order_of_id(store: VectorStore) -> None:
    ids = ["c", "a", "d", "b"]
    store.upsert(ids, np.tile(vectors_like_texts(1), (4, 1)), ["document"] * 4)
    assert [entry for entry, _ in store.nearest(vectors_like_texts(1)[0], 3)] == ["a", "b", "c"]


def test_no_more_than_there_is_and_nothing_for_nothing(store: VectorStore) -> None:
    _, vectors = filled(store, 3)
    assert len(store.nearest(vectors[0], 100)) == 3
    assert store.nearest(vectors[0], 0) == ()
    assert store.nearest(vectors[0], 3, document_ids=()) == ()
    assert store.nearest(vectors[0], 3, document_ids=["nowhere"]) == ()


def test_writing_again_replaces(store: VectorStore) -> None:
    first, second = vectors_like_texts(2)
    store.upsert(["entry"], first[None], ["old"])
    store.upsert(["entry"], second[None], ["new"])
    assert store.count() == 1
    assert store.nearest(second, 1) == (("entry", 1.0),)
    assert (store.ids("old"), store.ids("new")) == (frozenset(), frozenset({"entry"}))


def test_deleted_entries_are_gone_and_deleting_twice_is_no_error(store: VectorStore) -> None:
    ids, vectors = filled(store, 450)
    store.delete(ids[:400])
    store.delete(ids[:400])
    assert store.ids() == frozenset(ids[400:])
    assert {entry for entry, _ in store.nearest(vectors[0], 450)} == set(ids[400:])


def test_layers_do_not_mix(store: VectorStore) -> None:
    ids, vectors = filled(store, 10)
    store.upsert(["question/1"], vectors[:1], ["document-0"], layer="question")
    assert store.nearest(vectors[0], 1, layer="question") == (("question/1", 1.0),)
    assert store.nearest(vectors[0], 1) == ((ids[0], 1.0),)
    assert (store.count(), store.count(layer="question"), store.count(layer="digest")) == (10, 1, 0)
    with pytest.raises(ValueError, match="not a layer"):
        store.count(layer="../x")


def test_a_missing_vector_is_an_error_that_says_what_to_run(store: VectorStore) -> None:
    ids, _ = filled(store, 3)
    with pytest.raises(LibraryError, match="homes rebuild-index"):
        store.vectors([*ids, "document-9/passage/1"])


def test_entries_last_from_one_opening_to_the_next(tmp_path: Path) -> None:
    with VectorStore(tmp_path, FINGERPRINT) as store:
        ids, vectors = filled(store, 30)
        store.upsert(["q"], vectors[:1], ["document-0"], layer="question")
    with VectorStore(tmp_path, FINGERPRINT) as store:
        assert store.ids() == frozenset(ids)
        assert store.nearest(vectors[4], 1) == ((ids[4], 1.0),)
        assert store.count(layer="question") == 1


def test_vectors_of_another_model_are_refused_until_rebuilt(tmp_path: Path) -> None:
    with VectorStore(tmp_path, FINGERPRINT) as store:
        filled(store, 30)
    with pytest.raises(FingerprintMismatch, match=r"made by model@1/384.*makes model@2/3: run `homes rebuild-index`"):
        VectorStore(tmp_path, "model@2/3")
    with VectorStore(tmp_path, FINGERPRINT, rebuild=True) as store:
        assert store.count() == 30
    with VectorStore(tmp_path, "model@2/3", rebuild=True) as store:
        assert store.count() == 0
        store.upsert(["entry"], np.eye(3, dtype=np.float32)[:1], ["document"])
    with VectorStore(tmp_path, "model@2/3") as store:
        assert store.ids() == frozenset({"entry"})


def test_a_reset_leaves_no_vectors_in_the_folder(tmp_path: Path) -> None:
    with VectorStore(tmp_path, FINGERPRINT) as store:
        ids, vectors = filled(store, 30)
        store.upsert(["q"], vectors[:1], ["document-0"], layer="question")
        store.reset()
        assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []
        assert (store.count(), store.count(layer="question")) == (0, 0)
        filled(store, 30)
        assert store.nearest(vectors[2], 1) == ((ids[2], 1.0),)


def test_a_server_may_hold_the_vectors(server: str) -> None:
    with VectorStore(None, FINGERPRINT, server) as store:
        ids, vectors = filled(store, 450)
        assert store.nearest(vectors[7], 1, document_ids={"document-1"}) == ((ids[7], 1.0),)
        assert store.ids("document-1") == frozenset(ids[1::3])
        assert np.allclose(store.vectors(ids), vectors, atol=1e-6)
        store.delete(ids[:400])
        assert store.count() == 50
    with pytest.raises(FingerprintMismatch, match="homes rebuild-index"):
        VectorStore(None, "model@2/3", server)
    with VectorStore(None, "model@2/3", server, rebuild=True) as store:
        assert store.count() == 0


def test_a_reset_leaves_the_collections_of_others(server: str) -> None:
    others = chromadb.HttpClient("127.0.0.1", urlsplit(server).port or 0, settings=Settings(anonymized_telemetry=False))
    others.create_collection("theirs", embedding_function=None)
    with VectorStore(None, FINGERPRINT, server) as store:
        filled(store, 3)
        store.reset()
        assert [collection.name for collection in others.list_collections()] == ["theirs"]


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = VectorStore(tmp_path, FINGERPRINT)
    store.close()
    store.close()
    with pytest.raises(LibraryError, match="closed"):
        store.count()


def test_a_vector_of_another_length_is_a_library_error(store: VectorStore) -> None:
    filled(store, 3)
    with pytest.raises(LibraryError, match="failed"):
        store.nearest(np.ones(3, np.float32), 1)


def test_a_folder_that_is_not_a_store_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"not a database" * 100)
    with pytest.raises(LibraryError, match="homes rebuild-index"):
        VectorStore(tmp_path, FINGERPRINT)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "ftp://127.0.0.1", "nonsense"])
def test_a_server_that_is_not_there_is_named(url: str) -> None:
    with pytest.raises(LibraryError, match="CHROMA_URL"):
        VectorStore(None, FINGERPRINT, url)


def test_lists_of_different_length_are_refused(store: VectorStore) -> None:
    with pytest.raises(ValueError, match="differ in number"):
        store.upsert(["a", "b"], vectors_like_texts(1), ["document"])


def test_a_place_is_needed() -> None:
    with pytest.raises(ValueError, match="folder or a url"):
        VectorStore(None, FINGERPRINT)
