from __future__ import annotations

import inspect
from types import ModuleType

import pytest

from assistant import errors as answering_errors
from assistant.entrypoints.problems import PROBLEMS, error_of, problem_of, slug_of
from ingest import errors
from ingest.errors import HomesError, IngestFailed, UnknownProvision


def kinds_in(module: ModuleType) -> list[type[HomesError]]:
    return [kind for _, kind in inspect.getmembers(module, inspect.isclass) if issubclass(kind, HomesError)]


KINDS = sorted({*kinds_in(errors), *kinds_in(answering_errors)}, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_has_its_problem(kind: type[HomesError]) -> None:
    status, title = PROBLEMS[kind]
    assert 400 <= status < 600
    assert title


def test_no_two_problems_share_a_type_or_a_title() -> None:
    assert len({slug_of(kind) for kind in PROBLEMS}) == len({title for _, title in PROBLEMS.values()}) == len(PROBLEMS)


def test_a_problem_says_what_the_error_says() -> None:
    assert problem_of(UnknownProvision("no such provision")).marshal() == {
        "type": "unknown-provision",
        "title": "No such provision",
        "status": 404,
        "detail": "no such provision",
    }


def test_an_error_without_a_row_is_told_as_its_nearest_parent() -> None:
    class UnknownAnnex(UnknownProvision):
        pass

    assert problem_of(UnknownAnnex("none")).type == "unknown-provision"


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "__init__" not in vars(kind)])
def test_a_client_can_raise_the_same_error_again(kind: type[HomesError]) -> None:
    problem = problem_of(kind("what to do"))
    again = error_of(problem.type, str(problem.detail))
    assert (type(again), str(again)) == (kind, "what to do")


def test_what_cannot_be_raised_again_keeps_its_words() -> None:
    problem = problem_of(IngestFailed({"a": UnknownProvision("gone")}))
    again = error_of(problem.type, str(problem.detail))
    assert (type(again), "a: gone" in str(again)) == (HomesError, True)
    assert type(error_of("teapot", "no coffee")) is HomesError
