"""Which words of a sentence are of its main clause: what stands in a side clause claims nothing. Pure."""

from __future__ import annotations

import re

_SIDE_CLAUSE = re.compile(
    r"\b(?:where|when(?:ever)?|who|whom|which|that|what|how|why|if|whether|until|unless|than(?!\s+(?:an?|one|two|three|half|\d+)\b)|because|while|(?<!,\s)so|and\s+to)\b"
    r"(?!\s+possible)[^,;:]*\Z"
    r"|\bwhether\b[^,;:]*(?:,\s+[\w-]+)+\s+or\s+\Z",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(
    r"(?:\A\W*(?:\d[\d.]*\s+)?|(?<=:)\s+)(?:if|when(?:ever)?|where(?:ver)?|once|after|before|until|unless|although|while|as\s+soon\s+as)\b[^,;:]*,",
    re.IGNORECASE,
)
_TELLS_OF_SUBJECT = re.compile(
    r"\W*(?:\w+\s+){0,4}?(?:(?:who|which|that)\s+(?!(?:the|an?|they|he|she|it|we|there|children|staff|each|every|all|no|their)\b)"
    r"|whose\s|(?:if|when|where)\s)(?:\S+\s+){2,}?",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|does|do|will|must|may|can|should|shall|cannot)\b", re.IGNORECASE)
_MAIN_THAT = re.compile(r"\b(?:ensures?|make\s+sure|sees?\s+to\s+it|check|require[sd]?|so)\s+that\b", re.IGNORECASE)
_SIDE_CLAUSE_OF_SUBJECT = re.compile(
    r"\W*(?:(?:\w+ly|now|often|sometimes|here|then|today)\W+)?(?:(?:an?|the|any|each|every|all|no|those|our|young|other|child|children|residents?|people|person|staff|workers?|carers?|boys?"
    r"|girls?|newcomers?|anybody|anyone|somebody|someone|everybody|everyone|nobody|who(?:ever)?|of|us)\s+){1,4}"
    r"(?:who|that|which)\s+(?:\S+\s+)+\Z",
    re.IGNORECASE,
)
"""Up to the main verb of "Any child who swears ...": a side clause that tells more of the sentence's subject."""


def without_lead(read: str) -> str:
    """The sentence with the clause that leads it in blanked: "If staff cannot tell, ..." forbids nothing.

    So too what leads in the item of a list, after the colon.
    """
    return _LEADS_IN.sub(lambda match: " " * len(match.group()), read)


def in_main_clause(text: str, position: int) -> bool:
    """Whether the word at ``position`` is of the main clause, as far as the words before it in its part tell."""
    before = _MAIN_THAT.sub("", text[:position])
    return _SIDE_CLAUSE.search(before) is None


def is_main_verb(text: str, start: int, end: int) -> bool:
    """The same, and for the last verb of a sentence whose subject a side clause tells more of.

    "Allegations that turn out to be untrue are struck off": somewhere a sentence has its own verb.
    """
    if in_main_clause(text, start):
        return True
    opened = _TELLS_OF_SUBJECT.match(text)
    return opened is not None and opened.end() < start and _VERB.search(text, end) is None


def ends_side_clause_of_subject(text: str, start: int, end: int) -> bool:
    """Whether the verb from ``start`` to ``end`` is the sentence's own after "Any child who swears ..."."""
    rest = re.split(r",|\band\b", text[end:])[0]
    clause = re.split(r"[;:]\s+|,\s+(?:and|but|so|then)\s+", text[:start])[-1]
    return _SIDE_CLAUSE_OF_SUBJECT.match(clause) is not None and _VERB.search(rest) is None
