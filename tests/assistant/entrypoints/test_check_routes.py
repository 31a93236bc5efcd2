from __future__ import annotations

import pytest

from assistant.entrypoints.check_schemas import CheckOut
from tests.assistant.entrypoints.running import Running

pytestmark = pytest.mark.official

POINT = "The independent person visits once a quarter."


def test_a_point_is_checked(service: Running) -> None:
    response = service.client.post("/api/v1/checks", json={"point": POINT})
    made = CheckOut.model_validate(response.json())
    assert (response.status_code, made.verdict) == (200, "conflicts")
    first = made.statements[0].provisions[0]
    assert (first.provision_id, first.standing) == ("regulations-2015/regulation/44/1", "governs")
    assert first.citations[0].quote
    assert {one.id for one in made.documents} >= {"regulations-2015"}


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"point": ""}, "empty-point"),
        ({"point": "record " * 500}, "point-too-long"),
        ({"point": "Who visits the home?"}, "bad-point"),
        ({"point": "x" * 100_000}, "invalid-request"),
        ({}, "invalid-request"),
    ],
)
def test_what_is_no_point_is_a_problem_of_its_own(service: Running, body: object, problem: str) -> None:
    response = service.client.post("/api/v1/checks", json=body)
    assert (response.status_code, response.json()["type"]) == (422, problem)
