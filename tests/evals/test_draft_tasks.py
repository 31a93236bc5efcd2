from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.draft_tasks import DraftTask, PointPlace, RequiredPoint, load_tasks
from ingest.errors import UnreadableQuestions

UNREPEATED = "words that must stay out of messages"
PLACE = {"doc": "guide-2015", "page": 53, "provision": "para 10.12"}
POINT = {"point": UNREPEATED, **PLACE, "strength": "must", "or": [{**PLACE, "page": 54}]}
LINE = {"id": "t1", "task": ["records"], "required_points": [POINT]}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "tasks.jsonl"


def test_a_line_becomes_a_task_and_unknown_fields_are_passed_over(written: Path) -> None:
    written.write_text(json.dumps({**LINE, "question": "?", "must_not": ["a"]}))
    elsewhere = (PointPlace("guide-2015", 54, "para 10.12"),)
    point = RequiredPoint(UNREPEATED, "guide-2015", 53, "para 10.12", "must", elsewhere)
    assert load_tasks(written) == (DraftTask("t1", ("records",), (point,)),)
    assert point.place == PointPlace("guide-2015", 53, "para 10.12")


def test_a_point_may_be_in_one_place_only(written: Path) -> None:
    written.write_text(json.dumps({**LINE, "required_points": [{"point": "a", **PLACE, "strength": "should"}]}))
    assert load_tasks(written)[0].required_points[0].elsewhere == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": "t1"}, "line 2: the id of line 1 again"),
        ({"task": []}, "line 2: field task: "),
        ({"task": [""]}, "line 2: field task.0: "),
        ({"required_points": []}, "line 2: field required_points: "),
        ({"required_points": [{**POINT, "strength": "may"}]}, "line 2: field required_points.0.strength: "),
        ({"required_points": [{**POINT, "page": "53"}]}, "line 2: field required_points.0.page: "),
        ({"required_points": [{**POINT, "or": [{}]}]}, "line 2: field required_points.0.or.0.doc: "),
    ],
)
def test_a_fault_is_told_by_its_line_and_field_without_the_text(
    written: Path, changed: dict[str, object], said: str
) -> None:
    written.write_text(json.dumps(LINE) + "\n" + json.dumps({**LINE, "id": "t2", **changed}))
    with pytest.raises(UnreadableQuestions) as raised:
        load_tasks(written)
    assert said in str(raised.value)
    assert UNREPEATED not in str(raised.value)
