from __future__ import annotations

import pytest

from assistant.compliance.duty import Duty, duty_of


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("The registered person must keep a record", Duty.OBLIGES),
        ("Staff have to sign it", Duty.OBLIGES),
        ("A record should be kept", Duty.EXPECTS),
        ("A visit may be unannounced", Duty.ALLOWS),
        ("Neck holds are fine", Duty.ALLOWS),
        ("Restraint is only permitted to prevent injury", Duty.LIMITS),
        ("No child may be deprived of food", Duty.FORBIDS),
        ("Nobody who is accused may investigate it", Duty.FORBIDS),
        ("It's optional to keep a record", Duty.EXCUSES),
        ("They do not have to tell anyone", Duty.EXCUSES),
        ("Staff should never share a bedroom", Duty.DISCOURAGES),
        ("It is sent no later than Friday", Duty.TELLS),
        ("Staff do not write it down", Duty.DENIES),
    ],
)
def test_what_a_sentence_lays_on_somebody(text: str, duty: Duty) -> None:
    assert duty_of(text).duty is duty
