from __future__ import annotations

import pytest

from assistant.quantities import provisions_in, quantities_in, without_numbering


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 28 days of the revision", {"28 day", "within"}),
        ("within twenty-eight days", {"28 day", "within"}),
        ("2 years' relevant work in the last five years", {"2 year", "5 year"}),
        ("two years", {"2 year"}),
        ("10 working days", {"10 working day"}),
        ("a year of supervising", {"1 year"}),
        ("at least once in each calendar year", {"at least", "per year"}),
        ("once a month", {"per month"}),
        ("monthly", {"per month"}),
        ("every 6 months", {"6 month", "repeated"}),
        ("without undue delay", {"without delay"}),
        ("immediately", {"at once"}),
        ("1 April 2015", {"1", "2015", "month of april"}),
        ("the person may act", set()),
        ("a Level 5 Diploma", {"5"}),
        ("before the 18th birthday", {"18 birthday", "before"}),
        ("no one may; any one of them; one another", set()),
        ("one child", {"1"}),
        ("(28 days)", {"28 day"}),
        ("under regulation 28(2)(c) and paragraph 10.12", set()),
        ("", set()),
    ],
)
def test_counts_and_times_are_found_however_they_are_written(text: str, expected: set[str]) -> None:
    assert quantities_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("regulation 28(2)(c)", {"regulation 28", "regulation 28(2)", "regulation 28(2)(c)"}),
        ("reg 44", {"regulation 44"}),
        ("Regulations 35-39 and 44", {"regulation 35", "regulation 39", "regulation 44"}),
        ("Schedule 1, paragraph 19", {"schedule 1", "paragraph 19"}),
        ("para 10.12", {"paragraph 10.12"}),
        ("paragraph (2)(a)", {"paragraph (2)", "paragraph (2)(a)"}),
        ("Annex A", {"annex a"}),
        ("28(2)", {"? 28", "? 28(2)"}),
        ("as part of a plan", set()),
        ("regulation 16 within 28 days", {"regulation 16"}),
    ],
)
def test_provision_numbers_bring_what_holds_them(text: str, expected: set[str]) -> None:
    assert provisions_in(text) == expected


def test_what_numbers_a_paragraph_is_no_number_of_its_words() -> None:
    assert " ".join(without_numbering("28.—(1) A person may keep 2 records").split()) == "A person may keep 2 records"
