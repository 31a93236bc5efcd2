from __future__ import annotations

from assistant.compliance.review import DocumentQuote
from assistant.entrypoints.review_presenting import AROUND, _quote_out
from ingest.reviewed_document import Block, BlockKind

SENTENCE = "Staff are told at once. "


def quote(text: str, words: str) -> DocumentQuote:
    start = text.index(words)
    return DocumentQuote(Block(3, BlockKind.PARAGRAPH, text, ("Whom we tell",)), start, start + len(words))


def test_a_quote_comes_with_the_words_of_its_paragraph_on_either_side() -> None:
    shown = _quote_out(quote("First this. Then that. Last this.", "Then that."))
    assert (shown.before, shown.text, shown.after) == ("First this. ", "Then that.", " Last this.")
    assert (shown.paragraph, shown.headings) == (3, ["Whom we tell"])


def test_a_long_paragraph_is_cut_between_words() -> None:
    shown = _quote_out(quote(SENTENCE * 30 + "Here it is. " + SENTENCE * 30, "Here it is."))
    for words in (shown.before, shown.after):
        assert len(words) <= AROUND + 2
        assert set(words.replace("…", "").split()) <= set(SENTENCE.split())
    assert shown.before.startswith("… ")
    assert shown.after.endswith(" …")
