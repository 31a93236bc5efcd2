from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.knowledge_base import KnowledgeBase
from evals.register_cases import JudgedRequirement, RegisterCase, draw, load_cases
from evals.register_evaluation import evaluate_register

FILES = [Path(__file__).resolve().parents[2] / "evals" / f"register_{name}.jsonl" for name in ("cases", "drawn")]


@dataclass(frozen=True)
class Shown:
    words: str
    force: str = "must"
    bound: list[str] = field(default_factory=lambda: ["registered person"])
    limits: list[str] = field(default_factory=list)


def measured(judged: list[JudgedRequirement], shown: list[Shown]) -> tuple[float, int, int]:
    report = evaluate_register([RegisterCase(id="x", requirements=tuple(judged))], lambda _: shown)
    return round(report.all_right, 2), len(report.rows[0].wrong), len(report.rows[0].extra)


WANTED = JudgedRequirement(quote="a record is kept", force="must", bound=("registered person",))


def test_all_right_is_right_in_everything() -> None:
    assert measured([WANTED], [Shown("a record is kept of it;")]) == (1.0, 0, 0)


@pytest.mark.parametrize(
    "shown",
    [
        Shown("a record is kept;", force="should"),
        Shown("a record is kept;", bound=["not named"]),
        Shown("a record is kept;", limits=["without delay"]),
    ],
)
def test_one_thing_wrong_is_wrong(shown: Shown) -> None:
    assert measured([WANTED], [shown]) == (0.0, 1, 0)


def test_what_is_missing_and_what_is_claimed_beside_it_both_count() -> None:
    assert measured([WANTED], [Shown("something else")]) == (0.0, 1, 1)
    assert measured([], [Shown("something else")]) == (0.0, 0, 1)
    assert measured([], []) == (1.0, 0, 0)


@pytest.mark.official
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_register_meets_its_goal(ingested: KnowledgeBase, file: Path) -> None:
    cases = load_cases(file)
    by_provision = ingested.register.by_provision

    def entries_of(provision_id: str) -> list[Shown]:
        found = by_provision.get(provision_id, ())
        return [Shown(one.own, one.force.value, list(one.bound), [d.written for d in one.deadlines]) for one in found]

    report = evaluate_register(cases, entries_of)
    assert report.requirements >= 60
    assert report.all_right >= 0.95


@pytest.mark.official
def test_a_draw_is_of_leaves_of_the_documents_and_the_same_again(ingested: KnowledgeBase) -> None:
    drawn = draw(ingested.corpus, 44, 60)
    assert len({one.id for one in drawn}) == 60
    assert drawn == draw(ingested.corpus, 44, 60) != draw(ingested.corpus, 45, 60)
    assert {one.id.split("/", 1)[0] for one in drawn} == {"regulations-2015", "guide-2015"}
    assert not any(one.reprint for one in drawn)


@pytest.mark.official
def test_every_case_is_of_a_provision_that_there_is(ingested: KnowledgeBase) -> None:
    assert [case.id for file in FILES for case in load_cases(file) if case.id not in ingested.corpus.provisions] == []
