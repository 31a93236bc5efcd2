"""The conditions that a requirement prints: "if the child is a youth justice child", "where appropriate"."""

from __future__ import annotations

import re

_CONDITION = re.compile(
    r"\b(?:if|where|unless|subject\s+to|except|in\s+the\s+case\s+of|in\s+any\s+other\s+case|(?:as|so)\s+far\s+as"
    r"|provided\s+that|in\s+cases\s+not\s+falling|upon\s+request|on\s+request|at\s+HMCI['’]s\s+request)\b[^,;.—()]*",
    re.IGNORECASE,
)
_QUALIFIES = re.compile(
    r"\bappl(?:y|ies)\b|\bsubject\s+to\b|\bnothing\s+in\b|\bnot\s+(?:required\s+to|prohibit|prevent)|\bdisqualified\b"
    r"|\bmay\s+(?:be|defer|permit)\b",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"\bparagraphs?\s+(?P<first>\(\w+\))(?:\S*\s+to\s+(?P<last>\(\w+\)))?", re.IGNORECASE)


def conditions_in(text: str) -> tuple[str, ...]:
    """The clauses of ``text`` that say when it holds, as printed, in reading order.

    >>> conditions_in("If a home has a website, the registered person must publish it unless that would harm.")
    ('If a home has a website', 'unless that would harm')
    """
    return tuple(dict.fromkeys(match.group().strip() for match in _CONDITION.finditer(text)))


def qualifies(text: str, paragraph: str) -> bool:
    """Whether a paragraph of a regulation says when its paragraph ``paragraph`` ("2") applies: it, or the whole one."""
    if not _QUALIFIES.search(text):
        return False
    if re.search(r"\bthis\s+(?:regulation|paragraph)\b", text, re.IGNORECASE):
        return True
    return any(_covers(match, paragraph) for match in _PARAGRAPHS.finditer(text))


def _covers(match: re.Match[str], paragraph: str) -> bool:
    first, last = match["first"].strip("()"), (match["last"] or match["first"]).strip("()")
    if not (first.isdigit() and last.isdigit() and paragraph.isdigit()):
        return paragraph == first
    return int(first) <= int(paragraph) <= int(last)
