"""What every request has to show, and every response says, before any page or call is reached.

The service listens on the reader's own machine, so any site open in the same browser can send requests to it. A site
that points its own name at this machine (DNS rebinding) is told apart by that name, another site's form by its origin.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from fastapi_problem.error import Problem
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.entrypoints import problems

_PLAIN_NAME = re.compile(r"[a-z0-9_-]{1,63}")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_NO_SCRIPT_URLS = "trusted-types 'none'"
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        _NO_SCRIPT_URLS,
    )
)

WORKER_POLICY = CONTENT_POLICY.replace(_NO_SCRIPT_URLS, "trusted-types checklist-worker")
"""For the page that registers the service worker: its script may name one policy, which gives one fixed address."""

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Referrer-Policy": "same-origin",  # with less, browsers hide the origin of this site's own forms as well
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class RequestGuard:
    """Refuses a host that is not ours (421) and a changing request from another site (403); sends ``HEADERS``.

    ``names`` are names with a dot that the service is known by. An address, a name without a dot, ``localhost`` and
    what ends in ``.localhost`` are always ours: no site on the internet can make these its own.
    """

    def __init__(self, app: ASGIApp, *, names: Iterable[str] = ()) -> None:
        self._app = app
        self._names = frozenset(name.strip().lower() for name in names) - {""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refusal(scope)
        if refused is None:
            await self._app(scope, receive, send_with_headers)
            return
        response = JSONResponse(refused.marshal(), refused.status, media_type=problems.MEDIA_TYPE)
        await response(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> Problem | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(host):
            return problems.unknown_host()
        if scope["method"] not in SAFE_METHODS and _is_foreign(headers, host):
            return problems.foreign_origin()
        return None

    def _is_ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        is_plain = "." not in name and _PLAIN_NAME.fullmatch(name) is not None
        return is_plain or name.endswith(".localhost") or name in self._names or _is_address(name)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_foreign(headers: Headers, host: str) -> bool:
    """Whether a browser says that another site sent this. A program that is no browser says nothing of it."""
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() != host.lower()
    return headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}
