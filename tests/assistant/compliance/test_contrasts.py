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


WISHES = printed(
    "ensure that a record is kept;", "The children's views, wishes and feelings standard requires the home to"
)
RANGE = printed("that children are admitted only if their needs are within the range;")


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
        ("Each allegation is recorded where practicable.", KEPT, "force", "where practicable"),
        ("Key workers are encouraged to record it.", WISHES, "left open", "are encouraged to"),
        (
            "The leader will try, if the shift is quiet, to record each allegation.",
            KEPT,
            "left open",
            "will try, if the shift is quiet, to",
        ),
        ("Each allegation is recorded, staffing permitting.", KEPT, "left open", "staffing permitting"),
        ("A record is kept when the rota allows.", KEPT, "left open", "when the rota allows"),
        ("The child should have a record of each allegation.", KEPT, "force", "should"),
        ("For a child outside the range the director can approve the place.", RANGE, "what is allowed", "can"),
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
        ("An allegation may arrive by letter.", KEPT),
        ("Copies of certificates are not kept.", printed("the plans are kept up to date;")),
        ("Contact may be limited for safety, and not otherwise.", printed("contact is limited;", "may not be done")),
        ("The child may have a second allegation to make.", KEPT),
        ("A child who may be harmed is seen at once; a record is kept of each allegation.", KEPT),
        ("Young people are welcome to read the record of each allegation.", KEPT),
        ("Staff are expected to record each allegation.", KEPT),
        ("A record of each allegation is kept (should we ever have one).", KEPT),
        ("Had it come, I should have recorded the allegation.", KEPT),
        ("Ofsted is told within one working day.", NOTIFY),
        ("It sits in a plan that aims to keep a record of each allegation.", KEPT),
        ("Ofsted was told six months ahead of the day that the incident was due.", NOTIFY),
    ],
)
def test_what_does_not(read: str, clause: Printed) -> None:
    assert contrasts(read, clause, Force.MUST) == ()


def test_what_is_only_expected_is_weakened_by_a_choice_and_not_by_advice() -> None:
    clause = printed("The visitor should contact Ofsted at once.", "", Force.SHOULD)
    assert [one.said for one in contrasts("I may choose to contact Ofsted.", clause, Force.SHOULD)] == ["may"]
    assert contrasts("Visitors are advised to contact Ofsted at once.", clause, Force.SHOULD) == ()


def test_children_who_are_looked_after_come_after_nothing() -> None:
    clause = printed("for looked-after children the social worker seeks this permission.")
    assert contrasts("Before admission the social worker seeks this permission.", clause, Force.MUST) == ()


def test_a_should_is_no_weakening_of_guidance() -> None:
    clause = printed("Staff should keep a record.", "", Force.SHOULD)
    assert contrasts("Staff should keep a record.", clause, Force.SHOULD) == ()


def test_an_opposite_is_none_of_what_only_may_be_done() -> None:
    clause = printed("A visit may be unannounced.", "", Force.MAY)
    assert contrasts("The visit was announced.", clause, Force.MAY) == ()
