"""What differs between a sentence of a policy and the law: and what does not, though the words look like it."""

from __future__ import annotations

import pytest

from assistant.compliance.contrasts import contrasts
from assistant.compliance.printed import Printed
from ingest.document import Authority, Force

OPENS = "The registered person must ensure that"


def printed(words: str, opening: str = OPENS, force: Force = Force.MUST) -> Printed:
    return Printed("r/1", "reg 1", words, force, Authority.STATUTE, opening)


RECORD = printed("within 24 hours of the use of a measure of restraint in relation to a child, a record is made;")
NOTIFY = printed("HMCI is notified without delay of a serious incident.")
FOOD = printed(
    "any punishment involving the consumption or deprivation of food or drink;", "may not be used on a child"
)
AGREED = printed("the plan is agreed by the child's placing authority;")
KEPT = printed("a record is kept of each allegation.")


@pytest.mark.parametrize(
    ("read", "clause", "about", "said"),
    [
        ("A record of the restraint is made within 72 hours.", RECORD, "time limit", "72 hours"),
        ("Ofsted is told within seven days.", NOTIFY, "time limit", "seven days"),
        ("Staff should record each restraint.", RECORD, "force", "should"),
        ("Staff are encouraged to jot down each restraint.", RECORD, "left open", "are encouraged to"),
        ("When staff cannot agree, a child may lose an evening meal.", FOOD, "what is allowed", "may"),
        ("Nothing about the allegation is kept.", KEPT, "the opposite", "Nothing about the allegation is kept"),
        ("The plan is agreed by Northmoor Council.", AGREED, "who", "Council"),
        ("The independent visitor keeps the record of each allegation.", KEPT, "who", "independent visitor"),
    ],
)
def test_what_differs(read: str, clause: Printed, about: str, said: str) -> None:
    found = {one.about: one.said for one in contrasts(read, clause, Force.MUST)}
    assert found.get(about) == said


@pytest.mark.parametrize(
    ("read", "clause"),
    [
        ("A record of the restraint is made within 24 hours.", RECORD),
        ("A record is made within 24 hours, so that those who may need it can see it.", RECORD),
        ("It may be necessary to move a child; a record is kept of each allegation.", KEPT),
        ("Children need not fear anything: a record is kept of each allegation.", KEPT),
        ("We try to understand each allegation.", KEPT),
        ("The policy is read every year in May, and a record is kept.", KEPT),
        ("Ofsted is told within 24 hours.", NOTIFY),
        ("The plan is agreed by that authority and by Northmoor Council.", AGREED),
        ("The independent visitor looks at the record of each allegation.", KEPT),
    ],
)
def test_what_does_not(read: str, clause: Printed) -> None:
    assert contrasts(read, clause, Force.MUST) == ()


def test_a_should_is_no_weakening_of_guidance() -> None:
    clause = printed("Staff should keep a record.", "", Force.SHOULD)
    assert contrasts("Staff should keep a record.", clause, Force.SHOULD) == ()


def test_an_opposite_is_none_of_what_only_may_be_done() -> None:
    clause = printed("A visit may be unannounced.", "", Force.MAY)
    assert contrasts("The visit was announced.", clause, Force.MAY) == ()
