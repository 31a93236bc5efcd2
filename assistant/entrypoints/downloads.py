"""A file as a response that a browser saves under a name, and how the service's description tells of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.responses import Response

from assistant.export.file_format import MEDIA_TYPES


def download(content: bytes, name: str, media_type: str) -> Response:
    """The file, to be saved as ``name``: ASCII, without quotation marks."""
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def documented(media_types: Mapping[Any, str] = MEDIA_TYPES) -> dict[int | str, dict[str, Any]]:
    """The entry of a route's ``responses`` for a file in one of these formats."""
    return {200: {"description": "The file", "content": contents(media_types.values())}}


def contents(media_types: Iterable[str] = tuple(MEDIA_TYPES.values())) -> dict[str, Any]:
    """What a response may be, by media type without its parameters; nothing more is said of a file."""
    return {media_type.partition(";")[0]: {} for media_type in media_types}
