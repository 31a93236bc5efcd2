"""What a line of ordinary prose looks like on its own: a heading, a numbered paragraph, a list item, a form's row."""

from __future__ import annotations

import re
from dataclasses import dataclass

TITLE = re.compile(
    r"^(?P<word>chapter|part|section|appendix|annexe?|schedule)\s+(?P<number>\d{1,2}|[A-Z]|[IVX]{1,4})"
    r"(?:\s*(?:[:.–—-]|continued:?)\s*(?P<words>\S.*))?$",
    re.IGNORECASE,
)
LEVELS = {"part": 1, "chapter": 2, "appendix": 2, "annex": 2, "annexe": 2, "schedule": 2, "section": 3}
OWN_LEVEL = 4
"""Of a heading with a number ("2. Scope", each further number a level deeper) or in capitals."""

UNNUMBERED_LEVEL = 9
"""Of any other heading that is told by its shape alone."""

MOST_DIGITS = 6
"""A title may hold a year and a number; a line with more digits is an address or a row of figures."""

TABLE_GAP = re.compile(r"\S(?:\t\s*| {3,})(?=\S)")
"""Between two cells of a row."""

NUMBERED = re.compile(r"^(?:(\d{1,3})\.|(\d{1,2}(?:\.\d{1,3}){1,3})\.?)(?:\s+(\S.*))?$")
ENUMERATED = re.compile(r"^(?:\(([a-z]{1,3}|\d{1,2}|[A-Z])\)|([a-z]{1,3}|\d{1,2}|[A-Z])[.)])\s+(?=\S)")
BULLET = re.compile(r"^([•●▪■◼◦○‣∙·➢➤✓✔\uf0b7\uf0a7])(?:\s+|(?=\w)|$)")
DOUBTFUL_BULLET = re.compile(r"^([*o–—-])\s+(?=\S)")
"""Marks that also occur in running text: bullets only where a block can begin."""

FORM_HEAD = re.compile(r"^No\.?\s+Item\b", re.IGNORECASE)
FORM_ROW = re.compile(r"^([A-Z]{0,2})(\d{1,3})((?:\.\d{1,2})?)([a-z]?)\.?(?=\s|$)")

FINISHED = re.compile(r"[.!?:;][”’\"')\]]*(?:\d{1,3})?$")
"""The end of a sentence or of a lead-in, perhaps with a footnote's mark."""

UNFINISHED_TITLE = re.compile(
    r"(?:[,;:.…&/–—-]|[,;:.]\d{1,3}|\b(?:and|or|of|the|a|an|to|for|in|with|by|on|at|from|as))$", re.IGNORECASE
)
LONGEST_TITLE = 110
LONGEST_NUMBERED_TITLE = 70


@dataclass(frozen=True, slots=True)
class Title:
    """What a line such as "Chapter 3: Providing help" announces: its kind, its number, its level (1 the highest)."""

    word: str
    number: str
    level: int


def title_of(text: str) -> Title | None:
    """The division that a heading line announces ("Chapter 3: …", "Appendix A", "Section 13 continued: …")."""
    match = TITLE.match(text)
    if match is None or text.endswith((".", ";", ",")) or len(text) > LONGEST_TITLE:
        return None
    word = match["word"].lower()
    return Title("annex" if word == "annexe" else word, match["number"], LEVELS[word])


def level_of(text: str, number: str) -> int:
    """How deep a heading lies, 1 the highest; ``number`` is the one it begins with, "" for none."""
    title = title_of(text)
    if title is not None:
        return title.level
    if number:
        return OWN_LEVEL + number.count(".")
    return OWN_LEVEL if text.isupper() else UNNUMBERED_LEVEL


def number_of(text: str) -> tuple[int, ...] | None:
    """The number a paragraph begins with: "14. " (14,), "1.2 " (1, 2). A bare "14 " is not one."""
    match = NUMBERED.match(text)
    return tuple(int(part) for part in (match[1] or match[2]).split(".")) if match else None


def follows(number: tuple[int, ...], last: tuple[int, ...] | None) -> bool:
    """Whether a paragraph's number can come next: up to two may be missing, a new level begins at 0 or 1."""
    if last is None:
        return number[0] <= 3 and all(part <= 1 for part in number[1:])
    if len(number) > len(last):
        start, rest = number[: len(last)], number[len(last) :]
        return all(part <= 1 for part in rest) and (start == last or _next(start, last))
    return any(
        number[:depth] == last[:depth] and _next(number[depth:], last[depth : len(number)])
        for depth in range(len(number))
    )


def _next(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """First part one to three on, any further ones begin again."""
    return 1 <= number[0] - last[0] <= 3 and all(part <= 1 for part in number[1:])


def looks_like_title(text: str) -> bool:
    """Whether words on a line of their own can be a heading: short, capital first, not a sentence or part of one."""
    first = text.lstrip("‘“'\"(")[:1]
    return (
        len(text) <= LONGEST_TITLE
        and (first.isupper() or first.isdigit())
        and any(character.isalpha() for character in text)
        and not UNFINISHED_TITLE.search(text)
        and not text.endswith("!")
        and sum(map(str.isdigit, text)) <= MOST_DIGITS
        and not any(each in text for each in ("www.", "://", "@"))
    )
