"""Which passage of a document speaks of a requirement, and how surely: meaning and words, in memory, for one document.

A requirement's score for a passage adds up how near they are in meaning (vectors), how many of its words the passage
holds, how many it holds in other words (each word's nearest word there), and how near the passage is to our worked
examples of how documents speak of it. A passage that another requirement fits better counts for less. The weights and
limits were set on two policies of our own (tests/evals/review_calibration), where every passage was also taken away in
turn, and on documents laid beside kinds that they are not; docs/adr/0016 has the figures.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.compliance.document_units import Unit
from ingest.lexicon import STOP_WORDS, terms_of

Scores = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Scores]
Expand = Callable[[str], str]
Rarity = Callable[[str], float]

MEANING = (0.45, 0.45, 0.10)
"""What the nearness to a requirement's short form, long form and printed words count."""

WORDS = (0.20, 0.20, 0.10)
TELLING_WORDS = 0.3
OTHER_WORDS = 0.4
EXAMPLES = 0.8
TAKEN = 0.6
"""The share of another requirement's lead on a passage that is taken off."""

_SAME_WORD, _NO_WORD = 0.85, 0.40
"""Cosines of two words' vectors: from the first on they count as one word, to the second as two."""

_NO_EXAMPLE = 0.45
"""The cosine to which a passage is like none of the examples."""

_NEAREST_EXAMPLES = 3

_IN_LINE_ONLY = 0.7
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_TRADE = tuple(
    (re.compile(rf"\b(?:{written})\b", re.IGNORECASE), plain)
    for written, plain in (
        (r"young\s+pe(?:ople|rsons)(?:['’]s)?", "children"),
        (r"young\s+person", "child"),
        ("residents", "children"),
        (r"adults(?!\s+who)|(?:support|care)\s+workers|carers|colleagues", "staff"),
        (r"physical\s+interventions?", "restraint"),
        ("consequences?", "sanction"),
        ("Ofsted|HMCI", "Ofsted"),
    )
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A requirement as it is looked for: its short form, its long form, and the words printed at its provision."""

    asks: str
    line: str
    printed: str

    @property
    def texts(self) -> tuple[str, str, str]:
        """The three, in plain words."""
        return plain(self.asks), plain(self.line), plain(self.printed)


@dataclass(frozen=True)
class Matches:
    """``scores`` has shape (requirements, units). ``missing`` tells what a unit lacks."""

    scores: Scores
    vocabulary: _Vocabulary

    def best(self, requirement: int, among: Sequence[int] | None = None) -> int:
        """The unit (of ``among``, if given) that fits the requirement best."""
        row = self.scores[requirement]
        return int(max(among, key=lambda unit: row[unit])) if among else int(row.argmax())

    def missing(self, requirement: int, unit: int) -> tuple[str, ...]:
        """The requirement's telling words that the unit does not hold, even in other words; heaviest first."""
        return self.vocabulary.missing(requirement, unit)

    def weights(self, requirement: int) -> Mapping[str, float]:
        """The words that a requirement is looked for by, each with its weight."""
        return self.vocabulary.weights[requirement]


def match(  # noqa: PLR0913 - what is asked, what is read, and the means
    asked: Sequence[Asked],
    units: Sequence[Unit],
    embed: Embed,
    expand: Expand,
    rarity: Rarity,
    *,
    exemplars: Sequence[Scores] = (),
) -> Matches:
    """Score every unit for every requirement. ``rarity`` weighs a stem: the rarer in the sources, the heavier.

    ``exemplars`` has for each requirement the vectors of sentences that speak of it, one a row; none at all for none.
    """
    vocabulary = _Vocabulary(tuple(asked), tuple(expand(plain(unit.read)) for unit in units), embed, rarity)
    read = embed([plain(unit.read) for unit in units])
    meaning = sum(weight * (embed([one.texts[part] for one in asked]) @ read.T) for part, weight in enumerate(MEANING))
    contexts = [frozenset(stems(f"{expand(plain(unit.read))} {plain(unit.context)}")) for unit in units]
    words = sum(
        weight * _share_held([stems(one.texts[part]) for one in asked], contexts, rarity)
        for part, weight in enumerate(WORDS)
    )
    telling = TELLING_WORDS * vocabulary.telling(contexts)
    scores = meaning + words + telling + OTHER_WORDS * vocabulary.in_other_words
    if exemplars:
        scores = scores + EXAMPLES * _like_examples(exemplars, read)
    return Matches(_less_what_is_taken(scores), vocabulary)


def plain(text: str) -> str:
    """The text with the trade's commonest words in those of the documents."""
    for pattern, words in _TRADE:
        text = pattern.sub(words, text)
    return text


def stems(text: str) -> list[str]:
    """The stems of a text's words, without pairs."""
    return [term for term in terms_of(text) if " " not in term]


def _like_examples(exemplars: Sequence[Scores], read: Scores) -> Scores:
    """How near each unit is to the examples of each requirement that are nearest to it, above being like none."""
    near = np.zeros((len(exemplars), len(read)), np.float32)
    for row, vectors in enumerate(exemplars):
        if len(vectors):
            near[row] = np.sort(vectors @ read.T, axis=0)[-_NEAREST_EXAMPLES:].mean(axis=0)
    above: Scores = np.maximum(near - _NO_EXAMPLE, np.float32(0))
    return above


def _less_what_is_taken(scores: Scores) -> Scores:
    if len(scores) < 2:
        return scores
    ordered = np.sort(scores, axis=0)
    others = np.where(scores >= ordered[-1], ordered[-2], ordered[-1])
    taken: Scores = scores + TAKEN * np.minimum(0, scores - others)
    return taken


def _share_held(wanted: Sequence[Sequence[str]], held: Sequence[frozenset[str]], weigh: Rarity) -> Scores:
    shares = np.zeros((len(wanted), len(held)), np.float32)
    for row, terms in enumerate(wanted):
        weights = {term: weigh(term) for term in terms}
        whole = sum(weights.values())
        if whole:
            shares[row] = [sum(weights[term] for term in weights.keys() & unit) / whole for unit in held]
    return shares


@dataclass(frozen=True)
class _Vocabulary:
    """The words of the requirements and of the document, and how near each is to each."""

    asked: tuple[Asked, ...]
    read: tuple[str, ...]
    embed: Embed
    rarity: Rarity

    @cached_property
    def weights(self) -> tuple[Mapping[str, float], ...]:
        """Each requirement's words by weight: heavier the rarer they are in the sources and among the requirements."""
        both = [(set(words_of(one.texts[0])), set(words_of(one.texts[1]))) for one in self.asked]
        among = Counter(word for asks, line in both for word in asks | line)
        return tuple(
            {
                word: (1.0 if word in asks and word in line else _IN_LINE_ONLY)
                * self.rarity(_stem(word))
                * math.log((len(both) + 1) / among[word])
                for word in sorted(asks | line)
            }
            for asks, line in both
        )

    def telling(self, held: Sequence[frozenset[str]]) -> Scores:
        """The share of each requirement's words, by weight, that each unit holds by their stems."""
        shares = np.zeros((len(self.asked), len(held)), np.float32)
        for row, weights in enumerate(self.weights):
            by_stem: dict[str, float] = {}
            for word, weight in weights.items():
                by_stem[_stem(word)] = max(by_stem.get(_stem(word), 0.0), weight)
            whole = sum(by_stem.values()) or 1.0
            shares[row] = [sum(by_stem[stem] for stem in by_stem.keys() & unit) / whole for unit in held]
        return shares

    @cached_property
    def in_other_words(self) -> Scores:
        """The same, each word counting as far as the unit's nearest word is near."""
        shares = np.zeros((len(self.asked), len(self.read)), np.float32)
        for row, weights in enumerate(self.weights):
            whole = sum(weights.values()) or 1.0
            for column in range(len(self.read)):
                shares[row, column] = float(self._nearness(row, column) @ np.array([*weights.values()])) / whole
        return shares

    def missing(self, requirement: int, unit: int) -> tuple[str, ...]:
        weights = self.weights[requirement]
        near = self._nearness(requirement, unit)
        lacking = [(weight, word) for (word, weight), held in zip(weights.items(), near, strict=True) if held < 0.5]
        return tuple(word for weight, word in sorted(lacking, reverse=True) if weight > 0)

    def _nearness(self, requirement: int, unit: int) -> Scores:
        rows = self._rows[requirement]
        columns = self._columns[unit]
        if not len(columns) or not len(rows):
            return np.zeros(len(rows), np.float32)
        nearest: Scores = self._near[np.ix_(rows, columns)].max(axis=1)
        return nearest

    @cached_property
    def _rows(self) -> tuple[NDArray[np.int64], ...]:
        return tuple(_places(self._wanted, weights) for weights in self.weights)

    @cached_property
    def _columns(self) -> tuple[NDArray[np.int64], ...]:
        return tuple(_places(self._said, dict.fromkeys(words_of(text))) for text in self.read)

    @cached_property
    def _wanted(self) -> Mapping[str, int]:
        return _numbered(word for weights in self.weights for word in weights)

    @cached_property
    def _said(self) -> Mapping[str, int]:
        return _numbered(word for text in self.read for word in words_of(text))

    @cached_property
    def _near(self) -> Scores:
        """Shape (wanted words, said words), 0 to 1."""
        if not self._wanted or not self._said:
            return np.zeros((len(self._wanted), len(self._said)), np.float32)
        cosines = self.embed([*self._wanted]) @ self.embed([*self._said]).T
        near: Scores = np.clip((cosines - _NO_WORD) / (_SAME_WORD - _NO_WORD), 0, 1)
        by_stem: dict[str, list[int]] = {}
        for word, column in self._said.items():
            by_stem.setdefault(_stem(word), []).append(column)
        for word, row in self._wanted.items():
            near[row, by_stem.get(_stem(word), [])] = 1.0
        return near


def words_of(text: str) -> list[str]:
    """The words that carry matter, in lower case."""
    return [word for word in _WORD.findall(text.lower().replace("’", "'")) if word not in STOP_WORDS and len(word) > 2]


def _stem(word: str) -> str:
    return next(iter(stems(word)), word)


def _numbered(words: Iterable[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(dict.fromkeys(words))}


def _places(numbers: Mapping[str, int], words: Mapping[str, object]) -> NDArray[np.int64]:
    return np.array([numbers[word] for word in words], np.int64)
