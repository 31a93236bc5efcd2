"""Text that a page holds and a reader cannot see is taken out of ``Page.text``, one for one, and counted.

A page's text is what can be seen on it, so nothing that is made from it (provisions, passages, quotes) can hold hidden
words. Offsets hold: every letter of a hidden word becomes BLANK, every zero-width or direction-changing character
becomes NOTHING. No other text keeps these two, so what was left out can be told from the stored pages alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ingest.document import Page, Span
from ingest.text import find_all, normalise, without_spaces

BLANK = "\u205f"
"""Stands for a hidden letter: white space to every parser, and to comparing."""

NOTHING = "\u2060"
"""Stands for a zero-width or direction-changing character: no break in a word, and nothing to comparing."""

_WIDTHLESS = (
    0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF,
    *range(0xE0000, 0xE0080),
)  # fmt: skip
_CLEARED = {**dict.fromkeys(_WIDTHLESS, NOTHING), ord(BLANK): " "}
_STRETCH = re.compile(rf"[{BLANK}{NOTHING}](?:\s*[{BLANK}{NOTHING}])*")
_LONG = 20  # letters: words this long are left out wherever they stand, where it is not clear which are the hidden

Piece = tuple[str, bool]


def as_seen(text: str, pieces: Iterable[Piece] | None) -> str:
    """``text``, of the same length, without what cannot be seen.

    ``pieces`` are the page's words in the file's order, each with whether it is unseen; None when all is seen.
    """
    cleared = text.translate(_CLEARED)
    letters = list(cleared)
    for start, end in _hidden_ranges(cleared, list(pieces or ())):
        letters[start:end] = (letter if letter.isspace() else BLANK for letter in letters[start:end])
    return "".join(letters)


def unseen(pages: Iterable[Page]) -> tuple[Span, ...]:
    """The stretches that ``as_seen`` took out of these pages; hidden words in a row are one."""
    return tuple(
        Span(page.physical, match.start(), match.end()) for page in pages for match in _STRETCH.finditer(page.text)
    )


def _hidden_ranges(text: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    written = without_spaces(normalise(text))
    squeezed = [(without_spaces(normalise(words)).text, hidden) for words, hidden in pieces]
    whole = without_spaces(normalise("".join(words for words, _ in squeezed)))
    position = 0
    for hidden, group in groupby(squeezed, key=lambda piece: piece[1]):
        members = [words for words, _ in group]
        run = "".join(members)
        wanted = [run] if next(find_all(run, written), None) else members
        for words in wanted if hidden else ():
            here = list(find_all(words, written))
            there = [start for start, _ in find_all(words, whole)]
            which = sum(start < position for start in there)
            position += len(words)
            yield from here if len(words) >= _LONG and len(here) != len(there) else here[which : which + 1]
        position += 0 if hidden else len(run)
