"""Printed words cut to fit."""

from __future__ import annotations

from assistant.compliance.short_quote import cut_at_word


def test_long_words_are_cut_between_words() -> None:
    assert cut_at_word("a record is kept of each allegation", 15) == "a record is…"
    assert cut_at_word("a record", 15) == "a record"
