from __future__ import annotations

import pytest

from assistant.wording import lead, plain, time_limit, written_out
from ingest.document import Authority, Document, Force


def document(authority: Authority, short_title: str) -> Document:
    return Document("d", "Title", short_title, "nobody", authority, "1", None, None, None, None, "0" * 64, 1)


LAW = document(Authority.STATUTE, "the Homes Regulations 2015")
GUIDE = document(Authority.STATUTORY_GUIDANCE, "the Guide")

LEADS = [
    (LAW, "reg 28(2)", Force.MUST, True, "Regulation 28(2) of the Homes Regulations 2015 requires: "),
    (LAW, "reg 28(2)", Force.MUST, False, "Regulation 28(2) requires: "),
    (LAW, "reg 28(4)", Force.MAY, False, "Regulation 28(4) allows: "),
    (LAW, "reg 28(3)", Force.STATES, False, "Regulation 28(3) says: "),
    (LAW, "sch 1 para 19", Force.STATES, False, "Schedule 1, paragraph 19 says: "),
    (GUIDE, "para 10.11", Force.SHOULD, True, "The Guide says, at paragraph 10.11: "),
    (GUIDE, "para 10.12", Force.MUST, False, "The Guide adds, at paragraph 10.12: "),
]


@pytest.mark.parametrize(("source", "place", "force", "first", "expected"), LEADS)
def test_a_lead_says_whose_words_follow(
    *, source: Document, place: str, force: Force, first: bool, expected: str
) -> None:
    assert lead(source, place, force, first=first) == expected


@pytest.mark.parametrize("authority", [a for a in Authority if a is not Authority.STATUTE])
@pytest.mark.parametrize("force", list(Force))
@pytest.mark.parametrize("first", [True, False])
def test_only_law_requires_and_the_rest_is_always_named(authority: Authority, force: Force, first: bool) -> None:
    said = lead(document(authority, "the Paper"), "para 1.1", force, first=first)
    assert said.startswith("The Paper ")
    assert not {"requires", "must", "regulation", "law"} & set(said.lower().split())


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("reg 28(2)(c)", "regulation 28(2)(c)"),
        ("sch 1 para 19", "Schedule 1, paragraph 19"),
        ("sch 2", "Schedule 2"),
        ("para 10.12", "paragraph 10.12"),
        ("annex A 1.1", "Annex A 1.1"),
        ("explanatory note", "explanatory note"),
    ],
)
def test_a_label_is_written_out(label: str, words: str) -> None:
    assert written_out(label) == words


@pytest.mark.parametrize(
    ("clause", "limit"),
    [
        ("send it within 28 days of the revision", "Within 28 days. "),
        ("within 24 hours, and confirm it within 48 hours", ""),
        ("once each month", "Once each month. "),
        ("when the person is away for 28 days or more", ""),
        ("keep it safe", ""),
    ],
)
def test_a_time_limit_stands_ahead_only_when_it_is_the_only_one(clause: str, limit: str) -> None:
    assert time_limit(clause) == limit


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("(2) A person\nmust  act", "A person must act"),
        ("10.12 All managers", "All managers"),
        ("28.—(1) A person", "A person"),
        ("the Children Act 1989 M25[F7or section 98", "the Children Act 1989 or section 98"),
        ("[F1the integrated care board]", "the integrated care board"),
        ("[F6The person][F6Subject to (1A) the person] must", "The person Subject to (1A) the person must"),
        ("the Children Act 1989 M34or in another", "the Children Act 1989 or in another"),
        ("must not be used 28 times (a) or so", "must not be used 28 times (a) or so"),
    ],
)
def test_printers_marks_are_left_out_and_words_are_not(printed: str, shown: str) -> None:
    assert plain(printed) == shown
