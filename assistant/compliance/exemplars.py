"""The worked examples that show in which words documents speak of a requirement: to keep it, or to go against it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.compliance.likeness import Likeness, Vectors
from assistant.compliance.requirement_match import Sought

OF_ITS_PROVISION = 0.3
"""The share of its provisions' other examples that count too: those nearest to the requirement in meaning."""

FEWEST = 6


def exemplars(likeness: Likeness, wanted: Sequence[Sought], vectors: Vectors) -> tuple[Vectors, ...]:
    """For each requirement the vectors of its examples, one a row; ``vectors`` has one row a requirement.

    A requirement that nobody wrote examples for has those of its provisions, and may have none.
    """
    chosen = (_rows(likeness, one, vector) for one, vector in zip(wanted, vectors, strict=True))
    return tuple(likeness.vectors[rows] for rows in chosen)


def _rows(likeness: Likeness, one: Sought, vector: Vectors) -> Sequence[int]:
    speaking = likeness.written_for(sorted(one.holders))
    own = [row for row in speaking if likeness.examples[row].requirement_id == one.requirement.id]
    others = [row for row in speaking if likeness.examples[row].requirement_id != one.requirement.id]
    if not others:
        return own
    most = max(FEWEST, int(len(others) * OF_ITS_PROVISION))
    nearest = np.argsort(-(likeness.vectors[others] @ vector), kind="stable")[:most]
    return [*own, *(others[place] for place in nearest)]
