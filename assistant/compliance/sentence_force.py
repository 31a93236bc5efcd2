"""The force of one sentence of guidance, read from its main words; a sentence with two forces is cut between them.

"Staff should understand what they must do" expects, and obliges to nothing: the "must" is part of what is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ingest.document import Force, Span
from ingest.structure.force import force_of

_ACTORS = (
    r"(?:(?:the|a|an|each|all|any|their|registered|children['’]s|child['’]s|homes?|person|persons|provider|staff|they|he"
    r"|she|it|local|placing|authority|authorities|member|service|responsible)\s+){0,6}"
)
_DESCRIBED = re.compile(
    rf"\b(?:that|which|who|what|how|when|action|requirements|steps)\s+(?!\bis\b|\bare\b){_ACTORS}"
    r"(?:must|should|(?:is|are)\s+(?:expected|required)\s+to)\b",
    re.IGNORECASE,
)
"""A "must" inside a description of something else: "requirements that homes must meet", "what they must do"."""

_CHARGES = re.compile(
    r"\b(?:is|are)\s+(?:also\s+)?(?:responsible\s+for|the\s+(?:joint\s+)?responsibility\s+of)\b"
    r"|\bresponsibility\s+of\s+(?:the\s+registered|those)\b|\bhave\s+a\s+duty\s+to\b"
    r"|\b(?:staff|homes?|persons?|settings?|they|themselves|it)\s+(?:(?:also|will)\s+)*needs?\s+to\b"
    r"|\bwill\s+need\s+to\b|\b(?:is|are)\s+not\s+permissible\b|\bcannot\s+(?:routinely\s+)?(?:deprive|be\s+placed)\b",
    re.IGNORECASE,
)
"""What puts something on somebody in other words than "must" or "should": such a sentence keeps the force "states"."""

_CUT = re.compile(
    r"(?:;\s*(?:however,?\s+)?|,?\s+(?:and|but)\s+)(?=(?:[\w’']+\s+){0,8}?(?:must|should)\b(?!,))", re.IGNORECASE
)
_EXPECTS = re.compile(r"\bwe\s+would\s+expect\b|\bwould\s+be\s+expected\b|\bit\s+is\s+recommended\b", re.IGNORECASE)


def force_of_sentence(sentence: str) -> Force | None:
    """The force of a sentence that asks something of somebody; None for one that does not.

    >>> force_of_sentence("Staff should understand what they must do.").value
    'should'
    >>> force_of_sentence("They set out the requirements that homes must meet.") is None
    True
    """
    main = _DESCRIBED.sub(" ", sentence)
    force = force_of(main)
    if force in (Force.MUST, Force.SHOULD):
        return force
    if _EXPECTS.search(main):
        return Force.SHOULD
    return Force.STATES if _CHARGES.search(main) else None


def clauses_of(spans: tuple[Span, ...], texts: Mapping[int, str]) -> Iterator[tuple[Span, ...]]:
    """The sentence over ``spans``, cut where one part obliges and the next expects, or the other way round.

    A sentence over a page's end stays whole.
    """
    if len(spans) != 1:
        yield spans
        return
    (span,) = spans
    said = texts[span.physical_page][span.start : span.end]
    cuts = [0, *_cuts(said), len(said)]
    for start, end in pairwise(cuts):
        yield (Span(span.physical_page, span.start + start, span.start + end),)


def _cuts(said: str) -> Sequence[int]:
    """Where parts of different force meet."""
    found, start = list[int](), 0
    places = [match.end() for match in _CUT.finditer(said)]
    for number, place in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else len(said)
        before, after = force_of_sentence(said[start:place]), force_of_sentence(said[place:following])
        if {before, after} == {Force.MUST, Force.SHOULD}:
            found.append(place)
            start = place
    return found
