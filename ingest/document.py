"""What a document is made of. Standard library only; every other module speaks in these types.

Units, everywhere: page numbers are physical and 1-based (what a PDF viewer calls page N); offsets are
0-based, half-open, in code points of ``Page.text``; ``Page.text`` is what the extractor gave, never edited but for
what a reader of the page cannot see, which is blanked one for one (``unseen_text``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Authority(StrEnum):
    """Whose words these are. Never mixed up, always shown.

    ``DIGEST`` is our own plain-English account, where an official text could not be had: no source of law or guidance.
    """

    STATUTE = "statute"
    STATUTORY_GUIDANCE = "statutory_guidance"
    INSPECTION_FRAMEWORK = "inspection_framework"
    OTHER_OFFICIAL = "other_official"
    DIGEST = "digest"
    PROVIDERS_OWN = "providers_own"


class Force(StrEnum):
    """The strength of a provision's own words, as printed ("should" never becomes "must")."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    DEFINES = "defines"
    STATES = "states"


class Kind(StrEnum):
    """What a provision is in its document's structure."""

    PART = "part"
    CHAPTER = "chapter"
    HEADING = "heading"
    REGULATION = "regulation"
    PARAGRAPH = "paragraph"
    SUB_PARAGRAPH = "sub_paragraph"
    DEFINITION = "definition"
    SCHEDULE = "schedule"
    ITEM = "item"
    BULLET = "bullet"
    TABLE_ROW = "table_row"
    TERM = "term"
    NOTE = "note"
    EXPLANATORY_NOTE = "explanatory_note"
    CONTENTS = "contents"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one source.

    ``short_title`` is what people call it ("the Guide"). ``as_at`` is the date whose state of the law or guidance the
    text shows. ``version`` is the publisher's own name for it. ``sha256`` is of the bytes that were ingested.
    ``digest`` marks our own plain-English account standing in for an official text that could not be had.
    ``paginated`` is False for web pages, whose "pages" are headed sections and whose printed labels are anchors
    ("#leadership").
    """

    id: str
    title: str
    short_title: str
    publisher: str
    authority: Authority
    version: str
    as_at: date | None
    superseded_by: str | None
    source_url: str | None
    licence: str | None
    sha256: str
    page_count: int
    digest: bool = False
    paginated: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One page as extracted. ``printed`` is the label printed on it (or a web page's anchor), if known.

    ``outline_level`` is set for sections of a web page only: 1 for the page's title, 2 for an h2, and so on.
    """

    document_id: str
    physical: int
    printed: str | None
    text: str
    outline_level: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` to ``end`` (half-open) of page ``physical_page``'s text."""

    physical_page: int
    start: int
    end: int

    def __post_init__(self) -> None:
        if self.physical_page < 1 or not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.physical_page}, {self.start}, {self.end}")


@dataclass(frozen=True, slots=True)
class Provision:
    """One node of a document's tree.

    ``id`` is a path ("regulations-2015/regulation/28/2/c"); ``label`` is how people write it, without the
    document ("reg 28(2)(c)", "para 10.12", "sch 1 para 19", "annex A 1.1"). ``heading`` is the provision's
    own title, if it has one. ``spans`` are its own words in reading order: its number, its opening words and
    any words that close it after its children; never its children's words, page furniture or notes.
    ``reprint`` marks words that the document only repeats from another (the Guide's boxes of regulation text).
    """

    id: str
    label: str
    kind: Kind
    heading: str | None
    parent_id: str | None
    spans: tuple[Span, ...]
    force: Force
    reprint: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of one provision in another; ``to_provision_id`` is None when nothing ingested answers to it."""

    from_provision_id: str
    span: Span
    written: str
    to_provision_id: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """What is searched and quoted from: one or more whole provisions of one document.

    ``text`` is quotable (the pages' words over ``spans``, joined); ``embedded_text`` adds the heading path and
    is never quoted.
    """

    id: str
    document_id: str
    provision_ids: tuple[str, ...]
    spans: tuple[Span, ...]
    text: str
    embedded_text: str


@dataclass(frozen=True, slots=True)
class Structure:
    """What a parser made of a document's pages.

    ``provisions`` are in reading order, every parent before its children. ``furniture`` are spans set aside
    (running heads, footers, page numbers). ``not_understood`` are spans of text no rule could place: reported,
    and kept out of every provision.
    """

    provisions: tuple[Provision, ...]
    furniture: tuple[Span, ...]
    not_understood: tuple[Span, ...]
