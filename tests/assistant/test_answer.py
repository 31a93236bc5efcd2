"""What cannot be built: an answer without statements, a statement without citations, a citation off its page."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import _SEAL, Answer, Citation, Mode, Question, Reason, Refusal, Statement
from assistant.knowledge_base import KnowledgeBase
from ingest.document import Authority, Document, Force, Page, Span
from tests.conftest import PROJECT

LAW = Document("law", "The Law", "the Law", "nobody", Authority.STATUTE, "1", None, None, None, None, "0" * 64, 2)
PAGES = (Page("law", 1, "i", "The person must keep\n  a record."), Page("law", 2, "ii", "It must be true."))
QUESTION = Question("What must be kept?")


def cite(spans: Sequence[Span], pages: Sequence[Page] = PAGES, seal: object = _SEAL) -> Citation:
    return Citation(LAW, "law/1", "reg 1", tuple(spans), tuple(pages), Force.MUST, seal=seal)


def test_an_answer_needs_statements() -> None:
    with pytest.raises(ValueError, match="statements"):
        Answer(QUESTION, Mode.EXTRACTIVE, (), ())


def test_a_statement_needs_a_citation() -> None:
    with pytest.raises(ValueError, match="citation"):
        Statement("The person must keep a record.", ())


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_statement_needs_words(text: str) -> None:
    with pytest.raises(ValueError, match="words"):
        Statement(text, (cite([Span(1, 0, 3)], PAGES[:1]),))


@pytest.mark.parametrize("seal", [None, object(), "seal", True])
def test_a_citation_needs_the_seal(seal: object) -> None:
    with pytest.raises(ValueError, match="verification"):
        cite([Span(1, 0, 3)], PAGES[:1], seal)


OFF_THE_PAGE = {
    "no span": ((), ()),
    "a span without its page": ((Span(1, 0, 3), Span(2, 0, 2)), PAGES[:1]),
    "the page of another span": ((Span(2, 0, 3),), PAGES[:1]),
    "past the page's end": ((Span(1, 0, len(PAGES[0].text) + 1),), PAGES[:1]),
    "a page of another document": ((Span(1, 0, 3),), (Page("other", 1, None, "The person"),)),
}


@pytest.mark.parametrize(("spans", "pages"), OFF_THE_PAGE.values(), ids=OFF_THE_PAGE.keys())
def test_a_citation_stands_on_its_page(spans: tuple[Span, ...], pages: tuple[Page, ...]) -> None:
    with pytest.raises(ValueError, match="citation"):
        cite(spans, pages)


def test_what_is_cited_is_cut_from_the_pages_and_says_where_words_are_left_out() -> None:
    first = PAGES[0]
    assert cite([Span(1, 11, 32)], [first]).text == "must keep a record."
    assert cite([Span(1, 0, 3), Span(1, 11, 20)], [first, first]).text == "The … must keep"
    assert cite([Span(1, 25, 32), Span(2, 0, 7)]).text == "record. It must"


def test_pages_are_told_once_and_in_order() -> None:
    citation = cite([Span(1, 0, 3), Span(1, 11, 15), Span(2, 0, 2)], [PAGES[0], PAGES[0], PAGES[1]])
    assert (citation.physical_pages, citation.printed_pages) == ((1, 2), ("i", "ii"))
    assert citation.authority is Authority.STATUTE


@pytest.mark.official
def test_what_is_cited_is_a_slice_of_a_real_page(ingested: KnowledgeBase) -> None:
    pages = [page for one in ingested.corpus.pages.values() for page in one.values() if page.text.strip()]

    @settings(deadline=None, max_examples=100)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        page = data.draw(st.sampled_from(pages))
        start = data.draw(st.integers(0, len(page.text) - 1))
        end = data.draw(st.integers(start + 1, len(page.text)))
        document = ingested.corpus.document(page.document_id)
        span = Span(page.physical, start, end)
        citation = Citation(document, "any", "any", (span,), (page,), Force.STATES, seal=_SEAL)
        assert "".join(citation.text.split()) == "".join(page.text[start:end].replace("\u200b", " ").split())

    holds()


def test_the_seal_is_named_where_citations_are_made_and_nowhere_else() -> None:
    naming = {
        file.relative_to(PROJECT).as_posix()
        for folder in ("ingest", "assistant", "evals")
        for file in (PROJECT / folder).rglob("*.py")
        if re.search(r"\b_SEAL\b", file.read_text(encoding="utf-8"))
    }
    assert naming == {"assistant/answer.py", "assistant/verification.py"}


def test_documents_are_those_cited_each_once() -> None:
    citation = cite([Span(1, 0, 3)], PAGES[:1])
    statements = (Statement("One.", (citation, citation)), Statement("Two.", (citation,)))
    assert Answer(QUESTION, Mode.EXTRACTIVE, statements, ()).documents == (LAW,)
    assert Refusal(QUESTION, Reason.NOT_IN_SOURCES, "No.", (citation, citation)).documents == (LAW,)
    assert Refusal(QUESTION, Reason.NOTHING_FOUND, "No.").documents == ()
