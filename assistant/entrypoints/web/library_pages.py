"""Browsing: the documents, what is in one, one provision with its surroundings, one page, and search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from assistant.entrypoints.access import Running
from assistant.entrypoints.contents import contents_of
from assistant.entrypoints.library_routes import DocumentId, PageNumber, Quote
from assistant.entrypoints.local_gateway import LocalGateway
from assistant.entrypoints.schemas import CitationOut, PassageOut, ProvisionOut
from assistant.entrypoints.web.rendering import page
from assistant.named_provision import LONGEST_REFERENCE
from ingest.errors import HomesError, LibraryEmpty, UnknownProvision

router = APIRouter(include_in_schema=False)

MOST_FOUND = 15
LONGEST_SHOWN = 6_000
"""Characters of a provision's words that are shown at once; longer ones stand behind their parts."""

LONGEST_QUOTE = 4_000
"""Characters of a provision that are marked on its page."""


@router.get("/library")
def library_page(request: Request, service: Running) -> Response:
    """Every document, with whose it is and as at when."""
    return page(
        request,
        "library.html",
        documents=service.gateway.documents(),
        q="",
        short_titles=_short_titles(service.gateway),
    )


@router.get("/library/{document_id}")
def contents_page(request: Request, service: Running, document_id: DocumentId) -> Response:
    """What is in a document."""
    gateway = service.gateway
    told = gateway.document(document_id)
    return page(request, "contents.html", document=told, contents=contents_of(gateway.base.corpus, told.id))


@router.get("/library/{document_id}/page/{number}")
def document_page(
    request: Request, service: Running, document_id: DocumentId, number: PageNumber, quote: Quote | None = None
) -> Response:
    """A page of a document by itself, a quote on it marked."""
    gateway = service.gateway
    shown = gateway.page(document_id, number)
    return page(request, "document_page.html", document=gateway.document(document_id), shown=shown, quote=quote)


@router.get("/provision/{provision_id:path}")
def provision_page(request: Request, service: Running, provision_id: Annotated[str, Path()]) -> Response:
    """One provision: its words, its parts, what it refers to and what refers to it."""
    gateway = service.gateway
    shown = gateway.provision_by_id(provision_id)
    return page(
        request,
        "provision.html",
        provision=shown,
        document=gateway.document(shown.document),
        above=_above(gateway, shown),
        parts=[gateway.provision_by_id(one) for one in shown.children],
        citation=_citation(shown),
        is_long=len(shown.text) > LONGEST_SHOWN,
    )


@router.get("/search")
def search_page(request: Request, service: Running, q: Annotated[str, Query(max_length=4_000)] = "") -> Response:
    """What was searched for; scripts search while it is typed."""
    named, found, failed = _found(service.gateway, q.strip())
    return page(
        request,
        "search.html",
        q=q,
        named=named,
        found=found,
        failed=failed,
        short_titles=_short_titles(service.gateway),
    )


def _found(gateway: LocalGateway, q: str) -> tuple[list[ProvisionOut], list[PassageOut], HomesError | None]:
    """The provisions that ``q`` names, the passages it finds, and why nothing could be looked for."""
    if not q:
        return [], [], None
    named: list[ProvisionOut] = []
    try:
        if len(q) <= LONGEST_REFERENCE:
            named = gateway.provision(q)
    except (UnknownProvision, LibraryEmpty):
        named = []
    try:
        return named, gateway.search(q, MOST_FOUND), None
    except HomesError as error:
        return named, [], error


def _short_titles(gateway: LocalGateway) -> dict[str, str]:
    """What people call each document, by its id."""
    return {one.id: one.short_title for one in gateway.base.corpus.documents.values()}


def _above(gateway: LocalGateway, shown: ProvisionOut) -> list[ProvisionOut]:
    """The provisions that hold this one, outermost first."""
    above: list[ProvisionOut] = []
    parent = shown.parent
    while parent is not None:
        above.append(gateway.provision_by_id(parent))
        parent = above[-1].parent
    return above[::-1]


def _citation(shown: ProvisionOut) -> CitationOut | None:
    """The provision as the source panel takes it; None where it has no words of its own."""
    if not shown.pages or not shown.text:
        return None
    return CitationOut(
        document=shown.document,
        title=shown.title,
        provision=shown.provision,
        provision_id=shown.id,
        pages=shown.pages,
        printed_pages=shown.printed_pages,
        quote=shown.text[:LONGEST_QUOTE].rsplit(" ", 1)[0] if len(shown.text) > LONGEST_QUOTE else shown.text,
        authority=shown.authority,
        force=shown.force,
        also_at=shown.also_at,
    )
