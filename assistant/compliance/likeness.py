"""Which worked examples a statement is like: those that agree with what governs it, or those that go against it.

Where words and figures settle nothing, sense is all that is left, and code does not read sense. It can tell which of
some thousand sentences, written for these provisions, one is most like. That is naive Bayes over its words and pairs of
words, locally weighted (Frank, Hall and Pfahringer, UAI 2003): an example counts by how near it is in meaning, and
more where it was written for what governs. That is a likelihood, and told as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from assistant.compliance.phrases import Phrases
from assistant.compliance.polarity import turns_alone
from assistant.compliance.worked_examples import Bearing, WorkedExample
from ingest.provision_path import holder_of

SMOOTHING = 0.5
"""Examples, of the weight that they have on average, which hold each phrase on either side without being there."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weighing:
    """How much more an example weighs that is nearer: e to the power of ``sharpness``, for a cosine higher by 1.

    ``of_what_governs`` is added to the cosine of an example of the regulations and paragraphs that govern.
    """

    sharpness: float
    of_what_governs: float


STATEMENTS = Weighing(8.0, 0.15)
"""For what somebody says of a practice."""

DOCUMENTS = Weighing(16.0, 0.2)
"""For the sentences of a document: so planted contradictions came further ahead of right sentences (ADR 21)."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """``odds`` is the logarithm of what agrees against what goes against; above 0 it is more like what agrees.

    ``nearest`` is the nearest example on that side of those written for what governs, at a cosine of ``nearness``.
    """

    odds: float
    nearest: WorkedExample
    nearness: float

    def tells(self, said: str, odds: float, nearness: float) -> bool:
        """Whether it leans by ``odds`` to either side, to an example as near as ``nearness``.

        Never where ``said`` denies or limits what that example does not: words and vectors hardly show a "not".
        """
        enough = abs(self.odds) >= odds and self.nearness >= nearness
        return enough and not turns_alone(said, self.nearest.said)


class Likeness:
    """``vectors`` has one row an example, of length 1."""

    def __init__(
        self,
        examples: Sequence[WorkedExample],
        vectors: Vectors,
        phrases: Phrases | None = None,
        weighing: Weighing = STATEMENTS,
    ) -> None:
        self.examples = tuple(examples)
        self.vectors = vectors
        self.weighing = weighing
        self.phrases = phrases or Phrases.of([one.said for one in self.examples])
        self.on: Mapping[Bearing, NDArray[np.bool_]] = {
            side: np.array([one.bearing is side for one in self.examples], np.bool_) for side in Bearing
        }
        self.rows_of: Mapping[str, Sequence[int]] = _rows(holder_of(one.provision_id) for one in self.examples)
        self.rows_at: Mapping[str, Sequence[int]] = _rows(one.provision_id for one in self.examples)

    def written_for(self, provisions: Iterable[str]) -> list[int]:
        """The examples, by row, of the regulations and paragraphs that hold these provisions; none beside the point."""
        roots = dict.fromkeys(holder_of(one) for one in provisions)
        return [row for root in roots for row in self.rows_of.get(root, ()) if self.speaks(row)]

    def speaks(self, row: int) -> bool:
        """Whether an example is not beside the point of its provision."""
        return self.examples[row].bearing is not Bearing.BESIDE

    def of(self, asked: Vectors) -> Likened:
        """How near a statement of vector ``asked`` is to each example."""
        return Likened(self, self.vectors @ asked if self.examples else np.empty(0, np.float32))


@dataclass(frozen=True)
class Likened:
    """One statement beside the examples; ``near`` has the cosine of each."""

    likeness: Likeness
    near: Vectors

    @property
    def told(self) -> float:
        """The cosine of the nearest example that a provision speaks of; 0 where there is none."""
        return self._most(~self.likeness.on[Bearing.BESIDE])

    @property
    def beside(self) -> float:
        """The cosine of the nearest that is beside the point of its provision; 0 where there is none."""
        return self._most(self.likeness.on[Bearing.BESIDE])

    def nearness(self, provision_id: str) -> float:
        """The cosine of the nearest example that was written for this very provision; 0 where none was."""
        rows = [row for row in self.likeness.rows_at.get(provision_id, ()) if self.likeness.speaks(row)]
        return max((float(self.near[row]) for row in rows), default=0.0)

    def provisions(self, most: int) -> tuple[str, ...]:
        """The provisions of the nearest examples, each once, the nearest first."""
        ranked = (row for row in np.argsort(-self.near, kind="stable") if self.likeness.speaks(row))
        return tuple(dict.fromkeys(self.likeness.examples[row].provision_id for row in islice(ranked, most)))

    def leaning(self, said: str, governing: Sequence[str]) -> Leaning | None:
        """How the statement ``said`` leans, beside the provisions of these ids.

        None where nobody wrote an example for them, on the side to which it leans.
        """
        examples, rows = self.likeness.examples, self.likeness.written_for(governing)
        if not rows:
            return None
        odds = self._odds(said, rows)
        side = Bearing.AGREES if odds > 0 else Bearing.CONFLICTS
        nearest = max((row for row in rows if examples[row].bearing is side), key=self.near.__getitem__, default=None)
        return None if nearest is None else Leaning(odds, examples[nearest], float(self.near[nearest]))

    def _odds(self, said: str, governing: Sequence[int]) -> float:
        nearness = np.array(self.near, np.float64)
        nearness[list(governing)] += self.likeness.weighing.of_what_governs
        weights = np.exp(self.likeness.weighing.sharpness * nearness)
        agreeing, against = (
            np.where(self.likeness.on[side], weights, 0.0) for side in (Bearing.AGREES, Bearing.CONFLICTS)
        )
        both = agreeing + against
        little = SMOOTHING * float(both.sum()) / max(1, int(np.count_nonzero(both)))
        odds = (
            np.log((agreeing[held].sum() + little) / (against[held].sum() + little))
            for held in self.likeness.phrases.held(said)
        )
        return float(sum(odds))

    def _most(self, chosen: NDArray[np.bool_]) -> float:
        return float(self.near[chosen].max()) if chosen.any() else 0.0


def _rows(places: Iterable[str]) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, place in enumerate(places):
        rows.setdefault(place, []).append(row)
    return rows


NO_LIKENESS = Likeness((), np.empty((0, 0), np.float32))
"""Nothing is like anything."""
