from __future__ import annotations

from pathlib import Path

import pytest

from evals.review_cases import PlantedFault, ReviewCase, load_cases
from evals.review_evaluation import by_type, evaluate_reviews, measures
from evals.review_measures import score, stands_in
from ingest.errors import UnreadableDocument, UnreadableQuestions
from tests.assistant.entrypoints.made_review import review

FAULTS = (
    PlantedFault(id="f1", type="wrong_deadline", requirement="late", where="within 72 hours"),
    PlantedFault(id="f2", type="omission", requirement="none"),
    PlantedFault(id="f3", type="omission", requirement="some"),
    PlantedFault(id="f4", type="omission", requirement="well"),
    PlantedFault(id="f5", type="wrong_reference", where="regulation 99"),
    PlantedFault(id="f6", type="outdated_name", where="Regulation 99"),
)


def case(*addressed: str, faults: tuple[PlantedFault, ...] = FAULTS) -> ReviewCase:
    return ReviewCase(id="c", file="a.docx", against="policy/bullying", faults=faults, addressed=addressed)


def test_faults_are_found_by_state_or_by_place() -> None:
    made = score(case("well"), review())
    assert made.found == ("f1", "f2", "f3", "f5")
    assert made.strictly == ("f1", "f2", "f5")
    assert made.missed == ("f4", "f6")
    assert made.alarms == ()


def test_alarms_are_where_nothing_is_wrong() -> None:
    made = score(case("none", "some", "well", faults=()), review())
    assert [one.what for one in made.alarms] == ["none not found", "no such provision: Regulation 99"]
    assert [one.what for one in made.soft_alarms] == ["some partly"]
    assert (made.requirements, made.judged) == (5, 3)


def test_a_review_that_fails_misses_everything() -> None:
    def fail(_: ReviewCase) -> None:
        raise UnreadableDocument("damaged")

    rows = evaluate_reviews([case("well")], fail)  # type: ignore[arg-type] # it never returns
    assert rows[0].error == "UnreadableDocument"
    assert measures(rows)["found"] == 0.0
    assert by_type(rows)["omission"] == [0, 3]


def test_places_are_compared_without_marks() -> None:
    assert stands_in("within 72  hours", "It is made Within 72 hours.")
    assert not stands_in("within 24 hours", "within 72 hours")


def test_a_line_that_is_no_case_is_named(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text('{"id": "a"}\n')
    with pytest.raises(UnreadableQuestions, match="line 1"):
        load_cases(file)
