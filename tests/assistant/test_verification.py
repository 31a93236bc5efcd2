"""A quote is on its page, word for word, or it is nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.answer import Citation, Quote, UnsupportedQuote
from assistant.knowledge_base import KnowledgeBase
from assistant.verification import SHORTEST_QUOTE, cite_provision, cite_spans, verify
from ingest.corpus import Corpus
from ingest.document import Force, Kind, Passage, Span
from ingest.errors import UnknownDocument, UnknownPage
from ingest.text import same_words

pytestmark = pytest.mark.official

EXAMPLES = settings(deadline=None, max_examples=40)

COPIED = {
    "as it stands": lambda text: text,
    "on one line": lambda text: " ".join(text.replace("-\n", "-").split()),
    "with ligatures": lambda text: text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "with straight quotes": lambda text: text.translate(str.maketrans("‘’“”", "''\"\"")),
    "with curly quotes": lambda text: text.replace("'", "’"),
    "with plain dashes": lambda text: " ".join(text.replace("-\n", "-").split()).replace("—", "-").replace("–", "-"),
}
"""What happens to words on their way through a PDF viewer, a model or a keyboard without their changing."""


@dataclass(frozen=True)
class Words:
    """A run of words cut from a passage."""

    passage: Passage
    before: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


def passages(corpus: Corpus) -> st.SearchStrategy[Passage]:
    return st.sampled_from([p for p in corpus.passages.values() if len(p.text.split()) >= 8])


@st.composite
def runs(draw: st.DrawFn, corpus: Corpus) -> tuple[Passage, str]:
    """A passage and what stands in it from the start of one word to the end of another."""
    passage = draw(passages(corpus))
    found = list(re.finditer(r"\S+", passage.text))
    first = draw(st.integers(0, len(found) - 1))
    last = draw(st.integers(first, min(first + 40, len(found) - 1)))
    return passage, passage.text[found[first].start() : found[last].end()]


def spanned(corpus: Corpus, citation: Citation) -> str:
    texts = corpus.page_texts[citation.document.id]
    return "\n".join(texts[span.physical_page][span.start : span.end] for span in citation.spans)


@pytest.mark.parametrize("copied", COPIED.values(), ids=COPIED.keys())
def test_any_run_of_a_passages_words_is_found_on_its_page(ingested: KnowledgeBase, copied: object) -> None:
    corpus = ingested.corpus

    @EXAMPLES
    @given(runs(corpus))
    def holds(cut: tuple[Passage, str]) -> None:
        passage, text = cut
        assume(len(same_words(text)) >= SHORTEST_QUOTE)
        assert callable(copied)
        found = verify(corpus, passage, Quote("E1", copied(text)))
        assert isinstance(found, Citation)
        assert found.document.id == passage.document_id
        assert same_words(spanned(corpus, found)) == same_words(text)
        assert set(found.physical_pages) <= {span.physical_page for span in passage.spans}

    holds()


@pytest.mark.parametrize("change", ["changed", "dropped", "inserted", "doubled"])
def test_a_quote_with_one_other_word_is_another_quote(ingested: KnowledgeBase, change: str) -> None:
    corpus = ingested.corpus

    @EXAMPLES
    @given(runs(corpus), st.data())
    def holds(cut: tuple[Passage, str], data: st.DataObject) -> None:
        passage, text = cut
        words = text.split()
        assume(len(words) > 4)
        at = data.draw(st.integers(1, len(words) - 2))
        middle = {"changed": ["zebra"], "dropped": [], "inserted": [words[at], "zebra"], "doubled": [words[at]] * 2}
        other = " ".join([*words[:at], *middle[change], *words[at + 1 :]])
        assume(same_words(other) not in same_words(passage.text))
        assert isinstance(verify(corpus, passage, Quote("E1", other)), UnsupportedQuote)

    holds()


def test_a_quote_with_another_digit_is_another_quote(ingested: KnowledgeBase) -> None:
    corpus = ingested.corpus

    @EXAMPLES
    @given(runs(corpus).filter(lambda cut: re.search(r"\d", cut[1]) is not None), st.data())
    def holds(cut: tuple[Passage, str], data: st.DataObject) -> None:
        passage, text = cut
        at = data.draw(st.sampled_from([m.start() for m in re.finditer(r"\d", text)]))
        other = f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"
        assume(same_words(other) not in same_words(passage.text))
        assert isinstance(verify(corpus, passage, Quote("E1", other)), UnsupportedQuote)

    holds()


@pytest.mark.parametrize("text", ["", "   ", "must", "28 days", "the home", "“”", "\u200b" * 40, "a" * 11])
def test_what_is_too_short_proves_nothing(ingested: KnowledgeBase, text: str) -> None:
    passage = ingested.corpus.passages["regulations-2015/regulation/16/3"]
    assert isinstance(verify(ingested.corpus, passage, Quote("E1", text)), UnsupportedQuote)


def test_a_quote_of_another_passage_is_not_in_this_one(ingested: KnowledgeBase) -> None:
    passage = ingested.corpus.passages["regulations-2015/regulation/16/3"]
    elsewhere = Quote("E1", "within the last 5 years, worked for at least 2 years")
    assert isinstance(verify(ingested.corpus, passage, elsewhere), UnsupportedQuote)


LABELLED = [
    ("28/2", "within the last 5 years, worked for at least 2 years", ("reg 28(2)(a)", 22, Force.STATES)),
    ("28/2", "the Level 5 Diploma in Leadership and Management", ("reg 28(2)(c)(i)", 22, Force.STATES)),
    ("28/2", "(“the Level 5 Diploma”); or (ii) a qualification", ("reg 28(2)(c)", 22, Force.STATES)),
    ("28/4", "manages, or has managed, a home on a part-time basis", ("reg 28(4)(b)", 22, Force.MAY)),
    ("35/3", "the date, time and location of the use of the measure", ("reg 35(3)(a)(iii)", 26, Force.MUST)),
    ("19/2", "any form of corporal punishment", ("reg 19(2)(a)", 16, Force.MUST)),
]
"""A list's items have the force of the words that introduce them: "must ensure that—", "may defer … if—"."""


@pytest.mark.parametrize(("path", "quote", "cited"), LABELLED)
def test_the_label_is_the_smallest_provisions(
    ingested: KnowledgeBase, path: str, quote: str, cited: tuple[str, int, Force]
) -> None:
    found = verify(ingested.corpus, ingested.corpus.passages[f"regulations-2015/regulation/{path}"], Quote("E1", quote))
    assert isinstance(found, Citation)
    assert (found.provision_label, found.physical_pages, found.force) == (cited[0], (cited[1],), cited[2])


def test_a_bullet_is_cited_as_its_paragraph_with_the_force_of_its_opening(ingested: KnowledgeBase) -> None:
    passage = ingested.corpus.passages["guide-2015/paragraph/10.8"]
    found = verify(ingested.corpus, passage, Quote("E1", "detail the necessary management and staffing structure"))
    assert isinstance(found, Citation)
    assert (found.provision_label, found.physical_pages, found.force) == ("para 10.8", (53,), Force.SHOULD)


def test_no_smaller_provision_holds_what_is_cited(ingested: KnowledgeBase) -> None:
    corpus = ingested.corpus

    def characters(spans: tuple[Span, ...], document_id: str) -> set[tuple[int, int]]:
        texts = corpus.page_texts[document_id]
        every = ((s.physical_page, at) for s in spans for at in range(s.start, s.end))
        return {(page, at) for page, at in every if not texts[page][at].isspace()}

    @EXAMPLES
    @given(runs(corpus))
    def holds(cut: tuple[Passage, str]) -> None:
        passage, text = cut
        assume(len(same_words(text)) >= SHORTEST_QUOTE)
        found = verify(corpus, passage, Quote("E1", text))
        assert isinstance(found, Citation)
        cited, tree = characters(found.spans, passage.document_id), corpus.trees[passage.document_id]
        holder = tree.by_id[found.provision_id]
        assert cited <= characters(corpus.whole_spans(holder), passage.document_id)
        for child in tree.children.get(holder.id, ()):
            if child.kind is not Kind.BULLET:
                assert not cited <= characters(corpus.whole_spans(child), passage.document_id)

    holds()


def test_a_quote_over_a_pages_end_is_cited_on_both_pages(ingested: KnowledgeBase) -> None:
    corpus = ingested.corpus
    crossing = 0
    for passage in corpus.passages.values():
        texts = corpus.page_texts[passage.document_id]
        for before, after in pairwise(passage.spans):
            if before.physical_page == after.physical_page:
                continue
            left = texts[before.physical_page][before.start : before.end].split()[-4:]
            right = texts[after.physical_page][after.start : after.end].split()[:4]
            found = verify(corpus, passage, Quote("E1", " ".join([*left, *right])))
            if left[-1].endswith("-") or (isinstance(found, UnsupportedQuote) and "short" in found.reason):
                continue
            assert isinstance(found, Citation), passage.id
            assert found.physical_pages == (before.physical_page, after.physical_page)
            crossing += 1
    assert crossing > 50


def test_the_same_words_elsewhere_are_named(ingested: KnowledgeBase) -> None:
    found = cite_provision(ingested.corpus, ingested.corpus.provision("regulations-2015/regulation/6/1"))
    assert [(place.document_id, place.provision_label, place.pages) for place in found.also_at] == [
        ("guide-2015", "reg 6(1)", (13,))
    ]


def test_guidance_that_only_advises_is_never_a_must(ingested: KnowledgeBase) -> None:
    """ "Should ensure" became "must ensure" once (10.11)."""
    corpus = ingested.corpus
    must = re.compile(r"\b(?:must|shall|requires?|required|may\s+not|may\s+only)\b|\bNo\s", re.IGNORECASE)
    for passage in corpus.passages.values():
        first = corpus.provisions[passage.provision_ids[0]]
        if passage.document_id == "guide-2015" and not first.reprint and not must.search(passage.text):
            assert cite_spans(corpus, "guide-2015", passage.spans).force is not Force.MUST, passage.id


def test_the_explanatory_note_asks_nothing_of_anybody(ingested: KnowledgeBase) -> None:
    corpus = ingested.corpus
    notes = [p for p in corpus.provisions.values() if p.id.startswith("regulations-2015/explanatory-note/")]
    assert notes
    assert {cite_provision(corpus, note).force for note in notes} == {Force.STATES}


def test_a_must_before_a_list_is_not_hidden_by_the_list(ingested: KnowledgeBase) -> None:
    cited = cite_provision(ingested.corpus, ingested.corpus.provision("guide-2015/paragraph/12.2"))
    assert cited.text.startswith("12.2 Every home must have a person managing it.")
    assert cited.force is Force.MUST


def test_what_is_not_there_cannot_be_cited(ingested: KnowledgeBase) -> None:
    with pytest.raises(UnknownPage):
        ingested.corpus.page("guide-2015", 82)
    with pytest.raises(UnknownDocument):
        ingested.corpus.document("guide-2016")
    furniture = ingested.corpus.page("guide-2015", 53)
    with pytest.raises(ValueError, match="no provision"):
        cite_spans(ingested.corpus, "guide-2015", [Span(53, len(furniture.text) - 1, len(furniture.text))])
