"""Who may ask for what: changing the data folder takes its owner's token, and a request from this machine."""

from __future__ import annotations

import ipaddress
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from assistant.entrypoints import problems
from assistant.entrypoints.service import Service

_BEARER = HTTPBearer(
    auto_error=False,
    scheme_name="owner",
    description="The token in owner.json of the data folder, readable by its owner.",
)


async def running_service(request: Request) -> Service:
    """The service behind this application."""
    service: Service = request.app.state.service
    return service


Running = Annotated[Service, Depends(running_service)]


async def owner_only(
    request: Request, service: Running, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
) -> None:
    """Let through only requests from loopback with the token; 403 and 401 problems for others."""
    if not _is_loopback(request.client.host if request.client else ""):
        raise problems.not_allowed(403, "This is for the machine that the service runs on.")
    if credentials is None or not service.is_token(credentials.credentials):
        raise problems.not_allowed(
            401, "This takes the token that the service wrote beside its data: `homes` sends it."
        )


def _is_loopback(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback
