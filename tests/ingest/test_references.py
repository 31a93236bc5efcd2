from __future__ import annotations

import pytest

from ingest.document import Force, Kind, Page, Provision, Reference, Span
from ingest.references import collect, mentions, resolve, statutes_named

WRITTEN = [
    ("see regulation 28(2)", ["regulation/28/2"]),
    ("regulation 33 (4) (b)", ["regulation/33/4/b"]),
    ("regulation 6(2)(a) and (b)(i)", ["regulation/6/2/a", "regulation/6/2/b/i"]),
    ("regulations 34, 35 and 39", ["regulation/34", "regulation/35", "regulation/39"]),
    ("Regulations 21 to 23", ["regulation/21", "regulation/22", "regulation/23"]),
    ("regulation 34(2)(b) and (c)", ["regulation/34/2/b", "regulation/34/2/c"]),
    ("regulation 8(2)(a)(vi) and (viii) to (x)", [f"regulation/8/2/a/{n}" for n in ("vi", "viii", "ix", "x")]),
    ("Reg 44 visitor", ["regulation/44"]),
    ("reg. 22(1A)", ["regulation/22/1A"]),
    ("Schedule 1 (paragraphs 19 and 20)", ["schedule/1/19", "schedule/1/20"]),
    ("schedule 1 (paragraphs19 and 20)", ["schedule/1/19", "schedule/1/20"]),
    ("paragraphs 19 and 20 of Schedule 3", ["schedule/3/19", "schedule/3/20"]),
    ("sch 1 para 19", ["schedule/1/19"]),
    ("Schedules 3 and 4", ["schedule/3", "schedule/4"]),
    ("paragraph 10.13", ["paragraph/10.13"]),
    ("paras 9.20-9.22", ["paragraph/9.20", "paragraph/9.21", "paragraph/9.22"]),
    ("annex A 1.1", ["annex/A/1.1"]),
    ("Annex B", ["annex/B"]),
    ("the regulation of staff", []),
    ("paragraph (2)", []),
    ("the 3 regulations", []),
]


@pytest.mark.parametrize(("text", "paths"), WRITTEN)
def test_mentions(text: str, paths: list[str]) -> None:
    assert [path for mention in mentions(text) for path in mention.paths] == paths


RELATIVE = [
    ("the conditions in paragraph (3)", "regulation/6/2", ["regulation/6/3"]),
    ("Subject to paragraphs (4) and (5)", "regulation/22/3", ["regulation/22/4", "regulation/22/5"]),
    ("within sub-paragraphs (i), (ii) or (iii)", "regulation/2/1", [f"regulation/2/1/{n}" for n in ("i", "ii", "iii")]),
    ("accordance with paragraphs 1 or 2", "schedule/4/4", ["schedule/4/1", "schedule/4/2"]),
    ("paragraph (1)", "paragraph/3.1", []),
]


@pytest.mark.parametrize(("text", "within", "paths"), RELATIVE)
def test_mentions_within_a_provision(text: str, within: str, paths: list[str]) -> None:
    assert [path for mention in mentions(text, within) for path in mention.paths] == paths


FOREIGN = [
    ("regulation 9 of the Care Planning Regulations 2010", True),
    ("regulation 47C(2) of those Regulations", True),
    ("Regulation 3 of S.I. 1991/1505", True),
    ("regulation 28 of the Regulations", False),
    ("regulation 28 of the Children's Homes (England) Regulations 2015", False),
]


@pytest.mark.parametrize(("text", "foreign"), FOREIGN)
def test_another_instrument(text: str, foreign: bool) -> None:
    assert [mention.foreign for mention in mentions(text)] == [foreign]


def test_collected_references_resolve_at_home_first_then_in_the_statute() -> None:
    text = "The plan (regulation 2 and paragraph 1.2, regulation 99)"
    page = Page("guide", 1, "1", text)
    spans = (Span(1, 0, len(text)),)
    provision = Provision("guide/paragraph/1.1", "para 1.1", Kind.PARAGRAPH, None, None, spans, Force.STATES)
    collected = collect("guide", [page], [provision])
    known = {"guide/paragraph/1.2", "law/regulation/2", "other/regulation/2"}
    resolved = resolve("guide", collected, known, ["law", "other"])
    assert [(reference.written, reference.to_provision_id) for reference in resolved] == [
        ("regulation 2", "law/regulation/2"),
        ("paragraph 1.2", "guide/paragraph/1.2"),
        ("regulation 99", None),
    ]
    assert all(text[reference.span.start : reference.span.end] == reference.written for reference in resolved)


def test_editorial_notes_are_not_read() -> None:
    page = Page("law", 1, "1", "F1 Words in reg. 2(1) inserted")
    note = Provision("law/note/F1", "note F1", Kind.NOTE, None, None, (Span(1, 0, 30),), Force.STATES)
    assert collect("law", [page], [note]) == ()


def test_foreign_references_stay_unresolved() -> None:
    reference = Reference("a/x", Span(1, 0, 3), "regulation 9", None)
    assert resolve("a", [reference], {"a/regulation/9"}, []) == (reference,)


def test_statutes_named_most_often_come_first() -> None:
    titles = {"a": "Fostering Regulations", "b": "Homes Regulations"}
    assert statutes_named("the Homes Regulations and the homes regulations", titles) == ("b", "a")
