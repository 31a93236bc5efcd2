"""A document's sentences laid beside what is asked: how near each is to each requirement, what it is about. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.compliance.denials import Denial, denial
from assistant.compliance.document_units import Unit
from assistant.compliance.matching import Matches
from assistant.compliance.requirement_match import Sought
from assistant.compliance.told_of import is_told_of
from ingest.document import Force

SPEAKS_OF = 0.90
"""The least score at which a sentence's times, numbers and force are compared with what is printed."""

ALSO_ABOUT = 0.10
"""A sentence is about each requirement whose score is within this of its best one's."""

POINTS_BACK = re.compile(r"\A(?:\S+\s+){0,6}?(?:such|this|these|those|it|its|they|them)\b", re.IGNORECASE)
"""A sentence that begins so is read with the one before it."""


@dataclass(frozen=True)
class DocumentMatch:
    """``wanted`` and ``units`` are the rows and columns of ``matches.scores``: a number and a place below."""

    wanted: Sequence[Sought]
    units: Sequence[Unit]
    matches: Matches

    def about(self, unit: int, least: float = SPEAKS_OF) -> tuple[int, ...]:
        """The requirements that a unit speaks of, by number, the nearest first."""
        column = self.matches.scores[:, unit]
        if not len(column):
            return ()
        floor = max(least, float(column.max()) - ALSO_ABOUT)
        return tuple(int(row) for row in np.argsort(-column) if column[row] >= floor)

    def near(self, number: int, place: int) -> float:
        """A sentence's score; that of two together for one that points back to the one before."""
        row, unit = self.matches.scores[number], self.units[place]
        two = self._ending.get((unit.block.number, unit.end))
        if two is None or not POINTS_BACK.search(unit.text):
            return float(row[place])
        return float(max(row[place], row[two]))

    def denial(self, number: int, place: int) -> Denial | None:
        """What the unit denies or limits of the requirement; None where it keeps it.

        None too where the requirement only allows, or only asks to be told: what may be done need not be.
        """
        one = self.wanted[number]
        if one.printed is None or one.requirement.force is Force.MAY or is_told_of(one.asked.asks):
            return None
        asked = f"{one.asked.asks} {one.asked.line}"
        return denial(self.units[place].read, asked, one.printed.said)

    def within(self, place: int) -> Iterator[int]:
        """The single sentences that a unit is made of."""
        whole = self.units[place]
        for one in self.sentences:
            unit = self.units[one]
            if unit.block is whole.block and whole.start <= unit.start and unit.end <= whole.end:
                yield one

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The places of single sentences."""
        return tuple(place for place, unit in enumerate(self.units) if unit.sentences == 1)

    @cached_property
    def _ending(self) -> Mapping[tuple[int, int], int]:
        """The units of two sentences, by block and end."""
        found = ((unit, place) for place, unit in enumerate(self.units) if unit.sentences == 2)
        return {(unit.block.number, unit.end): place for unit, place in found}
