"""Passages that deny, exempt or limit what is asked, though they hold all its words."""

from __future__ import annotations

import pytest

from assistant.compliance.denials import denial

COPIES = (
    "Copies go to the placing authorities. Copies of the report go to the placing authorities of the children.",
    "The independent person must provide a copy of the report to the placing authorities of the children;",
)
RECORDS = (
    "The home's records were inspected: which ones. The visitor looked at the home's records and names them.",
    "to inspect the premises of the children's home and such of the home's records as they require.",
)
PRIVATELY = (
    "Children, parents, relatives and staff were interviewed in private, where they consented.",
    "to interview in private such of the children as they require, if they consent;",
)
HELP = (
    "Children can complain with support. Children must be able to complain, with help from staff.",
    "children are helped to complain",
)
TOLD = (
    "HMCI and each other relevant person are notified without delay of sexual exploitation, actual or suspected. "
    "The registered person must notify HMCI (Ofsted) and each other relevant person of sexual exploitation of a child.",
    "The registered person must notify HMCI of any incident of sexual exploitation of a child",
)
REPRISAL = (
    "No child suffers any reprisal for complaining. The registered person must see that no child suffers reprisal.",
    "The registered person must ensure that no child is subject to any reprisal for making a complaint.",
)
NO_PART = (
    "Nobody a complaint is about takes part in considering or investigating it. The person complained about must take "
    "no part in considering or investigating the complaint.",
    "no person who is the subject of a complaint takes any part in its consideration or investigation",
)


@pytest.mark.parametrize(
    ("read", "wanted", "said"),
    [
        ("This report does not go to the placing authorities.", COPIES, "not"),
        ("It is never sent to placing authorities.", COPIES, "never"),
        ("The placing authorities get a copy only on request.", COPIES, "only on request"),
        ("No copy goes to the placing authorities.", COPIES, "No"),
        ("I didn’t look at the records this month.", RECORDS, "didn’t"),
        ("None of the records were looked at.", RECORDS, "None"),
        ("I talked to both children in the presence of the deputy manager.", PRIVATELY, "in the presence of"),
        ("Support to complain is not offered to children.", HELP, "not"),
        ("Ofsted need not hear of sexual exploitation unless the police ask for it.", TOLD, "not"),
        ("No reprisal follows a complaint, unless the child made it up.", REPRISAL, "unless"),
        (
            "The manager investigates all complaints, including those about the manager, and takes part in deciding.",
            NO_PART,
            "including those about",
        ),
    ],
)
def test_words_that_deny_or_limit_are_told(read: str, wanted: tuple[str, str], said: str) -> None:
    found = denial(read, *wanted)
    assert found is not None
    assert found.written == said == read[found.start : found.end]


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("Copies of this report go to the placing authorities of both children.", COPIES),
        ("If the report cannot be sent by e-mail, a copy goes to the placing authorities by post.", COPIES),
        ("Not only the provider but the placing authorities get a copy of the report.", COPIES),
        ("I looked at the records of complaints and the fire log, so that nothing was left out.", RECORDS),
        ("Staff do not wait for the morning: Ofsted is told of sexual exploitation at once.", TOLD),
        ("No child will suffer reprisal because of a complaint.", REPRISAL),
        ("Whoever is complained about plays no part in looking into the complaint.", NO_PART),
        ("A complaint is looked into by somebody else than the person it is about.", NO_PART),
        ("No copy is posted until the placing authorities have said where copies of the report are to go.", COPIES),
        ("Nothing arose from the records that I looked at.", RECORDS),
        ("The home is not an office with records to look at.", RECORDS),
        ("No record is simply filed: I looked at the home's records one by one.", RECORDS),
        ("Copies go to the placing authorities, unless the plan says otherwise.", COPIES),
    ],
)
def test_words_that_do_what_is_asked_are_left_alone(read: str, wanted: tuple[str, str]) -> None:
    assert denial(read, *wanted) is None


def test_what_forbids_is_not_met_by_a_passage_without_a_denial() -> None:
    found = denial("The manager takes part in considering each complaint.", *NO_PART)
    assert found is not None
    assert not found.written
