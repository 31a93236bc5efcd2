"""A citation as a footnote: the document, the provision, the page, and the words found there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation
from assistant.export.document_tree import Inline, Note
from assistant.export.labels import AUTHORITIES
from assistant.wording import written_out
from ingest.document import Authority

LONGEST_QUOTE = 240
"""Characters of a quotation in a note, where its page has the rest; a page of notes is read by nobody."""

LONGEST_AGAIN = 60
"""The same for words that an earlier note of the document has quoted already."""

CUT = " […]"


@dataclass(frozen=True, slots=True)
class Cited:
    """What a note tells, as a ``Citation`` or the wire has it. ``pages`` are physical, ``printed`` their labels.

    ``standing`` is whose words these are and with what force, as far as it is told.
    """

    title: str
    provision_label: str
    pages: tuple[int, ...]
    printed: tuple[str, ...]
    standing: str
    quote: str


class Notes:
    """Makes the notes of one document, in order."""

    def __init__(self) -> None:
        self._quoted: set[tuple[str, str]] = set()

    def of(self, cited: Iterable[Cited]) -> tuple[Inline, ...]:
        """A note for each citation."""
        return tuple(Note(self._words(one)) for one in cited)

    def _words(self, one: Cited) -> str:
        key = (one.title, one.quote)
        longest = LONGEST_AGAIN if key in self._quoted else LONGEST_QUOTE
        self._quoted.add(key)
        where = place(one.title, one.provision_label, one.pages, one.printed)
        return f"{where} ({one.standing}): “{shortened(one.quote, longest)}”"


def cited(citation: Citation) -> Cited:
    """What a citation's note tells."""
    return Cited(
        title=citation.document.short_title,
        provision_label=citation.provision_label,
        pages=citation.physical_pages,
        printed=citation.printed_pages,
        standing=AUTHORITIES[citation.authority],
        quote=citation.text,
    )


def place(title: str, provision_label: str, pages: Sequence[int], printed: Sequence[str]) -> str:
    """Where words stand: "The Guide, paragraph 10.4, p. 52"."""
    where = f"{_capital(title)}, {written_out(provision_label)}"
    return f"{where}, {page_numbers(pages, printed)}"


def page_numbers(physical: Sequence[int], printed: Sequence[str]) -> str:
    """Page numbers as a reader looks them up: the printed one, with the PDF's own beside it where they differ.

    >>> page_numbers([53], ["53"]), page_numbers([219], ["217"]), page_numbers([22, 23], []), page_numbers([7], ["#x"])
    ('p.\xa053', 'p.\xa0217 [PDF 219]', 'pp.\xa022, 23', '#x')
    """
    if printed and all(label.startswith("#") for label in printed):
        return ", ".join(printed)
    labels = list(printed) if len(printed) == len(physical) else [str(number) for number in physical]
    shown = [
        label if label == str(number) else f"{label} [PDF {number}]"
        for label, number in zip(labels, physical, strict=True)
    ]
    return f"{'p.' if len(shown) == 1 else 'pp.'}\u00a0{', '.join(shown)}"


def shortened(quote: str, longest: int) -> str:
    """The quotation's beginning, cut after a word, where it is longer than ``longest`` characters.

    >>> shortened("within 28 days of the revision", 16)
    'within 28 days […]'
    """
    if len(quote) <= longest:
        return quote
    head = quote[: longest + 1].rpartition(" ")[0] or quote[:longest]
    return head.rstrip(" ,;:—–-") + CUT


def version_of(version: str, as_at: date | None, *, digest: bool) -> str:
    """Which version of a document, as at when; and whether it is ours."""
    ours = f" ({AUTHORITIES[Authority.DIGEST]})" if digest else ""
    return version + (f", as at {day(as_at)}" if as_at else "") + ours


def footer(first: str, versions: Iterable[tuple[str, str]]) -> str:
    """What stands at the foot of each page: ``first``, then each document's short title with its version."""
    return " · ".join((first, *(f"{_capital(short_title)}: {version}" for short_title, version in versions)))


def day(when: date) -> str:
    """A date as it is written in England: "1 April 2015"."""
    return f"{when.day} {when:%B %Y}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
