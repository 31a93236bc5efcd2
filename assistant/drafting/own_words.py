"""A section in the provider's own words: what the sources ask stays beside it, cited, as points to check it against."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafting.draft import Block, DraftSection, DraftStatement, HomeStatement, OwnWords, ProvidedFact


def in_own_words(section: DraftSection, text: str) -> DraftSection:
    """The section with ``text`` in place of its statements, which become a checklist, and of the home's facts."""
    kept = (
        _beside(block) for block in section.blocks if not isinstance(block, ProvidedFact | HomeStatement | OwnWords)
    )
    return replace(section, blocks=(OwnWords(text), *kept), writing=None)


def own_words_of(section: DraftSection) -> str | None:
    """What the provider wrote for the section; None where nothing."""
    return next((block.text for block in section.blocks if isinstance(block, OwnWords)), None)


def _beside(block: Block) -> Block:
    return replace(block, checklist=True) if isinstance(block, DraftStatement) else block
