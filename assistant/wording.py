"""The fixed words around a quotation: whose words they are, where they stand, with what force. Nothing else is said."""

from __future__ import annotations

import re

from assistant.question_shape import TIME
from ingest.document import Authority, Document, Force
from ingest.text import BULLET, CELL_SEPARATOR

_STATUTE_LEADS = {
    Force.MUST: "{place} requires: ",
    Force.SHOULD: "{place} says: ",
    Force.MAY: "{place} allows: ",
    Force.DEFINES: "{place} defines: ",
    Force.STATES: "{place} says: ",
}
_LABELS = (
    (re.compile(r"^reg "), "regulation "),
    (re.compile(r"^sch (\d+) para "), r"Schedule \1, paragraph "),
    (re.compile(r"^sch (\d+)"), r"Schedule \1"),
    (re.compile(r"^para "), "paragraph "),
    (re.compile(r"^annex "), "Annex "),
)
_MARKS = re.compile(
    r"\[(?=F\d)|F\d{1,3}(?=[\[(A-Za-z])|\s?\bM\d{1,3}\b(?=[\s.,;:)]|\Z)|\bM\d{1,3}(?=[a-z]|\[F\d)|[\[\]]"
)
_BETWEEN_TWO_AMENDMENTS = re.compile(r"\](?=\[F\d)")
_NUMBERING = re.compile(
    r"\A\s*(?:\d{1,2}\.\d{1,3}\s+|\d{1,3}[A-Z]{0,2}\.\s*(?:—|-)?\s*|\(\w{1,4}\)\s*|[•]\s*)+",
)


def lead(document: Document, place: str, force: Force, *, first: bool) -> str:
    """ "Regulation 28(2) of the ... requires: "; the document is named the first time, and always for guidance."""
    written = written_out(place)
    if document.authority is Authority.STATUTE:
        where = written.partition(' "')[0]
        return _STATUTE_LEADS[force].format(place=_capital(f"{where} of {document.short_title}" if first else where))
    verb = "says" if first else "adds"
    return f"{_capital(document.short_title)} {verb}, at {written}: "


def written_out(label: str) -> str:
    """A provision's label in words.

    >>> written_out("reg 28(2)(c)"), written_out("sch 1 para 19"), written_out("para 10.12")
    ('regulation 28(2)(c)', 'Schedule 1, paragraph 19', 'paragraph 10.12')
    """
    for pattern, words in _LABELS:
        if pattern.search(label):
            return pattern.sub(words, label)
    return label


def time_limit(clause: str) -> str:
    """The time limit that a clause holds, to stand ahead of it; nothing where there are several to choose from."""
    found = {" ".join(match.group().split()) for match in TIME.finditer(clause)}
    return f"{_capital(found.pop())}. " if len(found) == 1 else ""


def plain(text: str) -> str:
    """Quoted words for reading: editorial marks and their own numbering left out, white space folded."""
    text = text.replace(CELL_SEPARATOR, " | ").replace(BULLET, "• ")
    text = _MARKS.sub("", _BETWEEN_TWO_AMENDMENTS.sub("] ", text))
    return _NUMBERING.sub("", " ".join(text.split()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
