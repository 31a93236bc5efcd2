"""Which worked examples a statement is like: those that agree with what governs it, or those that go against it.

Where words and figures settle nothing, sense is all that is left, and code does not read sense. It can tell which of
some thousand sentences, written for these provisions by people, one is most like: every example of the regulations and
paragraphs that govern weighs in by how near it is in meaning. That is a likelihood, and told as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from assistant.compliance.point import Verdict
from assistant.compliance.polarity import turns_alone
from assistant.compliance.worked_examples import Bearing, WorkedExample
from ingest.provision_path import holder_of, on_one_path

SHARPNESS = 12.0
"""How much more an example weighs that is nearer: e to the power of this, for a cosine higher by 1."""

OF_THE_VERY_CLAUSE = 0.1
"""Added to the cosine of an example of the clause that governs first, of what it belongs to, and of its parts."""

LEANS = 0.2
"""The odds from which a statement reads like agreement, and below the negative of which like a conflict."""

NEAR_ENOUGH = 0.6
"""The least cosine of the nearest example on the side to which it leans: like none of them, it is like neither."""

NEAR_ENOUGH_TO_ASSURE = 0.65
"""And of one that agrees: to be told of agreement that is none costs most."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Leaning:
    """``odds`` is the logarithm of what agrees against what goes against; above 0 the examples that agree weigh more.

    ``nearest`` is the nearest example of those that weigh more, at a cosine of ``nearness``.
    """

    odds: float
    nearest: WorkedExample
    nearness: float


@dataclass(frozen=True, slots=True)
class Like:
    """A verdict by likeness, and the example of ours that is nearest."""

    verdict: Verdict
    example: WorkedExample


def leans_to(said: str, leaning: Leaning) -> Like | None:
    """What a statement reads like; None where its leaning is too even to say, or no example near enough.

    And where it denies or limits what the nearest example does not: a cosine hardly sees a "not".
    """
    needed = NEAR_ENOUGH_TO_ASSURE if leaning.odds > 0 else NEAR_ENOUGH
    if leaning.nearness < needed or abs(leaning.odds) < LEANS or turns_alone(said, leaning.nearest.said):
        return None
    return Like(Verdict.AGREES if leaning.odds > 0 else Verdict.CONFLICTS, leaning.nearest)


class Likeness:
    """``vectors`` has one row an example, of length 1."""

    def __init__(self, examples: Sequence[WorkedExample], vectors: Vectors) -> None:
        self.examples = tuple(examples)
        self._vectors = vectors
        self.bearings = np.array([one.bearing.value for one in self.examples], dtype=np.str_)
        self.rows_of: Mapping[str, Sequence[int]] = _rows(holder_of(one.provision_id) for one in self.examples)
        self.rows_at: Mapping[str, Sequence[int]] = _rows(one.provision_id for one in self.examples)

    def of(self, asked: Vectors) -> Likened:
        """How near a statement of vector ``asked`` is to each example."""
        return Likened(self, self._vectors @ asked if self.examples else np.empty(0, np.float32))


@dataclass(frozen=True)
class Likened:
    """One statement beside the examples; ``near`` has the cosine of each."""

    likeness: Likeness
    near: Vectors

    @property
    def told(self) -> float:
        """The cosine of the nearest example that a provision speaks of; 0 where there is none."""
        return self._most(self.likeness.bearings != Bearing.BESIDE.value)

    @property
    def beside(self) -> float:
        """The cosine of the nearest that is beside the point of its provision; 0 where there is none."""
        return self._most(self.likeness.bearings == Bearing.BESIDE.value)

    def nearness(self, provision_id: str) -> float:
        """The cosine of the nearest example that was written for this very provision; 0 where none was."""
        rows = [row for row in self.likeness.rows_at.get(provision_id, ()) if self._speaks(row)]
        return max((float(self.near[row]) for row in rows), default=0.0)

    def provisions(self, most: int) -> tuple[str, ...]:
        """The provisions of the nearest examples, each once, the nearest first."""
        ranked = (row for row in np.argsort(-self.near, kind="stable") if self._speaks(row))
        return tuple(dict.fromkeys(self.likeness.examples[row].provision_id for row in islice(ranked, most)))

    def leaning(self, governing: Sequence[str]) -> Leaning | None:
        """How the statement leans, by the examples of the provisions of these ids, the one that governs first first.

        None where nobody wrote any for them.
        """
        examples, roots = self.likeness.examples, dict.fromkeys(holder_of(one) for one in governing)
        rows = [row for root in roots for row in self.likeness.rows_of.get(root, ()) if self._speaks(row)]
        if not rows:
            return None
        of_the_clause = np.array([on_one_path(examples[row].provision_id, governing[0]) for row in rows])
        weights = np.exp(SHARPNESS * (self.near[rows] + OF_THE_VERY_CLAUSE * of_the_clause))
        agreeing = self.likeness.bearings[rows] == Bearing.AGREES.value
        odds = float(np.log((weights[agreeing].sum() + _LITTLE) / (weights[~agreeing].sum() + _LITTLE)))
        weighing_more = agreeing if odds > 0 else ~agreeing
        nearest = rows[int(np.where(weighing_more, self.near[rows], -np.inf).argmax())]
        return Leaning(odds, examples[nearest], float(self.near[nearest]))

    def _most(self, chosen: NDArray[np.bool_]) -> float:
        return float(self.near[chosen].max()) if chosen.any() else 0.0

    def _speaks(self, row: int) -> bool:
        return self.likeness.examples[row].bearing is not Bearing.BESIDE


_LITTLE = 1e-9


def _rows(places: Iterable[str]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, place in enumerate(places):
        rows.setdefault(place, []).append(row)
    return rows


NO_LIKENESS = Likeness((), np.empty((0, 0), np.float32))
"""Nothing is like anything."""
