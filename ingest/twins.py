"""Provisions that repeat one another word for word, found when asked for.

Comparing all of them takes a third of a second, which a first answer should not wait for; so only provisions of about
the same length are compared with the one at hand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence

from ingest.document import Kind, Provision

SHORTEST = 60
"""Letters that two provisions must share in full before one is said to stand "also at" the other."""

_SLACK, _SHARE = 60, 0.15
"""How far apart in length twins may be: headings, numbers and editors' marks differ."""

_NEVER = frozenset({Kind.PART, Kind.CHAPTER, Kind.HEADING, Kind.SCHEDULE, Kind.CONTENTS, Kind.NOTE})
_NUMBERING = re.compile(r"\A(?:\s*(?:\d+(?:\.\d+)*[.)]?|\(\w{1,4}\)|•)[\s—-]*)+")
_FOOTNOTE_MARK = re.compile(r"\[\d{1,3}\]|(?<=[)”’])\d{1,2}(?!\d)")
_WORDS_ONLY = re.compile(r"[\W_]+")


class Twins(Mapping[str, tuple[str, ...]]):
    """The other provisions with the very words of a provision, by its id, in reading order.

    Its heading, numbering, footnote marks and punctuation do not count. Ids without a twin are not in it.
    """

    def __init__(self, provisions: Sequence[Provision], words_of: Callable[[Provision], str]) -> None:
        """``provisions`` in reading order, children after their parents; ``words_of`` gives all of one's words."""
        self._provisions = {p.id: p for p in provisions if p.kind not in _NEVER and p.spans}
        self._positions = {provision_id: position for position, provision_id in enumerate(self._provisions)}
        self._words_of = words_of
        self._keys: dict[str, str] = {}
        self._found: dict[str, tuple[str, ...]] = {}
        self._lengths = _lengths(provisions)
        self._by_length = sorted((self._lengths[provision_id], provision_id) for provision_id in self._provisions)

    def __getitem__(self, provision_id: str) -> tuple[str, ...]:
        """Raises KeyError for an id without a twin."""
        found = self._found.get(provision_id)
        if found is None:
            found = self._found[provision_id] = self._compared(provision_id)
        if not found:
            raise KeyError(provision_id)
        return found

    def __iter__(self) -> Iterator[str]:
        """Every id that has a twin: compares everything."""
        return (provision_id for provision_id in self._provisions if self.get(provision_id))

    def __len__(self) -> int:
        """How many ids have a twin: compares everything."""
        return sum(1 for _ in self)

    def _compared(self, provision_id: str) -> tuple[str, ...]:
        if provision_id not in self._provisions:
            return ()
        key = self._key(provision_id)
        if len(key) < SHORTEST:
            return ()
        length = self._lengths[provision_id]
        slack = _SLACK + int(length * _SHARE)
        near = self._by_length[
            bisect_left(self._by_length, (length - slack, "")) : bisect_right(self._by_length, (length + slack + 1, ""))
        ]
        same = [other for _, other in near if other != provision_id and self._key(other) == key]
        return tuple(sorted(same, key=self._positions.__getitem__))

    def _key(self, provision_id: str) -> str:
        key = self._keys.get(provision_id)
        if key is None:
            provision = self._provisions[provision_id]
            key = self._keys[provision_id] = _words_to_compare(provision, self._words_of(provision))
        return key


def _lengths(provisions: Sequence[Provision]) -> dict[str, int]:
    """Characters of each provision with all below it, its own heading left out."""
    lengths = {p.id: sum(span.end - span.start for span in p.spans) for p in provisions}
    for provision in reversed(provisions):
        if provision.parent_id in lengths:
            lengths[provision.parent_id] += lengths[provision.id]
    for provision in provisions:
        lengths[provision.id] -= len(provision.heading or "")
    return lengths


def _words_to_compare(provision: Provision, written: str) -> str:
    heading = r"\s+".join(map(re.escape, (provision.heading or "").split()))
    own = re.sub(rf"\A\s*{heading}", "", written)
    if provision.kind is not Kind.TABLE_ROW:  # whose first figure says something ("day 21")
        own = _NUMBERING.sub("", own)
    return _WORDS_ONLY.sub("", _FOOTNOTE_MARK.sub("", own).casefold())
