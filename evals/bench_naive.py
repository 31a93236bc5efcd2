"""What the benchmark measures of the naive pipeline, each in a process of its own."""

from __future__ import annotations

from pathlib import Path

from evals.bench_questions import QUESTIONS, ask_all
from evals.naive import NaivePipeline, minilm
from evals.percentiles import middle_and_slow

TOP = 5
"""Windows that the naive pipeline would put before a model."""


def build(folder: str, *documents: str) -> dict[str, float]:
    """Index documents into a folder."""
    paths = {Path(document).stem: Path(document) for document in documents}
    return {"windows": NaivePipeline(minilm(), Path(folder)).build(paths)}


def cold(folder: str) -> dict[str, float]:
    """Load the model, open the folder, answer one search."""
    return {"found": len(NaivePipeline(minilm(), Path(folder)).search(QUESTIONS[0], TOP))}


def retrieval(folder: str) -> dict[str, float]:
    """Time searches of a pipeline that is warm."""
    pipeline = NaivePipeline(minilm(), Path(folder))
    return middle_and_slow(ask_all(lambda question: pipeline.search(question, TOP)))
