"""Drafts in the terminal: what stands under each heading, what is still to be told, and what was covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from assistant.entrypoints.draft_schemas import (
    BlockOut,
    DraftListed,
    DraftOut,
    DraftSectionOut,
    DraftStatementOut,
    GapOut,
    HomeStatementOut,
    NotApplicableOut,
    NotInSourcesOut,
    OwnWordsOut,
    ProvidedFactOut,
    StaleStatementOut,
    SuggestionOut,
)
from assistant.entrypoints.schemas import CitationOut
from assistant.entrypoints.terminal import Hanging, day, pages, printable

_STATE = {
    "covered": ("covered", "covered"),
    "to be checked": ("to be checked", "to be checked"),
    "needs your facts": ("needs your facts", "need your facts"),
    "not applicable": ("does not apply", "do not apply"),
    "source changed": ("has lost its source", "have lost their source"),
}
"""What became of one item, and of several."""

Titles = Mapping[str, str]
"""Short titles of documents, by id."""


def draft(shown: DraftOut) -> RenderableType:
    """The whole draft."""
    titles = {document.id: document.short_title for document in shown.documents}
    parts: list[RenderableType] = [
        Hanging(Text(printable(f"{shown.title}: {shown.profile_name}"), "bold")),
        Hanging(Text(printable(shown.purpose), "italic")),
        *(Hanging(Text(printable(notice.text), "yellow"), "Note: ") for notice in shown.notices),
        "",
    ]
    for section in shown.sections:
        parts += [*_section(section, titles), ""]
    return Group(*parts, summary(shown), *_sources(shown))


def summary(shown: DraftOut) -> RenderableType:
    """What was covered, in a line or two."""
    states = Counter(row.state for row in shown.coverage)
    counted = ", ".join(f"{count} {_STATE[state][count != 1]}" for state, count in states.items())
    items = f"{len(shown.coverage)} item{'' if len(shown.coverage) == 1 else 's'}"
    told = Text(printable(f"{shown.title}, version {shown.version}: {items}, {counted}."))
    parts = [Hanging(told)]
    if shown.stale:
        parts.append(Hanging(Text("Documents have changed since: make the sections marked so anew.", "bold yellow")))
    parts.append(Hanging(Text(f"Kept as {printable(shown.id)}; `homes drafts {printable(shown.id)}` shows it.", "dim")))
    return Group(*parts)


def drafts(listed: Sequence[DraftListed]) -> RenderableType:
    """Every kept draft in two lines."""
    parts: list[RenderableType] = []
    for one in listed:
        made = f"{one.kind}, version {one.version} of {day(one.made_at.date())}"
        parts += [
            Hanging(Text.assemble((printable(one.id), "bold"), "  ", printable(f"{one.title}: {one.profile_name}"))),
            Hanging(Text(printable(made), "dim"), indent=2),
        ]
    count = "1 draft" if len(listed) == 1 else f"{len(listed)} drafts"
    return Group(*parts, Hanging(Text(f"{count}, the one changed last first.", "dim")))


def _section(section: DraftSectionOut, titles: Titles) -> Iterator[RenderableType]:
    yield Hanging(Text(printable(section.heading), "bold underline"))
    if section.intro:
        yield Hanging(Text(printable(section.intro), "italic"))
    yield from (Hanging(Text(printable(notice.text), "yellow"), "Note: ") for notice in section.notices)
    yield from (_block(block, titles) for block in section.blocks)


def _block(block: BlockOut, titles: Titles) -> RenderableType:
    mark, text, style = _told(block, titles)
    return Hanging(Text(printable(text), style), mark, indent=2)


def _told(block: BlockOut, titles: Titles) -> tuple[str, str, str]:
    """The mark before a block, its words and their style."""
    match block:
        case DraftStatementOut():
            told = (_mark(block), f"{block.text} {_cited(block.citations, titles)}", "")
        case ProvidedFactOut():
            told = ("  The home: ", f"{block.label}: {block.text}", "green")
        case HomeStatementOut():
            told = ("  The home: ", block.text, "green")
        case OwnWordsOut():
            told = ("  In the provider's own words: ", block.text, "green")
        case GapOut():
            told = ("  TO FILL: ", f"{block.ask} ({block.field})", "bold yellow")
        case SuggestionOut():
            told = ("  Not from the sources: ", block.text, "italic")
        case NotApplicableOut():
            told = ("  Does not apply: ", f"{block.asks} {block.reason} {_cited([block.citation], titles)}", "dim")
        case NotInSourcesOut():
            told = ("- Not in the sources: ", f"{block.name}. {block.note}", "")
        case StaleStatementOut():
            told = ("  SOURCE CHANGED: ", block.text, "bold red")
    return told


def _mark(block: DraftStatementOut) -> str:
    if block.checklist:
        return "[ ] "
    return "- Put back: " if block.wording == "put back" else "- "


def _cited(citations: Sequence[CitationOut], titles: Titles) -> str:
    """ "(the Guide, para 3.5, pp. 14, 15; para 3.6, p. 15)": a provision once with all its pages, a title where new."""
    whole: dict[tuple[str, str], tuple[list[int], list[str]]] = {}
    for one in citations:
        physical, printed = whole.setdefault((titles.get(one.document, one.title), one.provision), ([], []))
        physical += [page for page in one.pages if page not in physical]
        printed += [label for label in one.printed_pages if label not in printed]
    places, before = [], ""
    for (title, label), (physical, printed) in whole.items():
        place = f"{label}, {pages(physical, printed)}"
        places.append(place if title == before else f"{title}, {place}")
        before = title
    return f"({'; '.join(places)})"


def _sources(shown: DraftOut) -> Iterator[RenderableType]:
    yield ""
    for document in shown.documents:
        as_at = f", as at {day(document.as_at)}" if document.as_at else ""
        digest = " (our own digest, not the official text)" if document.digest else ""
        yield Hanging(Text(printable(f"{document.title}, {document.version}{as_at}{digest}"), "dim"))
