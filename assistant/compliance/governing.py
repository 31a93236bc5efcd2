"""Which provisions govern a statement: what retrieval finds for it, what it names, and the clocks that stand beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.compliance.clauses import Clause, clauses_of
from assistant.retrieval.exact import named_provisions
from assistant.retrieval.retriever import Retriever
from ingest.corpus import Corpus
from ingest.document import Authority, Passage, Provision
from ingest.provision_path import holder_of
from ingest.references import mentions

EVIDENCE = 12
"""Passages whose clauses are laid beside a statement."""

LONGEST_FAMILY = 40
"""Passages of one regulation that are looked at beside the one that was found."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A clause that may govern. ``found`` is its passage's score against the best one's, 0 to 1."""

    clause: Clause
    found: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a statement may be governed by. ``score`` tells how well the search went: the best passage's, measured
    against one that every way of searching finds first.
    """

    candidates: tuple[Candidate, ...]
    score: float


@dataclass(frozen=True)
class Governing:
    """Finds clauses for statements over one state of the documents."""

    corpus: Corpus
    retriever: Retriever

    def find(self, said: str, also: Sequence[str] = ()) -> Found:
        """The clauses to compare with; those of the best passages, of what is named, and of their regulations.

        ``also`` are ids of provisions to look at besides, as far as they exist.
        """
        scores: dict[str, float] = {}
        evidence = self.retriever.search(without_mentions(said), EVIDENCE)
        best = max((one.score for one in evidence), default=0.0)
        for one in evidence:
            scores[one.passage.id] = one.score / (best or 1.0)
        known = (self.corpus.provisions.get(one) for one in also)
        for named in (*self.named(said), *filter(None, known)):
            for passage_id in self._passages_below(named):
                scores.setdefault(passage_id, 0.0)
        for passage_id in list(scores):
            for other in self._family(self.corpus.passages[passage_id]):
                scores.setdefault(other, 0.6 * scores[passage_id])
        passages = ((self.corpus.passages[passage_id], score) for passage_id, score in scores.items())
        return Found(
            tuple(Candidate(c, score) for p, score in passages for c in clauses_of(self.corpus, p)),
            best / self.retriever.fullest,
        )

    def named(self, said: str) -> tuple[Provision, ...]:
        """The provisions that the statement names, as far as they exist."""
        return tuple(one.provision for one in named_provisions(self.corpus, said))

    def _family(self, passage: Passage) -> Iterator[str]:
        """The other passages of a statute's regulation: its further clocks, and whom it lays what on."""
        if self.corpus.document(passage.document_id).authority is not Authority.STATUTE:
            return
        root = holder_of(passage.provision_ids[0])
        if root.split("/")[1] != "regulation":
            return
        below = list(self._passages_below(self.corpus.provisions[root]))
        yield from below if len(below) <= LONGEST_FAMILY else ()

    def _passages_below(self, provision: Provision) -> Iterator[str]:
        tree = self.corpus.trees[self.corpus.document_of(provision.id).id]
        held = (self.corpus.passage_of_provision.get(part.id) for part in tree.subtree(provision))
        yield from dict.fromkeys(passage_id for passage_id in held if passage_id is not None)


def without_mentions(said: str) -> str:
    """The statement without the provisions it names: a wrong number must not lead away from the right provision."""
    for mention in reversed(mentions(said)):
        said = f"{said[: mention.start]} {said[mention.end :]}"
    return " ".join(said.split())
