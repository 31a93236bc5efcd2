"""An answer composed from provisions alone: no model, no key. The default.

The few pieces of evidence that answer, and within them the sub-paragraphs or sentences; law first, then guidance,
each a statement with its own citations, joined by short fixed wording. Nothing is said that is not cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Citation, Evidence, Statement
from assistant.question_shape import TIME, Shape, answers_shape, shape_of
from assistant.retrieval.relevance import Relevance
from assistant.units import Unit, units_of
from assistant.verification import cite_spans
from ingest.corpus import Corpus
from ingest.document import Authority, Document, Force, Kind, Passage
from ingest.passages import words

CLOSE_TO_THE_BEST = 0.72
"""Evidence is answered from while its score is at least this share of the best (docs/adr/0006)."""

AT_MOST = {Shape.LIST: 6, Shape.DRAFT: 12}
"""Pieces of evidence answered from; 4 for every other shape."""

UNITS_OF_ONE_PASSAGE = 2
NEARLY_THE_BEST_UNIT = 0.8

_AUTHORITIES = tuple(Authority)
_STATUTE_LEADS = {
    Force.MUST: "{place} requires: ",
    Force.SHOULD: "{place} says: ",
    Force.MAY: "{place} allows: ",
    Force.DEFINES: "{place} defines: ",
    Force.STATES: "{place} says: ",
}
_MARKS = re.compile(r"\[(?=F\d)|F\d{1,3}(?=[\[(A-Za-z])|\s?\bM\d{1,3}\b(?=[\s.,;:)]|\Z)|[\[\]]")
_NUMBERING = re.compile(
    r"\A\s*(?:(?:\d{1,2}\.\d{1,3}|\d{1,3}\.?)\s*(?:—|-)?\s*(?=\(|[A-Z‘“\"])|\(\w{1,4}\)\s*|[•o]\s)+"
)


@dataclass(frozen=True, slots=True)
class Extractive:
    """Composes statements from evidence."""

    corpus: Corpus
    relevance: Relevance

    def statements(self, question: str, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
        """Statements that answer ``question``, law first; nothing when there is no evidence."""
        shape = shape_of(question)
        chosen = self._close_to_the_best(evidence, shape)
        ordered = sorted(chosen, key=lambda e: _AUTHORITIES.index(self.corpus.document_of(e.passage.id).authority))
        named: set[str] = set()
        return tuple(
            statement for one in ordered for statement in self._from_passage(question, shape, one.passage, named)
        )

    def _close_to_the_best(self, evidence: Sequence[Evidence], shape: Shape) -> list[Evidence]:
        scores = {one.label: _score(one) for one in evidence}
        best = max(scores.values(), default=0.0)
        named = [one for one in evidence if any(hit.run == "exact" for hit in one.hits)]
        close = [one for one in evidence if one not in named and scores[one.label] >= CLOSE_TO_THE_BEST * best]
        return [*named, *close][: AT_MOST.get(shape, 4)]

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
            return _by_opening(units)
        texts = self.corpus.page_texts[passage.document_id]
        scores = []
        for unit in units:
            own = words((*unit.opening, *unit.spans), texts)
            bonus = 0.15 if answers_shape(shape, own) and shape is not Shape.PLAIN else 0.0
            scores.append(self.relevance.share(question, own) + bonus)
        best = max(scores)
        chosen = [unit for unit, score in zip(units, scores, strict=True) if score >= NEARLY_THE_BEST_UNIT * best]
        return _by_opening(chosen[:UNITS_OF_ONE_PASSAGE])

    def _cite(self, document: Document, group: Sequence[Unit]) -> tuple[Citation, ...]:
        """One citation for each run of words without a gap, so that every quote stands on its page in one piece."""
        citations: list[Citation] = []
        spans = [*group[0].opening, *(span for unit in group for span in unit.spans)]
        whole = cite_spans(self.corpus, document.id, spans)
        holder = self.corpus.provisions[whole.provision_id]
        for span in whole.spans:
            one = cite_spans(self.corpus, document.id, [span])
            citations.append(one if len(whole.spans) > 1 or holder.kind is Kind.HEADING else whole)
        return tuple(citations)

    def _wording(
        self, document: Document, shape: Shape, group: Sequence[Unit], citations: Sequence[Citation], *, first: bool
    ) -> str:
        texts = self.corpus.page_texts[document.id]
        opening = _clean(words(group[0].opening, texts)) if group[0].opening else ""
        body = " ".join(_clean(words(unit.spans, texts)) for unit in group)
        said = f"{opening} {body}".strip()
        lead = _lead(document, self._place(group, citations), citations[-1].force, first=first)
        return f"{_deadline(shape, body)}{lead}{said}"

    def _place(self, group: Sequence[Unit], citations: Sequence[Citation]) -> str:
        if len(group) == 1:
            holder = self.corpus.provisions[group[0].provision_id]
            return citations[-1].provision_label if holder.kind is Kind.BULLET else holder.label
        labels = dict.fromkeys(citation.provision_label for citation in citations)
        return next(iter(labels))


def _by_opening(units: Sequence[Unit]) -> list[list[Unit]]:
    """Neighbouring units that the same words introduce belong in one statement."""
    groups: list[list[Unit]] = []
    for unit in units:
        if groups and unit.opening and groups[-1][-1].opening == unit.opening:
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return groups


def _score(evidence: Evidence) -> float:
    return next((hit.score for hit in evidence.hits if hit.run == "fused"), 0.0)


def _lead(document: Document, place: str, force: Force, *, first: bool) -> str:
    """The fixed words before a quotation: whose words they are, where they stand, and with what force."""
    place = written_out(place)
    if document.authority is Authority.STATUTE:
        full = f"{place} of {document.short_title}" if first else place
        return _STATUTE_LEADS[force].format(place=_capital(full))
    verb = "says" if first else "adds"
    return f"{_capital(document.short_title)} {verb}, at {place}: "


def written_out(label: str) -> str:
    """A provision's label in words.

    >>> written_out("reg 28(2)(c)"), written_out("sch 1 para 19")
    ('regulation 28(2)(c)', 'Schedule 1, paragraph 19')
    """
    label = re.sub(r"^reg ", "regulation ", label)
    label = re.sub(r"^sch (\d+) para ", r"Schedule \1, paragraph ", label)
    label = re.sub(r"^sch (\d+)", r"Schedule \1", label)
    return re.sub(r"^para ", "paragraph ", label)


def _deadline(shape: Shape, body: str) -> str:
    """The time limit, ahead of all else, where the words hold just one: of several, the reader must choose."""
    found = {" ".join(match.group().split()) for match in TIME.finditer(body)} if shape is Shape.DEADLINE else set()
    return f"{_capital(found.pop())}. " if len(found) == 1 else ""


def _clean(text: str) -> str:
    """The words without editorial marks and their own numbering, white space folded."""
    return _NUMBERING.sub("", " ".join(_MARKS.sub("", text).split()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
