"""GET /register, /checklists and /deadlines."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from assistant.compliance.moment import LONGEST
from assistant.entrypoints import downloads, problems
from assistant.entrypoints.access import Running
from assistant.entrypoints.compliance_schemas import (
    TABLE_MEDIA_TYPES,
    ChecklistListed,
    ChecklistOut,
    DeadlinesOut,
    RegisterOut,
    RegisterQuery,
    TableFormat,
)
from assistant.entrypoints.schemas import PREFIX
from assistant.errors import BeforeTheRule, ExportError, NoTimeLimit, UnknownChecklist, UnknownFilter, UnreadableMoment
from assistant.export.file_format import MEDIA_TYPES, FileFormat
from assistant.named_provision import LONGEST_REFERENCE
from ingest.errors import CatalogueError, LibraryEmpty, LibraryError, UnknownProvision

router = APIRouter(prefix=PREFIX, tags=["compliance"])

Kind = Annotated[str, Path(max_length=100, examples=["regulation-44-visit"])]
Chosen = Annotated[RegisterQuery, Query()]
Reference = Annotated[str, Query(min_length=1, max_length=LONGEST_REFERENCE, examples=["reg 35(3)"])]
From = Annotated[
    str,
    Query(
        alias="from",
        min_length=1,
        max_length=LONGEST,
        description="When the event was: 2026-03-01 or 2026-03-01T21:40; London time without an offset.",
        examples=["2026-03-01T21:40"],
    ),
]

_UNAVAILABLE = (LibraryEmpty, LibraryError, CatalogueError)


@router.get(
    "/register", summary="Choose from the register", responses=problems.documented(UnknownFilter, *_UNAVAILABLE)
)
def show_register(chosen: Chosen, service: Running) -> RegisterOut:
    """Every requirement of the law and the statutory guidance, with force, parties and time limits, or those chosen."""
    return service.gateway.register(chosen)


@router.get(
    "/register.{table_format}",
    summary="Write the register to a file",
    response_class=Response,
    responses=downloads.documented(TABLE_MEDIA_TYPES) | problems.documented(UnknownFilter, *_UNAVAILABLE),
)
def write_register(table_format: TableFormat, chosen: Chosen, service: Running) -> Response:
    """The chosen entries as a table: comma-separated values, or an Excel workbook. No cell is a formula."""
    content = service.gateway.register_file(chosen, table_format)
    return downloads.download(content, f"register.{table_format.value}", TABLE_MEDIA_TYPES[table_format])


@router.get(
    "/deadlines",
    summary="Count time limits",
    responses=problems.documented(UnknownProvision, NoTimeLimit, UnreadableMoment, BeforeTheRule, *_UNAVAILABLE),
)
def count_deadlines(provision: Reference, event_at: From, service: Running) -> DeadlinesOut:
    """Each time limit at and below a provision, counted from an event as the law counts; words stay words."""
    return service.gateway.deadlines(provision, event_at)


@router.get("/checklists", summary="List checklists", responses=problems.documented(*_UNAVAILABLE))
def list_checklists(service: Running) -> list[ChecklistListed]:
    """A checklist for a Regulation 44 visit, for each quality standard and for each topic."""
    return service.gateway.checklists()


@router.get(
    "/checklists/{kind}.{file_format}",
    summary="Write a checklist to a file",
    response_class=Response,
    responses=downloads.documented() | problems.documented(UnknownChecklist, ExportError, *_UNAVAILABLE),
)
def write_checklist(kind: Kind, file_format: FileFormat, service: Running) -> Response:
    """A checklist to print or to fill in: Word, tagged PDF or Markdown."""
    content = service.gateway.checklist_file(kind, file_format)
    return downloads.download(content, f"checklist.{file_format.value}", MEDIA_TYPES[file_format])


@router.get(
    "/checklists/{kind}",
    summary="Show a checklist",
    responses=problems.documented(UnknownChecklist, *_UNAVAILABLE),
)
def show_checklist(kind: Kind, service: Running) -> ChecklistOut:
    """What to look at, where it stands and whose words they are, with empty fields for what was found."""
    return service.gateway.checklist(kind)
