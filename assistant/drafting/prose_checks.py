"""What a model's sentence in a draft may say, beyond what ``assistant/claims.py`` holds for every answer. Pure.

In a draft the reader is the home itself, so two things more can go wrong: a duty told as if the home fulfilled it, and
a fact of the home that nobody told. And a requirement can get lost between fine sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Statement
from assistant.claims import Excess, Ground, excess, gist_of, overlap
from ingest.document import Authority, Force
from ingest.structure.force import force_of
from ingest.text import find_all, normalise, same_words

KEPT_SHARE = 0.7
"""Share of a requirement's telling words that the sentences on it must have, or it counts as lost."""

FEWEST_SHARED = 3
"""Telling words that a requirement's line and its source share; where they are fewer, the source's all count."""

_MODAL = re.compile(
    r"\b(?:must|should|shall|may|can|cannot|could|ought|need(?:s|ed)?|ha(?:s|ve) to|(?:is|are) to|requires?|required"
    r"|dut(?:y|ies)|expect(?:s|ed)|important|means?)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|I|[Mm]y)\b")
_OF_THE_HOME = re.compile(
    r"(?P<clause>\b(?:if|where|when|whether|that|unless|which)\b[^.;]{0,60})?\b(?:this|the)\s+(?:children's\s+)?home\s+"
    r"(?:\w+ly\s+|already\s+|always\s+)?(?:has|is|does|provides|offers|keeps|employs|uses|takes|cares|supports|runs|works"
    r"|holds|ensures|makes|meets|complies|follows|welcomes|trains|reviews|records|aims|believes|promotes|protects)\b",
    re.IGNORECASE,
)
_FOR_A_DUTY = frozenset({Force.MUST, Force.SHOULD})
_NOT_OF_THE_HOME = frozenset({Excess.SOURCE, Excess.MATTER})


def claims_of_the_home(statement: Statement) -> str | None:
    """Why a sentence on a source may not stand in a draft; None where it may.

    What a source asks stays asked: a sentence without its "must" or "should" says that it is done.
    """
    text = same_words(statement.text)
    told = any(match["clause"] is None for match in _OF_THE_HOME.finditer(text))
    if told or _FIRST_PERSON.search(text):
        return "it states something of the home that no fact tells"
    asked = {citation.force for citation in statement.citations}
    if asked <= _FOR_A_DUTY and not _MODAL.search(text):
        return "it leaves out with what force the thing is asked, as if it were done"
    return None


def beyond_the_facts(text: str, facts: Sequence[str], home: str) -> str | None:
    """Why a sentence says more of the home than ``facts``, its name aside, tell; None where it does not."""
    grounds = [Ground(fact, "", "", f"{home} the home", Authority.PROVIDERS_OWN, force_of(fact)) for fact in facts]
    beyond = [kind.value for kind in excess(text, grounds) if kind not in _NOT_OF_THE_HOME]
    shared, telling = overlap(text, grounds)
    if shared < telling:
        beyond.append("words that the fact has not")
    return f"it says more of the home than its facts do: {', '.join(beyond)}" if beyond else None


def stands_in(quote: str, fact: str) -> bool:
    """Whether the quote is a run of the fact's words."""
    return bool(same_words(quote)) and next(find_all(quote, normalise(fact)), None) is not None


def share_kept(said: Sequence[str], line: str, source: str) -> float:
    """How much of what ``line`` asks the sentences ``said`` have, 0 to 1, counted in telling words.

    A line is in our words and a sentence in those of the ``source``: what the two share is what must not get lost. 0
    where a number, a role, a limit or the force is missing that both have.
    """
    asked, printed, told = gist_of(line), gist_of(source), gist_of(" ".join(said))
    if asked.words <= told.words and asked.fixed <= told.fixed:
        return 1.0
    if not asked.fixed & printed.fixed <= told.fixed:
        return 0.0
    telling = asked.words & printed.words
    if len(telling) < FEWEST_SHARED:
        telling = printed.words
    return len(telling & told.words) / len(telling) if telling else 1.0


def keeps(said: Sequence[str], line: str, source: str) -> bool:
    """Whether the sentences ``said`` have not lost what ``line`` asks, from ``source``."""
    return bool(said) and share_kept(said, line, source) >= KEPT_SHARE
