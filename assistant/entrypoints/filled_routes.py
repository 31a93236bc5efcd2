"""/filled-checklists and what is below it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from starlette.responses import Response

from assistant.entrypoints import downloads, problems
from assistant.entrypoints.access import Running, owner_only
from assistant.entrypoints.filled_schemas import FilledListed, FilledOut, FillRequest
from assistant.entrypoints.schemas import PREFIX, Status
from assistant.errors import ChecklistTooLong, ExportError, UnknownChecklist, UnknownFilledChecklist
from assistant.export.file_format import MEDIA_TYPES, FileFormat
from ingest.errors import CatalogueError, LibraryEmpty, LibraryError

router = APIRouter(prefix=PREFIX, tags=["compliance"])

NewId = Annotated[
    str,
    Path(
        pattern=r"^[0-9a-f]{24}$",
        description="Chosen at random by the device that begins it: who does not know it cannot ask for it.",
        examples=["5f1d0c8e9a7b4c3d2e1f0a9b"],
    ),
]
FilledId = Annotated[str, Path(max_length=100, description="As its device chose it.")]

_UNAVAILABLE = (LibraryEmpty, LibraryError, CatalogueError)


@router.put(
    "/filled-checklists/{filled_id}",
    summary="Fill in a checklist",
    responses=problems.documented(UnknownChecklist, UnknownFilledChecklist, ChecklistTooLong, *_UNAVAILABLE),
)
def fill_in(filled_id: NewId, request: FillRequest, service: Running) -> FilledOut:
    """Lay the lines that were typed over what is kept, and return the whole; the first begins it.

    Of a line, what was written last stands. What was written beside it, by somebody who had not seen it, is kept under
    `others`. The same sent again at once changes nothing; sent again after it was typed over, it is among `others`.
    """
    return service.gateway.fill_in(filled_id, request)


@router.get(
    "/filled-checklists",
    summary="List filled-in checklists",
    dependencies=[Depends(owner_only)],
    responses=problems.documented_for_owner(LibraryError),
)
def list_filled(service: Running) -> list[FilledListed]:
    """Every one, the one changed last first: for the machine's owner, since who has an id can read the checklist."""
    return service.gateway.filled_checklists()


@router.get(
    "/filled-checklists/{filled_id}.{file_format}",
    summary="Write a filled-in checklist to a file",
    response_class=Response,
    responses=downloads.documented()
    | problems.documented(UnknownFilledChecklist, UnknownChecklist, ExportError, *_UNAVAILABLE),
)
def write_filled(filled_id: FilledId, file_format: FileFormat, service: Running) -> Response:
    """Every line of the checklist with what was found, its evidence and its note, as Word, tagged PDF or Markdown."""
    content = service.gateway.filled_file(filled_id, file_format)
    return downloads.download(content, f"checklist-filled-in.{file_format.value}", MEDIA_TYPES[file_format])


@router.get(
    "/filled-checklists/{filled_id}",
    summary="Show a filled-in checklist",
    responses=problems.documented(UnknownFilledChecklist, LibraryError),
)
def show_filled(filled_id: FilledId, service: Running) -> FilledOut:
    """What was typed for each line, and what was written beside it."""
    return service.gateway.filled_checklist(filled_id)


@router.delete(
    "/filled-checklists/{filled_id}",
    summary="Remove a filled-in checklist",
    responses=problems.documented(UnknownFilledChecklist, LibraryError),
)
def remove_filled(filled_id: FilledId, service: Running) -> Status:
    """Take it out: whoever has its id may. A device that still holds it can keep it only as a new one.

    An id that nothing was sent for is not found, and cannot be begun after that: what was on its way stays out.
    """
    service.gateway.remove_filled(filled_id)
    return Status(status="removed")
