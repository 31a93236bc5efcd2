"""POST /drafts, GET /drafts and what is below it, and GET /requirements."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from starlette.responses import Response

from assistant.entrypoints import problems
from assistant.entrypoints.access import Running, owner_only
from assistant.entrypoints.draft_schemas import DraftKind, DraftListed, DraftOut, DraftRequest, RegenerateRequest
from assistant.entrypoints.schemas import PREFIX
from assistant.errors import (
    DraftingError,
    EmptyQuestion,
    ExportError,
    TopicNotInSources,
    UnknownDraft,
    UnknownDraftKind,
    UnknownSection,
)
from assistant.export.file_format import MEDIA_TYPES, FileFormat
from ingest.errors import CatalogueError, FingerprintMismatch, LibraryEmpty, LibraryError, ModelMissing

router = APIRouter(prefix=PREFIX, tags=["drafts"])

DraftId = Annotated[str, Path(max_length=100, description="As the draft was given one when it was made.")]
SectionId = Annotated[str, Path(max_length=100, examples=["quality-and-purpose"])]
Version = Annotated[int | None, Query(ge=1, le=1_000_000, description="The latest without it.")]

_FILES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The file",
        "content": {media_type.partition(";")[0]: {} for media_type in MEDIA_TYPES.values()},
    }
}
_UNAVAILABLE = (LibraryEmpty, LibraryError, FingerprintMismatch, ModelMissing)
_MAKING = (UnknownDraftKind, DraftingError, EmptyQuestion, TopicNotInSources, CatalogueError, *_UNAVAILABLE)


@router.get("/requirements", summary="List kinds of draft", responses=problems.documented(CatalogueError))
def list_draft_kinds(service: Running) -> list[DraftKind]:
    """What can be drafted: each kind with how many items it must hold and the documents they come from."""
    return service.gateway.draft_kinds()


@router.post("/drafts", summary="Make a draft", responses=problems.documented(*_MAKING))
def make_draft(wanted: DraftRequest, service: Running) -> DraftOut:
    """Every item of its kind, each statement cited; what the profile does not tell is a gap. It is kept."""
    return service.gateway.draft(wanted)


@router.get(
    "/drafts",
    summary="List drafts",
    dependencies=[Depends(owner_only)],
    responses=problems.documented_for_owner(LibraryError),
)
def list_drafts(service: Running) -> list[DraftListed]:
    """Every kept draft, the one changed last first: for the machine's owner, since who has an id can read the draft."""
    return service.gateway.drafts()


@router.get(
    "/drafts/{draft_id}.{file_format}",
    summary="Write a draft to a file",
    response_class=Response,
    responses=_FILES | problems.documented(UnknownDraft, ExportError, *_UNAVAILABLE),
)
def write_draft(draft_id: DraftId, file_format: FileFormat, service: Running, version: Version = None) -> Response:
    """A kept draft as Word, as tagged PDF or as Markdown, with a footnote for each citation."""
    content = service.gateway.draft_file(draft_id, file_format, version)
    named = {"Content-Disposition": f'attachment; filename="{draft_id}.{file_format.value}"'}
    return Response(content, media_type=MEDIA_TYPES[file_format], headers=named)


@router.get("/drafts/{draft_id}", summary="Show a draft", responses=problems.documented(UnknownDraft, *_UNAVAILABLE))
def show_draft(draft_id: DraftId, service: Running, version: Version = None) -> DraftOut:
    """A kept draft, its quotations looked for again on their pages: a statement that has lost them says so."""
    return service.gateway.kept_draft(draft_id, version)


@router.post(
    "/drafts/{draft_id}/sections/{section_id}/regenerate",
    summary="Make a section anew",
    responses=problems.documented(UnknownDraft, UnknownSection, *_MAKING),
)
def regenerate_section(
    draft_id: DraftId, section_id: SectionId, wanted: RegenerateRequest, service: Running
) -> DraftOut:
    """A further version, with this section made anew and the others as they were."""
    return service.gateway.regenerate(draft_id, section_id, wanted.profile)
