"""What the machine's own user may ask for (ingests, the doctor), and what looks after the service."""

from __future__ import annotations

import pathlib
from typing import Any

from fastapi import APIRouter, Depends
from starlette.responses import Response

from assistant.entrypoints import examples, problems, streaming
from assistant.entrypoints.access import Running, owner_only
from assistant.entrypoints.metrics import CONTENT_TYPE
from assistant.entrypoints.schemas import (
    PREFIX,
    BackupOut,
    BackupRequest,
    DoctorOut,
    FilePathOut,
    IngestRequest,
    Status,
)
from assistant.errors import NotReady
from ingest.errors import BadInput, FingerprintMismatch, LibraryEmpty, LibraryError, ModelMissing, UnknownDocument

for_owner = APIRouter(prefix=PREFIX, tags=["operation"], dependencies=[Depends(owner_only)])
for_watchers = APIRouter(tags=["operation"])

_INGEST: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events: `progress` often, then `done` with what became of each document, or `error` with a "
        "problem. The ingest goes on when the connection ends.",
        "content": {streaming.MEDIA_TYPE: {"schema": {"type": "string"}, "example": examples.INGEST_EVENTS}},
    }
}
_EXPOSITION: dict[int | str, dict[str, Any]] = {200: {"description": "Counters", "content": {"text/plain": {}}}}


@for_owner.post(
    "/ingests",
    summary="Ingest documents",
    response_class=Response,
    responses=_INGEST | problems.documented_for_owner(BadInput),
)
def ingest(wanted: IngestRequest, service: Running) -> Response:
    """Ingest files and folders of this machine, or with no paths what the catalogue has at hand."""
    paths = [pathlib.Path(path) for path in wanted.paths]
    if not all(path.is_absolute() for path in paths):
        raise BadInput("paths must be absolute: the service runs in a folder of its own")
    return streaming.response(service.ingest_events(paths, again=wanted.again))


@for_owner.delete(
    "/documents/{document_id}",
    summary="Remove a document",
    responses=problems.documented_for_owner(UnknownDocument, LibraryError, FingerprintMismatch, ModelMissing),
)
def remove(document_id: str, service: Running) -> Status:
    """Take a document out of library, index and kept files; the next question is answered without it."""
    service.gateway.remove(document_id)
    return Status(status="removed")


@for_owner.post("/backups", summary="Write a backup", responses=problems.documented_for_owner(BadInput, LibraryError))
def backup(wanted: BackupRequest, service: Running) -> BackupOut:
    """Write library and source files to one tar file on this machine, as of one moment; questions go on."""
    target = pathlib.Path(wanted.path)
    if not target.is_absolute():
        raise BadInput("the path must be absolute: the service runs in a folder of its own")
    return service.gateway.backup(target)


@for_owner.get("/doctor", summary="Look the data folder over", responses=problems.documented_for_owner())
def doctor(service: Running) -> DoctorOut:
    """Whether library, vectors, model and files agree, and how to mend what does not."""
    return service.gateway.doctor()


@for_owner.get(
    "/documents/{document_id}/file-path",
    summary="Find a document's file",
    responses=problems.documented_for_owner(UnknownDocument),
)
def file_path(document_id: str, service: Running) -> FilePathOut:
    """Where the ingested file is kept on this machine."""
    file = service.gateway.source_file(document_id)
    return FilePathOut(path=str(file) if file else None)


@for_watchers.get("/healthz", summary="Is it alive?")
async def alive() -> Status:
    """The process answers."""
    return Status(status="alive")


@for_watchers.get(
    "/readyz", summary="Is it ready?", responses=problems.documented(NotReady, LibraryEmpty, ModelMissing)
)
async def ready(service: Running) -> Status:
    """Questions can be answered at once; else a 503 problem that says why not."""
    if service.not_ready is not None:
        problem = problems.problem_of(service.not_ready)
        problem.status = 503
        raise problem
    return Status(status="ready")


@for_watchers.get("/metrics", summary="Counters", response_class=Response, responses=_EXPOSITION)
def metrics(service: Running) -> Response:
    """Prometheus's text format. Counts and seconds; no text."""
    return Response(service.metrics.exposition(), media_type=CONTENT_TYPE)
