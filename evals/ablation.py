"""What each part of retrieval earns: the same questions with one part changed at a time.

``python -m evals.ablation QUESTIONS.jsonl...`` prints a table for docs/adr/0005; it needs an ingested library.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.answer import Hit
from assistant.bootstrap import open_knowledge_base
from assistant.knowledge_base import KnowledgeBase
from assistant.retrieval.lexical import LexicalRun
from assistant.retrieval.retriever import Retriever, Weights
from assistant.retrieval.run import Run
from assistant.settings import Settings
from evals.measures import DEPTH, Measures, RankedPassage, retrieval_measures
from evals.questions import JudgedQuestion, load_questions
from ingest.document import Authority
from ingest.lexicon import Lexicon

SHOWN = ("any@1", "any@5", "groups@5", "mrr@10")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A run whose scores are replaced by reciprocal ranks, 1 / (60 + rank): rank fusion by the same code."""

    run: Run

    @property
    def name(self) -> str:
        """That of the run it stands for."""
        return self.run.name

    def search(self, text: str, count: int) -> tuple[Hit, ...]:
        """The run's hits."""
        hits = self.run.search(text, count)
        return tuple(Hit(hit.passage_id, hit.rank, 1 / (60 + hit.rank), hit.run) for hit in hits)


def variants(base: KnowledgeBase) -> Mapping[str, Retriever]:
    """The retriever as it is, and with one part changed at a time."""
    as_is = base.snapshot.retriever
    lexical, dense, questions = as_is.runs
    weights = as_is.weights
    passages = base.corpus.passages.values()
    unexpanded = LexicalRun(Lexicon.build([p.id for p in passages], [p.embedded_text for p in passages]))
    equal = dict.fromkeys(Authority, 1.0)

    def with_runs(*runs: Run, **other: float) -> Retriever:
        return replace(as_is, runs=runs, weights=replace(weights, runs={**weights.runs, **other}))

    def weighed(weights: Weights) -> Retriever:
        return replace(as_is, weights=weights)

    return {
        "as it is": as_is,
        "without the digest's questions as vectors": with_runs(lexical, dense),
        "without the digest in the keyword index": with_runs(unexpanded, dense, questions),
        "without the digest at all": with_runs(unexpanded, dense),
        "keywords alone, without the digest": with_runs(unexpanded),
        "vectors alone, without the digest": with_runs(dense),
        "without keywords": with_runs(dense, questions),
        "without passage vectors": with_runs(lexical, questions),
        "reciprocal rank fusion": with_runs(Ranked(lexical), Ranked(dense), Ranked(questions)),
        "all runs weighed alike": with_runs(lexical, dense, questions, questions=1.0),
        "references not followed": weighed(replace(weights, followed=0.0)),
        "authority not weighed": weighed(replace(weights, authority=equal)),
        "named provisions not raised": weighed(replace(weights, named=0.0)),
    }


def measure(retriever: Retriever, questions: Sequence[JudgedQuestion]) -> Measures:
    """Retrieval measures of one variant."""
    return retrieval_measures([(question, _ranked(retriever, question.question)) for question in questions])


def _ranked(retriever: Retriever, text: str) -> list[RankedPassage]:
    found = retriever.search(text, DEPTH)
    return [RankedPassage(e.passage.document_id, frozenset(s.physical_page for s in e.passage.spans)) for e in found]


def run(paths: Sequence[Path]) -> None:
    """Print one row a variant, with every file's measures side by side."""
    base = open_knowledge_base(Settings())
    files = {path.name: load_questions(path) for path in paths}
    table = Table("variant", *(f"{name} {measure_name}" for name in files for measure_name in SHOWN))
    for name, retriever in variants(base).items():
        measured = [measure(retriever, questions) for questions in files.values()]
        table.add_row(name, *(f"{one[shown] or 0:.3f}" for one in measured for shown in SHOWN))
    Console(width=200).print(table)
    base.close()


if __name__ == "__main__":
    run([Path(argument) for argument in sys.argv[1:]])
