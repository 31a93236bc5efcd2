"""The keyword index: BM25 over stemmed words and word pairs, in memory.

What counts as a term: words are lower-cased, stemmed (Snowball English) and freed of stop words; a number keeps
its brackets and points ("28(2)", "10.12") and is found by its stem too ("28"); every two neighbouring words make
one more term, so that "registered person" ranks above the two words apart. Weights are computed by bm25s
when the index is built; a search only adds them up, so answering needs numpy alone.
"""

from __future__ import annotations

import json
import logging
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import Stemmer
from numpy.typing import NDArray

# Raise it whenever the same text would give other terms or weights: saved indexes of another rule are not loaded.
RULE = "1"
SATURATION = 1.5  # BM25's k1
LENGTH_WEIGHT = 0.75  # BM25's b
FILE_NAME = "lexicon.npz"

# Words that carry no matter here. Words of force (must, should, may, shall), of denial (not, no, without) and of
# time (before, after, within) are terms: they tell one duty from another.
_STOP_WORDS = """
a an the this that these those it its itself there here
i me my we us our ours you your yours he him his she her hers they them their theirs
am is are was were be been being do does did doing done have has had having
of to in on at by for from with as into onto upon about and or but if so than then
what which who whom whose when where why how
can could would will also just too very such any some
tell please need needs want ok okay get got s t re ve ll
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Snowball stems regular endings only; these stand in questions and rules alike.
_IRREGULAR = {
    **dict.fromkeys(("children", "children's"), "child"),
    **dict.fromkeys(("goes", "going", "gone", "went"), "go"),
    **dict.fromkeys(("given", "gave"), "give"),
    **dict.fromkeys(("taken", "took"), "take"),
    **dict.fromkeys(("kept",), "keep"),
    **dict.fromkeys(("held",), "hold"),
    **dict.fromkeys(("left",), "leav"),
    **dict.fromkeys(("made",), "make"),
    **dict.fromkeys(("known", "knew"), "know"),
    **dict.fromkeys(("sent",), "send"),
    **dict.fromkeys(("written", "wrote"), "write"),
    **dict.fromkeys(("bought",), "buy"),
}

_TOKEN = re.compile(
    r"\d+(?:[a-z](?![a-z]))?(?:\.\d+)*(?:\([0-9a-z]{1,4}\))*"  # 28, 12a, 10.12, 28(2)(c)
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"  # words, with their apostrophes
)
_FOLD = str.maketrans({"‘": "'", "’": "'", "‛": "'", "`": "'", "\u00ad": None, "\u200b": None, "\u2060": None})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A BM25 index of texts by id. Safe to search from several threads.

    Column ``column`` of the weights holds, for one term, the texts that have it (``positions``, into ``ids``) and its
    BM25 weight in each, from ``starts[column]`` up to ``starts[column + 1]``. ``ids`` are sorted, so equal scores
    come in order of id, however the index was built.
    """

    ids: tuple[str, ...]
    columns: dict[str, int]
    weights: NDArray[np.float32]
    positions: NDArray[np.int32]
    starts: NDArray[np.int32]

    @classmethod
    def build(cls, ids: Sequence[str], texts: Sequence[str]) -> Lexicon:
        """Index ``texts``, one to each of ``ids``.

        Raises ValueError when the two differ in length or an id comes twice.
        """
        by_id = dict(zip(ids, texts, strict=True))
        if len(by_id) != len(ids):
            raise ValueError("an id comes twice")
        ordered = tuple(sorted(by_id))
        columns: dict[str, int] = {}
        rows = [
            [columns.setdefault(term, len(columns)) for term in terms]
            for terms in _terms_of_each(by_id[passage_id] for passage_id in ordered)
        ]
        if not columns:
            return cls(ordered, {}, np.empty(0, np.float32), np.empty(0, np.int32), np.zeros(1, np.int32))
        return cls(ordered, columns, *_weigh(rows, columns))

    def search(self, query: str, count: int) -> tuple[tuple[str, float], ...]:
        """Up to ``count`` ids with their BM25 scores, best first; never one that shares no term with ``query``."""
        scores = self._score(query)
        best = np.argsort(-scores, kind="stable")[: max(count, 0)]
        return tuple((self.ids[position], float(scores[position])) for position in best if scores[position] > 0)

    def scores(self, query: str) -> dict[str, float]:
        """The BM25 score of every id that shares a term with ``query``, in order of id."""
        scores = self._score(query)
        return {self.ids[position]: float(scores[position]) for position in np.flatnonzero(scores)}

    def _score(self, query: str) -> NDArray[np.float32]:
        """Shape (len(ids),). A term counts once, however often the question repeats it."""
        scores = np.zeros(len(self.ids), np.float32)
        for term in dict.fromkeys(terms_of(query)):
            column = self.columns.get(term)
            if column is not None:
                column_range = slice(self.starts[column], self.starts[column + 1])
                scores[self.positions[column_range]] += self.weights[column_range]
        return scores

    def save(self, folder: Path, fingerprint: str) -> None:
        """Write the index into ``folder`` in one step. ``fingerprint`` names the texts it was built from.

        Where it cannot be written (a full disk), it is not: it can always be built again.
        """
        words = {"rule": RULE, "fingerprint": fingerprint, "ids": self.ids, "terms": list(self.columns)}
        encoded = np.frombuffer(json.dumps(words, ensure_ascii=False).encode(), np.uint8)
        part = folder / f"{FILE_NAME}.part"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                np.savez(file, words=encoded, weights=self.weights, positions=self.positions, starts=self.starts)
            part.replace(folder / FILE_NAME)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    @classmethod
    def load(cls, folder: Path, fingerprint: str) -> Lexicon | None:
        """The index saved in ``folder``; None when there is none to read, or it is of other texts or another rule."""
        try:
            with np.load(folder / FILE_NAME, allow_pickle=False) as saved:
                words = json.loads(saved["words"].tobytes())
                if (words["rule"], words["fingerprint"]) != (RULE, fingerprint):
                    return None
                columns = {term: column for column, term in enumerate(words["terms"])}
                return cls(tuple(words["ids"]), columns, saved["weights"], saved["positions"], saved["starts"])
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None


def terms_of(text: str) -> list[str]:
    """The terms of one text, in order: its words, the stems of its numbers, then its word pairs."""
    return next(_terms_of_each([text]))


def _terms_of_each(texts: Iterable[str]) -> Iterator[list[str]]:
    """The terms of each text. A stemmer is not safe to share between threads, so each call has its own."""
    stemmer = Stemmer.Stemmer("english")
    stems: dict[str, str] = dict.fromkeys(STOP_WORDS, "")
    for text in texts:
        folded = unicodedata.normalize("NFKC", text).translate(_FOLD).lower()
        words = []
        for token in _TOKEN.findall(folded):
            stem = stems.get(token)
            if stem is None:
                stem = stems[token] = _IRREGULAR.get(token) or stemmer.stemWord(token)
            if stem:
                words.append(stem)
        numbers = [stem for word in words if "(" in word for stem in _number_stems(word)]
        yield [*words, *numbers, *(f"{first} {second}" for first, second in pairwise(words))]


def _number_stems(number: str) -> Iterator[str]:
    """What a bracketed number stands under: "28(2)(c)" gives "28(2)" and "28"."""
    while "(" in number:
        number = number[: number.rindex("(")]
        yield number


def _weigh(
    rows: list[list[int]], columns: dict[str, int]
) -> tuple[NDArray[np.float32], NDArray[np.int32], NDArray[np.int32]]:
    """BM25 weights, positions and starts of ``rows``, each the columns of one text's terms."""
    import bm25s  # noqa: PLC0415 - brings scipy, 0.2 s that a loaded index does not need

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it ships at DEBUG
    index = bm25s.BM25(k1=SATURATION, b=LENGTH_WEIGHT, method="lucene")
    index.index((rows, columns), create_empty_token=False, show_progress=False)
    weights, positions, starts = (np.asarray(index.scores[name]) for name in ("data", "indices", "indptr"))
    return weights.astype(np.float32), positions.astype(np.int32), starts.astype(np.int32)
