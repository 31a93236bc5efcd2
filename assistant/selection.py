"""Which evidence an answer is made from: the few pieces that answer, and the whole list where a list is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, islice, takewhile

from assistant.answer import Evidence
from assistant.closed_lists import NO_LISTS, ClosedLists
from assistant.question_shape import TIME, Shape
from assistant.retrieval.exact import ExactRun, asks_only_for_provisions, named_provisions
from ingest.corpus import Corpus
from ingest.document import Authority, Kind, Passage
from ingest.passages import merge, words

CLOSE_TO_THE_BEST = 0.62
"""Evidence is answered from while its score is at least this share of the best (docs/adr/0006)."""

AT_MOST = 4
LAW_NOT_FAR_BEHIND = 0.57
"""The share of the best score from which the law is told beside guidance that outdoes it."""

LONGEST_LIST = 24
"""Passages that one list may bring: longer ones are named and left to the reader."""

LONGEST_NAMED = 100
"""Passages told of provisions that are asked for by name: all of them, since half a schedule misleads."""

_TURNS_ON_A_DATE = re.compile(r"\bby\s+the\s+relevant\s+date\b")
_SAYS_WHICH_DATE = re.compile(r"\bThe\s+relevant\s+date\s+is\b")
_AUTHORITIES = tuple(Authority)


@dataclass(frozen=True, slots=True)
class Selection:
    """Chooses passages for a question of a given shape, law first, in the order to be told."""

    corpus: Corpus
    closed_lists: ClosedLists = NO_LISTS

    def choose(self, question: str, shape: Shape, evidence: Sequence[Evidence]) -> tuple[Passage, ...]:
        """The passages to answer from; nothing without evidence."""
        if asks_only_for_provisions(question):
            named = ExactRun(self.corpus).search(question, LONGEST_NAMED)
            found = [self.corpus.passages[hit.passage_id] for hit in named]
            return self._in_reading_order(self._laws_joined(found))
        best = max((one.score for one in evidence), default=0.0)
        close = [one for one in evidence if one.score >= CLOSE_TO_THE_BEST * best][:AT_MOST]
        chosen = [one.passage for one in close]
        if shape in (Shape.LIST, Shape.DRAFT):
            return self._whole(question, chosen)
        chosen = self._with_what_is_named(question, chosen, evidence)
        chosen = self._with_the_law(chosen, evidence)
        if shape is Shape.DEADLINE:
            chosen = self._with_the_date_it_means(self._with_all_its_clocks(chosen))
        chosen = self._laws_joined(chosen)
        return tuple(sorted(chosen, key=lambda p: _AUTHORITIES.index(self.corpus.document_of(p.id).authority)))

    def _whole(self, question: str, chosen: Sequence[Passage]) -> tuple[Passage, ...]:
        """What the law closes into a list, as it is listed; then what was found beside it, completed."""
        closed = self.closed_lists.passages(self.corpus, question)
        found = self._in_reading_order(self._with_whole_lists(chosen))
        return tuple(self._laws_joined((*closed, *found)))

    def _with_what_is_named(
        self, question: str, chosen: Sequence[Passage], evidence: Sequence[Evidence]
    ) -> list[Passage]:
        """Of each provision that the question names, the best passage at least."""
        passages = [one.passage for one in evidence]
        for named in named_provisions(self.corpus, question):
            inside = f"{named.provision.id}/"
            own = [p for p in passages if f"{p.provision_ids[0]}/".startswith(inside)]
            if own and not any(passage in chosen for passage in own):
                chosen = [*chosen, own[0]]
        return list(chosen)

    def _with_all_its_clocks(self, chosen: Sequence[Passage]) -> list[Passage]:
        """The best passage's provision may run on in passages of its own, with further time limits: those too."""
        if not chosen:
            return []
        clocks = [part for part in self._parts_of(chosen[0]) if part in chosen or TIME.search(part.text)]
        return [*clocks, *(passage for passage in chosen if passage not in clocks)]

    def _with_the_law(self, chosen: Sequence[Passage], evidence: Sequence[Evidence]) -> list[Passage]:
        """The best of the law that was found, where only guidance would be told and the law is not far behind."""
        if not chosen or any(self._is_law(passage) for passage in chosen):
            return list(chosen)
        least = LAW_NOT_FAR_BEHIND * max(one.score for one in evidence)
        law = (one.passage for one in evidence if self._is_law(one.passage) and one.score >= least)
        return [*chosen, *islice(law, 1)]

    def _with_the_date_it_means(self, chosen: Sequence[Passage]) -> list[Passage]:
        """A paragraph of the law that turns on "the relevant date" is followed by the one that says which that is."""
        said = [one for one in chosen if self._is_law(one) and _TURNS_ON_A_DATE.search(one.text)]
        beside = (other for one in said for other in self._passages_below(one.id.rsplit("/", 1)[0]))
        meant = (other for other in beside if _SAYS_WHICH_DATE.search(other.text))
        return list({passage.id: passage for passage in (*chosen, *meant)}.values())

    def _laws_joined(self, chosen: Sequence[Passage]) -> list[Passage]:
        """Paragraphs of the law that are searched in parts, each as one again: half a list would pass for the whole."""
        joined = (self._joined(one) if self._is_law(one) else one for one in chosen)
        return list({passage.id: passage for passage in joined}.values())

    def _joined(self, passage: Passage) -> Passage:
        parts = self._parts_of(passage)
        if len(parts) == 1:
            return passage
        texts = self.corpus.page_texts[passage.document_id]
        spans = merge([span for part in parts for span in part.spans], texts)
        held = tuple(provision_id for part in parts for provision_id in part.provision_ids)
        return replace(parts[0], provision_ids=held, spans=spans, text=words(spans, texts))

    def _is_law(self, passage: Passage) -> bool:
        return self.corpus.document(passage.document_id).authority is Authority.STATUTE

    def _parts_of(self, passage: Passage) -> list[Passage]:
        """The passages that one provision is searched in, in the order of its words."""
        first = passage.id.partition("+")[0]
        numbered = (self.corpus.passages.get(f"{first}+{part}" if part > 1 else first) for part in count(1))
        return [part for part in takewhile(bool, numbered) if part]

    def _in_reading_order(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """Law first; within a document as it is printed."""
        positions = {passage_id: position for position, passage_id in enumerate(self.corpus.passages)}
        authority = {p.id: _AUTHORITIES.index(self.corpus.document_of(p.id).authority) for p in passages}
        return tuple(sorted(passages, key=lambda passage: (authority[passage.id], positions[passage.id])))

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
