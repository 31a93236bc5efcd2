"""Legal enumerators: which level of a list a marker such as "(i)", "(1A)" or "(aa)" belongs to.

"(i)" is the letter after (h) or the first roman numeral of a list below; nothing but its neighbours can tell.
Everything here is a pure function of the open levels and the marker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

ROMAN = re.compile(r"^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
ROMAN_VALUES = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40),
    ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
NUMBER = re.compile(r"^(\d{1,3})([A-Z]{0,3})$")
LETTERS = re.compile(r"^(?!if$|of$|be$)([a-z]|([a-z])\2{1,2}|z?[a-z][a-h])([A-Z]?)$")
CAPITALS = re.compile(r"^[A-Z]{1,2}$")


class Style(StrEnum):
    """How a level of a list is numbered."""

    NUMBER = "number"
    LETTER = "letter"
    ROMAN = "roman"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class Level:
    """An open level of a list: its style and the last marker met on it, without brackets."""

    style: Style
    marker: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a marker goes: ``depth`` counts from 0; equal to the number of open levels it starts a new one.

    ``expected`` is True when the marker is the first of its level or the one that follows the last; a marker that
    is not expected may be a reference at the start of a line.
    """

    depth: int
    style: Style
    expected: bool


def ordinal(marker: str, style: Style) -> tuple[int, ...] | None:
    """The marker's place in its style as a sortable key, or None if it cannot be read so: "2" (2,), "2A" (2, 1).

    Inserted letters sort after the letter they follow: "a" (1,), "aa" (1, 1), "b" (2,).
    """
    readers = {Style.NUMBER: _number, Style.LETTER: _letter, Style.ROMAN: _roman, Style.CAPITAL: _capital}
    return readers[style](marker)


def follows(marker: str, last: str, style: Style) -> bool:
    """Whether ``marker`` is a next one after ``last``: 2 after 1, 1A after 1, aa after a or z, b after ab."""
    here, before = ordinal(marker, style), ordinal(last, style)
    if here is None or before is None:
        return False
    successors = {(*before[:depth], before[depth] + 1) for depth in range(len(before))}
    return here in successors | {(*before, 1)} or (last == "z" and marker == "aa")


def resolve(levels: Sequence[Level], marker: str, *, opens: bool) -> Place | None:
    """The place of ``marker`` among the open levels, outermost first; None if it is not an enumerator at all.

    ``opens`` says whether the words before it end by introducing a list ("must—"): then a marker that can be the
    first of a new level is. Otherwise the deepest level that it follows takes it, then a new level it can
    begin, then the deepest level on which it comes later.
    """
    styles = [style for style in Style if ordinal(marker, style) is not None]
    if not styles:
        return None
    started = _start(levels, marker, styles)
    if opens and started:
        return started
    for depth in reversed(range(len(levels))):
        if levels[depth].style in styles and follows(marker, levels[depth].marker, levels[depth].style):
            return Place(depth, levels[depth].style, expected=True)
    if started:
        return started
    return _later(levels, marker, styles)


def _start(levels: Sequence[Level], marker: str, styles: Sequence[Style]) -> Place | None:
    """A new level below the open ones. "(i)" begins a roman level sooner than a letter one."""
    taken = {level.style for level in levels}
    for style in styles:
        if style not in taken and ordinal(marker, style) in {(1,), (1, 1)}:
            return Place(len(levels), style, expected=True)
    return None


def _later(levels: Sequence[Level], marker: str, styles: Sequence[Style]) -> Place:
    for depth in reversed(range(len(levels))):
        style = levels[depth].style
        here, before = ordinal(marker, style), ordinal(levels[depth].marker, style)
        if here is not None and before is not None and here > before:
            return Place(depth, style, expected=False)
    for depth in reversed(range(len(levels))):
        if levels[depth].style in styles:
            return Place(depth, levels[depth].style, expected=False)
    return Place(len(levels), styles[0], expected=False)


def _number(marker: str) -> tuple[int, ...] | None:
    match = NUMBER.match(marker)
    return (int(match.group(1)), *_alphabet(match.group(2).lower())) if match else None


def _letter(marker: str) -> tuple[int, ...] | None:
    match = LETTERS.match(marker)
    return _alphabet(match.group(1) + match.group(3).lower()) if match else None


def _capital(marker: str) -> tuple[int, ...] | None:
    return _alphabet(marker.lower()) if CAPITALS.match(marker) else None


def _alphabet(letters: str) -> tuple[int, ...]:
    return tuple(ord(letter) - ord("a") + 1 for letter in letters)


def _roman(marker: str) -> tuple[int, ...] | None:
    lower = re.sub(r"[A-Z]$", "", marker)
    if not lower or not ROMAN.match(lower):
        return None
    total, rest = 0, lower
    for numeral, value in ROMAN_VALUES:
        while rest.startswith(numeral):
            total, rest = total + value, rest[len(numeral) :]
    return (total, *_alphabet(marker[len(lower) :].lower()))
