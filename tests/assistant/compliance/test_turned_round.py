"""Sentences that turn a duty round without a "not", and sentences in much the same words that keep it."""

from __future__ import annotations

import pytest

from assistant.compliance.difference import Aspect
from assistant.compliance.turned_round import turned

RECORD = "The registered person must ensure that a record is kept of each complaint."
PROMPT = "The registered person must notify the authority without delay."
CHECKED = "Full information is obtained on each person."
FORCE = "The force used must be proportionate and kept under review."
SHARED = "The policy should be explained to families and shared with staff."
ASKED = "The registered person must consult each child before a change is made."
AROUND = "At all times at least one person on duty has the qualification."
AGREED = "The strategy should be agreed with the local police."
RISK = "It lasts no longer than the immediate risk."
BAN = "No child suffers any reprisal."


@pytest.mark.parametrize(
    ("said", "theirs", "aspect", "written"),
    [
        ("Short complaints need no record.", RECORD, Aspect.DENIAL, "need no record"),
        ("Night staff are excused from it.", CHECKED, Aspect.DENIAL, "excused from"),
        ("Proof is asked for only where the manager has doubts.", CHECKED, Aspect.DENIAL, "only where"),
        ("The authority is told at the end of each quarter.", PROMPT, Aspect.TIME, "at the end of each quarter"),
        ("The authority does not hear until it is proved.", PROMPT, Aspect.TIME, "until it is proved"),
        ("Staff use as much force as they like.", FORCE, Aspect.OPPOSITE, "as much force as they like"),
        ("The limit stays for good.", FORCE, Aspect.OPPOSITE, "for good"),
        ("The policy is for managers' eyes only.", SHARED, Aspect.OPPOSITE, "eyes only"),
        ("A child who complained may lose a treat.", BAN, Aspect.DENIAL, "lose"),
        ("We ask what children think a fortnight after the change.", ASKED, Aspect.TIME, "a fortnight after"),
        ("Children are asked in the first ten days of the change.", ASKED, Aspect.TIME, "in the first ten days"),
        (
            "The officer is rung once the manager is satisfied of it.",
            PROMPT,
            Aspect.TIME,
            "once the manager is satisfied",
        ),
        ("The certificate need only have been asked for.", CHECKED, Aspect.DENIAL, "need only"),
        ("A first aider is on shift from 8 am to 10 pm.", AROUND, Aspect.TIME, "from 8 am to 10 pm"),
        (
            "The police have the finished version for their information.",
            AGREED,
            Aspect.OPPOSITE,
            "have the finished version",
        ),
    ],
)
def test_a_duty_is_turned_round_in_words_that_deny_nothing(
    said: str, theirs: str, aspect: Aspect, written: str
) -> None:
    assert (aspect, written) in [(one.aspect, one.written) for one in turned(said, theirs)]


@pytest.mark.parametrize(
    ("said", "theirs"),
    [
        ("Children are left with a trusted member of staff to calm down.", RECORD),
        ("Nobody has to wait to see a doctor.", RECORD),
        ("The manager goes without delay to the child.", BAN),
        ("Complaints that need no answer are recorded too.", "A record need not be kept of each complaint."),
        ("It is searched only where the child was told.", "Rooms are searched only if the child was informed."),
        ("Staff do not wait until it is proved that it is so.", "A record is made."),
        ("We never let the matter rest.", RECORD),
        ("The limit is not for good.", FORCE),
        ("Records are kept in a locked room and stay in the home.", "Records are confidential and shared with few."),
        ("No child may lose a treat.", BAN),
        ("The report is written in the quarterly review.", RECORD),
        ("Everything is written down so that nobody need wonder.", RECORD),
        ("The rest of the syllabus is left out.", RECORD),
        ("Pictures are wiped after a month unless they are needed.", RECORD),
        ("Nobody has to ask to see it.", SHARED),
        ("The child is talked with afterwards.", RISK),
        ("Children aged between 8 and 17 have a first aider near.", AROUND),
        ("Staff are skilled in working with children.", AROUND),
        ("Staff ask the police for information.", AGREED),
        ("The police contribute, and the final plan goes on file.", AGREED),
        ("Staff tell the manager when a child is not sure they are safe.", PROMPT),
        ("Key workers meet the child every day after school.", ASKED),
        ("Cameras let us know afterwards what happened.", ASKED),
        ("A first aider is on shift from 8 am to 10 pm, and another at night.", AROUND),
        ("It is agreed with the police, who get the finished version.", AGREED),
        ("The worker is taken off shift.", RECORD),
        (
            "Children make calls without asking anyone.",
            "Children have a telephone without reference to the registered person.",
        ),
        ("Staff stay with both until they say it is over.", PROMPT),
        ("We ask children before the change, and again a fortnight after.", ASKED),
        ("Nobody leads a shift unless they have the experience.", "Leaders should have relevant experience."),
    ],
)
def test_what_keeps_a_duty_is_left_alone(said: str, theirs: str) -> None:
    assert list(turned(said, theirs)) == []
