from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.knowledge_base import KnowledgeBase
from ingest.corpus import Corpus
from ingest.document import Authority, Document, Force, Kind, Page, Passage, Provision, Span
from ingest.passages import LONGEST, SHORTEST_OPENING, ProvisionTree, make_passages, merge, words

DOCUMENT = Document(
    id="rules",
    title="House rules",
    short_title="the rules",
    publisher="the provider",
    authority=Authority.PROVIDERS_OWN,
    version="1",
    as_at=date(2025, 1, 1),
    superseded_by=None,
    source_url=None,
    licence=None,
    sha256="0" * 64,
    page_count=1,
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Line = tuple[str, Kind, str | None, str]
"""(path, kind, parent's path, words)"""


def passages_of(*lines: Line, headings: dict[str, str] | None = None) -> tuple[Passage, ...]:
    """The passages of a document of one page, with one line a provision."""
    text, provisions = "", []
    for path, kind, parent, written in lines:
        spans = (Span(1, len(text), len(text) + len(written)),) if written else ()
        text += f"{written}\n" if written else ""
        parent_id = f"rules/{parent}" if parent else None
        heading = (headings or {}).get(path)
        provisions.append(Provision(f"rules/{path}", path, kind, heading, parent_id, spans, Force.STATES))
    return make_passages(DOCUMENT, [Page("rules", 1, "1", text)], provisions)


def joined(passages: Sequence[Passage]) -> list[list[str]]:
    return [[provision_id.removeprefix("rules/") for provision_id in passage.provision_ids] for passage in passages]


LETTERED_REGULATION: list[Line] = [
    ("regulation/5", Kind.REGULATION, None, "5. In meeting the standards, the registered person must—"),
    ("regulation/5/a", Kind.PARAGRAPH, "regulation/5", "(a) seek to involve parents; and"),
    ("regulation/5/b", Kind.PARAGRAPH, "regulation/5", "(b) challenge the placing authority."),
]
NUMBERED_REGULATION: list[Line] = [
    ("regulation/6", Kind.REGULATION, None, "6.—"),
    ("regulation/6/1", Kind.PARAGRAPH, "regulation/6", "(1) The standard is that children are cared for."),
    ("regulation/6/2", Kind.PARAGRAPH, "regulation/6", "(2) The registered person must—"),
    ("regulation/6/2/a", Kind.SUB_PARAGRAPH, "regulation/6/2", "(a) protect;"),
    ("regulation/6/2/a/i", Kind.SUB_PARAGRAPH, "regulation/6/2/a", "(i) each child."),
]


def test_a_lettered_paragraph_directly_under_a_regulation_belongs_to_it() -> None:
    [passage] = passages_of(*LETTERED_REGULATION)
    assert joined([passage]) == [["regulation/5", "regulation/5/a", "regulation/5/b"]]
    assert passage.text == "\n".join(line[3] for line in LETTERED_REGULATION)


def test_a_numbered_paragraph_stands_alone_with_all_below_it() -> None:
    assert joined(passages_of(*NUMBERED_REGULATION)) == [
        ["regulation/6/1"],
        ["regulation/6/2", "regulation/6/2/a", "regulation/6/2/a/i"],
    ]


def test_short_provisions_that_stand_alone_are_never_joined() -> None:
    passages = passages_of(
        ("1", Kind.ITEM, None, "1. Name."),
        ("2", Kind.ITEM, None, "2. Age."),
        ("t", Kind.TERM, None, "“home”: a home."),
        ("r", Kind.TABLE_ROW, None, "Day 1 | visit"),
        ("d", Kind.DEFINITION, None, "“child” means a child."),
    )
    assert joined(passages) == [["1"], ["2"], ["t"], ["r"], ["d"]]


def test_opening_words_of_their_own_length_are_searched_and_bare_ones_are_not() -> None:
    terms = ("1/a", Kind.DEFINITION, "1", "“child” means a child.")
    assert joined(passages_of(("1", Kind.PARAGRAPH, None, "(1) In these rules—"), terms)) == [["1/a"]]
    long_opening = "(1) In these rules, unless the context requires otherwise and whatever the placement, words mean—"
    assert joined(passages_of(("1", Kind.PARAGRAPH, None, long_opening), terms)) == [["1"], ["1/a"]]


def test_notes_and_contents_are_in_no_passage() -> None:
    passages = passages_of(
        ("contents", Kind.CONTENTS, None, "1. Doors .... 2"),
        ("contents/1", Kind.ITEM, "contents", "1. Doors"),
        ("regulation/15", Kind.REGULATION, None, "15. The registered person must have regard to it M24."),
        ("note/M24", Kind.NOTE, "regulation/15", "M24 Section 23 was amended."),
        ("note/M24/a", Kind.BULLET, "note/M24", "• twice"),
    )
    assert joined(passages) == [["regulation/15"]]
    assert "amended" not in passages[0].embedded_text


def test_the_heading_path_is_embedded_and_never_quoted() -> None:
    headings = {
        "part": "Standards",
        "chapter": "Care",
        "heading": "Visits",
        "regulation/44": "Independent person",
        "regulation/44/1": "Independent person",
    }
    [passage] = passages_of(
        ("part", Kind.PART, None, "PART 1"),
        ("chapter", Kind.CHAPTER, "part", "CHAPTER 1"),
        ("heading", Kind.HEADING, "chapter", "Visits"),
        ("regulation/44", Kind.REGULATION, "heading", "44.—"),
        ("regulation/44/1", Kind.PARAGRAPH, "regulation/44", "(1)  The  person’s\nvisit—monthly."),
        headings=headings,
    )
    assert passage.text == "(1)  The  person’s\nvisit—monthly."
    context, body = passage.embedded_text.split("\n")
    assert context == "Care > Visits > Independent person"
    assert body == "(1) The person's visit-monthly."


def test_a_provision_below_no_heading_has_the_documents_title() -> None:
    [passage] = passages_of(("1", Kind.ITEM, None, "1. Name."))
    assert passage.embedded_text == "House rules\n1. Name."


def long_list(items: int, length: int) -> list[Line]:
    opening: Line = ("2", Kind.PARAGRAPH, None, "(2) In particular, the standard requires the person to—")
    return [
        opening,
        *((f"2/{letter}", Kind.SUB_PARAGRAPH, "2", f"({letter}) ".ljust(length, "x")) for letter in LETTERS[:items]),
    ]


def test_a_long_list_is_cut_between_children_and_each_part_repeats_the_opening() -> None:
    first, second, *others = passages_of(*long_list(7, 400))
    assert joined([first, second, *others]) == [["2", "2/a", "2/b"], ["2/c", "2/d"], ["2/e", "2/f"], ["2/g"]]
    assert [passage.id for passage in (first, second, *others)] == ["rules/2", "rules/2+2", "rules/2+3", "rules/2+4"]
    assert second.embedded_text.startswith("House rules\n(2) In particular, the standard requires the person to-\n(c)")
    assert second.text.startswith("(c)")


def test_a_list_that_a_model_can_read_whole_stays_whole() -> None:
    assert len(passages_of(*long_list(10, 100))) == 1


def test_one_child_that_is_too_long_is_cut_between_its_own_children_or_not_at_all() -> None:
    whole = passages_of(("1", Kind.ITEM, None, "1. ".ljust(3 * LONGEST, "x")))
    assert [len(passage.text) for passage in whole] == [3 * LONGEST]
    nested = [
        *long_list(1, 200),
        *((f"2/a/{n}", Kind.SUB_PARAGRAPH, "2/a", f"({n}) ".ljust(600, "x")) for n in ("i", "ii", "iii")),
    ]
    assert joined(passages_of(*nested)) == [["2", "2/a", "2/a/i"], ["2/a/ii"], ["2/a/iii"]]


@given(st.lists(st.integers(5, 2 * LONGEST), min_size=1, max_size=12))
def test_however_long_its_children_a_list_is_cut_whole_in_order_and_never_too_small(lengths: list[int]) -> None:
    lines = [
        long_list(0, 0)[0],
        *(
            (f"2/{letter}", Kind.SUB_PARAGRAPH, "2", "x" * length)
            for letter, length in zip(LETTERS, lengths, strict=False)
        ),
    ]
    passages = passages_of(*lines)
    assert [provision for part in joined(passages) for provision in part] == [line[0] for line in lines]
    assert "\n".join(passage.text for passage in passages) == "\n".join(line[3] for line in lines)
    for passage in passages:
        only_child = len(passage.provision_ids) - ("rules/2" in passage.provision_ids) == 1
        assert only_child or len(passage.text) <= LONGEST + len(passage.provision_ids)
    for one, following in pairwise(passages):
        assert len(one.text) + len(following.text.split("\n")[0]) > LONGEST - 2 * len(lines)


def test_neighbouring_spans_become_one_and_others_do_not() -> None:
    texts = {1: "one  two. three", 2: "four"}
    spans = [Span(1, 5, 8), Span(1, 0, 3), Span(1, 10, 15), Span(2, 0, 4)]
    assert merge(spans, texts) == (Span(1, 0, 8), Span(1, 10, 15), Span(2, 0, 4))
    assert words(merge(spans, texts), texts) == "one  two\nthree\nfour"
    assert merge([], texts) == ()


def test_a_tree_knows_ancestors_and_subtrees() -> None:
    parents = {"a": None, "a/1": "a", "a/1/i": "a/1", "a/2": "a"}
    tree = ProvisionTree.of([Provision(i, i, Kind.TEXT, None, p, (), Force.STATES) for i, p in parents.items()])
    assert [p.id for p in tree.ancestors(tree.by_id["a/1/i"])] == ["a", "a/1"]
    assert [p.id for p in tree.subtree(tree.by_id["a"])] == ["a", "a/1", "a/1/i", "a/2"]


# The promises, on every official document.


@pytest.fixture(scope="module")
def corpus(ingested: KnowledgeBase) -> Corpus:
    return ingested.corpus


def places(spans: Sequence[Span], texts: dict[int, str]) -> list[tuple[int, int]]:
    """Every letter's place, white space left out."""
    return [
        (span.physical_page, offset)
        for span in spans
        for offset in range(span.start, span.end)
        if not texts[span.physical_page][offset].isspace()
    ]


def test_the_same_document_gives_the_same_passages(corpus: Corpus) -> None:
    for one in corpus.ingested.values():
        assert make_passages(one.document, one.pages, one.provisions) == one.passages


def test_every_passage_is_the_pages_words_and_has_an_id_of_its_own(corpus: Corpus) -> None:
    ids = [passage.id for one in corpus.ingested.values() for passage in one.passages]
    assert len(ids) == len(set(ids))
    for passage in corpus.passages.values():
        texts = corpus.page_texts[passage.document_id]
        assert passage.text == words(passage.spans, texts)
        assert passage.text.strip()
        assert passage.id.split("+")[0] in corpus.provisions
        assert places(passage.spans, dict(texts)) == sorted(
            places([span for i in passage.provision_ids for span in corpus.provisions[i].spans], dict(texts))
        )


def test_every_provision_is_in_one_passage_at_most_and_every_letter_in_one(corpus: Corpus) -> None:
    held = Counter(provision_id for passage in corpus.passages.values() for provision_id in passage.provision_ids)
    assert set(held.values()) == {1}
    for document_id, one in corpus.ingested.items():
        texts = dict(corpus.page_texts[document_id])
        letters = Counter(place for passage in one.passages for place in places(passage.spans, texts))
        assert set(letters.values()) == {1}


def test_all_words_are_searched_but_headings_notes_contents_and_bare_openings(corpus: Corpus) -> None:
    """A regulation whose paragraphs stand alone has its number and heading; "In these Regulations—" says nothing."""
    held = {provision_id for passage in corpus.passages.values() for provision_id in passage.provision_ids}
    not_held = [
        provision
        for provision in corpus.provisions.values()
        if provision.id not in held
        and provision.spans
        and provision.kind not in (Kind.PART, Kind.CHAPTER, Kind.HEADING, Kind.SCHEDULE, Kind.NOTE, Kind.CONTENTS)
    ]
    regulations = [p for p in not_held if p.kind is Kind.REGULATION]
    others = [p.id for p in not_held if p.kind is not Kind.REGULATION]
    assert others == ["regulations-2015/regulation/2/1", "regulations-2015/explanatory-note"]
    for regulation in regulations:
        document_id = regulation.id.split("/")[0]
        own = words(regulation.spans, corpus.page_texts[document_id]).replace(regulation.heading or "", "")
        letters_beside_number_and_heading = [c for c in "".join(own.split()) if c.isalpha()]
        heading = [c for c in (regulation.heading or "") if c.isalpha()]
        assert len(letters_beside_number_and_heading) <= len(heading), regulation.id


def test_nothing_that_is_never_searched_is_in_a_passage(corpus: Corpus) -> None:
    for passage in corpus.passages.values():
        tree = corpus.trees[passage.document_id]
        for provision in (tree.by_id[provision_id] for provision_id in passage.provision_ids):
            kinds = {provision.kind, *(ancestor.kind for ancestor in tree.ancestors(provision))}
            assert not kinds & {Kind.NOTE, Kind.CONTENTS}, provision.id


def test_a_passage_is_longer_than_a_model_reads_only_where_one_provision_is(corpus: Corpus) -> None:
    """Short opening words stay with the first part of what they open, however long it is."""
    for passage in corpus.passages.values():
        parts = [corpus.provisions[provision_id] for provision_id in passage.provision_ids]
        lengths = [sum(span.end - span.start for span in part.spans) for part in parts]
        opened = lengths[1:] if lengths[0] < 2 * SHORTEST_OPENING else lengths
        assert len(opened) <= 1 or sum(opened) <= LONGEST, passage.id


def test_every_passage_says_what_it_is_about(corpus: Corpus) -> None:
    """The headings nearest above it stand in what is embedded."""
    for passage in corpus.passages.values():
        tree = corpus.trees[passage.document_id]
        first = tree.by_id[passage.id.split("+")[0]]
        context = passage.embedded_text.split("\n")[0] if first.heading is None else passage.embedded_text
        headings = [ancestor.heading for ancestor in tree.ancestors(first) if ancestor.heading]
        assert all(heading in context for heading in headings[-2:]), passage.id
