from __future__ import annotations

from assistant.compliance.conditions_printed import conditions_in, qualifies


def test_conditions_are_printed_clauses_in_order() -> None:
    assert conditions_in(
        "Where appropriate, staff should, so far as is reasonable, help unless it harms the child."
    ) == (
        "Where appropriate",
        "so far as is reasonable",
        "unless it harms the child",
    )


def test_a_paragraph_qualifies_the_whole_regulation_or_the_paragraphs_it_names() -> None:
    assert qualifies("This regulation applies to a child who is looked after.", "3")
    assert qualifies("Paragraphs (4) to (9) apply if the child is not placed", "6")
    assert not qualifies("Paragraphs (4) to (9) apply if the child is not placed", "2")
    assert not qualifies("The conditions are that the care meets the child's needs.", "2")
