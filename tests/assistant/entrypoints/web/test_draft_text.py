from __future__ import annotations

from assistant.entrypoints.draft_schemas import (
    BlockOut,
    DraftSectionOut,
    DraftStatementOut,
    GapOut,
    OwnWordsOut,
    ProvidedFactOut,
)
from assistant.entrypoints.web.draft_text import plain_text

SAID = DraftStatementOut(text="The home does so.", citations=[], requirements=[], force="must", checklist=False)
CHECKED = SAID.model_copy(update={"text": "It should do more.", "checklist": True})
FACT = ProvidedFactOut(label="Places", text="4", field="places", requirement="r")
GAP = GapOut(id="g", ask="How?", field="facts.how", requirement="r")


def section(*blocks: BlockOut) -> DraftSectionOut:
    return DraftSectionOut(id="s", heading="H", intro="", blocks=list(blocks))


def test_one_begins_from_what_is_drafted_without_gaps_and_points_to_check() -> None:
    assert plain_text(section(SAID, CHECKED, FACT, GAP)) == "The home does so.\n\nPlaces: 4"


def test_one_goes_on_from_ones_own_words() -> None:
    assert plain_text(section(OwnWordsOut(text="Ours."), CHECKED, GAP)) == "Ours."
