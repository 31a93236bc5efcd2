"""Where one block of printed text ends and the next begins, told from punctuation and the width of lines.

Extracted text has no indents and no blank lines. What is left: a sentence or list item ends with a stop, and
a line that ends well before the margin, although the next word would have fitted, was broken on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure.furniture import Line

FULL_WIDTH = 80
"""Characters that fit on a line of the documents read so far (they run to 95 and more); fewer is a short line."""

TITLE_WIDTH = 92
"""Titles run wider than text before they wrap: legislation.gov.uk sets 91 characters on one line."""

TAIL = r"(?:\s*[FMCEIX]\d+)?[”\"’\])]*(?:\s*\(See footnote \d+\))?$"
STOP = re.compile(r"(?<!\betc)[.;:—,]" + TAIL + r"|(?:;|,)\s*(?:and|or)" + TAIL)
LIST_OPENING = re.compile(r"(?:[—:]|\s[–-])[\s\]]*$")
SEPARATOR = re.compile(r"[,;]" + TAIL)


def ends_with_stop(text: str) -> bool:
    """Whether the line can be the end of a sentence, a list item or an opening (". ; , : —", notes' marks aside)."""
    return bool(STOP.search(text))


def opens_list(text: str) -> bool:
    """Whether the line introduces a list: "the registered person must—"."""
    return bool(LIST_OPENING.search(text))


def broken_on_purpose(text: str, following: str, width: int = FULL_WIDTH) -> bool:
    """Whether the first word of ``following`` would have fitted on the line ``text``; ``width`` in characters."""
    first_word = following.split(maxsplit=1)[0]
    return len(text) + 1 + len(first_word) <= width


def closes_list(text: str, following: str) -> bool:
    """Whether ``following`` goes back from a list item to the sentence that opened the list.

    Such words start a line of their own in lower case after an item that ends with a comma or semicolon:
    "(b) a registered person dies," / "the other registered person must ...".
    """
    return (
        bool(SEPARATOR.search(text))
        and following[0].islower()
        and following.rstrip(";, ") not in {"and", "or"}
        and broken_on_purpose(text, following)
    )


def title_blocks(lines: Sequence[Line]) -> tuple[tuple[Line, ...], ...]:
    """Titles that stand one under the other, each with the lines it runs over."""
    blocks: list[tuple[Line, ...]] = []
    for line in lines:
        wraps = blocks and (
            line.text[0].islower() or not broken_on_purpose(blocks[-1][-1].text, line.text, TITLE_WIDTH)
        )
        if wraps:
            blocks[-1] = (*blocks[-1], line)
        else:
            blocks.append((line,))
    return tuple(blocks)


def joined(lines: Sequence[Line]) -> str:
    """The lines' words as one string, for headings and labels (never for quoting)."""
    return " ".join(" ".join(line.text for line in lines).split())
