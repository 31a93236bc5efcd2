"""Each form carries a token that belongs to a cookie of the same browser: another site can send neither."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import Response

from assistant.entrypoints import problems

COOKIE = "homes-form"
FIELD = "form_token"
MOST_FIELDS = 2_000

_SECRET = secrets.token_bytes(32)
_SHORTEST, _LONGEST = 20, 64


def issue(request: Request) -> tuple[str, str]:
    """(cookie, token) for a page with a form: the browser's own cookie, where it has one."""
    given = request.cookies.get(COOKIE, "")
    cookie = given if _SHORTEST <= len(given) <= _LONGEST else secrets.token_urlsafe(24)
    return cookie, _token_of(cookie)


def keep(response: Response, request: Request, cookie: str) -> None:
    """Give the browser its cookie, for this site's own requests alone."""
    is_secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", secure=is_secure, path="/")


async def sound_form(request: Request) -> Mapping[str, str]:
    """What was typed into a form, empty fields aside; of fields with one name, the first that is not empty.

    Raises a 403 problem where the form's token is not the one of this browser's cookie.
    """
    typed: dict[str, str] = {}
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        for name, value in form.multi_items():
            if isinstance(value, str) and value.strip():
                typed.setdefault(name, value)
    cookie, token = request.cookies.get(COOKIE, ""), typed.pop(FIELD, "")
    if not cookie or not hmac.compare_digest(token.encode(), _token_of(cookie).encode()):
        raise problems.stale_form()
    return typed


Typed = Annotated[Mapping[str, str], Depends(sound_form)]


def _token_of(cookie: str) -> str:
    return hmac.new(_SECRET, cookie.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
