"""Sentences of a document that tell of known conduct."""

from __future__ import annotations

import re

from assistant.compliance.conduct_in_document import ConductInDocument
from assistant.compliance.document_units import units
from assistant.compliance.ruled_out import Conduct
from ingest.reviewed_document import Block, BlockKind

FINED = Conduct("fined", ("r/19/2/f",), re.compile(r"\bfined\b"))
SHOUTED = Conduct("shouted", ("r/19/2/x",), re.compile(r"\bshouted\b"))


def block(number: int, text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(number, kind, text)


def test_sentences_that_do_it_and_sentences_that_deny_it() -> None:
    found = units(
        [block(1, "We talk first. A child who swears is fined."), block(2, "Nobody is shouted at. Nobody is fined.")]
    )
    conduct = ConductInDocument(found, [FINED, SHOUTED])
    assert [found[place].text for place, _ in conduct.done([FINED])] == ["A child who swears is fined."]
    assert [found[place].text for place, _ in conduct.denied([FINED, SHOUTED])] == [
        "Nobody is shouted at.",
        "Nobody is fined.",
    ]
    assert not list(conduct.done([SHOUTED]))


def test_a_title_tells_of_nothing() -> None:
    found = units([block(1, "Children fined", BlockKind.HEADING), block(2, "They are not.")])
    assert not list(ConductInDocument(found, [FINED]).done([FINED]))
