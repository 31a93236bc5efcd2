from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.entrypoints.draft_schemas import DraftSectionOut, DraftStatementOut, GapOut
from evals.draft_measures import (
    PointResult,
    Way,
    point_results,
    share_cited,
    share_covered,
    statements,
    written_parts,
)
from evals.draft_tasks import DraftTask, PointPlace, RequiredPoint, Strength
from tests.assistant.entrypoints.wire import citation, draft

LAW, GUIDE = "regulations-2015", "guide-2015"


def statement(*cited: tuple[str, str, int]) -> DraftStatementOut:
    """A statement citing (document, provision, page)."""
    citations = [citation(document=document, provision=provision, pages=[page]) for document, provision, page in cited]
    return DraftStatementOut(text="Said.", citations=citations, requirements=["r"], force="must", checklist=False)


def point(
    provision: str,
    page: int = 22,
    *,
    doc: str = LAW,
    strength: Strength = "must",
    elsewhere: tuple[PointPlace, ...] = (),
) -> RequiredPoint:
    return RequiredPoint("words", doc, page, provision, strength, elsewhere)


def way(required: RequiredPoint, *cited: tuple[str, str, int]) -> Way | None:
    return point_results(DraftTask("t", ("records",), (required,)), [statement(*cited)])[0].way


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("reg 28(2)(c)", ("reg", "28", "2", "c")),
        ("para 10.12", ("para", "10.12")),
        ("sch 1 para 18(a)", ("sch", "1", "para", "18", "a")),
        ("annex A 1.1", ("annex", "a", "1.1")),
        ("annex A table 1 row 2", ("annex", "a", "table", "1", "row", "2")),
        ("explanation of terms: Registered Person", ("explanation", "of", "terms", "registered", "person")),
        ('reg 2(1) "children\'s guide" (a)', ("reg", "2", "1", "children's", "guide", "a")),
    ],
)
def test_a_provision_is_split_into_its_steps(written: str, parts: tuple[str, ...]) -> None:
    assert written_parts(written) == parts


@pytest.mark.parametrize(
    ("wanted", "cited"),
    [
        ("reg 28(2)(c)", "reg 28(2)(c)"),
        ("reg 28(2)(c)", "reg 28(2)(c)(i)"),
        ("reg 28(2)(c)", "reg 28(2)"),
        ("reg 2(1)", 'reg 2(1) "registered provider"'),
        ("sch 2 para 6", "sch 2"),
        ("annex A table", "annex A table 1 row 2"),
        ("explanation of terms", "explanation of terms: Registered Provider"),
    ],
)
def test_a_point_is_covered_by_its_provision_one_above_and_one_below(wanted: str, cited: str) -> None:
    assert way(point(wanted, 22), (LAW, cited, 99)) == "provision"


@pytest.mark.parametrize(
    ("wanted", "cited"),
    [
        ("reg 28(2)(c)", "reg 28(2)(b)"),
        ("reg 2(1)", "reg 28"),
        ("para 10.12", "para 10.1"),
        ("sch 2 para 1", "sch 2 para 12"),
        ("annex A 1.1", "para 1.1"),
    ],
)
def test_a_neighbour_covers_nothing(wanted: str, cited: str) -> None:
    assert way(point(wanted, 22), (LAW, cited, 99)) is None


def test_a_provision_of_another_document_covers_nothing() -> None:
    assert way(point("reg 13(2)(a)", 13), (GUIDE, "reg 13(2)(a)", 13)) is None


def test_a_page_covers_and_so_does_another_place_that_states_the_same() -> None:
    elsewhere = (PointPlace(GUIDE, 60, "para 12.3"),)
    required = point("reg 2(1)", 4, elsewhere=elsewhere)
    assert way(required, (LAW, "reg 3", 4)) == "page"
    assert way(required, (GUIDE, "para 12.3", 61)) == "elsewhere"
    assert way(required, (GUIDE, "para 12.4", 60)) == "page"
    assert way(required, (LAW, "reg 3", 4), (LAW, "reg 2", 99)) == "provision"
    assert way(required) is None


def test_shares_are_of_the_points_of_one_strength() -> None:
    results = [
        PointResult(point("a"), "provision"),
        PointResult(point("b"), "page"),
        PointResult(point("c"), "elsewhere"),
        PointResult(point("d"), None),
    ]
    assert share_covered(results, "must") == 0.75
    assert share_covered(results, "must", closely=True) == 0.5
    assert share_covered(results, "should") is None


def test_statements_are_told_from_gaps_and_counted_as_cited_or_not() -> None:
    gap = GapOut(id="g", ask="Which?", field="facts.g", requirement="r")
    cited, bare = statement((LAW, "reg 1", 1)), statement()
    section = DraftSectionOut(id="s", heading="S", intro="", blocks=[cited, gap, bare])
    said = statements([draft(sections=[section])])
    assert said == (cited, bare)
    assert share_cited(said) == 0.5
    assert share_cited([]) is None


@given(st.lists(st.sampled_from(["1", "2", "a", "b"]), min_size=1, max_size=4), st.integers(1, 4))
def test_above_and_below_are_each_other_s_opposite(steps: list[str], depth: int) -> None:
    whole, above = " ".join(["reg", *steps]), " ".join(["reg", *steps[:depth]])
    assert way(point(whole, 1), (LAW, above, 2)) == way(point(above, 1), (LAW, whole, 2)) == "provision"
