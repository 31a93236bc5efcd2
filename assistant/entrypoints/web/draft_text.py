"""A section's text without its sources: what a provider starts from who writes it in words of their own."""

from __future__ import annotations

from assistant.entrypoints.draft_schemas import (
    BlockOut,
    DraftSectionOut,
    DraftStatementOut,
    HomeStatementOut,
    OwnWordsOut,
    ProvidedFactOut,
)


def plain_text(section: DraftSectionOut) -> str:
    """The provider's own words where there are such, else the drafted sentences and facts, one a paragraph."""
    own = [block.text for block in section.blocks if isinstance(block, OwnWordsOut)]
    return "\n\n".join(own or filter(None, map(_words, section.blocks)))


def _words(block: BlockOut) -> str:
    match block:
        case DraftStatementOut(checklist=False, text=text) | HomeStatementOut(text=text):
            return text
        case ProvidedFactOut(label=label, text=text):
            return f"{label}: {text}"
    return ""
