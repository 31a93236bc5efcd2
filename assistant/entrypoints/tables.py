"""Lists in the terminal: documents, what became of an ingest or a fetch, what the doctor found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from assistant.entrypoints.schemas import DoctorOut, DocumentIngested, DocumentOut, IngestOut
from assistant.entrypoints.terminal import AUTHORITIES, Hanging, day, printable

if TYPE_CHECKING:
    from assistant.entrypoints.fetching import Fetched  # brings httpx, which most commands do without


def documents(shown: Sequence[DocumentOut]) -> RenderableType:
    """Every document with its version and counts, the longer facts on lines of their own."""
    parts: list[RenderableType] = []
    for one in shown:
        word, style = AUTHORITIES.get(one.authority, (one.authority.upper(), "bold"))
        as_at = f", as at {day(one.as_at)}" if one.as_at else ""
        counts = (
            f"{one.pages} {'pages' if one.paginated else 'sections'} · {one.provisions} provisions · "
            f"{one.passages} passages · references: {one.references_resolved} resolved, "
            f"{one.references_unresolved} not · not understood: {one.not_understood}"
        )
        parts += [
            Hanging(Text.assemble((printable(one.id), "bold"), "  ", (word, style))),
            Hanging(Text(printable(one.title)), indent=2),
            Hanging(Text(f"{printable(one.version)}{as_at}"), indent=2),
            Hanging(Text(counts, "dim"), indent=2),
        ]
        if one.unseen:
            parts.append(Hanging(Text(_unseen(one), "yellow"), indent=2))
        if one.superseded_by:
            parts.append(Hanging(Text(f"superseded by {printable(one.superseded_by)}", "bold yellow"), indent=2))
        if one.digest:
            parts.append(Hanging(Text("our own plain-English digest, not the official text", "yellow"), indent=2))
        parts.append("")
    return Group(*parts)


def ingested(report: IngestOut) -> RenderableType:
    """What became of each document; the failed ones with their errors, below."""
    table = _table()
    table.add_column("document", overflow="fold")
    table.add_column("outcome")
    for heading in ("pages", "provisions", "passages", "references", "time"):
        table.add_column(heading, justify="right")
    for one in report.documents:
        table.add_row(Text(printable(one.document)), _outcome(one.outcome), *_counts(one))
    parts: list[RenderableType] = [table] if report.documents else []
    parts += [
        Hanging(Text(_unseen(one), "yellow"), f"{printable(one.document)}: ") for one in report.documents if one.unseen
    ]
    if report.not_at_hand:
        names = ", ".join(map(printable, report.not_at_hand))
        parts.append(Hanging(Text(f"{names} (`homes corpus fetch` gets them)"), "Official text not at hand: "))
    return Group(*parts, *(_failed(one) for one in report.documents if one.outcome == "failed"))


def fetched(report: Sequence[Fetched]) -> RenderableType:
    """A line for each document, and what is to be done where it is not at hand: unbroken, as it holds addresses."""
    parts: list[RenderableType] = []
    for one in report:
        parts.append(Text.assemble(_outcome(one.outcome), "  ", printable(one.document)))
        if one.detail:
            parts.append(Text(f"    {printable(one.detail.removeprefix(f'{one.document}: '))}"))
    return Group(*parts)


def findings(report: DoctorOut) -> RenderableType:
    """What was looked at, and how to mend what is wrong."""
    parts: list[RenderableType] = []
    for one in report.findings:
        mark = Text.assemble(("ok     " if one.ok else "WRONG  ", "green" if one.ok else "bold red"), f"{one.check}: ")
        parts.append(Hanging(mark + printable(one.detail)))
        if one.mend:
            parts.append(Hanging(Text(printable(one.mend), "bold"), "to mend it: ", indent=7))
    return Group(*parts)


def _table() -> Table:
    return Table(box=None, pad_edge=False, header_style="bold")


def _outcome(name: str) -> Text:
    style = {"failed": "bold red", "by hand": "yellow", "unchanged": "dim"}.get(name, "green")
    return Text(name, style)


def _counts(one: DocumentIngested) -> list[str]:
    if one.outcome == "failed":
        return [""] * 5
    return [*map(str, (one.pages, one.provisions, one.passages, one.references)), f"{one.seconds:.1f} s"]


def _unseen(one: DocumentOut | DocumentIngested) -> str:
    stretches = "1 stretch" if one.unseen == 1 else f"{one.unseen} stretches"
    pages = ", ".join(map(str, one.unseen_pages))
    where = f"page {pages}" if len(one.unseen_pages) == 1 else f"pages {pages}"
    return f"{stretches} of text that a reader cannot see left out ({where})"


def _failed(one: DocumentIngested) -> RenderableType:
    words = (one.error or "no reason was given").removeprefix(f"{one.document}: ")
    return Hanging(Text(printable(words), "red"), f"{printable(one.document)}: ")
