"""POST /checks."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.entrypoints import problems
from assistant.entrypoints.access import Running
from assistant.entrypoints.check_schemas import CheckOut, CheckRequest
from assistant.entrypoints.schemas import PREFIX
from assistant.errors import BadPoint, EmptyPoint, PointTooLong
from ingest.errors import FingerprintMismatch, LibraryEmpty, LibraryError, ModelMissing

router = APIRouter(prefix=PREFIX, tags=["checks"])

_UNAVAILABLE = (LibraryEmpty, LibraryError, FingerprintMismatch, ModelMissing)


@router.post(
    "/checks",
    summary="Check a point",
    responses=problems.documented(EmptyPoint, PointTooLong, BadPoint, *_UNAVAILABLE),
)
def check_point(wanted: CheckRequest, service: Running) -> CheckOut:
    """A statement laid beside the provisions that govern it, number by number and word by word; nothing is decided."""
    return service.gateway.check(wanted.point)
