"""The parsed Regulations against an outline read from the document by eye: nothing missing, nothing invented."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from ingest.document import Force, Kind, Page, Provision, Structure
from ingest.structure.statutory_instrument import parse
from tests.ingest.structure.instrument_pages import words

DOCUMENT = "regulations-2015"
pytestmark = pytest.mark.official


@pytest.fixture(scope="module")
def pages(official: Path) -> tuple[Page, ...]:
    reader = PdfReader(official / f"{DOCUMENT}.pdf")
    return tuple(Page(DOCUMENT, number, None, page.extract_text()) for number, page in enumerate(reader.pages, start=1))


@pytest.fixture(scope="module")
def structure(pages: tuple[Page, ...]) -> Structure:
    return parse(DOCUMENT, pages)


@pytest.fixture(scope="module")
def by_id(structure: Structure) -> Mapping[str, Provision]:
    return {p.id.removeprefix(f"{DOCUMENT}/"): p for p in structure.provisions}


@pytest.fixture(scope="module")
def outline() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("outline_regulations.toml").read_text(encoding="utf-8"))


def under(provisions: Sequence[Provision], parent: Provision) -> list[Provision]:
    return [p for p in provisions if p.parent_id == parent.id and p.kind in {Kind.PARAGRAPH, Kind.SUB_PARAGRAPH}]


def first_page(provision: Provision) -> int:
    return provision.spans[0].physical_page


def lettered(provisions: Sequence[Provision], parent: Provision) -> str:
    """ "(a-d)" for what stands directly under the provision, "" for nothing; a gap or a stray letter shows."""
    letters = [p.id.rpartition("/")[2] for p in under(provisions, parent)]
    expected = [chr(ord("a") + place) for place in range(len(letters))]
    if letters in (expected, ["i", "ii"]):
        return f"({letters[0]}-{letters[-1]})" if letters else ""
    return f"({','.join(letters)})"


def paragraphs(provisions: Sequence[Provision], regulation: Provision) -> str:
    numbered = [p for p in under(provisions, regulation) if p.id.rpartition("/")[2][0].isdigit()]
    if not numbered:
        return lettered(provisions, regulation)
    return " ".join(p.id.rpartition("/")[2] + lettered(provisions, p) for p in numbered)


def test_every_regulation_with_its_page_heading_and_paragraphs(
    structure: Structure, outline: Mapping[str, Any]
) -> None:
    regulations = [p for p in structure.provisions if p.kind is Kind.REGULATION]
    expected = outline["regulations"]

    assert [(p.label, first_page(p), paragraphs(structure.provisions, p)) for p in regulations] == [
        (f"reg {row['number']}", row["page"], row["paragraphs"]) for row in expected
    ]
    assert [row["number"] for row in expected] == [str(number) for number in range(1, 58)]
    for regulation, row in zip(regulations, expected, strict=True):
        assert bool(regulation.heading) is bool(row["heading"])
        assert (regulation.heading or "").startswith(row["heading"])


def test_every_part_and_chapter_with_its_regulations(
    structure: Structure, by_id: Mapping[str, Provision], outline: Mapping[str, Any]
) -> None:
    divisions = [(id_, first_page(p)) for id_, p in by_id.items() if p.kind in {Kind.PART, Kind.CHAPTER}]
    assert divisions == [(row["id"], row["page"]) for row in outline["divisions"]]
    for row in outline["divisions"]:
        members = [
            p.label for p in structure.provisions if p.parent_id == by_id[row["id"]].id and p.kind is Kind.REGULATION
        ]
        assert members == [f"reg {number}" for number in range(row["first"], row["last"] + 1) if number]


def test_every_definition(structure: Structure, outline: Mapping[str, Any]) -> None:
    definitions = [p for p in structure.provisions if p.kind is Kind.DEFINITION]

    assert [p.heading for p in definitions] == outline["definitions"]
    assert {p.parent_id for p in definitions} == {f"{DOCUMENT}/regulation/2/1"}
    assert {p.force for p in definitions} == {Force.DEFINES}


def test_every_schedule_with_its_items(by_id: Mapping[str, Provision], outline: Mapping[str, Any]) -> None:
    schedules = [(p.label, first_page(p)) for p in by_id.values() if p.kind is Kind.SCHEDULE]
    assert schedules == [(f"sch {row['number']}", row["page"]) for row in outline["schedules"]]
    for row in outline["schedules"]:
        inside = [p for id_, p in by_id.items() if id_.startswith(f"schedule/{row['number']}/")]
        runs = [(run.partition("@")[0].split("-"), int(run.partition("@")[2])) for run in row["items"].split()]
        assert [(p.label, first_page(p)) for p in inside if p.kind is Kind.ITEM] == [
            (f"sch {row['number']} para {number}", page)
            for (first, last), page in runs
            for number in range(int(first), int(last) + 1)
        ]
        assert sum(p.kind is Kind.HEADING for p in inside) == row["headings"]


def test_every_note_and_what_stands_around_the_regulations(
    structure: Structure, by_id: Mapping[str, Provision], outline: Mapping[str, Any]
) -> None:
    notes = sorted(p.label for p in structure.provisions if p.kind is Kind.NOTE)
    assert notes == sorted(f"note {k}{n}" for k, count in outline["notes"].items() for n in range(1, count + 1))
    assert {id_: first_page(by_id[id_]) for id_ in outline["other"]} == outline["other"]
    assert by_id["note/F6"].parent_id == f"{DOCUMENT}/regulation/22"
    assert by_id["note/M42"].parent_id == f"{DOCUMENT}/schedule/2"


def test_nothing_is_left_over_and_nothing_stands_twice(structure: Structure, pages: tuple[Page, ...]) -> None:
    spans = sorted([*structure.furniture, *(span for p in structure.provisions for span in p.spans)])

    assert structure.not_understood == ()
    assert not any(a.physical_page == b.physical_page and a.end > b.start for a, b in pairwise(spans))
    every_word = Counter("".join("".join(page.text for page in pages).split()))
    assert Counter("".join(words(pages, spans).replace(" | ", "").split())) == every_word
    assert max(Counter(p.id for p in structure.provisions).values()) == 1


@pytest.mark.parametrize(
    ("id_", "begins", "ends", "force"),
    [
        ("regulation/2/2/c", "(c) references to employing", "construed accordingly;", Force.DEFINES),
        ("regulation/2/2/c/ii", "(ii) allowing", "as a volunteer,", Force.DEFINES),
        ("regulation/2/1/definition/placing-authority/c/viii", "(viii) paragraphs 19", "Schedule 3;", Force.DEFINES),
        ("regulation/2/1/definition/secure-childrens-home/b", "(b) a secure 16 to 19", "2010);]", Force.DEFINES),
        ("regulation/6/2/d", "(d) ensure that any care", "conditions in paragraph (3).", Force.MUST),
        ("regulation/22/1", "(1) [F6The registered person][F6Subject", "following persons—", Force.MUST),
        ("regulation/22/1A", "[F8(1A) Where", "electronic means.", Force.MAY),
        ("regulation/28/3/a", "(a) in the case of a person who starts", "managing a home; or", Force.STATES),
        ("regulation/32/2", "(2) The registered person may only—", "in paragraph (3).", Force.MUST),
        ("regulation/43/3/g", "(g) a person who has", "see regulation 44).", Force.MUST),
        ("regulation/44/5", "(5) The independent person's report may", "those actions.", Force.MAY),
        ("regulation/51/1", "(1) If—", "without delay.", Force.MUST),
        ("schedule/2/2/a", "(a) where the position", "relating to—", Force.STATES),
        ("schedule/2/2/a/ii", "(ii) vulnerable adults", "M45); or", Force.STATES),
        ("schedule/5/4/a", "(a) for “The”", "home, the ”;", Force.STATES),
    ],
)  # fmt: skip
def test_difficult_places(
    id_: str, begins: str, ends: str, force: Force, *, by_id: Mapping[str, Provision], pages: tuple[Page, ...]
) -> None:
    own_words = words(pages, by_id[id_].spans)

    assert own_words.startswith(begins)
    assert own_words.endswith(ends)
    assert by_id[id_].force is force
