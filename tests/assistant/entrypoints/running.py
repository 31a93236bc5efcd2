"""A service that runs in the tests' own process, and how to read what it streams."""

from __future__ import annotations

import io
import json
import time
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi.testclient import TestClient

from assistant.settings import Settings

LOOPBACK = ("127.0.0.1", 50_000)


@dataclass(frozen=True, slots=True)
class Running:
    """A service that runs: a client of it, its settings and its log so far."""

    client: TestClient
    settings: Settings
    log: io.StringIO

    @property
    def owner(self) -> dict[str, str]:
        """The headers of a request by the data folder's owner."""
        owner = json.loads((self.settings.data / "owner.json").read_text(encoding="utf-8"))
        return {"Authorization": f"Bearer {owner['token']}"}

    def wait_until_ready(self) -> None:
        """Return when questions can be answered."""
        deadline = time.monotonic() + 30
        while self.client.get("/readyz").status_code != httpx.codes.OK:
            assert time.monotonic() < deadline
            time.sleep(0.02)


def events_of(text: str) -> list[tuple[str, Any]]:
    """Name and data of each server-sent event of a response."""
    blocks = [block.splitlines() for block in text.split("\n\n") if block.startswith("event:")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]
