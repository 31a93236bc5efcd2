"""Normalising text for comparison, with a way back to the page. The one home of that rule.

Two texts are "the same words" when their normalised forms are equal. The rule, in full:

* ligatures become their letters (ﬁ to fi), as NFKC does, for U+FB00 to U+FB06 only;
* typographic quotation marks become ' or ", every dash and hyphen becomes -;
* soft hyphens and zero-width characters vanish; U+0002 and U+FFFE, which pdfium writes for a hyphen at a
  line's end, become -;
* a run of white space becomes one space; none is kept at either end, nor after a hyphen at a line's end.

Case, digits, punctuation and wording are never touched: a quote with another number is another quote.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

BULLET = "\u200b "
"""Stands before a web page's list items in ``Page.text``: a mark for parsers that no reader of the page would miss."""

CELL_SEPARATOR = " \u200b\u200b "
"""Stands between the cells of a web page's table row."""

_SAME = {
    **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u0002\ufffe", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
_HYPHEN_AT_LINE_END = re.compile(r"(?:[-\u2010\u2011][^\S\n]*\n|[\u0002\ufffe])\s*")


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised text and its map back.

    ``offsets[i]`` is the code point of the source that gave ``text[i]``; the two have one length.
    """

    text: str
    offsets: tuple[int, ...]

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """The half-open source range of ``text[start:end]``.

        Raises ValueError for an empty or out-of-bounds range.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError("no such range")
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Normalised:
    """Normalise ``text`` by this module's rule, keeping the map back to it."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, written in _characters(text):
        if written == " " and (not characters or characters[-1] == " "):
            continue
        characters.append(written)
        offsets.append(offset)
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return Normalised("".join(characters), tuple(offsets))


def same_words(text: str) -> str:
    """The normalised text alone, for comparing."""
    return normalise(text).text


def without_spaces(normalised: Normalised) -> Normalised:
    """The same without any white space: the readers of a PDF disagree on that most."""
    return _without(normalised, " ")


def letters_alone(normalised: Normalised) -> Normalised:
    """The same without white space and hyphens: a word that a line breaks may be quoted whole or with its hyphen."""
    return _without(normalised, " -")


def _without(normalised: Normalised, marks: str) -> Normalised:
    written = zip(normalised.text, normalised.offsets, strict=True)
    kept = [(letter, at) for letter, at in written if letter not in marks]
    return Normalised("".join(letter for letter, _ in kept), tuple(at for _, at in kept))


def find_all(needle: str, haystack: Normalised) -> Iterator[tuple[int, int]]:
    """Source ranges where ``needle`` (any text) stands in ``haystack``, from left to right, not overlapping."""
    wanted = normalise(needle).text
    start = 0
    while wanted and (found := haystack.text.find(wanted, start)) >= 0:
        yield haystack.source_range(found, found + len(wanted))
        start = found + len(wanted)


def _characters(text: str) -> Iterator[tuple[int, str]]:
    """Each source code point's normalised characters; white space comes as single spaces."""
    hyphens = {match.start(): match.end() for match in _HYPHEN_AT_LINE_END.finditer(text)}
    position = 0
    while position < len(text):
        if position in hyphens:
            yield position, "-"
            position = hyphens[position]
            continue
        character = text[position]
        if character.isspace():
            yield position, " "
        else:
            for written in _SAME.get(character, character):
                yield position, written
        position += 1
