"""The force of one sentence of guidance, read from its main words; a sentence with two forces is cut between them.

"Staff should understand what they must do" expects, and obliges to nothing: the "must" is part of what is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from assistant.compliance.binder import bound_by
from ingest.document import Force, Span
from ingest.structure.force import force_of

_ACTOR = (
    r"(?:(?:the|a|an|each|all|any|their|registered|children['’]s|child['’]s|child|homes?|person|persons|provider|staff"
    r"|they|he|she|it|local|placing|authority|authorities|member|service|responsible|and|partners)\s+)"
)
_DESCRIBED = re.compile(
    rf"\b(?:(?:that|which|who|when)\s+(?!\bis\b|\bare\b){_ACTOR}{{0,6}}|(?:action|requirements|steps)\s+{_ACTOR}{{1,6}}"
    r"|(?:what|how)\s+(?:[\w’'-]+\s+){0,5}?)"
    r"(?:must|should|(?:is|are)\s+(?:expected|required)\s+to)\b",
    re.IGNORECASE,
)
"""A "must" inside a description of something else: "requirements that homes must meet", "what they must do"."""

_UNDERSTOOD = re.compile(r"(?<=\bshould\b)(?P<rest>[^.;]*?\bthat\b[^.;,]*?)\bmust\b", re.IGNORECASE)
"""A "must" inside what is to be known: "staff should be mindful that children … must only use it for themselves"."""

_OBLIGES = re.compile(
    r"\b(?:is|are)\s+not\s+permissible\b|\b(?:is|are)\s+also\s+required\s+by\b|\brequirements?\s+(?:on|for)\s+the\s+registered\s+person\s+to\b",
    re.IGNORECASE,
)
_WHO = r"(?:registered\s+persons?|staff|homes?|persons?|settings?|they|themselves|it)"
_CHARGES = re.compile(
    rf"\b{_WHO}\s+(?:is|are)\s+(?:also\s+|ultimately\s+)?responsible\s+for\b"
    r"|\b(?:is|are)\s+the\s+(?:joint\s+)?responsibility\s+of\b"
    r"|\bresponsibility\s+of\s+(?:the\s+registered|those)\b|\bhave\s+a\s+duty\s+to\b"
    r"|\bhas\s+specific\s+responsibilities\b"
    rf"|\b{_WHO}\s+(?:(?:also|will)\s+)*needs?\s+to\b"
    r"|\bit\s+is\s+(?:also\s+)?(?:essential|vital|crucial|imperative|important)\s+that\s+(?:the\s+|secure\s+|children['’]s\s+)*"
    r"(?:homes?|staff|registered\s+persons?|local\s+authority|case\s+records)\b"
    r"|\bthe\s+important\s+thing\s+is\s+that\s+homes\b|\bit\s+is\s+unlawful\s+to\b"
    r"|\bit\s+will\s+(?:also\s+)?be\s+necessary\s+to\b|\bremains?\s+responsible\s+for\b"
    r"|\bfalls?\s+(?:on|to)\s+the\s+(?:registered\s+person|placing\s+authority)\b"
    r"|\bit\s+is\s+for\s+the\s+registered\s+person\s+to\b|\bregistered\s+person\s+to\s+consider\b"
    r"|\bwill\s+(?:need|have)\s+to\b|\bcannot\s+(?:routinely\s+)?(?:deprive|be\s+placed)\b",
    re.IGNORECASE,
)
"""What puts something on somebody in other words than "must" or "should": such a sentence keeps the force "states"."""

_CUT = re.compile(
    r"(?:;\s*(?=however\b)|;\s*|,?\s+(?=(?:and|but)\s))(?=(?:[\w’'-]+,?\s+){1,9}?(?:must|should)\b(?!,))", re.IGNORECASE
)
_FULL_STOP = re.compile(r"(?<=\d)\.\s+(?=[A-Z][a-z]+\s)|(?<=\))\.(?=[A-Z][a-z])|(?<=\))\s+(?=The\s[a-z])")
"""Ends of sentences after a number of a provision or of a note, which look like numbering elsewhere."""

_EXPECTS = re.compile(
    r"\bwe\s+would\s+expect\b|\b(?:would|will)\s+be\s+expected\b|\bit\s+is\s+(?:recommended|expected\s+that)\b",
    re.IGNORECASE,
)


def force_of_sentence(sentence: str) -> Force | None:
    """The force of a sentence that asks something of somebody; None for one that does not.

    >>> force_of_sentence("Staff should understand what they must do.").value
    'should'
    >>> force_of_sentence("They set out the requirements that homes must meet.") is None
    True
    """
    main = _UNDERSTOOD.sub(r"\g<rest>", _DESCRIBED.sub(" ", sentence))
    force = Force.MUST if _OBLIGES.search(main) else force_of(main)
    if force in (Force.MUST, Force.SHOULD):
        return force
    if _EXPECTS.search(main):
        return Force.SHOULD
    return Force.STATES if _CHARGES.search(main) else None


def clauses_of(spans: tuple[Span, ...], texts: Mapping[int, str]) -> Iterator[tuple[Span, ...]]:
    """The sentence over ``spans``, cut where its parts differ in force or bind somebody else."""
    pieces = [texts[span.physical_page][span.start : span.end] for span in spans]
    said = "\n".join(pieces)
    stops = [0, *(match.end() for match in _FULL_STOP.finditer(said)), len(said)]
    for start, end in pairwise(stops):
        for place, following in pairwise([start, *(start + cut for cut in _cuts(said[start:end])), end]):
            yield tuple(_spans_within(spans, place, following))


def _spans_within(spans: tuple[Span, ...], start: int, end: int) -> Iterator[Span]:
    """The spans of ``start`` to ``end`` of the words over ``spans``, joined by a line break each."""
    position = 0
    for span in spans:
        length = span.end - span.start
        left, right = max(start - position, 0), min(end - position, length)
        if left < right:
            yield Span(span.physical_page, span.start + left, span.start + right)
        position += length + 1


def _cuts(said: str) -> Sequence[int]:
    """Where parts meet that oblige and expect, or that bind one and another."""
    found, start = list[int](), 0
    places = [match.end() for match in _CUT.finditer(said)]
    for number, place in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else len(said)
        if _differ(" ".join(said[start:place].split()), " ".join(said[place:following].split())):
            found.append(place)
            start = place
    return found


def _differ(before: str, after: str) -> bool:
    forces = {force_of_sentence(before), force_of_sentence(after)}
    if forces == {Force.MUST, Force.SHOULD}:
        return True
    other = bound_by(after).parties
    return None not in forces and bool(other) and other != bound_by(before).parties
