from __future__ import annotations

import pytest

from assistant.compliance.sentence_force import clauses_of, force_of_sentence
from ingest.document import Span


@pytest.mark.parametrize(
    ("sentence", "force"),
    [
        ("Homes must also meet children's basic needs.", "must"),
        ("Staff should understand what they must do to prevent bullying.", "should"),
        ("Staff should be mindful that children holding medication must only use it for themselves.", "should"),
        ("They are also required by regulation 40 to notify Ofsted.", "must"),
        ("Holds by the neck are not permissible in any circumstances.", "must"),
        ("Regulation 39 sets out the requirements on the registered person to have a procedure.", "must"),
        ("We would expect all homes to apply the principles below.", "should"),
        ("The registered person is responsible for ensuring that staff are trained.", "states"),
        ("Staff need to have the knowledge to recognise signs.", "states"),
    ],
)
def test_the_force_of_what_is_asked(sentence: str, force: str) -> None:
    found = force_of_sentence(sentence)
    assert found is not None
    assert found.value == force


@pytest.mark.parametrize(
    "sentence",
    [
        "They set out the requirements that homes must meet.",
        "The guidance sets out the steps local authorities and their partners should take.",
        "Any use of restraint carries risks.",
        "Secure homes may consider limiting interactions.",
    ],
)
def test_what_asks_nothing(sentence: str) -> None:
    assert force_of_sentence(sentence) is None


def clauses(said: str) -> list[str]:
    return [said[one.start : one.end].strip() for (one,) in clauses_of((Span(1, 0, len(said)),), {1: said})]


def test_a_sentence_is_cut_where_its_force_changes() -> None:
    assert clauses("Records of restraint must be kept and should enable the registered person to review them.") == [
        "Records of restraint must be kept",
        "and should enable the registered person to review them.",
    ]


def test_a_sentence_is_cut_where_it_binds_somebody_else() -> None:
    assert clauses(
        "Agency staff should meet the requirements and the registered person should consider their skills."
    ) == [
        "Agency staff should meet the requirements",
        "and the registered person should consider their skills.",
    ]


def test_a_sentence_of_one_force_for_one_party_stays_whole() -> None:
    said = "The registered person should agree a plan and should review it."
    assert clauses(said) == [said]


def test_a_number_of_a_note_does_not_hide_the_end_of_a_sentence() -> None:
    assert clauses("Such restrictions should be recorded as restraint17. Some children may not resist.") == [
        "Such restrictions should be recorded as restraint17.",
        "Some children may not resist.",
    ]


def test_a_sentence_over_a_pages_end_is_cut_as_well() -> None:
    texts = {1: "Reparation should be made\n", 2: "by children and the staff should be skilled to support it."}
    spans = (Span(1, 0, len(texts[1])), Span(2, 0, len(texts[2])))
    found = [
        [(one.physical_page, texts[one.physical_page][one.start : one.end]) for one in piece]
        for piece in clauses_of(spans, texts)
    ]
    assert found == [
        [(1, "Reparation should be made\n"), (2, "by children ")],
        [(2, "and the staff should be skilled to support it.")],
    ]
