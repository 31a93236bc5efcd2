"""Styles, scripts and pictures of the pages: held in memory, under an address that changes as they do."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

router = APIRouter(include_in_schema=False)

_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
_FOR_A_YEAR = {"Cache-Control": "public, max-age=31536000, immutable"}


@cache
def assets() -> dict[str, bytes]:
    """Every file of ``static/`` by its name."""
    folder = files(__package__) / "static"
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir(), key=lambda one: one.name) if one.is_file()}


@cache
def release() -> str:
    """Names the state of all assets together: a script imports its neighbours by their plain names."""
    digest = hashlib.sha256()
    for name, content in assets().items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def asset_url(name: str) -> str:
    """Where a page finds an asset. Raises KeyError for one that there is not."""
    assets()[name]
    return f"/static/{release()}/{name}"


@router.get("/static/{of_release}/{name}")
def serve_asset(of_release: str, name: str) -> Response:
    """An asset, to be kept by browsers for as long as they like."""
    if of_release != release() or name not in assets():
        raise HTTPException(404)
    return Response(assets()[name], media_type=_TYPES[name.rpartition(".")[2]], headers=_FOR_A_YEAR)
