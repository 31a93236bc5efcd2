"""The one signature every way of searching has, so that one test covers them all."""

from __future__ import annotations

from typing import Protocol

from assistant.answer import Hit


class Run(Protocol):
    """A way of searching: a name, and passages for a text, best first."""

    @property
    def name(self) -> str:
        """What its hits' scores are called."""
        ...

    def search(self, text: str, count: int) -> tuple[Hit, ...]:
        """At most ``count`` hits, ranked from 1, scores falling; nothing for a text it can make nothing of."""
        ...
