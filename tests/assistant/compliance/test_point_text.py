from __future__ import annotations

import pytest

from assistant.compliance.point_text import LONGEST_POINT, sentences_in
from assistant.errors import BadPoint, EmptyPoint, PointTooLong

KNOWN = frozenset({"record", "complaint", "made", "make", "independ", "person", "visit", "child", "month"})


def test_sentences_are_told_apart_and_references_kept_whole() -> None:
    said = "A record is made of complaints (reg. 39). The independent person visits each month."
    assert sentences_in(said, KNOWN) == (
        "A record is made of complaints (reg. 39).",
        "The independent person visits each month.",
    )


@pytest.mark.parametrize("said", ["", "   \n"])
def test_nothing_is_told_so(said: str) -> None:
    with pytest.raises(EmptyPoint):
        sentences_in(said, KNOWN)


@pytest.mark.parametrize("said", ["a record " * 20_000, "x" * (LONGEST_POINT + 1)])
def test_a_document_is_no_point(said: str) -> None:
    with pytest.raises(PointTooLong, match="homes review"):
        sentences_in(said, KNOWN)


@pytest.mark.parametrize(
    "said",
    [
        "Who visits each month?",
        "Does the independent person visit each month",
        "ok then",
        "Les enfants doivent pouvoir parler avec leur famille",
    ],
)
def test_what_is_no_statement_is_refused_without_its_words(said: str) -> None:
    with pytest.raises(BadPoint) as told:
        sentences_in(said, KNOWN)
    assert said not in str(told.value)


@pytest.mark.parametrize(
    "said",
    [
        "What the children wish is written down and is kept with the record.",
        "What the children wish isn't written down, and that is how we keep a record.",
        "Which record is kept where is written on the door of the office.",
    ],
)
def test_a_statement_may_begin_as_a_question_does(said: str) -> None:
    assert sentences_in(said, KNOWN) == (said,)
