"""Words that a PDF's lines break with a hyphen, made whole, where the document itself tells that they are one. Pure.

A line's last "Safe-" and the next one's "guarding" are one word; "well-" and "being" may be two. The document decides:
by the whole word standing in it elsewhere, or by its never using the second half as a word nor the two with a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_BROKEN = re.compile(
    r"\b(?P<first>[^\W\d_]{2,})(?:[-\u2010\u2011\u00ad][^\S\n]*\n|[\u0002\ufffe])\s*(?P<second>[a-z]{2,})\b"
)
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")


def broken_words(texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The two halves, in small letters, of each word that the lines of ``texts``, one document's pages, break.

    >>> sorted(broken_words(["It is safe-\\nguarding. A well-\\nbeing plan, being well.", "Safeguarding it is."]))
    [('safe', 'guarding')]
    """
    pages = list(texts)
    breaks = {(one["first"].lower(), one["second"]) for page in pages for one in _BROKEN.finditer(page)}
    if not breaks:
        return frozenset()
    known = {word.lower() for page in pages for word in _WORD.findall(_BROKEN.sub(" ", page))}
    return frozenset(
        (first, second)
        for first, second in breaks
        if f"{first}{second}" in known or (second not in known and f"{first}-{second}" not in known)
    )


def made_whole(text: str, broken: frozenset[tuple[str, str]]) -> str:
    """``text`` with the words of ``broken`` whole; any other hyphen at a line's end stays.

    >>> made_whole("Safe-\\nguarding and well-\\nbeing", frozenset({("safe", "guarding")}))
    'Safeguarding and well-\\nbeing'
    """
    if not broken:
        return text
    return _BROKEN.sub(
        lambda one: (
            f"{one['first']}{one['second']}" if (one["first"].lower(), one["second"]) in broken else one.group()
        ),
        text,
    )
