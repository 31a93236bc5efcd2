"""The web application put onto the service: its routes, its assets and its error pages."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.entrypoints.web import (
    ask_pages,
    assets,
    check_pages,
    checklist_pages,
    draft_pages,
    error_pages,
    library_pages,
)


def install(app: FastAPI) -> None:
    """Add the pages to ``app``, after ``problems.install``."""
    for pages in (ask_pages, check_pages, checklist_pages, draft_pages, library_pages, assets):
        app.include_router(pages.router)
    error_pages.install(app)
