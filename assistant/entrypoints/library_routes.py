"""GET /documents, their pages, and /provisions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from assistant.entrypoints import problems
from assistant.entrypoints.access import Running
from assistant.entrypoints.contents import ContentsOut, contents_of
from assistant.entrypoints.schemas import PREFIX, DocumentOut, PageOut, ProvisionOut, RectangleOut
from assistant.named_provision import LONGEST_REFERENCE
from ingest.errors import ReaderLimitExceeded, UnknownDocument, UnknownPage, UnknownProvision, UnreadableDocument
from ingest.page_picture import SCALE

router = APIRouter(prefix=PREFIX)

DocumentId = Annotated[str, Path(examples=["guide-2015"])]
PageNumber = Annotated[int, Path(description="The physical page: 1 is the first of the file.", examples=[53])]
Quote = Annotated[str, Query(min_length=1, max_length=20_000, description="A citation's quote.")]
Scale = Annotated[float, Query(ge=0.25, le=4, allow_inf_nan=False, description="Pixels a point.")]

_PNG: dict[int | str, dict[str, Any]] = {200: {"description": "The page", "content": {"image/png": {}}}}
_FOR_A_WHILE = {"Cache-Control": "private, max-age=600"}
"""Turning back to a page costs nothing; one whose document is replaced meanwhile is drawn anew soon enough."""

_DRAWING = (UnknownDocument, UnknownPage, UnreadableDocument, ReaderLimitExceeded)


@router.get("/documents", summary="List documents", tags=["documents"], responses=problems.documented())
def list_documents(service: Running) -> list[DocumentOut]:
    """Every ingested document with its version, its as-at date and what was made of it."""
    return service.gateway.documents()


@router.get(
    "/documents/{document_id}",
    summary="Show a document",
    tags=["documents"],
    responses=problems.documented(UnknownDocument),
)
def show_document(document_id: DocumentId, service: Running) -> DocumentOut:
    """One ingested document."""
    return service.gateway.document(document_id)


@router.get(
    "/documents/{document_id}/contents",
    summary="List a document's parts",
    tags=["documents"],
    responses=problems.documented(UnknownDocument),
)
def list_contents(document_id: DocumentId, service: Running) -> list[ContentsOut]:
    """The tree of provisions that have a title of their own, in reading order."""
    return contents_of(service.gateway.base.corpus, document_id)


@router.get(
    "/documents/{document_id}/pages/{number}.png",
    summary="Draw a page",
    tags=["documents"],
    response_class=Response,
    responses=_PNG | problems.documented(*_DRAWING),
)
def draw_page(
    document_id: DocumentId,
    number: PageNumber,
    service: Running,
    quote: Quote | None = None,
    scale: Scale = SCALE,
) -> Response:
    """The page as its publisher laid it out, with a quote's words on it highlighted."""
    drawn = service.gateway.picture(document_id, number, quote, scale)
    return Response(drawn, media_type="image/png", headers=_FOR_A_WHILE)


@router.get(
    "/documents/{document_id}/pages/{number}",
    summary="Read a page",
    tags=["documents"],
    responses=problems.documented(UnknownDocument, UnknownPage),
)
def read_page(document_id: DocumentId, number: PageNumber, service: Running) -> PageOut:
    """The page's text as extracted: what quotes are cut from."""
    return service.gateway.page(document_id, number)


@router.get(
    "/documents/{document_id}/pages/{number}/rectangles",
    summary="Find a quote on a page",
    tags=["documents"],
    responses=problems.documented(*_DRAWING),
)
def find_quote(document_id: DocumentId, number: PageNumber, quote: Quote, service: Running) -> list[RectangleOut]:
    """A rectangle for each line of the quote on this page, in fractions of the page; none when it is not there."""
    return service.gateway.rectangles(document_id, number, quote)


@router.get(
    "/provisions", summary="Look provisions up", tags=["provisions"], responses=problems.documented(UnknownProvision)
)
def look_up_provisions(
    service: Running,
    ref: Annotated[
        str, Query(min_length=1, max_length=LONGEST_REFERENCE, examples=["reg 28(2)(c)", "para 10.12", "sch 1 para 19"])
    ],
) -> list[ProvisionOut]:
    """The provisions that a reference names, however it is written; no search, no model."""
    return service.gateway.provision(ref)


@router.get(
    "/provisions/{provision_id:path}",
    summary="Show a provision",
    tags=["provisions"],
    responses=problems.documented(UnknownProvision),
)
def show_provision(
    provision_id: Annotated[str, Path(examples=["regulations-2015/regulation/28/2/c"])], service: Running
) -> ProvisionOut:
    """One provision: its words with all below it, its pages, what it refers to and what refers to it."""
    return service.gateway.provision_by_id(provision_id)
