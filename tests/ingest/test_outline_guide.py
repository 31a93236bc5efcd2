"""The parser against an outline of the real Guide that was set down by reading it."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pypdf
import pytest

from ingest.document import Kind, Page, Provision, Structure
from ingest.structure.numbered_guidance import parse
from ingest.structure.soundness import check

pytestmark = pytest.mark.official

ID = "guide-2015"
OUTLINE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("outline_guide.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(official: Path) -> tuple[Page, ...]:
    reader = pypdf.PdfReader(official / "guide-2015.pdf")
    return tuple(Page(ID, number, None, page.extract_text()) for number, page in enumerate(reader.pages, start=1))


@pytest.fixture(scope="module")
def structure(pages: tuple[Page, ...]) -> Structure:
    return parse(ID, pages)


@pytest.fixture(scope="module")
def texts(pages: tuple[Page, ...]) -> dict[int, str]:
    return {page.physical: page.text for page in pages}


def words(provision: Provision, texts: dict[int, str]) -> str:
    return " ".join(" ".join(texts[s.physical_page][s.start : s.end] for s in provision.spans).split())


def pages_of(provision: Provision) -> list[int]:
    return sorted({span.physical_page for span in provision.spans})


def paragraphs(structure: Structure, prefix: str) -> dict[str, dict[str, Any]]:
    """The numbered paragraphs whose ids start with ``prefix``, in the outline's form."""
    bullets = Counter(provision.parent_id for provision in structure.provisions if provision.kind is Kind.BULLET)
    found = {}
    for provision in structure.provisions:
        if provision.kind is Kind.PARAGRAPH and provision.id.startswith(prefix) and not provision.reprint:
            entry: dict[str, Any] = {"pages": pages_of(provision)}
            found[provision.id.removeprefix(prefix)] = entry
            if bullets[provision.id]:
                entry["bullets"] = bullets[provision.id]
    return found


def test_every_numbered_paragraph_is_found_and_none_is_invented(structure: Structure) -> None:
    found = paragraphs(structure, f"{ID}/paragraph/")
    assert found == OUTLINE["paragraphs"]
    assert list(found) == list(OUTLINE["paragraphs"])


@pytest.mark.parametrize("letter", ["A", "B"])
def test_the_annexes_number_their_own_paragraphs(structure: Structure, texts: dict[int, str], letter: str) -> None:
    annex = next(provision for provision in structure.provisions if provision.id == f"{ID}/annex/{letter}")
    outline = OUTLINE["annex"][letter]
    assert (annex.kind, annex.label, pages_of(annex)) == (Kind.PART, f"annex {letter}", [outline["page"]])
    assert words(annex, texts) == annex.heading == outline["title"]
    assert paragraphs(structure, f"{ID}/annex/{letter}/") == outline["paragraphs"]


@pytest.mark.parametrize("number", [1, 2])
def test_tables_are_read_row_by_row(structure: Structure, texts: dict[int, str], number: int) -> None:
    table = OUTLINE["annex"]["A"]["tables"][number - 1]
    prefix = f"{ID}/annex/A/table/{number}/row/"
    rows = [provision for provision in structure.provisions if provision.id.startswith(prefix)]
    assert [row.label for row in rows] == [f"annex A table {number} row {n + 1}" for n in range(len(table["rows"]))]
    assert {row.heading for row in rows} == {table["title"]}
    for row, expected in zip(rows, table["rows"], strict=True):
        assert pages_of(row) == [expected["page"]]
        assert len(row.spans) == 1
        assert words(row, texts).startswith(expected["begins"])
        assert words(row, texts).endswith(expected["ends"])


def test_reprinted_regulations_stand_under_the_heading_that_announces_them(structure: Structure) -> None:
    by_id = {provision.id: provision for provision in structure.provisions}
    found = {}
    for number in OUTLINE["regulations"]:
        top = by_id[f"{ID}/regulation/{number}"]
        inside = [p for p in structure.provisions if p.id == top.id or p.id.startswith(f"{top.id}/")]
        assert all(provision.reprint for provision in inside)
        assert by_id[top.parent_id or ""].heading == "The text of the regulation"
        found[number] = {"page": pages_of(top)[0], "provisions": len(inside)}
    assert found == OUTLINE["regulations"]
    assert by_id[f"{ID}/regulation/6/2/a"].label == "reg 6(2)(a)"
    reprints = [provision for provision in structure.provisions if provision.reprint]
    assert len(reprints) == sum(entry["provisions"] for entry in found.values())


def test_terms_are_explained_one_by_one(structure: Structure, texts: dict[int, str]) -> None:
    terms = [provision for provision in structure.provisions if provision.kind is Kind.TERM]
    assert [term.heading for term in terms] == OUTLINE["terms"]["names"]
    assert {page for term in terms for page in pages_of(term)} == {OUTLINE["terms"]["page"]}
    assert all(words(term, texts).startswith(term.heading or "?") for term in terms)
    assert [term.id.rsplit("/", 1)[1] for term in terms][1:3] == ["registered-provider", "responsible-individual"]


def test_footnotes_are_kept_apart(structure: Structure) -> None:
    notes = [provision for provision in structure.provisions if provision.id.startswith(f"{ID}/footnote/")]
    found: dict[str, list[str]] = {}
    for note in notes:
        found.setdefault(str(pages_of(note)[0]), []).append(note.label.removeprefix("footnote "))
    assert found == OUTLINE["footnotes"]


def test_headings_nest_as_the_contents_list_and_the_pages_show(structure: Structure) -> None:
    by_id = {provision.id: provision for provision in structure.provisions}
    headings = [p for p in structure.provisions if p.kind in {Kind.HEADING, Kind.PART}]
    found = {}
    for heading in headings:
        if heading.heading in OUTLINE["headings"]:
            entry: dict[str, Any] = {"page": pages_of(heading)[0]}
            found[heading.heading] = entry
            if heading.parent_id:
                entry["under"] = by_id[heading.parent_id].heading
    assert found == OUTLINE["headings"]
    counts = Counter(str(pages_of(heading)[0]) for heading in headings)
    assert dict(counts) == OUTLINE["headings_on_page"]


def test_a_paragraph_stands_under_its_standard_its_section_and_its_topic(structure: Structure) -> None:
    by_id = {provision.id: provision for provision in structure.provisions}
    path = []
    provision = by_id[f"{ID}/paragraph/3.5"]
    while provision.parent_id:
        provision = by_id[provision.parent_id]
        path.append(provision.heading)
    assert path == [
        "The Statement of Purpose", "Guidance", "The quality and purpose of care standard", "The Quality Standards",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "begins", "ends"),
    [
        ("1.12", "1.12 With this in mind", "children they care for."),
        ("5.1", "5.1 Relevant plans are defined", "a tick-box exercise."),
        ("9.26", "9.26 Guidance on the management", "Persons (Second Edition)"),
        ("10.8", "10.8 The registered person should have a workforce plan", "including the home’s manager."),
        ("10.18", "10.18 Contingency plans", "Ofsted and placing authorities"),
        ("11.1", "11.1 Relevant plans are defined", "a tick-box exercise."),
    ],
)
def test_interrupted_paragraphs_are_whole(
    structure: Structure, texts: dict[int, str], number: str, begins: str, ends: str
) -> None:
    paragraph = next(p for p in structure.provisions if p.id == f"{ID}/paragraph/{number}")
    assert words(paragraph, texts).startswith(begins)
    assert words(paragraph, texts).endswith(ends)


def test_the_force_of_the_words_is_kept(structure: Structure) -> None:
    force = {p.label: p.force.value for p in structure.provisions}
    assert [force[label] for label in ("para 10.11", "para 10.12", "para 10.8 bullet 3", "reg 6(2)(a)")] == [
        "should", "must", "should", "must",
    ]  # fmt: skip


def test_nothing_is_lost_and_nothing_taken_twice(pages: tuple[Page, ...], structure: Structure) -> None:
    check(ID, pages, structure)
    spans = [span for provision in structure.provisions for span in provision.spans]
    spans += [*structure.furniture, *structure.not_understood]
    for page in pages:
        taken = Counter(o for s in spans if s.physical_page == page.physical for o in range(s.start, s.end))
        assert all(taken[o] == 1 for o, character in enumerate(page.text) if not character.isspace()), page.physical
    assert structure.not_understood == ()
