"""POST /reviews: a document handed in is laid beside what is asked of its kind; and GET /review-kinds."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from pydantic import ValidationError
from starlette.responses import Response

from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints import downloads, problems, streaming
from assistant.entrypoints.access import Running
from assistant.entrypoints.review_schemas import ReviewKindOut, ReviewOut
from assistant.entrypoints.review_tree import review_tree
from assistant.entrypoints.schemas import PREFIX
from assistant.errors import DraftingError, ExportError, ReviewError, UnknownReviewKind, UnsoundProfile
from assistant.export.file_format import MEDIA_TYPES, FileFormat
from ingest.errors import (
    CatalogueError,
    DocumentWithoutText,
    EncryptedDocument,
    FingerprintMismatch,
    LibraryEmpty,
    LibraryError,
    ModelMissing,
    ReaderLimitExceeded,
    UnknownPage,
    UnreadableDocument,
    UnsupportedFile,
)
from ingest.review_reading import MOST_PAGES

router = APIRouter(prefix=PREFIX, tags=["reviews"])

ADDRESS = f"{PREFIX}/reviews"
PAGE_ADDRESS = f"{ADDRESS}/page"
LONGEST_NAME = 200
LONGEST_QUOTE = 20_000
_JSON = "json"
_FILE = (UnsupportedFile, UnreadableDocument, EncryptedDocument, DocumentWithoutText, ReaderLimitExceeded)
_UNAVAILABLE = (LibraryEmpty, LibraryError, FingerprintMismatch, ModelMissing)
_MAKING = (UnknownReviewKind, UnsoundProfile, ReviewError, DraftingError, CatalogueError, ExportError)
_RAISED = (*_MAKING, *_FILE, *_UNAVAILABLE)
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The review as JSON, or as a file where `format` asks for one; with `Accept: text/event-stream` "
        "events: `progress` often, then `done` with the review, or `error` with a problem.",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/ReviewOut"}},
            streaming.MEDIA_TYPE: {"schema": {"type": "string"}},
            **downloads.contents(),
        },
    }
}

_PICTURE: dict[int | str, dict[str, Any]] = {200: {"description": "The picture", "content": {"image/png": {}}}}


class ReviewFormat(StrEnum):
    """What comes back: JSON, or a file."""

    JSON = "json"
    DOCX = "docx"
    PDF = "pdf"
    MARKDOWN = "md"


@router.get("/review-kinds", summary="List what can be reviewed against", responses=problems.documented(CatalogueError))
def list_review_kinds(service: Running) -> list[ReviewKindOut]:
    """Each kind with how many items it has and the documents they come from."""
    return service.gateway.review_kinds()


@router.post(
    "/reviews",
    summary="Review a document",
    response_model=ReviewOut,
    response_class=Response,
    responses=_RESPONSES | problems.documented(*_RAISED),
)
def review_document(  # noqa: PLR0913, PLR0917 - the parts of one form
    request: Request,
    service: Running,
    file: Annotated[UploadFile, File(description="A .pdf, .docx, .md or .txt file of 20 MB at most.")],
    against: Annotated[str, Form(min_length=1, max_length=200, examples=["policy/safeguarding"])],
    profile: Annotated[str, Form(max_length=100_000, description="The home, as JSON; facts rule items out.")] = "",
    format: Annotated[  # noqa: A002 - the form's own name
        ReviewFormat, Form(description="JSON, or a file.")
    ] = ReviewFormat.JSON,
) -> Response:
    """Each requirement beside the document, both quoted. The file is kept no longer than the request."""
    home = profile_in(profile)
    folder, path, name = _received(file)
    if streaming.is_wanted(request):
        return streaming.response(service.review_events(path, name, against, home))
    with _removed(folder):
        made = service.gateway.review(path, against, home, name=name)
    return _response(made, format)


@router.post(
    "/reviews/page",
    summary="Draw a page of a document",
    response_class=Response,
    responses=_PICTURE | problems.documented(UnknownPage, *_FILE),
)
def draw_reviewed_page(
    service: Running,
    file: Annotated[UploadFile, File(description="The .pdf that was reviewed.")],
    page: Annotated[int, Form(ge=1, le=MOST_PAGES, description="Physical, counted from 1.")],
    quote: Annotated[str, Form(max_length=LONGEST_QUOTE, description="Words of the page, to be marked on it.")] = "",
    scale: Annotated[float, Form(ge=0.5, le=4, description="Pixels a point.")] = 1.5,
) -> Response:
    """A page of a handed-in PDF with a quote of its review marked. Neither file nor picture is kept."""
    folder, path, name = _received(file)
    with _removed(folder):
        content = service.gateway.reviewed_page(path, name, page, quote, scale)
    return Response(content, media_type="image/png", headers={"Cache-Control": "no-store"})


def _received(file: UploadFile) -> tuple[str, Path, str]:
    """(a folder of its own, the file in it, the name that its owner has for it)."""
    folder = tempfile.mkdtemp(prefix="review-")
    name = PurePath((file.filename or "").replace("\\", "/")).name[:LONGEST_NAME]
    path = Path(folder) / f"document{PurePath(name).suffix.lower()[:10]}"
    try:
        with path.open("wb") as copy:
            shutil.copyfileobj(file.file, copy)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder, path, name


def profile_in(told: str) -> ProfileIn:
    """A profile that came as JSON text. Raises UnsoundProfile, without its words."""
    if not told.strip():
        return ProfileIn()
    try:
        return ProfileIn.model_validate_json(told)
    except ValidationError as error:
        fields = ", ".join(".".join(map(str, one["loc"])) or "the whole" for one in error.errors()[:5])
        raise UnsoundProfile(f"the profile is not in its form: {fields}") from None


@contextmanager
def _removed(folder: str) -> Iterator[None]:
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _response(made: ReviewOut, wanted: ReviewFormat) -> Response:
    if wanted is ReviewFormat.JSON:
        return Response(made.model_dump_json(), media_type="application/json")
    from assistant.export.writers import written  # noqa: PLC0415 - brings typst

    file_format = FileFormat(wanted.value)
    content = written(review_tree(made, datetime.now(UTC)), file_format)
    return downloads.download(content, f"review.{file_format.value}", MEDIA_TYPES[file_format])
