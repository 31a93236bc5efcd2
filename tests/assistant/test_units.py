from __future__ import annotations

import pytest

from assistant.knowledge_base import KnowledgeBase
from assistant.units import WHOLE_LIST_UP_TO, WHOLE_UP_TO, Unit, force_of_words, units_of
from ingest.corpus import Corpus
from ingest.document import Force, Kind, Passage, Span
from ingest.passages import words

pytestmark = pytest.mark.official


def said(corpus: Corpus, document_id: str, spans: tuple[Span, ...]) -> str:
    return " ".join(words(spans, corpus.page_texts[document_id]).split())


def units(base: KnowledgeBase, passage_id: str) -> list[tuple[str, str]]:
    """Each unit's first words, after the last words of what introduces it."""
    corpus = base.corpus
    passage = corpus.passages[passage_id]
    return [
        (said(corpus, passage.document_id, unit.opening)[-12:], said(corpus, passage.document_id, unit.spans)[:20])
        for unit in units_of(corpus, passage)
    ]


def heading_of(corpus: Corpus, passage: Passage) -> str:
    """A regulation's heading is part of its passage, not of what it says."""
    first = corpus.provisions[passage.provision_ids[0]]
    return "".join((first.heading or "").split()) if first.kind is Kind.REGULATION else ""


def test_units_hold_all_the_words_of_their_passage_in_reading_order(ingested: KnowledgeBase) -> None:
    corpus = ingested.corpus

    def characters(document_id: str, spans: tuple[Span, ...]) -> list[tuple[int, int]]:
        texts = corpus.page_texts[document_id]
        every = ((span.physical_page, at) for span in spans for at in range(span.start, span.end))
        return [(page, at) for page, at in every if not texts[page][at].isspace()]

    for passage in corpus.passages.values():
        found = units_of(corpus, passage)
        held = [character for unit in found for character in characters(passage.document_id, unit.spans)]
        assert len(held) == len(set(held)), passage.id
        left_out = set(characters(passage.document_id, passage.spans)) - set(held)
        assert set(held) <= set(characters(passage.document_id, passage.spans)), passage.id
        assert len(left_out) <= len(heading_of(corpus, passage)), passage.id
        assert [unit.spans[0] for unit in found] == sorted(unit.spans[0] for unit in found), passage.id


def test_only_what_is_long_is_cut(ingested: KnowledgeBase) -> None:
    corpus = ingested.corpus
    for passage in corpus.passages.values():
        limit = WHOLE_LIST_UP_TO if len(passage.provision_ids) > 1 else WHOLE_UP_TO
        found = units_of(corpus, passage)
        forces = {force_of_words(unit.spans, corpus.page_texts[passage.document_id]) for unit in found}
        if len(passage.text) <= limit and not {Force.MUST, Force.SHOULD} <= forces:
            assert len(found) == 1, passage.id


def test_what_obliges_is_cut_from_what_is_expected(ingested: KnowledgeBase) -> None:
    corpus = ingested.corpus
    found = units_of(corpus, corpus.passages["guide-2015/paragraph/14.13"])
    texts = corpus.page_texts["guide-2015"]
    assert [force_of_words(unit.spans, texts).value for unit in found] == ["should", "should", "must"]


def test_a_short_list_stays_whole(ingested: KnowledgeBase) -> None:
    assert units(ingested, "regulations-2015/regulation/28/4") == [("", "(4) The registered p")]


def test_each_item_of_a_long_list_has_the_words_that_introduce_it(ingested: KnowledgeBase) -> None:
    found = units(ingested, "regulations-2015/regulation/19/2")
    assert found[0] == ("", "(2) The following me")
    assert found[1] == ("e any child—", "(a) any form of corp")
    assert found[2] == ("e any child—", "(b) any punishment i")
    assert ("e any child—", "(h) withholding any ") in found


def test_a_later_part_of_a_list_has_them_as_well(ingested: KnowledgeBase) -> None:
    corpus = ingested.corpus
    (found,) = units_of(corpus, corpus.passages["regulations-2015/regulation/35/3+2"])
    assert said(corpus, "regulations-2015", found.opening) == "(3) The registered person must ensure that—"


def test_a_long_paragraph_is_cut_into_sentences(ingested: KnowledgeBase) -> None:
    assert units(ingested, "guide-2015/paragraph/10.12") == [
        ("", "10.12 All managers w"),
        ("", "All staff in a care "),
        ("", "The registered perso"),
    ]


def test_a_definition_is_never_cut(ingested: KnowledgeBase) -> None:
    provisions = ingested.corpus.provisions
    definitions = [
        p for p in ingested.corpus.passages.values() if provisions[p.provision_ids[0]].kind is Kind.DEFINITION
    ]
    assert len(definitions) > 30
    for passage in definitions:
        assert units_of(ingested.corpus, passage) == (Unit(passage.provision_ids[0], passage.spans),)
