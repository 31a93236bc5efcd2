"""Denials and limits of a statement that what is printed does not have."""

from __future__ import annotations

import pytest

from assistant.compliance.polarity import turns_alone


@pytest.mark.parametrize(
    ("said", "printed", "alone"),
    [
        ("No copy of the report is kept on the file", "every report received in respect of the child", True),
        ("Staff search rooms without asking", "rooms may be searched if the child has been asked", True),
        ("Drills are written up only if something went wrong", "a record of every fire drill", True),
        ("Visitors are entered; contractors are left out", "a record of all visitors to the home", True),
        ("Medicines are locked away so that no child gets at them", "stored to prevent access by any child", False),
        ("A child may not be deprived of sleep", "sleep deprivation may not be used", False),
        ("Rooms are searched only after asking", "rooms should only be searched if the child was asked", False),
        ("For children who do not speak, staff ask in other ways", "find other ways for children to be heard", False),
        ("Nobody changes the guide until the children are asked", "seek comments before revising the guide", False),
        ("The report is sent no later than 28 days after", "send the report within 28 days", False),
    ],
)
def test_a_statement_turns_alone_where_nothing_printed_turns_with_it(said: str, printed: str, alone: bool) -> None:
    assert turns_alone(said, printed) is alone
