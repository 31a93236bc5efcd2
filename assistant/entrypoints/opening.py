"""Which gateway a command speaks to: the service that owns the data folder, or the folder itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from assistant.entrypoints.gateway import Gateway
from assistant.ownership import Owner, owner_of
from assistant.settings import Settings
from ingest.errors import LibraryLocked

PATIENCE_SECONDS = 30.0
PAUSE_SECONDS = 0.1

Opened = TypeVar("Opened")


@contextmanager
def opened(
    settings: Settings, on_wait: Callable[[str], None], *, patience_seconds: float = PATIENCE_SECONDS
) -> Iterator[Gateway]:
    """A gateway to the data folder, closed at the end.

    Commands open the folder one at a time: while another has it, ``on_wait`` hears so once and this waits.
    Raises LibraryLocked when the wait is over, LibraryError when the folder cannot be used.
    """
    gateway = patiently(lambda: _gateway(settings), settings.data, on_wait, patience_seconds)
    try:
        yield gateway
    finally:
        gateway.close()


def patiently(
    opening: Callable[[], Opened], data: Path, on_wait: Callable[[str], None], patience_seconds: float
) -> Opened:
    """What ``opening`` gives, tried again for ``patience_seconds`` while it raises LibraryLocked."""
    deadline = time.monotonic() + patience_seconds
    waiting = False
    while True:
        try:
            return opening()
        except LibraryLocked:
            if time.monotonic() >= deadline:
                raise
        owner = owner_of(data)
        if owner and not waiting:  # no owner: the lock was held for the blink in which another command looked
            on_wait(_waiting_for(owner, patience_seconds))
            waiting = True
        time.sleep(PAUSE_SECONDS)


def _gateway(settings: Settings) -> Gateway:
    owner = owner_of(settings.data)
    if owner and owner.url and owner.token:
        from assistant.entrypoints.service_client import ServiceClient  # noqa: PLC0415 - only where a service runs

        return ServiceClient(owner.url, owner.token)
    # Chroma and onnxruntime take a second to import: not for a command that a service answers.
    from assistant.bootstrap import open_knowledge_base  # noqa: PLC0415
    from assistant.entrypoints.local_gateway import LocalGateway  # noqa: PLC0415

    return LocalGateway(open_knowledge_base(settings), settings)


def _waiting_for(owner: Owner, patience_seconds: float) -> str:
    who = f"process {owner.pid}" if owner.pid else "another process"
    return f"{who} is using the data folder; waiting up to {patience_seconds:.0f} s for it to finish"
