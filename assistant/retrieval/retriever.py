"""Evidence for a question: what it names, what its words and meaning find, and what those refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from assistant.answer import Evidence, Hit
from assistant.retrieval.exact import asks_only_for_provisions
from assistant.retrieval.fusion import fuse
from assistant.retrieval.run import Run
from ingest.corpus import Corpus
from ingest.document import Authority, Document

DEPTH = 60
"""Hits taken from each run before fusing."""

RERANKED = 30
"""Passages that a reranker reads, where one is set."""

SAME_PAGE_AT_MOST = 2
"""Passages of one page among those returned: one page may not fill the result."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part of the ranking counts; docs/adr/0005 has the measurements behind them.

    ``runs`` weigh the fused runs. ``authority`` multiplies by whose words a passage holds: the law and its guidance
    come before what inspectors and others make of them. ``named`` is added for a provision that the question names,
    shared among its passages; ``named_document`` multiplies for a document it names. ``followed`` is the share of a
    passage's score that goes to the provisions it refers to. ``reranked`` weighs a reranker's shares, where one is
    set, against the best score.
    """

    runs: Mapping[str, float] = field(default_factory=lambda: {"lexical": 1.0, "dense": 1.0, "questions": 1.5})
    authority: Mapping[Authority, float] = field(
        default_factory=lambda: {
            Authority.STATUTE: 1.0,
            Authority.STATUTORY_GUIDANCE: 1.0,
            Authority.INSPECTION_FRAMEWORK: 0.9,
            Authority.OTHER_OFFICIAL: 0.9,
            Authority.DIGEST: 0.9,
            Authority.PROVIDERS_OWN: 0.8,
        }
    )
    named: float = 2.0
    named_document: float = 1.6
    followed: float = 0.5
    reranked: float = 1.0


class Reranker(Protocol):
    """Reads a question with texts."""

    def shares(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers, 0 to 1 among these texts."""
        ...


@dataclass(frozen=True, slots=True)
class Retriever:
    """The fused ``runs``; what ``exact`` finds named is raised among them, and a ``reranker`` adds its judgement."""

    corpus: Corpus
    exact: Run
    runs: tuple[Run, ...]
    weights: Weights = field(default_factory=Weights)
    reranker: Reranker | None = None

    @property
    def fullest(self) -> float:
        """The score of a passage that each run finds first, and nothing raises: what scores are measured against."""
        return sum(self.weights.runs[run.name] for run in self.runs)

    def search(self, text: str, count: int) -> tuple[Evidence, ...]:
        """At most ``count`` pieces of evidence, best first, labelled E1, E2, ...

        A question that only asks for provisions by name gets those, and nothing else.
        """
        if asks_only_for_provisions(text) and (alone := self.exact.search(text, count)):
            return tuple(Evidence(f"E{hit.rank}", self.corpus.passages[hit.passage_id], (hit,)) for hit in alone)
        found = {run.name: run.search(text, DEPTH) for run in self.runs}
        named = self.exact.search(text, DEPTH)
        scores = self._weigh(text, fuse(found, self.weights.runs))
        for hit in named:
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + self.weights.named * hit.score
        scores = self._follow_references(self._reranked(text, self._at_their_source(scores)))
        ranked = sorted(scores, key=lambda p: (-scores[p], p))
        fused = [Hit(p, rank, scores[p], "fused") for rank, p in enumerate(ranked, start=1)]
        hits = _by_passage((named, *found.values(), fused))
        return tuple(
            Evidence(f"E{number}", self.corpus.passages[passage_id], hits[passage_id])
            for number, passage_id in enumerate(self._spread(ranked, count), start=1)
        )

    def _weigh(self, text: str, scores: Mapping[str, float]) -> dict[str, float]:
        asked = text.casefold()
        weights = {
            document.id: self.weights.authority[document.authority]
            * (self.weights.named_document if any(name in asked for name in _names(document)) else 1.0)
            for document in self.corpus.documents.values()
        }
        return {p: score * weights[self.corpus.document_of(p).id] for p, score in scores.items()}

    def _reranked(self, text: str, scores: dict[str, float]) -> dict[str, float]:
        """The best passages' scores with the reranker's shares added, weighed as the best score is."""
        if self.reranker is None or not scores:
            return scores
        best = sorted(scores, key=lambda p: (-scores[p], p))[:RERANKED]
        shares = self.reranker.shares(text, [self.corpus.passages[p].embedded_text for p in best])
        weight = self.weights.reranked * scores[best[0]]
        return scores | {p: scores[p] + weight * share for p, share in zip(best, shares, strict=True)}

    def _follow_references(self, scores: Mapping[str, float]) -> dict[str, float]:
        """Hand a share of each of the best passages' scores to the provisions they refer to."""
        followed = dict(scores)
        best = sorted(scores, key=lambda p: (-scores[p], p))[:10]
        for passage_id in best:
            share = scores[passage_id] * self.weights.followed
            for target in self._referred_to(passage_id):
                if target != passage_id:
                    followed[target] = max(followed.get(target, 0.0), share) + (
                        0.1 * share if target in scores else 0.0
                    )
        return followed

    def _referred_to(self, passage_id: str) -> set[str]:
        passage = self.corpus.passages[passage_id]
        references = (r for p in passage.provision_ids for r in self.corpus.references_from.get(p, ()))
        targets = (self.corpus.passage_of_provision.get(r.to_provision_id) for r in references if r.to_provision_id)
        return {target for target in targets if target is not None}

    def _at_their_source(self, scores: Mapping[str, float]) -> dict[str, float]:
        """Reprints give way to what they reprint, which takes the better score of the two."""
        moved: dict[str, float] = {}
        for passage_id, score in scores.items():
            source = self._at_its_source(passage_id)
            moved[source] = max(moved.get(source, 0.0), score)
        return moved

    def _at_its_source(self, passage_id: str) -> str:
        """A reprint's passage is answered by the passage it reprints, where the library has it."""
        passage = self.corpus.passages[passage_id]
        for provision_id in passage.provision_ids:
            if not self.corpus.provisions[provision_id].reprint:
                return passage_id
            path = provision_id.split("/", 1)[1]
            for document in self.corpus.documents.values():
                original = self.corpus.passage_of_provision.get(f"{document.id}/{path}")
                if document.authority is Authority.STATUTE and original is not None:
                    return original
        return passage_id

    def _spread(self, ranked: Iterable[str], count: int) -> list[str]:
        chosen: list[str] = []
        on_page: dict[tuple[str, int], int] = {}
        for passage_id in ranked:
            passage = self.corpus.passages[passage_id]
            page = (passage.document_id, passage.spans[0].physical_page)
            if on_page.get(page, 0) < SAME_PAGE_AT_MOST:
                on_page[page] = on_page.get(page, 0) + 1
                chosen.append(passage_id)
            if len(chosen) == count:
                break
        return chosen


_ASKED_AS = {Authority.INSPECTION_FRAMEWORK: ("inspectors", "inspection framework")}


def _names(document: Document) -> tuple[str, ...]:
    """What a question may call a document, in small letters: its titles, and the abbreviation in brackets."""
    abbreviation = re.findall(r"\(([A-Z]{3,})\)", document.short_title)
    plain = re.sub(r"\s*\([^)]*\)", "", document.short_title).removeprefix("the ")
    asked_as = _ASKED_AS.get(document.authority, ())
    return tuple(name.casefold() for name in (document.title, plain, *abbreviation, *asked_as))


def _by_passage(runs: Iterable[Iterable[Hit]]) -> dict[str, tuple[Hit, ...]]:
    """Every hit of each passage, in the order of the runs."""
    found: dict[str, list[Hit]] = {}
    for hit in chain.from_iterable(runs):
        found.setdefault(hit.passage_id, []).append(hit)
    return {passage_id: tuple(hits) for passage_id, hits in found.items()}
