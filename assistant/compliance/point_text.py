"""What may be checked as a point, and its sentences: not a question, not a document, not another language. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.compliance.matter import matter_of
from assistant.errors import BadPoint, EmptyPoint, PointTooLong
from ingest.lexicon import STOP_WORDS, terms_of

LONGEST_POINT = 1_000
"""Characters. Anything longer is a document."""

MOST_SENTENCES = 6
FEWEST_WORDS = 3
FEWEST_KNOWN = 0.4
"""Share of the words that must be English words of rules or of these documents."""

_SENTENCE_END = re.compile(r"(?<=[a-z)\]”’\"'0-9])[.!;](?:\s+|\Z)(?=[A-Z“\"'(]|\Z)")
_NOT_AN_END = re.compile(r"(?:\b(?:e\.g|i\.e|etc|para|paras|reg|regs|No|Ms|Mr|Mrs|Dr|St|sch)|\b[A-Z])\.?\Z")
_QUESTION = re.compile(
    r"\?\s*\Z|\A\W*(?:who|whom|whose|what|why|which)\b(?!\s+(?!(?:do|does|did|is|are|can|could|should|must|may|shall"
    r"|will|would|has|have)\b)\w+\s.*\b(?:must|is|are|has|have)(?:n['’]t)?\b.*\.)"
    r"|\A\W*(?:when|where|how)\s+(?:do|does|did|is|are|can|could|should|must|may|shall|will|would|has|have|often|many"
    r"|long|soon|much|quickly)\b"
    r"|\A\W*(?:do|does|did|is|are|can|could|should|must|may|shall|will|would|has|have)\s+(?:we|i|you|they|he|she"
    r"|it|the|a|an|our|staff|homes?|children|there|ofsted)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def sentences_in(text: str, known: Collection[str]) -> tuple[str, ...]:
    """The sentences of a point. ``known`` are the stemmed terms that the documents hold.

    Raises EmptyPoint, PointTooLong, and BadPoint for a question, for too few words and for another language. Messages
    never repeat the text.
    """
    if len(text) > LONGEST_POINT:
        raise PointTooLong(
            f"a point may have {LONGEST_POINT:,} characters at most: it is one statement, such as {EXAMPLE}; "
            "a whole document is for a review (`homes review`, or Check, A document)"
        )
    said = " ".join(text.split())
    if not said:
        raise EmptyPoint(f"the point is empty: give a statement, such as {EXAMPLE}")
    if _QUESTION.search(said):
        raise BadPoint(
            f"this is a question: `homes ask` (Ask, on the pages) answers it; a point is a statement, such as {EXAMPLE}"
        )
    _refuse_what_says_nothing(said, known)
    found = tuple(_split(said))
    if len(found) > MOST_SENTENCES:
        raise PointTooLong(
            f"a point may have {MOST_SENTENCES} sentences at most: a whole document is for a review "
            "(`homes review`, or Check, A document)"
        )
    return found


EXAMPLE = "“restraint records are completed within two days”"


def _refuse_what_says_nothing(said: str, known: Collection[str]) -> None:
    words = _WORD.findall(said)
    if len(words) < FEWEST_WORDS or not matter_of(said):
        raise BadPoint(f"the point is too short to be compared: say who does what, and by when, such as {EXAMPLE}")
    english = [word for word in words if word.lower() in STOP_WORDS or set(terms_of(word)) & set(known)]
    if len(english) < FEWEST_KNOWN * len(words):
        raise BadPoint("the point does not seem to be in English, and the documents are: put it in English")


def _split(said: str) -> list[str]:
    found, start = [], 0
    for end in _SENTENCE_END.finditer(said):
        if not _NOT_AN_END.search(said[start : end.start()]):
            found.append(said[start : end.start() + 1].strip())
            start = end.end()
    return [one for one in [*found, said[start:].strip()] if len(_WORD.findall(one)) >= FEWEST_WORDS] or [said]
