from __future__ import annotations

from pathlib import Path

import pytest

from assistant.entrypoints.check_schemas import CheckOut
from assistant.errors import BadPoint
from assistant.knowledge_base import KnowledgeBase
from evals.check_evaluation import by_verdict, evaluate_points, measures
from evals.check_points import JudgedPoint, load_points
from ingest.errors import UnreadableQuestions
from tests.assistant.entrypoints.wire import checked

REG = "regulations-2015/regulation/28"


def point(name: str, verdict: str, *provisions: str) -> JudgedPoint:
    return JudgedPoint(name, name, verdict, provisions)  # type: ignore[arg-type] # any word, to try them


def answer(said: str) -> CheckOut:
    if said == "fails":
        raise BadPoint("no")
    return checked(verdict="agrees" if said == "wrong" else "conflicts")


def test_a_parent_or_a_child_of_the_right_provision_counts() -> None:
    rows = evaluate_points(
        [point("a", "conflicts", REG), point("b", "conflicts", f"{REG}/2/c/i"), point("c", "silent", f"{REG}/3")],
        answer,
    )
    assert [row.found for row in rows] == [True, True, False]
    assert measures(rows)["provision"] == pytest.approx(2 / 3)


def test_a_conflict_called_agreement_and_an_error_are_counted() -> None:
    rows = evaluate_points([point("wrong", "conflicts"), point("fails", "agrees"), point("c", "conflicts")], answer)
    assert by_verdict(rows) == {"agrees": {"error": 1}, "conflicts": {"agrees": 1, "conflicts": 1}}
    figures = measures(rows)
    assert figures["verdict"] == pytest.approx(1 / 3)
    assert figures["conflict_called_agreement"] == pytest.approx(1 / 3)
    assert "point" not in rows[0].to_json()


def test_a_governed_point_called_silent_is_counted() -> None:
    rows = evaluate_points(
        [point("a", "agrees", REG), point("b", "conflicts", REG), point("c", "silent")],
        lambda said: checked(verdict="conflicts" if said == "b" else "silent"),
    )
    assert measures(rows)["called_silent"] == pytest.approx(1 / 2)


FILES = sorted((Path(__file__).parents[2] / "evals").glob("*points*.jsonl"))


@pytest.mark.official
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_judged_points_name_provisions_that_there_are(ingested: KnowledgeBase, file: Path) -> None:
    points = load_points(file)
    named = {one for each in points for one in each.provisions}
    assert len(points) >= 45
    assert named <= set(ingested.corpus.provisions)


def test_a_fault_is_told_by_line(tmp_path: Path) -> None:
    file = tmp_path / "points.jsonl"
    file.write_text('{"id": "a", "point": "x", "verdict": "maybe"}\n', encoding="utf-8")
    with pytest.raises(UnreadableQuestions, match="line 1"):
        load_points(file)
