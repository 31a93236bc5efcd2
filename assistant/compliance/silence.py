"""Whether the sources speak of a statement at all: a chance, from how the search for it went. Pure.

People put things in words that no source prints, so a word missing at the nearest clause is no silence. The search as a
whole tells it: how near the nearest clause is in meaning, how well the best passage was found, whether the statement's
words and figures occur at all, and how long it is (the longer a sentence, the less near is any one clause).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

SHORTEST, LONGEST = 8, 50
"""Words of a statement between which its length counts."""

USUALLY_TOLD, USUALLY_BESIDE = 0.65, 0.5
"""The cosines that a statement has to the nearest examples, about: what stands for them where there are none."""


@dataclass(frozen=True, slots=True)
class Sought:
    """How a statement was searched for: ``retrieved`` is the score of the best passage against one that every way of
    searching finds first; ``unknown``, 0 to 1, the share of its telling terms, by rarity, that no document holds;
    ``told`` and ``beside`` are its cosines to the nearest worked example that a provision speaks of and to the nearest
    that is beside the point.
    """

    retrieved: float
    unknown: float
    told: float = USUALLY_TOLD
    beside: float = USUALLY_BESIDE


@dataclass(frozen=True, slots=True)
class Signs:
    """What is weighed. ``nearness``, 0 to 1, is the nearest clause's; ``words`` counts those of the statement.

    A figure is settled where a governing provision, or another of its regulation, has one of its kind. ``is_ruled_out``
    where it tells of conduct that a provision is known to rule out: then nothing else is weighed.
    """

    nearness: float
    retrieved: float
    unknown: float
    has_figure_settled: bool
    has_figure_unsettled: bool
    words: int
    told: float = USUALLY_TOLD
    beside: float = USUALLY_BESIDE
    is_ruled_out: bool = False

    def values(self) -> tuple[float, ...]:
        """The signs as numbers, in the order of ``WEIGHTS``."""
        length = math.log(min(max(self.words, SHORTEST), LONGEST))
        figures = float(self.has_figure_settled), float(self.has_figure_unsettled)
        return self.nearness, self.retrieved, self.unknown, *figures, length, self.told, self.beside


WEIGHTS = (7.47, 3.27, -3.05, -0.49, -2.04, 3.01, 17.86, -14.9)
BIAS = -16.47
"""Fitted by ``python -m evals.silence``. Above zero the sources speak of the statement."""


def is_spoken_of(signs: Signs) -> bool:
    """Whether some source is likely to speak of the statement; which, and what it says, is for others to tell."""
    if signs.is_ruled_out:
        return True
    return sum(weight * sign for weight, sign in zip(WEIGHTS, signs.values(), strict=True)) + BIAS > 0
