from __future__ import annotations

from assistant.answer import Hit
from assistant.retrieval.lexical import LexicalRun
from ingest.lexicon import Lexicon

TEXTS = {
    "visits": "An independent person visits the home each month.",
    "records": "Case records are kept for seventy-five years.",
    "visitors": "A record of all visitors to the home.",
}


def test_passages_that_share_words_are_found_and_others_are_not() -> None:
    run = LexicalRun(Lexicon.build(list(TEXTS), list(TEXTS.values())))
    hits = run.search("Who visits each month?", 3)
    assert hits[0] == Hit("visits", 1, hits[0].score, "lexical")
    assert "records" not in [hit.passage_id for hit in hits]
    assert run.search("submarine", 3) == ()
