"""What /metrics tells: counts and seconds, by kind. No text, and no label that a client can choose."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from assistant.entrypoints.schemas import AnswerOut, IngestOut, RefusalOut

CONTENT_TYPE = CONTENT_TYPE_LATEST

_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 15.0, 60.0)


class Metrics:
    """One service's counters, in a registry of its own. Thread-safe."""

    def __init__(self, count_documents: Callable[[], int]) -> None:
        self._registry = CollectorRegistry()
        self._questions = Counter(
            "homes_questions", "Questions answered or refused.", ["outcome", "mode", "reason"], registry=self._registry
        )
        self._removed = Counter(
            "homes_statements_removed",
            "Statements their quotations do not bear out.",
            registry=self._registry,
        )
        self._answering = Histogram(
            "homes_question_seconds",
            "From question to outcome.",
            ["outcome"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._requests = Histogram(
            "homes_request_seconds",
            "From request to the end of its response.",
            ["method", "route", "status"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._ingested = Counter(
            "homes_documents_ingested", "Documents that an ingest was asked for.", ["outcome"], registry=self._registry
        )
        self._ingesting = Histogram(
            "homes_ingest_seconds", "From a document to its vectors.", buckets=_SECONDS, registry=self._registry
        )
        documents = Gauge("homes_documents", "Documents in the library.", registry=self._registry)
        documents.set_function(count_documents)

    def question(self, outcome: AnswerOut | RefusalOut, seconds: float) -> None:
        """Count a question's outcome."""
        mode = outcome.mode if isinstance(outcome, AnswerOut) else ""
        reason = outcome.reason if isinstance(outcome, RefusalOut) else ""
        self._questions.labels(outcome.kind, mode, reason).inc()
        self._removed.inc(outcome.removed)
        self._answering.labels(outcome.kind).observe(seconds)

    def ingest(self, report: IngestOut) -> None:
        """Count what became of each document of an ingest."""
        for one in report.documents:
            self._ingested.labels(one.outcome).inc()
            self._ingesting.observe(one.seconds)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; ``route`` is the route's template, never the path that was asked for."""
        self._requests.labels(method, route, str(status)).observe(seconds)

    def exposition(self) -> bytes:
        """All of it in Prometheus's text format."""
        return generate_latest(self._registry)
