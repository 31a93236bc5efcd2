"""Where the sources part, told whichever side is cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import NoticeKind, Quote, Statement, UnsupportedQuote
from assistant.differences import Difference, Differences, Side, as_passage, load_differences
from assistant.verification import cite_provision, verify
from ingest.corpus import Corpus
from ingest.document import Authority, Document, Force, Kind, Page, Provision, Span
from ingest.errors import CatalogueError
from ingest.library import IngestedDocument
from tests.assistant.official_corpus import PROJECT, official_corpus

LAW = "12.—(1) Wash the van. (2) The owner must— (a) tell the office within an hour; and (b) hang up the key at night."
GUIDE = "3.1 Vans need care. The owner should tell the office within a day. 3.2 Tell it in writing. 3.3 Keys matter."
DIFFERENCE = Difference(
    id="how-soon",
    sides=(Side("law/12/2/a", "tell the office within an hour"), Side("guide/3.1", "tell the office within a day")),
    sentence="The guide gives a day, the law an hour.",
)


def provision(text: str, provision_id: str, words: str, kind: Kind, parent: str | None = None) -> Provision:
    start = text.index(words)
    span = Span(1, start, start + len(words))
    return Provision(provision_id, provision_id.split("/", 1)[1], kind, None, parent, (span,), Force.MUST)


def document(document_id: str, authority: Authority) -> Document:
    title = f"the {document_id}"
    return Document(document_id, title, title, "nobody", authority, "1", date(2020, 1, 1), None, None, None, "", 1)


def ingested(document_id: str, authority: Authority, text: str, provisions: list[Provision]) -> IngestedDocument:
    page = Page(document_id, 1, "1", text)
    return IngestedDocument(document(document_id, authority), (page,), tuple(provisions), (), (), (), "", "")


LAW_INGESTED = ingested("law", Authority.STATUTE, LAW, [
    provision(LAW, "law/12", "12.—", Kind.REGULATION),
    provision(LAW, "law/12/1", "(1) Wash the van.", Kind.PARAGRAPH, "law/12"),
    provision(LAW, "law/12/2", "(2) The owner must—", Kind.PARAGRAPH, "law/12"),
    provision(LAW, "law/12/2/a", "(a) tell the office within an hour; and", Kind.SUB_PARAGRAPH, "law/12/2"),
    provision(LAW, "law/12/2/b", "(b) hang up the key at night.", Kind.SUB_PARAGRAPH, "law/12/2"),
])  # fmt: skip
GUIDE_INGESTED = ingested("guide", Authority.STATUTORY_GUIDANCE, GUIDE, [
    provision(GUIDE, "guide/3.1", "3.1 Vans need care. The owner should tell the office within a day.", Kind.PARAGRAPH),
    provision(GUIDE, "guide/3.2", "3.2 Tell it in writing.", Kind.PARAGRAPH),
    provision(GUIDE, "guide/3.3", "3.3 Keys matter.", Kind.PARAGRAPH),
])  # fmt: skip
CORPUS = Corpus.of([LAW_INGESTED, GUIDE_INGESTED])


def citing(*provision_ids: str) -> tuple[Statement, ...]:
    return tuple(Statement("said", (cite_provision(CORPUS, CORPUS.provisions[one]),)) for one in provision_ids)


def told(*cited: str, difference: Difference = DIFFERENCE, corpus: Corpus = CORPUS) -> tuple[list[str], list[str]]:
    notices, extra = Differences((difference,)).notices(corpus, citing(*cited), most=2)
    assert all(notice.kind is NoticeKind.DIFFERENCE for notice in notices)
    return [notice.text for notice in notices], [statement.text for statement in extra]


LAW_SAYS = "12/2 of the law requires: The owner must— tell the office within an hour; and"
GUIDE_SAYS = "The guide says, at 3.1: Vans need care. The owner should tell the office within a day."


def test_citing_one_side_brings_the_other_and_a_notice() -> None:
    assert told("law/12/2/a") == ([DIFFERENCE.sentence], [GUIDE_SAYS])
    assert told("guide/3.1") == ([DIFFERENCE.sentence], [LAW_SAYS])


def test_citing_above_a_side_cites_the_side() -> None:
    assert told("law/12") == ([DIFFERENCE.sentence], [GUIDE_SAYS])


def test_citing_both_brings_the_notice_alone() -> None:
    assert told("guide/3.1", "law/12/2") == ([DIFFERENCE.sentence], [])


def test_other_words_of_the_same_regulation_bring_nothing() -> None:
    assert told("law/12/2/b", "law/12/1", "guide/3.2") == ([], [])


def test_a_place_that_says_the_same_stands_for_the_side() -> None:
    difference = replace(DIFFERENCE, also=("guide/3.2",))
    assert told("guide/3.2", difference=difference) == ([DIFFERENCE.sentence], [LAW_SAYS])


def test_some_are_told_only_from_where_they_matter() -> None:
    difference = replace(DIFFERENCE, only_from=("guide/3.1",))
    assert told("law/12/2/a", difference=difference) == ([], [])
    assert told("guide/3.1", difference=difference) == ([DIFFERENCE.sentence], [LAW_SAYS])


def test_a_side_that_is_not_in_the_library_is_not_told_of() -> None:
    alone = Corpus.of([LAW_INGESTED])
    assert told("law/12/2/a", corpus=alone) == ([], [])


def test_where_the_text_is_another_state_the_whole_provision_is_shown() -> None:
    other = replace(DIFFERENCE, sides=(DIFFERENCE.sides[0], Side("guide/3.2", "words of an earlier edition")))
    assert told("law/12/2/a", difference=other) == (
        [DIFFERENCE.sentence],
        ["The guide says, at 3.2: Tell it in writing."],
    )


def test_the_shown_come_first_and_no_more_than_asked_for() -> None:
    keys = Difference("keys", (Side("law/12/2/b", "hang up the key"), Side("guide/3.3", "Keys matter")), "On keys.")
    both = Differences((DIFFERENCE, keys))
    statements = citing("law/12/2/a", "law/12/2/b", "guide/3.3")
    assert [n.text for n in both.notices(CORPUS, statements, most=2)[0]] == ["On keys.", DIFFERENCE.sentence]
    assert [n.text for n in both.notices(CORPUS, statements, most=1)[0]] == ["On keys."]


def test_the_other_sides_citation_is_its_own_words_on_its_page() -> None:
    _, extra = Differences((DIFFERENCE,)).notices(CORPUS, citing("guide/3.1"), most=2)
    assert [citation.text for citation in extra[0].citations] == [
        "(2) The owner must— (a) tell the office within an hour; and"
    ]


ENTRY = '[[difference]]\nid = "x"\nprovisions = ["a/1", "b/1"]\nquotes = ["one", "two"]\nsentence = "They part."\n'


def test_an_entry_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "differences.toml"
    path.write_text(f'{ENTRY}also = ["a/2"]\nonly_from = ["b/1"]\n', encoding="utf-8")
    sides = (Side("a/1", "one"), Side("b/1", "two"))
    assert load_differences(path).all == (Difference("x", sides, "They part.", ("a/2",), ("b/1",)),)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("[[", "cannot be read"),
        ("x = 1", "nothing else"),
        (ENTRY.replace("quotes", "quote"), "entry 1: needs"),
        (ENTRY + 'why = "so"', "nothing else"),
        (ENTRY.replace('"They part."', "1"), "are words"),
        (ENTRY.replace('["one", "two"]', '["one"]'), "a quote for each"),
        (ENTRY.replace('["one", "two"]', '["one", ""]'), "quotes is a list of words"),
        (ENTRY + ENTRY, "stands twice: x"),
    ],
)
def test_what_is_not_in_the_form_is_refused(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "differences.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=complaint):
        load_differences(path)


KNOWN = load_differences(PROJECT / "corpus" / "differences.toml")
SIDES = [pytest.param(d, s, id=f"{d.id}:{s.document_id}") for d in KNOWN.all for s in d.sides]
PLACES = [pytest.param(d, place, id=f"{d.id}:{place}") for d in KNOWN.all for place in d.places]


@pytest.mark.official
@pytest.mark.parametrize(("difference", "side"), SIDES)
def test_every_side_stands_on_its_page(official: Path, difference: Difference, side: Side) -> None:
    corpus = official_corpus(official)
    places = {side.provision_id, *difference.also, *difference.only_from}
    assert sorted(place for place in places if place not in corpus.provisions) == []
    assert len(side.quote.split()) <= 12
    passage = as_passage(corpus, corpus.provisions[side.provision_id])
    assert not isinstance(verify(corpus, passage, Quote("", side.quote)), UnsupportedQuote)


@pytest.mark.official
@pytest.mark.parametrize(("difference", "place"), PLACES)
def test_citing_any_of_its_places_brings_all_sides(official: Path, difference: Difference, place: str) -> None:
    corpus = official_corpus(official)
    statement = Statement("said", (cite_provision(corpus, corpus.provisions[place]),))
    notices, extra = Differences((difference,)).notices(corpus, (statement,), most=2)
    shown = {citation.document.id for one in (statement, *extra) for citation in one.citations}
    assert [notice.text for notice in notices] == [difference.sentence]
    assert shown == {other.document_id for other in difference.sides}


@pytest.mark.parametrize("difference", KNOWN.all, ids=lambda difference: difference.id)
def test_every_sentence_is_one_sentence(difference: Difference) -> None:
    assert difference.sentence.endswith(".")
    assert ". " not in difference.sentence
    assert len(difference.sentence.split()) <= 65
