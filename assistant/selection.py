"""Which evidence an answer is made from: the few pieces that answer, and the whole list where a list is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Evidence
from assistant.question_shape import Shape
from ingest.corpus import Corpus
from ingest.document import Authority, Kind, Passage
from ingest.lexicon import terms_of
from ingest.references import mentions

CLOSE_TO_THE_BEST = 0.62
"""Evidence is answered from while its score is at least this share of the best (docs/adr/0006)."""

AT_MOST = 4
LONGEST_LIST = 16
"""Passages that one list may bring: longer ones are named and left to the reader."""

_AUTHORITIES = tuple(Authority)
_SAYS_NOTHING = frozenset(
    terms_of(
        "say says said mean means require requires required ask asks about regulation regulations paragraph schedule show tell"
    )
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Chooses passages for a question of a given shape, law first, in the order to be told."""

    corpus: Corpus

    def choose(self, question: str, shape: Shape, evidence: Sequence[Evidence]) -> tuple[Passage, ...]:
        """The passages to answer from; nothing without evidence."""
        named = [one for one in evidence if any(hit.run == "exact" for hit in one.hits)]
        if named and _asks_only_for_provisions(question):
            return self._in_reading_order([one.passage for one in named])
        best = max((_score(one) for one in evidence), default=0.0)
        close = [one for one in evidence if _score(one) >= CLOSE_TO_THE_BEST * best][:AT_MOST]
        chosen = [one.passage for one in close]
        if shape in (Shape.LIST, Shape.DRAFT):
            chosen = self._with_whole_lists(chosen)
        return tuple(sorted(chosen, key=lambda p: _AUTHORITIES.index(self.corpus.document_of(p.id).authority)))

    def _in_reading_order(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        positions = {passage_id: position for position, passage_id in enumerate(self.corpus.passages)}
        return tuple(sorted(passages, key=lambda passage: positions[passage.id]))

    def _with_whole_lists(self, chosen: Sequence[Passage]) -> list[Passage]:
        """Each chosen passage, followed by what completes it: its schedule, and the items beside it."""
        completed: dict[str, Passage] = {}
        for passage in chosen:
            completed[passage.id] = passage
            for other in (*self._schedules_it_names(passage), *self._items_beside(passage, chosen)):
                if len(completed) < LONGEST_LIST:
                    completed.setdefault(other.id, other)
        return list(completed.values())

    def _schedules_it_names(self, passage: Passage) -> Iterator[Passage]:
        targets = [
            reference.to_provision_id
            for provision_id in passage.provision_ids
            for reference in self.corpus.references_from.get(provision_id, ())
        ]
        for target in dict.fromkeys(targets):
            if target is not None and self.corpus.provisions[target].kind is Kind.SCHEDULE:
                items = self._passages_below(target)
                yield from items if len(items) <= LONGEST_LIST else ()

    def _items_beside(self, passage: Passage, chosen: Sequence[Passage]) -> Iterator[Passage]:
        """The other items of the heading that two or more chosen items share."""
        provision = self.corpus.provisions[passage.provision_ids[0]]
        if provision.kind is not Kind.ITEM or provision.parent_id is None:
            return
        firsts = [self.corpus.provisions[one.provision_ids[0]] for one in chosen]
        if sum(first.parent_id == provision.parent_id for first in firsts) > 1:
            yield from self._passages_below(provision.parent_id)

    def _passages_below(self, provision_id: str) -> list[Passage]:
        tree = self.corpus.trees[self.corpus.document_of(provision_id).id]
        held = (self.corpus.passage_of_provision.get(p.id) for p in tree.subtree(tree.by_id[provision_id]))
        return [self.corpus.passages[passage_id] for passage_id in dict.fromkeys(filter(None, held))]


def _asks_only_for_provisions(question: str) -> bool:
    """Whether a question says nothing beside the provisions it names ("what does reg 28(2) say?")."""
    rest = question
    for mention in reversed(mentions(question)):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    return not [term for term in terms_of(rest) if " " not in term and term not in _SAYS_NOTHING]


def _score(evidence: Evidence) -> float:
    return next((hit.score for hit in evidence.hits if hit.run == "fused"), 0.0)
