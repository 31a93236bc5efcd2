"""A gateway put where the command line would open the one that its settings lead to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

import pytest

from assistant.entrypoints import cli

G = TypeVar("G")


def put_in_place(
    gateway: G,
    monkeypatch: pytest.MonkeyPatch,
    *,
    columns: int,
    opened: Callable[[G], AbstractContextManager[G]] = nullcontext,
) -> G:
    """Every command asks ``gateway`` from now on, and writes for a terminal of so many columns.

    It stays open from one command to the next; with ``contextlib.closing`` each closes it, as it does its own.
    """
    monkeypatch.setattr(cli, "opened", lambda *_: opened(gateway))
    monkeypatch.setenv("COLUMNS", str(columns))
    return gateway
