"""Chroma, imported without what takes a third of that import and is never used here (docs/adr/0019).

- The exporter of traces, with gRPC: it is loaded even when no trace is wanted, and nothing is to leave this machine.
- The check of every method of Chroma's against the one that it overrides, done anew at each import: a test of
  Chroma's for Chroma's authors.

``ingest/store.py`` takes Chroma's names from here; nobody imports chromadb before it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, TypeVar

import overrides

_EXPORTER = "opentelemetry.exporter.otlp.proto.grpc.trace_exporter"

Method = TypeVar("Method", bound=Callable[..., Any])


def _unchecked(method: Method | None = None, **_options: bool) -> Any:
    """What ``@override``, with options or without, does to a method, but for the check."""
    if method is None:
        return _unchecked
    method.__override__ = True  # type: ignore[attr-defined] # the mark that Chroma's base classes look for
    return method


@contextmanager
def _light() -> Iterator[None]:
    """In this block Chroma is imported lightly; afterwards both libraries are what they were."""
    checked = overrides.override, overrides.overrides
    loaded = sys.modules.get(_EXPORTER)
    exporter = ModuleType(_EXPORTER)
    vars(exporter)["OTLPSpanExporter"] = None  # called only where an address to report to is set
    sys.modules[_EXPORTER] = loaded or exporter
    overrides.override = overrides.overrides = _unchecked
    try:
        yield
    finally:
        overrides.override, overrides.overrides = checked
        if loaded is None:
            del sys.modules[_EXPORTER]


with _light():
    import chromadb
    import chromadb.api.rust  # Chroma itself imports it at the first client
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

__all__ = [
    "ChromaError",
    "Client",
    "ClientAPI",
    "CreateCollectionConfiguration",
    "Settings",
    "SharedSystemClient",
    "chromadb",
]
