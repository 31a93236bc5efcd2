"""A question's way to an answer, as a list of steps. No logic here beyond their order."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer import Answer, Citation, Evidence, Mode, Notice, NoticeKind, Question, Reason, Refusal, Statement
from assistant.digest_notice import digest_notices
from assistant.errors import EmptyQuestion, QuestionTooLong
from assistant.extractive import Extractive
from assistant.follow_up import standing_alone
from assistant.retrieval.exact import named_provisions
from assistant.retrieval.retriever import Retriever
from assistant.scope import elsewhere, notices_for
from assistant.support import Support
from assistant.verification import cite_spans
from assistant.wording import written_out
from ingest.corpus import Corpus

EVIDENCE = 10
"""Pieces of evidence put before whoever answers."""

NEAREST = 3
"""Provisions named beside a refusal."""

LONGEST_QUESTION = 4_000
"""Characters. Anything longer is a document to check, not a question."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Everything a question needs on its way."""

    corpus: Corpus
    retriever: Retriever
    support: Support
    extractive: Extractive

    def answer(self, question: Question) -> Answer | Refusal:
        """Answer from the sources, or refuse and say why. Raises EmptyQuestion, QuestionTooLong."""
        text = self._checked(question)
        notices = (*notices_for(text), *self._about_references(text))
        field = elsewhere(text)
        evidence = self.retriever.search(text, EVIDENCE)
        if field is not None:
            return self._outside_scope(question, field, evidence, notices)
        if not evidence:
            return Refusal(question, Reason.NOTHING_FOUND, NOTHING_FOUND, notices=notices)
        if not self.support.is_enough(text, evidence):
            return Refusal(question, Reason.NOT_IN_SOURCES, NOT_IN_SOURCES, self._nearest(evidence), notices)
        statements = self.extractive.statements(text, evidence)
        if not statements:
            return Refusal(question, Reason.NOT_IN_SOURCES, NOT_IN_SOURCES, self._nearest(evidence), notices)
        notices = (*notices, *self._about_documents(statements))
        return Answer(question, Mode.EXTRACTIVE, statements, evidence, notices)

    def _checked(self, question: Question) -> str:
        text = " ".join(question.text.split())
        if not text:
            raise EmptyQuestion('the question is empty: ask something, such as "Who may be the independent person?"')
        if len(text) > LONGEST_QUESTION:
            raise QuestionTooLong(f"a question may have {LONGEST_QUESTION:,} characters at most")
        return standing_alone(text, question.history)

    def _outside_scope(
        self, question: Question, field: str, evidence: tuple[Evidence, ...], notices: tuple[Notice, ...]
    ) -> Refusal:
        return Refusal(
            question, Reason.OUTSIDE_SCOPE, OUTSIDE_SCOPE.format(field=field), self._nearest(evidence), notices
        )

    def _nearest(self, evidence: tuple[Evidence, ...]) -> tuple[Citation, ...]:
        return tuple(cite_spans(self.corpus, e.passage.document_id, e.passage.spans[:1]) for e in evidence[:NEAREST])

    def _about_references(self, text: str) -> tuple[Notice, ...]:
        """Say so where the question names a provision that does not exist, and what was read instead."""
        return tuple(
            Notice(
                NoticeKind.REFERENCE,
                NO_SUCH_PROVISION.format(written=named.written, label=written_out(named.provision.label)),
            )
            for named in named_provisions(self.corpus, text)
            if not named.exactly
        )

    def _about_documents(self, statements: tuple[Statement, ...]) -> tuple[Notice, ...]:
        cited = {c.document.id: c.document for statement in statements for c in statement.citations}
        superseded = (
            Notice(NoticeKind.SUPERSEDED, SUPERSEDED.format(title=document.title, by=document.superseded_by))
            for document in cited.values()
            if document.superseded_by
        )
        return (*digest_notices(cited.values()), *superseded)


NOTHING_FOUND = (
    "Nothing in the ingested documents shares any words or meaning with this question. Try other words, or name a "
    "regulation or paragraph."
)
NOT_IN_SOURCES = (
    "The ingested documents do not seem to answer this. The nearest provisions are listed so that you can see for "
    "yourself; they do not support an answer."
)
OUTSIDE_SCOPE = (
    "This assistant knows the standards for children's homes in England only. Its sources do not cover {field}. The "
    "nearest provisions listed apply to children's homes in England."
)
NO_SUCH_PROVISION = "There is no “{written}” in the ingested documents; {label} is the nearest there is."
SUPERSEDED = "{title} has been superseded by {by}; read that instead where you can."
