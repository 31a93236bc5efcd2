"""The web application put onto the service: its routes, its assets and its error pages."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.entrypoints.web import ask_pages, assets, check_pages, draft_pages, error_pages, library_pages


def install(app: FastAPI) -> None:
    """Add the pages to ``app``, after ``problems.install``."""
    for router in (ask_pages.router, check_pages.router, draft_pages.router, library_pages.router, assets.router):
        app.include_router(router)
    error_pages.install(app)
