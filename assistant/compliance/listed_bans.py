"""Lists of what is not done, opened by one denial for all: "Staff never:", "None of these is ever used:". Pure."""

from __future__ import annotations

import re

_FORBIDS_ALL = re.compile(
    r"\b(?:never|not|cannot|\w+n[’']t|forbid\w*|prohibit\w*|banned|barred|unlawful|unacceptable|outlawed|off[\s-]limits|out\s+of\s+bounds|ruled\s+out)\b"
    r"(?:\W+(?:be|been|ever|used?|do|done|allow(?:ed)?|permit(?:ted)?|accept(?:ed|able)?|tolerated?|happen|any|of|the|following|these|those|things?|measures?"
    r"|at|all|times|in|this|our|home|house|here|under|circumstances|whatever|reason)\b){0,8}\W*:\s*(?P<item>[^:]*)\Z",
    re.IGNORECASE,
)
"""What opens a list of things that are not done: "Staff never:", "Forbidden at all times:"."""

_FORBIDS_DOING = re.compile(
    r"\b(?:never|not|no|none|nobody|nothing|cannot|\w+n[’']t)\b(?![^:]*\b(?:may|can|only|unless|except|other)\b)[^:.;!?]{0,120}:\s*"
    r"(?P<item>(?:[^:]*;\s*)?(?:(?:the\s+)?(?:use|threat)\s+of\b|any\b|\w+ing\b)[^:;]*)\Z",
    re.IGNORECASE,
)
"""The same, of things to do: "None of the following is ever used as discipline: making a child eat"."""

_HAS_ITS_VERB = re.compile(r"[^;:.]*\b(?:is|are|was|were|has|have|does|do|will|must|may|can)\b", re.IGNORECASE)


def item_of_bans(before: str, read: str, after: str) -> str | None:
    """What stands before ``read`` in its list, where the words that open the list forbid each item; None elsewhere.

    ``after`` is the rest: an item with a verb of its own is a sentence, and not a thing that is not done.

    >>> item_of_bans("Staff never: shout; ", "hit a child", "."), item_of_bans("Our rules: ", "hit a child", ".")
    ('shout; ', None)
    """
    found = _FORBIDS_ALL.search(before)
    if found is None and not _HAS_ITS_VERB.match(after):
        found = _FORBIDS_DOING.search(f"{before}{read}")
    return None if found is None else found["item"].removesuffix(read)
