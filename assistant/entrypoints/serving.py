"""``homes serve``: take the address, take the data folder, serve until stopped."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import Callable

import uvicorn
from rich.console import Group
from rich.text import Text

from assistant.bootstrap import open_knowledge_base
from assistant.entrypoints import terminal
from assistant.entrypoints.access_log import json_log
from assistant.entrypoints.api import PREFIX, create_app
from assistant.entrypoints.bounded_connection import BoundedConnection
from assistant.entrypoints.foreign_log import take_over
from assistant.entrypoints.opening import PATIENCE_SECONDS, patiently
from assistant.entrypoints.service import service_url
from assistant.ownership import owner_of
from assistant.settings import Settings
from ingest.errors import HomesError

STOPPING_SECONDS = 10
"""How long requests under way may still take once the service is told to stop."""

MOST_HEAD_BYTES = 256 * 1024
"""A request's line and headers: a quote of 20,000 characters may stand in an address, each as nine bytes."""

_EXAMPLE = '{"question": "Who may be the independent person?"}'


def serve(settings: Settings, on_wait: Callable[[str], None], *, as_json: bool) -> None:
    """Serve until stopped by a signal; the address goes to stdout once it answers.

    Raises LibraryLocked when another process keeps the data folder, HomesError when the address cannot be taken.
    """
    listening = _listen(settings.host, settings.port)
    settings = settings.model_copy(update={"port": listening.getsockname()[1]})
    owner = owner_of(settings.data)
    patience = 0 if owner and owner.url else PATIENCE_SECONDS  # a service is not soon done
    base = patiently(lambda: open_knowledge_base(settings), settings.data, on_wait, patience)
    take_over(json_log(sys.stderr))
    config = uvicorn.Config(
        create_app(settings, open_base=lambda _: base),
        http=BoundedConnection,
        ws="none",
        h11_max_incomplete_event_size=MOST_HEAD_BYTES,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=STOPPING_SECONDS,
    )
    try:
        asyncio.run(_serve(uvicorn.Server(config), listening, lambda: _announce(service_url(settings), as_json)))
    except KeyboardInterrupt:
        on_wait("stopped")


async def _serve(server: uvicorn.Server, listening: socket.socket, on_ready: Callable[[], None]) -> None:
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not (server.started or serving.done()):
        await asyncio.sleep(0.02)
    if server.started:
        on_ready()
    await serving


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        raise HomesError(
            f"cannot listen on {host}, port {port}: {error.strerror}; --port or HOMES_PORT takes another"
        ) from error
    return listening


def _announce(url: str, as_json: bool) -> None:
    if as_json:
        terminal.print_json({"url": url, "openapi": f"{url}/openapi.json"})
        return
    example = f"curl {url}{PREFIX}/ask -H 'Content-Type: application/json' -d '{_EXAMPLE}'"
    terminal.output().print(
        Group(
            Text.assemble(
                "The service answers at ", (url, "bold green"), " (stop it with Ctrl+C): open it in a browser, or try:"
            ),
            Text(f"\n  {example}\n"),
            Text(f"What else it answers: {url}/openapi.json"),
        ),
        soft_wrap=True,
    )
