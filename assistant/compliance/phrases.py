"""The words and pairs of neighbouring words of worked examples, and which of the examples hold each. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

FEWEST = 2
"""Examples that hold a phrase, from which on it tells something."""

PHRASES = "words and pairs of words, held twice, crc32"
"""What makes ``holders_of`` what it is: to be changed with it."""

Holders = NDArray[np.uint32]
"""Two columns: the check sum of a phrase, and the number of an example that holds it; sorted by both."""

_WORD = re.compile(r"[\w']+")


def phrases_of(said: str) -> tuple[str, ...]:
    """Each word and each pair of neighbouring words once, in lower case.

    >>> phrases_of("Never left alone")
    ('never', 'left', 'alone', 'never left', 'left alone')
    """
    words = _WORD.findall(said.lower().replace("’", "'"))
    return tuple(dict.fromkeys((*words, *map(" ".join, pairwise(words)))))


def holders_of(texts: Sequence[str]) -> Holders:
    """Which of ``texts`` hold which phrase, for phrases that ``FEWEST`` of them hold."""
    found = [(_sum(phrase), row) for row, text in enumerate(texts) for phrase in phrases_of(text)]
    every = np.array(sorted(found), np.uint32).reshape(-1, 2)
    _, place, times = np.unique(every[:, 0], return_inverse=True, return_counts=True)
    return np.ascontiguousarray(every[times[place] >= FEWEST])


class Phrases:
    """Looks up who holds a statement's phrases."""

    def __init__(self, holders: Holders) -> None:
        self._holders = holders
        self._sums = np.ascontiguousarray(holders[:, 0])

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """The phrases of these texts."""
        return cls(holders_of(texts))

    def held(self, said: str) -> Iterator[NDArray[np.uint32]]:
        """For each phrase of ``said`` that is known, the numbers of the texts that hold it."""
        sums = np.array(sorted(map(_sum, phrases_of(said))), np.uint32)
        starts, ends = (np.searchsorted(self._sums, sums, side) for side in ("left", "right"))
        yield from (self._holders[start:end, 1] for start, end in zip(starts, ends, strict=True) if start < end)


def _sum(phrase: str) -> int:
    """Thirty-two bits for a phrase: of a hundred thousand phrases one or two pairs share theirs."""
    return crc32(phrase.encode())
