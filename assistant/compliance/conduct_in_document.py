"""Which sentences of a document tell of conduct that its requirements rule out, as done or as not done. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.compliance.document_units import Unit, is_title
from assistant.compliance.ruled_out import Conduct, Described, described


@dataclass(frozen=True)
class ConductInDocument:
    """Reads the single sentences of ``units`` once for all of ``conduct``."""

    units: Sequence[Unit]
    conduct: Collection[Conduct]

    def done(self, ruled_out: Collection[Conduct]) -> Iterator[tuple[int, Described]]:
        """The units, by place, that say that some of ``ruled_out`` is done."""
        return self._told(ruled_out, denied=False)

    def denied(self, ruled_out: Collection[Conduct]) -> Iterator[tuple[int, Described]]:
        """Those that say that it is not."""
        return self._told(ruled_out, denied=True)

    def _told(self, ruled_out: Collection[Conduct], *, denied: bool) -> Iterator[tuple[int, Described]]:
        for place, found in self._found.items():
            for one in found:
                if one.is_denied is denied and one.conduct in ruled_out:
                    yield place, one

    @cached_property
    def _found(self) -> Mapping[int, tuple[Described, ...]]:
        wanted = tuple(self.conduct)
        read = ((place, unit) for place, unit in enumerate(self.units) if unit.sentences == 1 and not is_title(unit))
        told = ((place, tuple(described(unit.read, wanted))) for place, unit in read)
        return {place: found for place, found in told if found}
