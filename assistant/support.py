"""Whether the evidence can support an answer at all: the calibrated line between answering and refusing.

A logistic rule over five signs, fitted by ``python -m evals.calibration`` on questions written for that purpose
(never on judged ones); docs/adr/0006 has the fit and what it gives elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Evidence
from assistant.retrieval.exact import asks_only_for_provisions
from assistant.retrieval.relevance import Relevance
from assistant.retrieval.run import Run
from assistant.units import units_of
from ingest.corpus import Corpus
from ingest.lexicon import terms_of
from ingest.passages import words

WEIGHTS = (12.61, -2.04, -1.97, -1.14, -5.8)
BIAS = -2.45
"""Of ``Signs``, in order. Above zero: answer."""

LOOKED_AT = 6
"""Pieces of evidence in which a figure is looked for."""

NEARLY_AS_TELLING = 0.6

WORDS_FOR_QUESTIONS = 0.1
"""A question lies nearer to another question than to the words that answer it: about so much."""

_ASKS_FOR_A_FIGURE = re.compile(
    r"\bhow (?:many|much|often|long|big|far|old|soon|quickly|fast)\b|\bmin(?:imum)?\b|\bmax(?:imum)?\b"
    r"|\bratio\b|\bsize\b|\bnumber of\b|\bdose\b|\brate\b|\bevery \d|\blimit\b|\bamount\b",
    re.IGNORECASE,
)
_ASKS_FOR_MONEY = re.compile(
    r"\bhow much\b|\bcosts?\b|\bfees?\b|\bprices?\b|\bpay\b|\bpaid\b|\brates?\b|£|\bsalar(?:y|ies)\b"
    r"|\bwages?\b|\bcharges?\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|once|twice|annually|monthly|weekly|daily"
    r"|immediately|promptly)\b|\bwithout delay\b|\bas soon as\b",
    re.IGNORECASE,
)
_NUMBER_OF_A_PROVISION = re.compile(
    r"\b(?:regulations?|paragraphs?|sections?|schedules?|parts?|chapters?)\s*[\d(][\w().]*|^\s*[\d.]+|\(\w{1,4}\)"
    r"|\bAct \d{4}|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What is seen of a question and its evidence, each 0 to 1.

    ``asked``: cosine to the nearest question that the digest says the documents answer, or to a document's own words
    where there is no digest of it. ``unknown``: share of the
    question's telling terms that no document and no digest entry holds. ``money``: it asks about money. ``figureless``:
    it asks for a figure and the most telling words hold none. ``unanswered``: cosine to the nearest question known
    not to be answered.
    """

    asked: float
    unknown: float
    money: float
    figureless: float
    unanswered: float

    def values(self) -> tuple[float, ...]:
        """In the order of WEIGHTS."""
        return (self.asked, self.unknown, self.money, self.figureless, self.unanswered)


@dataclass(frozen=True, slots=True)
class Support:
    """``unanswered`` finds the nearest questions known not to be answered; ``explained`` are the digest's documents."""

    corpus: Corpus
    relevance: Relevance
    unanswered: Run
    explained: frozenset[str] = frozenset()

    def is_enough(self, question: str, evidence: Sequence[Evidence]) -> bool:
        """Whether to answer. A question that asks for nothing but provisions by name is answered if they are there."""
        if asks_only_for_provisions(question):
            return any(hit.run == "exact" for one in evidence for hit in one.hits)
        signs = self.signs(question, evidence)
        return BIAS + sum(weight * value for weight, value in zip(WEIGHTS, signs.values(), strict=True)) > 0.0

    def signs(self, question: str, evidence: Sequence[Evidence]) -> Signs:
        """What there is to see."""
        asked = (score for one in evidence for score in self._asked(one))
        nearest = self.unanswered.search(question, 1)
        return Signs(
            asked=max(asked, default=0.0),
            unknown=self._unknown(question),
            money=float(bool(_ASKS_FOR_MONEY.search(question))),
            figureless=float(bool(_ASKS_FOR_A_FIGURE.search(question)) and self._is_figureless(question, evidence)),
            unanswered=nearest[0].score if nearest else 0.0,
        )

    def _asked(self, one: Evidence) -> Iterator[float]:
        """How near the evidence is to being asked for; where no digest explains a document, by its own words."""
        explained = one.passage.document_id in self.explained
        for hit in one.hits:
            if hit.run == "questions":
                yield hit.score
            elif hit.run == "dense" and not explained:
                yield hit.score + WORDS_FOR_QUESTIONS

    def _unknown(self, question: str) -> float:
        rarity = {term: self.relevance.rarity(term) for term in terms_of(question) if " " not in term}
        if not rarity:
            return 1.0
        known = self.relevance.lexicon.columns
        return sum(weight for term, weight in rarity.items() if term not in known) / sum(rarity.values())

    def _is_figureless(self, question: str, evidence: Sequence[Evidence]) -> bool:
        """Whether no words nearly as telling as the most telling ones hold a figure."""
        share_of = self.relevance.of(question)
        best = best_with_figure = 0.0
        for one in evidence[:LOOKED_AT]:
            texts = self.corpus.page_texts[one.passage.document_id]
            for unit in units_of(self.corpus, one.passage):
                said = words((*unit.opening, *unit.spans), texts)
                share = share_of(said)
                best = max(best, share)
                if share > best_with_figure and _FIGURE.search(_NUMBER_OF_A_PROVISION.sub(" ", said)):
                    best_with_figure = share
        return best_with_figure < NEARLY_AS_TELLING * best
