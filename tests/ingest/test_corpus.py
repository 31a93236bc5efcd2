from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from assistant.knowledge_base import KnowledgeBase
from ingest.corpus import Corpus, Counts, vector_id
from ingest.document import Authority, Document, Force, Kind, Page, Provision, Reference, Span
from ingest.errors import UnknownDocument, UnknownPage, UnknownProvision
from ingest.library import IngestedDocument
from ingest.passages import make_passages

Line = tuple[str, Kind, str | None, str]
"""(path, kind, parent's path, words)"""


def ingested_of(
    document_id: str,
    lines: Sequence[Line],
    references: Mapping[str, str] | None = None,
    authority: Authority = Authority.PROVIDERS_OWN,
    title: str = "House rules",
) -> IngestedDocument:
    """A document of one page, with one line a provision; ``references`` are (path, path) pairs."""
    document = Document(document_id, title, title, "", authority, "1", date(2025, 1, 1), None, None, None, "0" * 64, 1)
    text, provisions = "", []
    for path, kind, parent, written in lines:
        spans = (Span(1, len(text), len(text) + len(written)),) if written else ()
        text += f"{written}\n"
        parent_id = f"{document_id}/{parent}" if parent else None
        provisions.append(Provision(f"{document_id}/{path}", path, kind, None, parent_id, spans, Force.STATES))
    pages = (Page(document_id, 1, "i", text),)
    made = [Reference(f"{document_id}/{one}", Span(1, 0, 1), "x", to) for one, to in (references or {}).items()]
    passages = make_passages(document, pages, provisions)
    return IngestedDocument(document, pages, tuple(provisions), tuple(made), passages, (), "0.pdf", "1")


VISITS = "Somebody must visit the home each month, at the very least, to see"
LAW = ingested_of(
    "law",
    [
        ("part/1", Kind.PART, None, "PART 1"),
        ("regulation/5", Kind.REGULATION, "part/1", "5.—"),
        ("regulation/5/1", Kind.PARAGRAPH, "regulation/5", f"(1) {VISITS}—"),
        ("regulation/5/1/a", Kind.SUB_PARAGRAPH, "regulation/5/1", "(a) unannounced; and"),
        ("note/M1", Kind.NOTE, "regulation/5", "M1 Made in 2015."),
    ],
    {"regulation/5/1": "regulation/9"},
    Authority.STATUTE,
    "The Homes Regulations 2015",
)  # fmt: skip
GUIDE = ingested_of(
    "guide",
    [
        ("paragraph/1.1", Kind.PARAGRAPH, None, "1.1 See the Homes Regulations 2015, regulation 5."),
        ("regulation/5/1", Kind.PARAGRAPH, None, f"(1)  {VISITS.replace(',', '')} –"),
        ("regulation/5/1/a", Kind.SUB_PARAGRAPH, "regulation/5/1", "(a) unannounced, and"),
    ],
    {"paragraph/1.1": "regulation/5", "regulation/5/1": "paragraph/1.1"},
)


@pytest.fixture(scope="module")
def small() -> Corpus:
    return Corpus.of([LAW, GUIDE])


def test_references_resolve_at_home_first_and_then_in_the_statute(small: Corpus) -> None:
    assert [(r.from_provision_id, r.to_provision_id) for r in small.references["guide"]] == [
        ("guide/paragraph/1.1", "law/regulation/5"),
        ("guide/regulation/5/1", "guide/paragraph/1.1"),
    ]
    assert [r.to_provision_id for r in small.references["law"]] == [None]


def test_a_reprint_is_never_what_a_reference_means() -> None:
    reprint = [dataclasses.replace(p, reprint="regulation" in p.id) for p in GUIDE.provisions]
    guide = dataclasses.replace(GUIDE, provisions=tuple(reprint), references=(
        Reference("guide/paragraph/1.1", Span(1, 0, 1), "reg 5(1)", "regulation/5/1"),
    ))  # fmt: skip
    [reference] = Corpus.of([LAW, guide]).references["guide"]
    assert reference.to_provision_id == "law/regulation/5/1"


def test_a_reference_waits_for_the_document_that_it_names() -> None:
    assert [r.to_provision_id for r in Corpus.of([GUIDE]).references["guide"]] == [None, "guide/paragraph/1.1"]


def test_references_by_either_end(small: Corpus) -> None:
    assert [r.to_provision_id for r in small.references_from["law/regulation/5/1"]] == [None]
    assert [r.from_provision_id for r in small.references_to["law/regulation/5"]] == ["guide/paragraph/1.1"]
    assert "law/regulation/9" not in small.references_to


def test_the_law_that_a_document_names_most_is_asked_first() -> None:
    other = ingested_of(
        "a-law", [("regulation/5", Kind.REGULATION, None, "5. Other.")], {}, Authority.STATUTE, "Other Law"
    )
    corpus = Corpus.of([other, LAW, GUIDE])
    assert corpus.references["guide"][0].to_provision_id == "law/regulation/5"


def test_a_digest_stands_in_for_the_law_it_is_of() -> None:
    digest = dataclasses.replace(
        LAW, document=dataclasses.replace(LAW.document, authority=Authority.DIGEST, digest=True)
    )
    assert Corpus.of([digest, GUIDE]).references["guide"][0].to_provision_id == "law/regulation/5"


def test_twins_have_the_same_words_numbering_and_punctuation_aside(small: Corpus) -> None:
    assert small.twins == {
        "law/regulation/5/1": ("guide/regulation/5/1",),
        "guide/regulation/5/1": ("law/regulation/5/1",),
    }


SAME = "The registered person must ensure that all the staff know of each child’s relevant plan"
NOT_TWINS = [
    (f"1.1 {SAME}.", f"4.2 {SAME}.", True),
    (f"1.1 {SAME}.", f"• {SAME}", True),
    (f"(a) {SAME}[1]; and", f"(b) {SAME.replace('’', chr(39))}, AND", True),
    (f"1.1 {SAME} (“plan”)[1].", f"1.1 {SAME} (“plan”)12.", True),
    (f"1.1 {SAME} within 24 hours.", f"1.1 {SAME} within 48 hours.", False),
    (f"1.1 {SAME}.", f"1.1 {SAME} at once.", False),
    ("1.1 Short words.", "1.2 Short words.", False),
]


@pytest.mark.parametrize(("one", "other", "twins"), NOT_TWINS)
def test_twins(one: str, other: str, twins: bool) -> None:
    corpus = Corpus.of([ingested_of("a", [("1", Kind.ITEM, None, one), ("2", Kind.ITEM, None, other)])])
    assert ("a/1" in corpus.twins) is twins


def test_a_table_rows_figures_are_no_numbering() -> None:
    rows = [("1", Kind.TABLE_ROW, None, f"20 | {SAME}"), ("2", Kind.TABLE_ROW, None, f"21 | {SAME}")]
    assert Corpus.of([ingested_of("a", rows)]).twins == {}


def test_the_heading_of_a_twin_does_not_count() -> None:
    law = ingested_of("law", [("regulation/5", Kind.REGULATION, None, f"Staff and\n plans\n5. {SAME}")])
    law = dataclasses.replace(law, provisions=(dataclasses.replace(law.provisions[0], heading="Staff and plans"),))
    guide = ingested_of("guide", [("regulation/5", Kind.REGULATION, None, f"5. {SAME}.")])
    assert Corpus.of([law, guide]).twins["guide/regulation/5"] == ("law/regulation/5",)


def test_every_provision_leads_to_a_passage_but_notes(small: Corpus) -> None:
    assert small.passage_of_provision == {
        "law/regulation/5/1": "law/regulation/5/1",
        "law/regulation/5": "law/regulation/5/1",
        "law/part/1": "law/regulation/5/1",
        "law/regulation/5/1/a": "law/regulation/5/1",
        "guide/paragraph/1.1": "guide/paragraph/1.1",
        "guide/regulation/5/1": "guide/regulation/5/1",
        "guide/regulation/5/1/a": "guide/regulation/5/1",
    }


def test_words_are_the_provisions_with_all_below_it(small: Corpus) -> None:
    provision = small.provision("law/regulation/5/1")
    assert small.whole_spans(provision) == (Span(1, 11, 103),)
    assert small.words(provision) == (f"(1) {VISITS}—\n(a) unannounced; and")


def test_what_is_there(small: Corpus) -> None:
    assert list(small.documents) == ["law", "guide"]
    assert list(small.passages) == ["law/regulation/5/1", "guide/paragraph/1.1", "guide/regulation/5/1"]
    assert small.document("law").title == small.document_of("law/regulation/5/1").title == "The Homes Regulations 2015"
    assert small.page("law", 1).printed == "i"
    assert small.page_texts["guide"][1].startswith("1.1 See")
    assert small.counts("guide") == Counts(3, 2, 2, 0, 0)
    assert small.counts("law") == Counts(5, 1, 0, 1, 0)


def test_what_is_not_there_is_an_error_that_says_where_to_look(small: Corpus) -> None:
    with pytest.raises(UnknownDocument, match="homes documents"):
        small.document("rules")
    with pytest.raises(UnknownDocument):
        small.counts("rules")
    with pytest.raises(UnknownDocument):
        small.page("rules", 1)
    for physical in (0, 2, -1):
        with pytest.raises(UnknownPage, match="law has pages 1 to 1"):
            small.page("law", physical)
    with pytest.raises(UnknownProvision, match="homes provision"):
        small.provision("law/regulation/6")


def test_nothing_ingested_is_an_empty_corpus() -> None:
    empty = Corpus.of([])
    assert not any([empty.documents, empty.passages, empty.twins, empty.passage_of_provision])


def test_a_vectors_id_changes_with_the_words_it_was_made_of(small: Corpus) -> None:
    passage = small.passages["law/regulation/5/1"]
    changed = dataclasses.replace(passage, embedded_text=passage.embedded_text + ".")
    odd = dataclasses.replace(passage, embedded_text="\ud800")
    assert small.vector_ids[vector_id(passage)] == passage.id
    assert len({vector_id(passage), vector_id(changed), vector_id(odd)}) == 3


# On the official documents.


@pytest.fixture(scope="module")
def corpus(ingested: KnowledgeBase) -> Corpus:
    return ingested.corpus


LAW_ID, GUIDE_ID = "regulations-2015", "guide-2015"
REFERENCES = [
    ("guide-2015/paragraph/10.12", ["regulation/28/2", "regulation/28/3", "regulation/32/4", "regulation/32/5"]),
    ("guide-2015/paragraph/10.13", ["regulation/28/2/c", "regulation/32/4"]),
    ("guide-2015/paragraph/10.8", ["regulation/16", "schedule/1/19", "schedule/1/20"]),
    ("guide-2015/paragraph/10.8/bullet/4", ["regulation/33/4/b"]),
    ("guide-2015/paragraph/10.14", ["guide-2015/annex/A"]),
    ("guide-2015/paragraph/10.24", ["regulation/44", "regulation/45"]),
    ("guide-2015/paragraph/1.4", ["regulation/1/2/b"]),
    ("guide-2015/paragraph/1.8", ["guide-2015/paragraph/1.9", "regulation/15"]),
    ("guide-2015/paragraph/2.8", ["regulation/5/c", "guide-2015/paragraph/4.16"]),
    ("guide-2015/paragraph/3.5", ["regulation/6/2/a", "regulation/6/2/b/i", "regulation/16", "schedule/1"]),
    ("guide-2015/paragraph/5.21", ["regulation/8/2/a/vi", *(f"regulation/8/2/a/{n}" for n in ("viii", "ix", "x"))]),
    ("guide-2015/paragraph/7.4", ["regulation/10/2/a/i"]),
    ("guide-2015/paragraph/9.4", ["regulation/40", *(f"guide-2015/paragraph/14.{n}" for n in range(9, 16))]),
    ("guide-2015/paragraph/9.65", [None]),  # of the Secure Accommodation Regulations 1991
    ("guide-2015/paragraph/14.10", ["regulation/40/4", *(f"regulation/40/4/{letter}" for letter in "abcd")]),
    ("guide-2015/annex/B/1.20", ["guide-2015/annex/B/1.22"]),
    ("guide-2015/annex/B/1.32", [None, None]),  # of the 1991 Regulations
    ("guide-2015/regulation/6/2", ["regulation/6/1"]),
    ("regulations-2015/regulation/2/1/definition/placement-plan/a/i", [None]),  # of the Care Planning Regulations
    ("regulations-2015/regulation/7/2/a/vii", [f"regulation/7/2/d/{n}" for n in ("i", "ii", "iii")]),
    ("regulations-2015/regulation/16/1", ["schedule/1"]),
    ("regulations-2015/regulation/26/6/b", [f"schedule/2/{n}" for n in (1, 3, 4, 5, 6)]),
    ("regulations-2015/regulation/28/2", ["regulation/28/1/b/i"]),
    ("regulations-2015/regulation/36/1/a", ["schedule/3"]),
    ("regulations-2015/schedule/3", ["schedule/3", "regulation/36"]),
    ("regulations-2015/regulation/40/2/b", ["regulation/40/2/a/ii"]),
    ("regulations-2015/regulation/53/2/c", [None, None, "regulation/2/1"]),  # of the 2001 Regulations, then its own
    ("regulations-2015/regulation/54", [None]),
    ("sccif-2025/section/registered-manager-qualifications/paragraph/1", ["regulation/28"]),
]  # fmt: skip


@pytest.mark.parametrize(("provision_id", "targets"), REFERENCES)
def test_a_known_reference(corpus: Corpus, provision_id: str, targets: list[str | None]) -> None:
    """Targets without a document are the Regulations'."""
    full = [t if t is None or t.startswith(GUIDE_ID) else f"{LAW_ID}/{t}" for t in targets]
    assert [reference.to_provision_id for reference in corpus.references_from[provision_id]] == full


def test_what_is_written_of_a_reference_stands_at_its_span(corpus: Corpus) -> None:
    for document_id, references in corpus.references.items():
        for reference in references:
            span = reference.span
            page = corpus.page(document_id, span.physical_page)
            assert page.text[span.start : span.end].strip() == reference.written
            assert reference.to_provision_id is None or reference.to_provision_id in corpus.provisions


ALSO_AT = [
    ("regulations-2015/regulation/5", ["guide-2015/regulation/5"]),
    ("regulations-2015/regulation/6/1", ["guide-2015/regulation/6/1"]),
    ("regulations-2015/regulation/13/2/h", ["guide-2015/regulation/13/2/h"]),
    ("guide-2015/regulation/12/2", ["regulations-2015/regulation/12/2"]),
    ("guide-2015/paragraph/4.2", [f"guide-2015/paragraph/{n}.1" for n in (2, 3, 5, 6, 7, 9, 11)]),
]  # fmt: skip


@pytest.mark.parametrize(("provision_id", "also_at"), ALSO_AT)
def test_a_provision_that_stands_twice(corpus: Corpus, provision_id: str, also_at: list[str]) -> None:
    assert list(corpus.twins[provision_id]) == also_at


def test_what_the_guide_reprints_stands_in_the_regulations_word_for_word(corpus: Corpus) -> None:
    """But for the two places where the Guide prints otherwise: a footnote in brackets, and a number twice."""
    alone = {
        provision.id
        for provision in corpus.provisions.values()
        if provision.reprint
        and len(corpus.words(provision)) > 100
        and not any(twin.startswith(LAW_ID) for twin in corpus.twins.get(provision.id, ()))
    }
    differs = ("6", "6/2", "6/2/d", "6/2/d/ii", "14", "14/2", "14/2/b")
    assert alone == {f"{GUIDE_ID}/regulation/{path}" for path in differs}


def test_every_provision_but_notes_and_contents_leads_to_a_passage(corpus: Corpus) -> None:
    lost = {
        provision.kind for provision in corpus.provisions.values() if provision.id not in corpus.passage_of_provision
    }
    assert lost <= {Kind.NOTE, Kind.CONTENTS, Kind.HEADING}
    assert corpus.passage_of_provision["regulations-2015/part/3"] == "regulations-2015/regulation/26/1"
    assert corpus.passage_of_provision["regulations-2015/schedule/3"] == "regulations-2015/schedule/3/1"
    assert corpus.passage_of_provision["guide-2015/paragraph/10.8/bullet/4"] == "guide-2015/paragraph/10.8+2"


def test_counts_of_the_official_documents_agree_with_what_is_there(corpus: Corpus) -> None:
    for document_id, one in corpus.ingested.items():
        counts = corpus.counts(document_id)
        assert counts.references_resolved + counts.references_unresolved == len(one.references)
        assert (counts.provisions, counts.passages) == (len(one.provisions), len(one.passages))
        assert counts.references_resolved > counts.references_unresolved
