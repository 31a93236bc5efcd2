"""The sections of a web page as a tree."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Force, Kind, Page, Provision, Structure
from ingest.structure.web_sections import parse
from ingest.web_page import read_pages


def words(provision: Provision, pages: tuple[Page, ...]) -> str:
    texts = {page.physical: page.text for page in pages}
    return " / ".join(texts[span.physical_page][span.start : span.end] for span in provision.spans)


def rows(structure: Structure, pages: tuple[Page, ...]) -> list[tuple[str, str, str | None, str]]:
    return [(each.id, each.kind.value, each.parent_id, words(each, pages)) for each in structure.provisions]


PAGES = (
    Page("web", 1, None, "Framework\nUpdated", 1),
    Page(
        "web",
        2,
        "#leaders",
        "Leaders\nThe manager should:\n\u200b lead\n  and more\n  \u200b nested\n\u200b learn\nAfter.",
        2,
    ),
    Page("web", 3, "#good", "Good\nDay \u200b\u200b What\n1 \u200b\u200b Visit", 3),
    Page("web", 4, "#care", "Care\n\u200b a bullet\nWords.", 2),
    Page("web", 5, "#good-1", "Good", 3),
)


def test_a_whole_tree() -> None:
    assert rows(parse("web", PAGES), PAGES) == [
        ("web/section/framework", "heading", None, "Framework"),
        ("web/section/framework/paragraph/1", "paragraph", "web/section/framework", "Updated"),
        ("web/section/leaders", "heading", "web/section/framework", "Leaders"),
        ("web/section/leaders/paragraph/1", "paragraph", "web/section/leaders", "The manager should:"),
        (
            "web/section/leaders/paragraph/1/bullet/1",
            "bullet",
            "web/section/leaders/paragraph/1",
            "\u200b lead / and more",
        ),
        ("web/section/leaders/paragraph/1/bullet/1/bullet/1", "bullet", "web/section/leaders/paragraph/1/bullet/1",
         "\u200b nested"),
        ("web/section/leaders/paragraph/1/bullet/2", "bullet", "web/section/leaders/paragraph/1", "\u200b learn"),
        ("web/section/leaders/paragraph/2", "paragraph", "web/section/leaders", "After."),
        ("web/section/good", "heading", "web/section/leaders", "Good"),
        ("web/section/good/table-row/1", "table_row", "web/section/good", "Day \u200b\u200b What"),
        ("web/section/good/table-row/2", "table_row", "web/section/good", "1 \u200b\u200b Visit"),
        ("web/section/care", "heading", "web/section/framework", "Care"),
        ("web/section/care/bullet/1", "item", "web/section/care", "\u200b a bullet"),
        ("web/section/care/paragraph/1", "paragraph", "web/section/care", "Words."),
        ("web/section/good-1", "heading", "web/section/care", "Good"),
    ]  # fmt: skip


def test_a_heading_that_others_share_is_told_by_the_one_above() -> None:
    labels = {each.id: each.label for each in parse("web", PAGES).provisions}
    assert labels["web/section/leaders"] == 'section "Leaders"'
    assert labels["web/section/leaders/paragraph/1/bullet/2"] == 'section "Leaders"'
    assert labels["web/section/good"] == 'section "Leaders › Good"'
    assert labels["web/section/good-1"] == 'section "Care › Good"'


def test_a_lead_in_hands_its_force_down() -> None:
    forces = {each.id: each.force for each in parse("web", PAGES).provisions}
    assert forces["web/section/leaders/paragraph/1/bullet/1/bullet/1"] is Force.SHOULD
    assert forces["web/section/leaders/paragraph/2"] is Force.STATES


def test_a_page_without_headings() -> None:
    pages = (Page("web", 1, None, "One.\n\u200b a", None),)
    assert rows(parse("web", pages), pages) == [
        ("web/section/1/paragraph/1", "paragraph", None, "One."),
        ("web/section/1/paragraph/1/bullet/1", "bullet", "web/section/1/paragraph/1", "\u200b a"),
    ]


def test_two_headings_with_one_anchor_are_two_sections() -> None:
    pages = (Page("web", 1, "#a", "A", 2), Page("web", 2, "#a", "B", 2))
    assert [each.id for each in parse("web", pages).provisions] == ["web/section/a", "web/section/a~2"]


LINES = st.lists(
    st.sampled_from(
        ["A heading", "Words.", "\u200b item", "  \u200b deeper", "    more", "a \u200b\u200b b", "1. first", " "]
    )
)


@given(st.lists(st.tuples(st.sampled_from([None, 1, 2, 3]), LINES.filter(lambda each: any(map(str.strip, each))))))
def test_every_line_has_one_place(sections: list[tuple[int | None, list[str]]]) -> None:
    pages = tuple(
        Page("web", number, f"#s{number % 3}", "\n".join(lines), level)
        for number, (level, lines) in enumerate(sections, start=1)
    )
    structure = parse("web", pages)
    spans = sorted(span for each in structure.provisions for span in each.spans)
    texts = {page.physical: page.text for page in pages}
    assert [texts[span.physical_page][span.start : span.end] for span in spans] == [
        line.strip() for page in pages for line in page.text.split("\n") if line.strip()
    ]
    seen: set[str] = set()
    for each in structure.provisions:
        assert each.id not in seen
        assert each.parent_id is None or each.parent_id in seen
        seen.add(each.id)


@pytest.mark.official
def test_the_inspection_framework(official: Path) -> None:
    pages = read_pages("sccif-2025", (official / "sccif-2025.html").read_bytes())
    structure = parse("sccif-2025", pages)
    by_id = {each.id: each for each in structure.provisions}
    assert len(by_id) == len(structure.provisions)
    good = by_id["sccif-2025/section/good-1"]
    assert good.label == 'section "How well children are helped and protected › Good"'
    premises = by_id["sccif-2025/section/regulation-46-review-of-premises/paragraph/3"]
    assert words(premises, pages).startswith("For multi-building children’s homes, there must be")
    assert premises.force is Force.MUST
    bullet = by_id["sccif-2025/section/the-inspection-principles/paragraph/1/bullet/2"]
    assert (bullet.kind, words(bullet, pages)) == (Kind.BULLET, "\u200b responsible")
    row = by_id["sccif-2025/section/timeframe/table-row/2"]
    assert (row.kind, words(row, pages)) == (Kind.TABLE_ROW, "1 \u200b\u200b Preparation")
