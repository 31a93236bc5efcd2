"""A question's way to an answer, as a list of steps. No logic here beyond their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Evidence, Notice, NoticeKind, Question, Reason, Refusal, Statement
from assistant.boundaries import Boundaries, Boundary
from assistant.composing import Composed, Withdrawn, compose
from assistant.differences import Differences
from assistant.digest_notice import digest_notices
from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.extractive import Extractive
from assistant.follow_up import standing_alone
from assistant.retrieval.exact import named_provisions, names_nothing
from assistant.retrieval.retriever import Retriever
from assistant.scope import notices_for
from assistant.support import Support
from assistant.verification import cite_spans
from assistant.wording import written_out
from ingest.corpus import Corpus
from ingest.document import Authority

if TYPE_CHECKING:
    from assistant.model_answer import ModelAnswer

EVIDENCE = 10
"""Pieces of evidence put before whoever answers."""

NEAREST = 3
"""Provisions named beside a refusal."""

MOST_DIFFERENCES = 1
"""Differences between sources told with one answer: each brings the other side, and citations of its own."""

LONGEST_QUESTION = 4_000
"""Characters, with the question before it where it leans on that. Anything longer is a document to check."""


@dataclass(frozen=True, slots=True)
class Considered:
    """What an answer is about to be composed from; a refusal considers nothing."""

    evidence: tuple[Evidence, ...]


Event = Notice | Considered | Statement | Withdrawn | Answer | Refusal
"""What happens on a question's way; an Answer or a Refusal comes last, once, and holds all that stands."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Everything a question needs on its way."""

    corpus: Corpus
    retriever: Retriever
    support: Support
    extractive: Extractive
    differences: Differences
    boundaries: Boundaries
    model: ModelAnswer | None = None

    def answer(self, question: Question) -> Answer | Refusal:
        """Answer from the sources, or refuse and say why. Raises EmptyQuestion, QuestionTooLong."""
        return next(event for event in self.stream(question) if isinstance(event, Answer | Refusal))

    def stream(self, question: Question) -> Iterator[Event]:
        """What ``answer`` does, as it happens: notices, evidence and statements when they may be shown, the whole last.

        Raises EmptyQuestion, QuestionTooLong at once. ``Withdrawn`` takes back the statements given before it.
        """
        return self._steps(question, self._checked(question))

    def _steps(self, question: Question, text: str) -> Iterator[Event]:
        notices = (*notices_for(text), *self._about_references(text))
        yield from notices
        evidence = self.retriever.search(text, EVIDENCE)
        refusal = self._refusal(question, text, evidence, notices)
        if refusal is not None:
            yield refusal
            return
        yield Considered(evidence)
        composed = yield from compose(text, evidence, self.extractive, self.model)
        parted, other_sides = self.differences.notices(self.corpus, composed.statements, most=MOST_DIFFERENCES)
        yield from other_sides
        composed = replace(composed, statements=_law_first((*composed.statements, *other_sides)))
        more = (*composed.notices, *parted, *self._about_documents(composed.statements))
        yield from more
        yield self._outcome(question, evidence, composed, (*notices, *more))

    def _refusal(
        self, question: Question, text: str, evidence: tuple[Evidence, ...], notices: tuple[Notice, ...]
    ) -> Refusal | None:
        boundary = self.boundaries.of(text)
        if boundary is not None:
            nearest = self._named(boundary) or self._nearest(evidence)
            return Refusal(question, boundary.reason, boundary.message, nearest, notices)
        if not evidence:
            return Refusal(question, Reason.NOTHING_FOUND, NOTHING_FOUND, notices=notices)
        urgent = any(notice.kind is NoticeKind.URGENT for notice in notices)
        if not urgent and not self.support.is_enough(text, evidence):
            return Refusal(question, Reason.NOT_IN_SOURCES, NOT_IN_SOURCES, self._nearest(evidence), notices)
        return None

    def _outcome(
        self, question: Question, evidence: tuple[Evidence, ...], composed: Composed, notices: tuple[Notice, ...]
    ) -> Answer | Refusal:
        if not composed.statements:
            return Refusal(question, Reason.NOT_IN_SOURCES, NOT_IN_SOURCES, self._nearest(evidence), notices)
        return Answer(
            question,
            composed.mode,
            composed.statements,
            evidence,
            notices,
            composed.removed,
            composed.unsupported,
            composed.prompt_sha256,
            composed.model,
        )

    def _checked(self, question: Question) -> str:
        text = " ".join(question.text.split())
        if not text:
            raise EmptyQuestion('the question is empty: ask something, such as "Who may be the independent person?"')
        if len(text) > LONGEST_QUESTION:
            raise QuestionTooLong(f"a question may have {LONGEST_QUESTION:,} characters at most")
        whole = standing_alone(text, question.history)
        return whole if len(whole) <= LONGEST_QUESTION else text

    def _named(self, boundary: Boundary) -> tuple[Citation, ...]:
        """The beginning of each provision that the boundary names, on one page."""
        named = (self.corpus.provisions[one] for one in boundary.nearest if one in self.corpus.provisions)
        whole = ((self.corpus.document_of(one.id).id, self.corpus.whole_spans(one)) for one in named)
        return tuple(cite_spans(self.corpus, document_id, spans[:1], sentence=spans) for document_id, spans in whole)

    def _nearest(self, evidence: tuple[Evidence, ...]) -> tuple[Citation, ...]:
        return tuple(cite_spans(self.corpus, e.passage.document_id, e.passage.spans[:1]) for e in evidence[:NEAREST])

    def _about_references(self, text: str) -> tuple[Notice, ...]:
        """Say so where the question names a provision that does not exist, and what was read instead, if anything."""
        unknown = (NO_PROVISION.format(written=written) for written in names_nothing(self.corpus, text))
        nearest = tuple(
            Notice(
                NoticeKind.REFERENCE,
                NO_SUCH_PROVISION.format(written=named.written, label=written_out(named.provision.label)),
            )
            for named in named_provisions(self.corpus, text)
            if not named.exactly
        )
        return (*nearest, *(Notice(NoticeKind.REFERENCE, words) for words in unknown))

    def _about_documents(self, statements: tuple[Statement, ...]) -> tuple[Notice, ...]:
        cited = {c.document.id: c.document for statement in statements for c in statement.citations}
        superseded = (
            Notice(NoticeKind.SUPERSEDED, SUPERSEDED.format(title=document.title, by=document.superseded_by))
            for document in cited.values()
            if document.superseded_by
        )
        return (*digest_notices(cited.values()), *superseded)


def _law_first(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    authorities = tuple(Authority)
    return tuple(sorted(statements, key=lambda statement: authorities.index(statement.citations[0].authority)))


NOTHING_FOUND = (
    "Nothing in the ingested documents shares any words or meaning with this question. Try other words, or name a "
    "regulation or paragraph."
)
NOT_IN_SOURCES = (
    "The ingested documents do not seem to answer this. The nearest provisions are listed so that you can see for "
    "yourself; they do not support an answer."
)
NO_PROVISION = "There is no “{written}” in the ingested documents."
NO_SUCH_PROVISION = "There is no “{written}” in the ingested documents; {label} is the nearest there is."
SUPERSEDED = "{title} has been superseded by {by}; read that instead where you can."
