"""An answer composed from provisions alone: no model, no key. The default.

The few pieces of evidence that answer, and within them the sub-paragraphs or sentences; law first, then guidance,
each a statement with its own citations, joined by short fixed wording. Nothing is said that is not cited.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Citation, Evidence, Statement
from assistant.question_shape import Shape, answers_shape, shape_of
from assistant.retrieval.relevance import Relevance
from assistant.selection import Selection
from assistant.units import Unit, units_of
from assistant.verification import cite_spans
from assistant.wording import lead, plain, time_limit
from ingest.corpus import Corpus
from ingest.document import Document, Passage
from ingest.passages import words

UNITS_OF_ONE_PASSAGE = 3
NEARLY_THE_BEST_UNIT = 0.7
HOLDS_WHAT_IS_ASKED = 0.15
"""Added to the relevance of words that hold a time where a time is asked for, or a person for a person."""


@dataclass(frozen=True, slots=True)
class Extractive:
    """Composes statements from evidence."""

    corpus: Corpus
    relevance: Relevance

    def statements(self, question: str, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
        """Statements that answer ``question``, law first; nothing when there is no evidence."""
        shape = shape_of(question)
        passages = Selection(self.corpus).choose(question, shape, evidence)
        named: set[str] = set()
        return tuple(
            statement for passage in passages for statement in self._from_passage(question, shape, passage, named)
        )

    def _from_passage(self, question: str, shape: Shape, passage: Passage, named: set[str]) -> Iterable[Statement]:
        document = self.corpus.document_of(passage.id)
        for group in self._best_units(question, shape, passage):
            citations = self._cite(document, group)
            first = document.id not in named
            named.add(document.id)
            yield Statement(self._wording(document, shape, group, citations, first=first), citations)

    def _best_units(self, question: str, shape: Shape, passage: Passage) -> list[list[Unit]]:
        units = units_of(self.corpus, passage)
        if shape in (Shape.LIST, Shape.DRAFT) or len(units) == 1:
            return _neighbours(units, units)
        texts = self.corpus.page_texts[passage.document_id]
        scores = {
            unit: self._relevance_of(question, shape, words((*unit.opening, *unit.spans), texts)) for unit in units
        }
        best = max(scores.values())
        ranked = sorted(units, key=lambda unit: -scores[unit])[:UNITS_OF_ONE_PASSAGE]
        chosen = {unit for unit in ranked if scores[unit] >= NEARLY_THE_BEST_UNIT * best}
        return _neighbours(units, chosen)

    def _relevance_of(self, question: str, shape: Shape, own: str) -> float:
        bonus = HOLDS_WHAT_IS_ASKED if shape is not Shape.PLAIN and answers_shape(shape, own) else 0.0
        return self.relevance.share(question, own) + bonus

    def _cite(self, document: Document, group: Sequence[Unit]) -> tuple[Citation, ...]:
        """One citation for each run of words without a gap, so that every quote stands on its page in one piece."""
        spans = [*group[0].opening, *(span for unit in group for span in unit.spans)]
        whole = cite_spans(self.corpus, document.id, spans)
        if len(whole.spans) == 1:
            return (whole,)
        return tuple(cite_spans(self.corpus, document.id, [span]) for span in whole.spans)

    def _wording(
        self, document: Document, shape: Shape, group: Sequence[Unit], citations: Sequence[Citation], *, first: bool
    ) -> str:
        texts = self.corpus.page_texts[document.id]
        opening = plain(words(group[0].opening, texts)) if group[0].opening else ""
        body = " ".join(plain(words(unit.spans, texts)) for unit in group)
        place = citations[-1].provision_label if len(group) == 1 else self._common_label(document, group)
        said = f"{opening} {body}".strip()
        return f"{time_limit(shape, body)}{lead(document, place, citations[-1].force, first=first)}{said}"

    def _common_label(self, document: Document, group: Sequence[Unit]) -> str:
        """The label of what holds the whole group, its opening words included."""
        spans = [span for unit in group for span in (*unit.opening, *unit.spans)]
        return cite_spans(self.corpus, document.id, spans).provision_label


def _neighbours(units: Sequence[Unit], chosen: Iterable[Unit]) -> list[list[Unit]]:
    """The chosen units, those that follow one another in one provision or under the same opening words together."""
    wanted = set(chosen)
    groups: list[list[Unit]] = []
    last = -2
    for position, unit in enumerate(units):
        if unit not in wanted:
            continue
        same_sentence = bool(groups) and bool(unit.opening) and groups[-1][-1].opening == unit.opening
        runs_on = bool(groups) and last == position - 1 and groups[-1][-1].provision_id == unit.provision_id
        if same_sentence or runs_on:
            groups[-1].append(unit)
        else:
            groups.append([unit])
        last = position
    return groups
