from __future__ import annotations

from pathlib import Path

from assistant.drafting.draft import DraftStatement, Gap, HomeStatement, OwnWords, ProvidedFact
from assistant.drafting.own_words import in_own_words, own_words_of
from tests.assistant.drafting.made_requirements import made_requirements
from tests.assistant.drafting.test_drafter import drafted


def test_statements_become_a_checklist_and_facts_make_way(tmp_path: Path) -> None:
    section = drafted(made_requirements(tmp_path), {"accommodation": "In the office."}).sections[0]
    assert own_words_of(section) is None
    own = in_own_words(in_own_words(section, "First."), "We keep them.")
    assert own_words_of(own) == "We keep them."
    assert own.blocks[0] == OwnWords("We keep them.")
    assert not any(isinstance(block, ProvidedFact | HomeStatement) for block in own.blocks)
    statements = [block for block in own.blocks if isinstance(block, DraftStatement)]
    assert [block.statement for block in statements] == [
        block.statement for block in section.blocks if isinstance(block, DraftStatement)
    ]
    assert all(block.checklist for block in statements)
    assert [block for block in own.blocks if isinstance(block, Gap)] == [
        block for block in section.blocks if isinstance(block, Gap)
    ]
