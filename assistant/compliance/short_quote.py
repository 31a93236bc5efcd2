"""As many of a text's words as fit beside what they are compared with. Pure."""

from __future__ import annotations

LONGEST = 80
"""Characters of printed words that stand beside what is said."""


def cut_at_word(text: str, longest: int = LONGEST) -> str:
    """The text, or as many of its words as fit with "…" at the end.

    >>> cut_at_word("a record is kept of each allegation", 15)
    'a record is…'
    """
    if len(text) <= longest:
        return text
    kept = text[:longest].rsplit(None, 1)[0].rstrip(" ,;:.–—-(")
    return f"{kept}…"
