"""POST /drafts, GET /drafts and what is below it, and GET /requirements."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from assistant.entrypoints import downloads, examples, problems, streaming
from assistant.entrypoints.access import Running, owner_only
from assistant.entrypoints.draft_schemas import (
    AnswersRequest,
    DraftKind,
    DraftListed,
    DraftOut,
    DraftRequest,
    OwnWordsRequest,
    RegenerateRequest,
)
from assistant.entrypoints.schemas import PREFIX, Status
from assistant.errors import (
    DraftingError,
    EmptyQuestion,
    ExportError,
    TopicNotInSources,
    UnknownDraft,
    UnknownDraftKind,
    UnknownSection,
    UnsoundProfile,
)
from assistant.export.file_format import MEDIA_TYPES, FileFormat
from ingest.errors import CatalogueError, FingerprintMismatch, LibraryEmpty, LibraryError, ModelMissing

router = APIRouter(prefix=PREFIX, tags=["drafts"])

DraftId = Annotated[str, Path(max_length=100, description="As the draft was given one when it was made.")]
SectionId = Annotated[str, Path(max_length=100, examples=["quality-and-purpose"])]
Version = Annotated[int | None, Query(ge=1, le=1_000_000, description="The latest without it.")]

_MADE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The draft; with `Accept: text/event-stream` the same as events: a `section` each once it is "
        "done, with how many there are, then `done` with the whole draft; or `error` with a problem. Who hangs up "
        "ends the work, and nothing is kept.",
        "content": {streaming.MEDIA_TYPE: {"schema": {"type": "string"}, "example": examples.DRAFT_EVENTS}},
    }
}
_UNAVAILABLE = (LibraryEmpty, LibraryError, FingerprintMismatch, ModelMissing)
_MAKING = (UnknownDraftKind, DraftingError, EmptyQuestion, TopicNotInSources, CatalogueError, *_UNAVAILABLE)


@router.get("/requirements", summary="List kinds of draft", responses=problems.documented(CatalogueError))
def list_draft_kinds(service: Running) -> list[DraftKind]:
    """What can be drafted: each kind with how many items it must hold and the documents they come from."""
    return service.gateway.draft_kinds()


@router.post(
    "/drafts",
    summary="Make a draft",
    response_model=DraftOut,
    responses=_MADE | problems.documented(*_MAKING),
)
def make_draft(wanted: DraftRequest, request: Request, service: Running) -> Response:
    """Every item of its kind, each statement cited; what the profile does not tell is a gap. It is kept.

    A language model, where one is set, words it section by section.
    """
    if streaming.is_wanted(request):
        return streaming.response(service.draft_events(wanted))
    return Response(service.gateway.draft(wanted).model_dump_json(), media_type="application/json")


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
    responses=downloads.documented() | problems.documented(UnknownDraft, ExportError, *_UNAVAILABLE),
)
def write_draft(draft_id: DraftId, file_format: FileFormat, service: Running, version: Version = None) -> Response:
    """A kept draft as Word, as tagged PDF or as Markdown, with a footnote for each citation."""
    content = service.gateway.draft_file(draft_id, file_format, version)
    return downloads.download(content, f"{draft_id}.{file_format.value}", MEDIA_TYPES[file_format])


@router.get("/drafts/{draft_id}", summary="Show a draft", responses=problems.documented(UnknownDraft, *_UNAVAILABLE))
def show_draft(draft_id: DraftId, service: Running, version: Version = None) -> DraftOut:
    """A kept draft, its quotations looked for again on their pages: a statement that has lost them says so."""
    return service.gateway.kept_draft(draft_id, version)


@router.delete(
    "/drafts/{draft_id}", summary="Remove a draft", responses=problems.documented(UnknownDraft, LibraryError)
)
def remove_draft(draft_id: DraftId, service: Running) -> Status:
    """Take a kept draft out with all its versions: whoever has its id may."""
    service.gateway.remove_draft(draft_id)
    return Status(status="removed")


@router.post(
    "/drafts/{draft_id}/sections/{section_id}/regenerate",
    summary="Make a section anew",
    responses=problems.documented(UnknownDraft, UnknownSection, *_MAKING),
)
def regenerate_section(
    draft_id: DraftId, section_id: SectionId, wanted: RegenerateRequest, service: Running
) -> DraftOut:
    """A further version, with this section made anew and the others as they were.

    The provider's own words, where they stand in the section, stay unless `discard_own_words` is set.
    """
    return service.gateway.regenerate(draft_id, section_id, wanted)


@router.put(
    "/drafts/{draft_id}/sections/{section_id}/own-words",
    summary="Put own words into a section",
    responses=problems.documented(UnknownDraft, UnknownSection, *_MAKING),
)
def reword_section(draft_id: DraftId, section_id: SectionId, written: OwnWordsRequest, service: Running) -> DraftOut:
    """A further version, with the provider's own words as this section's text.

    No source is claimed for them: what the sources ask stays beside them, cited, as points to check them against.
    """
    return service.gateway.reword(draft_id, section_id, written.text)


@router.patch(
    "/drafts/{draft_id}/profile",
    summary="Fill gaps",
    responses=problems.documented(UnknownDraft, UnsoundProfile, *_MAKING),
)
def fill_gaps(draft_id: DraftId, told: AnswersRequest, service: Running) -> DraftOut:
    """A further version, with the answers in the draft's profile and every section anew that they change.

    The provider's own words stay in theirs.
    """
    return service.gateway.fill(draft_id, told.answers)
