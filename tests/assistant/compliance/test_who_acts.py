from __future__ import annotations

from assistant.compliance.who_acts import bearers_in, doers_in, receivers_in, same_role


def test_who_acts_is_told_from_who_is_told() -> None:
    said = "The registered person must notify HMCI and the placing authority"
    assert [role.name for role in doers_in(said)] == ["registered person"]
    assert [role.name for role in receivers_in(said)] == ["HMCI"]


def test_whoever_says_what_the_rule_is_does_not_do_it() -> None:
    assert doers_in("Ofsted expects the report within a month") == ()


def test_a_passive_lays_nothing_on_its_subject() -> None:
    assert bearers_in("Ofsted must be notified") == ()


def test_a_registered_person_is_the_provider_or_the_manager() -> None:
    assert same_role("registered manager", "registered person")
    assert not same_role("registered manager", "registered provider")
