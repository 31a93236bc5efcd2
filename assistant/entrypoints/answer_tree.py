"""An answer or a refusal, as it came over the wire, as a document tree to be written to a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from assistant.entrypoints.schemas import AnswerOut, CitationOut, DocumentUsed, RefusalOut
from assistant.entrypoints.terminal import REASONS, URGENT
from assistant.export.document_tree import Block, DocumentTree, Heading, ListOf, Paragraph, Run, Style
from assistant.export.labels import AUTHORITIES
from assistant.export.notes import Cited, Notes, footer, place, version_of
from ingest.document import Authority

LONGEST_TITLE = 300
"""Characters of a question in the title; the whole of it stands below."""

Titles = Mapping[str, str]


def answer_tree(shown: AnswerOut | RefusalOut, made_at: datetime) -> DocumentTree:
    """The whole outcome, with as many notes as it has citations."""
    titles = {document.id: document.short_title for document in shown.documents}
    notices = sorted(shown.notices, key=lambda notice: notice.kind != URGENT)
    body = _answer(shown, titles) if isinstance(shown, AnswerOut) else _refusal(shown, titles)
    return DocumentTree(
        title=_title(shown.question),
        subtitle="Answer" if isinstance(shown, AnswerOut) else f"No answer: {REASONS.get(shown.reason, shown.reason)}",
        front=(),
        contents="",
        body=(
            *([Paragraph((Run(shown.question),))] if len(shown.question) > LONGEST_TITLE else []),
            *(Paragraph((Run(notice.text),), Style.NOTICE) for notice in notices),
            *body,
            *_sources(shown.documents),
        ),
        footer=footer(_title(shown.question), [(one.short_title, _version(one)) for one in shown.documents]),
        made_at=made_at,
    )


def _answer(shown: AnswerOut, titles: Titles) -> Iterator[Block]:
    notes = Notes()
    for statement in shown.statements:
        cited = (_cited(citation, titles) for citation in statement.citations)
        yield Paragraph((Run(statement.text), *notes.of(cited)))
    if shown.model:
        yield Paragraph((Run(f"Worded by {shown.model}; every quotation was found on its page."),))
    if shown.removed:
        yield Paragraph((Run(f"Left out, because their quotations do not bear them out: {shown.removed}."),))


def _refusal(shown: RefusalOut, titles: Titles) -> Iterator[Block]:
    notes = Notes()
    yield Paragraph((Run(shown.message),))
    if shown.nearest:
        cited = [_cited(citation, titles) for citation in shown.nearest]
        yield Paragraph((Run("The nearest provisions:"),), Style.LEAD)
        yield ListOf(tuple((Paragraph((Run(_where(one)), *notes.of([one]))),) for one in cited))


def _sources(documents: list[DocumentUsed]) -> Iterator[Block]:
    if documents:
        yield Heading(1, "Sources")
        listed = ((Run(f"{one.title}. ", Style.STRONG), Run(_version(one))) for one in documents)
        yield ListOf(tuple((Paragraph(inlines),) for inlines in listed))


def _cited(citation: CitationOut, titles: Titles) -> Cited:
    return Cited(
        title=titles.get(citation.document, citation.title),
        provision_label=citation.provision,
        pages=tuple(citation.pages),
        printed=tuple(citation.printed_pages),
        standing=f"{AUTHORITIES[Authority(citation.authority)]}: {citation.force}",
        quote=citation.quote,
    )


def _where(one: Cited) -> str:
    return place(one.title, one.provision_label, one.pages, one.printed)


def _version(document: DocumentUsed) -> str:
    return version_of(document.version, document.as_at, digest=document.digest)


def _title(question: str) -> str:
    return question if len(question) <= LONGEST_TITLE else f"{question[:LONGEST_TITLE]} …"
