from __future__ import annotations

import pytest

from assistant.compliance.register import Register
from assistant.compliance.selection import EITHER, Choice, chosen, notes_on
from assistant.errors import UnknownFilter

pytestmark = pytest.mark.official


def test_names_are_read_as_people_write_them(register: Register) -> None:
    found = chosen(register, Choice(standard="Care Planning", who=["REGISTERED PERSON"], force="MUST"))
    assert found == register.select(standard="care_planning", who=["registered person"], force=found[0].force)


def test_nothing_asked_is_everything(register: Register) -> None:
    assert chosen(register, Choice()) == register.entries


@pytest.mark.parametrize(
    "choice",
    [Choice(standard="x"), Choice(topic="x"), Choice(force="may"), Choice(who=["x"]), Choice(document="sccif-2025")],
)
def test_an_unknown_name_is_told_with_what_there_is(register: Register, choice: Choice) -> None:
    with pytest.raises(UnknownFilter, match="it has: "):
        chosen(register, choice)


def test_who_asks_for_the_provider_is_told_of_the_registered_person(register: Register) -> None:
    assert list(notes_on(register, ["registered provider"])) == [EITHER]
    assert list(notes_on(register, ["registered provider", "Registered Person"])) == []
