"""A statement's way to a check, as a list of steps: what governs it, what it says beside that, and what to show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Citation, Notice, NoticeKind, Reason, Statement
from assistant.boundaries import Boundaries
from assistant.compliance import point_words
from assistant.compliance.aspects import figures
from assistant.compliance.clauses import Clause
from assistant.compliance.comparison import Comparison, Laid, compare
from assistant.compliance.difference import Aspect, Difference, Relation
from assistant.compliance.governing import Governing, without_mentions
from assistant.compliance.laid_to_show import to_show
from assistant.compliance.likeness import NO_LIKENESS, Likened, Likeness
from assistant.compliance.likeness_verdict import MAY_CHANGE, by_likeness
from assistant.compliance.matter import matter_of
from assistant.compliance.other_services import other_service
from assistant.compliance.point import Beside, PointChecked, Standing, StatementChecked, Verdict
from assistant.compliance.point_model import MOST_CLAUSES, PointModel
from assistant.compliance.point_text import sentences_in
from assistant.compliance.provision_named import about_references, misnamed
from assistant.compliance.ruled_out import NONE_RULED_OUT, RuledOut
from assistant.compliance.silence import Sought
from assistant.compliance.verified_reading import Offered
from assistant.differences import NONE_KNOWN, Differences
from assistant.digest_notice import digest_notices
from assistant.retrieval.dense import Embeds
from assistant.retrieval.relevance import Relevance
from assistant.retrieval.retriever import Retriever
from assistant.scope import notices_for
from assistant.verification import cite_spans
from assistant.wording import lead
from ingest.corpus import Corpus
from ingest.document import Authority

BY_MEANING, BY_SEARCH = 0.6, 0.4
"""What the cosine of a clause and the place of its passage in the search count for in its nearness."""

LIKE_THESE = 5
"""Of the worked examples nearest to a statement, those whose provisions may govern too."""

AS_AN_EXAMPLE = 0.9
"""What nearness to an example of a clause counts for beside nearness to the clause's own words."""

UNKNOWN = 0.5
"""Share of a statement's telling terms, by rarity, that no document holds: above it, nothing is called agreement."""

_BY_WEIGHT = (
    Verdict.CONFLICTS,
    Verdict.NOT_COMPARABLE,
    Verdict.SILENT,
    Verdict.OUT_OF_SCOPE,
    Verdict.GOES_FURTHER,
    Verdict.AGREES,
)


_LEFT_OPEN = frozenset({Verdict.NOT_COMPARABLE, Verdict.SILENT})
_SETTLED = frozenset({Verdict.AGREES, Verdict.GOES_FURTHER, Verdict.CONFLICTS})

MOST_DIFFERENCES = 2
"""Known differences told of one statement."""


@dataclass(frozen=True, slots=True)
class _Parted:
    """A statement with the other sides of what is known to differ, and the notices of it."""

    statement: StatementChecked
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class PointCheck:
    """Checks points over one state of the documents.

    ``vectors`` may remember the clauses' vectors; ``model``, where one is set, reads what was checked without it.
    ``glosses`` are everyday words for provisions, by id: our digest's. ``differences`` are where sources are known to
    part. ``ruled_out`` is known conduct by the provisions that rule it out. ``likeness`` holds our worked examples.
    """

    corpus: Corpus
    retriever: Retriever
    relevance: Relevance
    boundaries: Boundaries
    vectors: Embeds
    model: PointModel | None = None
    glosses: Mapping[str, str] = field(default_factory=dict)
    differences: Differences = NONE_KNOWN
    ruled_out: RuledOut = NONE_RULED_OUT
    likeness: Likeness = NO_LIKENESS

    def check(self, point: str) -> PointChecked:
        """Lay each sentence of ``point`` beside what governs it. Raises EmptyPoint, PointTooLong, BadPoint."""
        sentences = sentences_in(point, self.relevance.lexicon.columns)
        found = [self._statement(said, before) for before, said in pairwise(["", *sentences])]
        found += self._together(sentences, [statement.verdict for statement, _ in found])
        parted = [self._parted(statement) for statement, _ in found]
        checked = tuple(one.statement for one in parted)
        verdict = next((one.verdict for one in checked if one.is_together), None)
        verdict = verdict or min((one.verdict for one in checked), key=_BY_WEIGHT.index)
        made = PointChecked(" ".join(point.split()), verdict, checked, ())
        if self.model is not None:
            made = self.model.read(self.corpus, made, [offered for _, offered in found])
        differences = dict.fromkeys(notice for one in parted for notice in one.notices)
        return replace(made, notices=(*self._notices(made), *differences, *made.notices))

    def compare(self, said: str, before: str = "") -> tuple[Comparison, dict[str, Clause]]:
        """The comparison alone, with the clause of each provision's words: for whoever shows it in another way.

        ``before`` is what was said before it, where that tells what it is about: it is searched with, never compared.
        """
        sought_with = f"{before} {said}".strip()
        told = self.ruled_out.told(said)
        asked = self._vector(sought_with)
        likened = self.likeness.of(asked)
        also = tuple(dict.fromkeys((*told, *likened.provisions(LIKE_THESE))))
        found = Governing(self.corpus, self.retriever).find(sought_with, also)
        examples = NO_LIKENESS.of(asked) if figures(said) else likened
        nearness = self._nearness(asked, examples, [one.clause for one in found.candidates])
        printed = [
            replace(
                one.clause.printed,
                nearness=BY_MEANING * near + BY_SEARCH * one.found,
                gloss=self.glosses.get(one.clause.printed.provision_id, ""),
                told=told.get(one.clause.printed.provision_id, ()),
            )
            for one, near in zip(found.candidates, nearness, strict=True)
        ]
        clauses = {_key(p.provision_id, p.words): c.clause for p, c in zip(printed, found.candidates, strict=True)}
        sought = Sought(found.score, self._unknown(said))
        if self.likeness.examples:
            sought = replace(sought, told=likened.told, beside=likened.beside)
        return compare(said, printed, sought, self.relevance.rarity), clauses

    def _vector(self, said: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.vectors.embed([without_mentions(said) or said])[0]
        return vector

    def _nearness(self, asked: NDArray[np.float32], likened: Likened, clauses: Sequence[Clause]) -> list[float]:
        """Of each clause, by its own words or by an example that was written for it."""
        if not clauses:
            return []
        texts = [f"{one.printed.opening} {one.printed.words}".strip() for one in clauses]
        own = [max(0.0, float(cosine)) for cosine in self.vectors.embed(texts) @ asked]
        examples = (AS_AN_EXAMPLE * likened.nearness(one.printed.provision_id) for one in clauses)
        return [max(both) for both in zip(own, examples, strict=True)]

    def _statement(self, said: str, before: str) -> tuple[StatementChecked, tuple[Offered, ...]]:
        """A sentence by words and figures, and the clauses for a model to read; none where a boundary answers."""
        other = other_service(said)
        boundary = self.boundaries.of(said)
        compared, clauses = self._compared(said, before)
        verdict, explanation = self._verdict(said, compared), None
        differences: tuple[Difference, ...] = self._differences(compared)
        if other is not None or (boundary is not None and boundary.reason is Reason.OUTSIDE_SCOPE):
            verdict = Verdict.OUT_OF_SCOPE
            explanation = boundary.message if boundary else point_words.OTHER_SERVICE.format(other=other)
        elif boundary is not None and not _is_plain(compared):
            verdict, explanation = Verdict.SILENT, boundary.message
        else:
            wrong = misnamed(self.corpus, said, compared)
            differences = (*wrong, *differences)
            verdict = Verdict.CONFLICTS if wrong else verdict
        shown = tuple(self._beside(standing, laid, clauses) for standing, laid in to_show(compared, verdict))
        nearest = dict.fromkeys((*compared.leading, *compared.laid[:MOST_CLAUSES])) if explanation is None else ()
        offered = tuple(Offered(one, clauses[_key(one.printed.provision_id, one.printed.words)]) for one in nearest)
        said_so = explanation or point_words.explanation(verdict, differences, compared.unsettled)
        silent = verdict in (Verdict.SILENT, Verdict.OUT_OF_SCOPE)
        told = () if silent else differences
        made = StatementChecked(said, verdict, said_so, shown, told, compared.unsettled)
        return self._with_likeness(made, compared), offered

    def _with_likeness(self, made: StatementChecked, compared: Comparison) -> StatementChecked:
        """The statement with what it is most like, of the worked examples for what is shown.

        Nothing is settled so where a figure cannot be compared. Never agreement where a figure is said at all, where
        only our own digest is there, or where most words are unknown.
        """
        open_figure = any(one.relation is Relation.NOT_COMPARABLE for one in compared.settled)
        if made.verdict not in MAY_CHANGE or open_figure:
            return made
        said = compared.said
        leaning = self.likeness.of(self._vector(said)).leaning(said, [one.provision_id for one in made.provisions])
        figures_said = compared.settled or compared.unsettled
        may_assure = not (figures_said or self._is_ours(compared) or self._unknown(said) > UNKNOWN)
        return by_likeness(made, leaning, may_assure=may_assure, is_sure=_is_sure(compared))

    def _is_ours(self, compared: Comparison) -> bool:
        return any(one.printed.authority is Authority.DIGEST for one in compared.leading)

    def _together(
        self, sentences: Sequence[str], verdicts: Sequence[Verdict]
    ) -> Iterator[tuple[StatementChecked, tuple[Offered, ...]]]:
        """The sentences as one statement, where each alone leaves open what all together settle."""
        if len(sentences) > 1 and min(verdicts, key=_BY_WEIGHT.index) in _LEFT_OPEN:
            whole = self._statement(" ".join(sentences), "")
            if whole[0].verdict in _SETTLED:
                yield replace(whole[0], is_together=True), whole[1]

    def _compared(self, said: str, before: str) -> tuple[Comparison, dict[str, Clause]]:
        """The comparison; where nothing is found for "They are told later", once more with the sentence before it."""
        alone = self.compare(said)
        if not before or alone[0].relation is not Relation.SILENT:
            return alone
        together = self.compare(said, before)
        return alone if together[0].relation is Relation.SILENT else together

    def _verdict(self, said: str, compared: Comparison) -> Verdict:
        verdict = Verdict(compared.relation.value)
        forbidden = any(one.aspect in (Aspect.DENIAL, Aspect.CONDUCT) for one in self._differences(compared))
        assures = verdict in (Verdict.AGREES, Verdict.GOES_FURTHER)
        if assures and (self._is_ours(compared) or (not forbidden and self._unknown(said) > UNKNOWN)):
            return Verdict.NOT_COMPARABLE
        return verdict

    def _unknown(self, said: str) -> float:
        weights = {t: self.relevance.rarity(t) for t in matter_of(said) if not t.startswith("role:")}
        known = self.relevance.lexicon.columns
        whole = sum(weights.values())
        return sum(weight for term, weight in weights.items() if term not in known) / whole if whole else 0.0

    def _differences(self, compared: Comparison) -> tuple[Difference, ...]:
        places = {one.figure for one in compared.settled}
        leading = compared.leading
        first = dict.fromkeys(one for each in leading for one in each.differences)
        conduct: dict[int, Difference] = {}
        for one in (one for each in compared.governing for one in each.conduct):
            conduct.setdefault(one.start, one)
        told = (one for one in first if one.aspect is not Aspect.CONDUCT)
        first = dict.fromkeys((*conduct.values(), *told))
        return (*compared.settled, *(one for one in first if one.figure is None or one.figure not in places))

    def _parted(self, checked: StatementChecked) -> _Parted:
        """The statement with the sources beside it that are known to part from what governs it first."""
        first = [one for one in checked.provisions if one.standing is Standing.GOVERNS][:1]
        cited = [Statement(one.text, one.citations) for one in first]
        notices, others = self.differences.notices(self.corpus, cited, MOST_DIFFERENCES)
        there = {one.citations[0].provision_id for one in checked.provisions}
        beside = tuple(
            Beside(Standing.PARTS, s.citations[0].provision_id, s.text, s.citations, Relation.NOT_COMPARABLE, ())
            for s in others
            if s.citations[0].provision_id not in there
        )
        return _Parted(replace(checked, provisions=(*checked.provisions, *beside)), notices)

    def _beside(self, standing: Standing, laid: Laid, clauses: dict[str, Clause]) -> Beside:
        printed = laid.printed
        clause = clauses[_key(printed.provision_id, printed.words)]
        document = self.corpus.document(clause.document_id)
        citations = self._citations(clause)
        words = f"{printed.opening} … {printed.words}" if printed.opening else printed.words
        text = f"{lead(document, printed.label, printed.force, first=True)}{words}"
        relation = laid.relation if standing is not Standing.NEAREST else Relation.SILENT
        return Beside(standing, printed.provision_id, text, citations, relation, laid.differences)

    def _citations(self, clause: Clause) -> tuple[Citation, ...]:
        """The clause's own words first, so that the label is its own; then the words that introduce it."""
        whole = (*clause.opening, *clause.spans)
        pieces = (*clause.spans, *clause.opening)
        return tuple(cite_spans(self.corpus, clause.document_id, [span], sentence=whole) for span in pieces)

    def _notices(self, made: PointChecked) -> Iterator[Notice]:
        yield from notices_for(made.said)
        yield point_words.WHO_DECIDES
        yield from about_references(self.corpus, made.said)
        yield from digest_notices(made.documents)
        if not any(one.authority in (Authority.STATUTE, Authority.DIGEST) for one in self.corpus.documents.values()):
            yield Notice(NoticeKind.INCOMPLETE, point_words.NO_LAW)
        for document in made.documents:
            if document.superseded_by:
                words = point_words.SUPERSEDED.format(title=document.title, by=document.superseded_by)
                yield Notice(NoticeKind.SUPERSEDED, words)


def _key(provision_id: str, words: str) -> str:
    return f"{provision_id}\n{words}"


def _is_plain(compared: Comparison) -> bool:
    """Whether a provision answers to the statement in so many words: then no boundary stands before it."""
    governing = compared.governing
    return bool(governing) and not compared.unsettled and governing[0].share >= _IN_SO_MANY_WORDS


_IN_SO_MANY_WORDS = 0.8
"""Share of the statement's telling words that a clause holds."""


def _is_sure(compared: Comparison) -> bool:
    """Whether an agreement is of a figure, or that what is ruled out is not done."""
    return bool(compared.settled) or any(one.conduct for one in compared.governing)
