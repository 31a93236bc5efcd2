"""The doctor: does everything in the data folder agree?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assistant.knowledge_base import KnowledgeBase
from ingest.corpus import vector_id
from ingest.errors import HomesError
from ingest.question_index import out_of_line
from ingest.whole_copy import sha256_of

_REBUILD = "homes rebuild-index"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``mend`` is the command that puts it right."""

    check: str
    ok: bool
    detail: str
    mend: str | None = None


def examine(base: KnowledgeBase) -> tuple[Finding, ...]:
    """Every check in turn; one that raises is a finding, not an end."""
    return tuple(_guarded(name, check, base) for name, check in _CHECKS.items())


def _guarded(name: str, check: Callable[[KnowledgeBase], Finding], base: KnowledgeBase) -> Finding:
    try:
        return check(base)
    except HomesError as error:
        return Finding(name, False, str(error), "see the message")


def _library(base: KnowledgeBase) -> Finding:
    wrong = base.library.check()
    mend = "restore a backup, or move the data folder away and run `homes ingest`" if wrong else None
    return Finding("library", not wrong, "; ".join(wrong) or "SQLite finds nothing wrong", mend)


def _documents(base: KnowledgeBase) -> Finding:
    count = len(base.corpus.documents)
    return Finding("documents", count > 0, f"{count} ingested", None if count else "homes ingest")


def _official(base: KnowledgeBase) -> Finding:
    """No fault: our digest may stand in. Every answer says so, and so does this."""
    digests = [one.short_title for one in base.corpus.documents.values() if one.digest]
    if not digests:
        return Finding("official texts", True, "no digest of ours stands in for one")
    bring = "`homes corpus fetch`, then `homes ingest`, bring the official text"
    return Finding("official texts", True, f"our digest stands in for {', '.join(digests)}: {bring}")


def _pending(base: KnowledgeBase) -> Finding:
    names = [pending.document_id for pending in base.library.pending()]
    detail = f"unfinished: {', '.join(names)}" if names else "no ingest was cut short"
    mend = "`homes ingest` them again, each from its file; `homes rebuild-index` gives them up" if names else None
    return Finding("unfinished ingests", not names, detail, mend)


def _model(base: KnowledgeBase) -> Finding:
    return Finding("embedding model", True, base.embedder.fingerprint)


def _vectors(base: KnowledgeBase) -> Finding:
    wanted = {vector_id(passage) for passage in base.corpus.passages.values()}
    found = base.store.ids()
    missing, stray = len(wanted - found), len(found - wanted)
    detail = f"{len(wanted)} passages, {missing} without a vector, {stray} vectors without a passage"
    return Finding("vectors", not missing and not stray, detail, _REBUILD if missing or stray else None)


def _questions(base: KnowledgeBase) -> Finding:
    if not base.corpus.documents:
        return Finding("vectors of questions", True, "made with the first ingest")
    data = base.data()
    wrong = out_of_line(data.digest, data.unanswered, base.store)
    detail = f"{wrong} missing or out of date" if wrong else "those of our digest are all there"
    return Finding("vectors of questions", not wrong, detail, _REBUILD if wrong else None)


def _files(base: KnowledgeBase) -> Finding:
    states = {i: _state_of(base.files / one.file, one.document.sha256) for i, one in base.corpus.ingested.items()}
    wrong = {state: [i for i, found in states.items() if found == state] for state in ("missing", "damaged")}
    detail = "; ".join(f"{state}: {', '.join(found)}" for state, found in wrong.items() if found)
    mend = "`homes ingest` them again, each from its file" if detail else None
    return Finding("source files", not detail, detail or "every ingested file is kept whole", mend)


def _state_of(kept: Path, sha256: str) -> str:
    try:
        return "kept" if sha256_of(kept) == sha256 else "damaged"
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "damaged"


def _references(base: KnowledgeBase) -> Finding:
    counts = [base.corpus.counts(document_id) for document_id in base.corpus.documents]
    resolved = sum(count.references_resolved for count in counts)
    unresolved = sum(count.references_unresolved for count in counts)
    return Finding("references", True, f"{resolved} resolved, {unresolved} to other instruments or nowhere")


_CHECKS: dict[str, Callable[[KnowledgeBase], Finding]] = {
    "library": _library,
    "documents": _documents,
    "official texts": _official,
    "unfinished ingests": _pending,
    "embedding model": _model,
    "vectors": _vectors,
    "vectors of questions": _questions,
    "source files": _files,
    "references": _references,
}
