"""The register, deadlines and checklists in the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from assistant.compliance.deadline import Clock
from assistant.entrypoints.compliance_schemas import (
    ChecklistListed,
    ChecklistOut,
    DeadlinesOut,
    DueOut,
    EntryOut,
    LineOut,
    RegisterOut,
)
from assistant.entrypoints.terminal import AUTHORITIES, Hanging, day, pages, printable
from ingest.document import Authority

Titles = Mapping[str, str]


def register(shown: RegisterOut) -> RenderableType:
    """Every chosen entry under its heading."""
    titles = {document.id: document.short_title for document in shown.documents}
    parts: list[RenderableType] = []
    for (document, heading), group in groupby(shown.entries, key=lambda one: (one.document, one.heading)):
        found = list(group)
        word, style = AUTHORITIES.get(found[0].authority, (found[0].authority.upper(), "bold"))
        parts.append(Hanging(Text.assemble((word, style), f"  {printable(titles[document])}: {printable(heading)}")))
        parts += [part for one in found for part in _entry(one)]
        parts.append("")
    return Group(*parts, counted(shown))


def counted(shown: RegisterOut) -> RenderableType:
    """How many entries there are of which force, and what to know of them."""
    forces = Counter(one.force for one in shown.entries)
    by_force = ", ".join(f"{count} {force}" for force, count in forces.most_common())
    line = f"{len(shown.entries)} of {shown.total} requirements{f': {by_force}' if by_force else ''}."
    return Group(
        Hanging(Text(line, "bold")), *(Hanging(Text(printable(note), "yellow"), "Note: ") for note in shown.notes)
    )


def deadlines(shown: DeadlinesOut) -> RenderableType:
    """Each time limit with its date, where it stands and how it was counted."""
    parts: list[RenderableType] = []
    joined: set[str] = set()
    for due in shown.due:
        above = due.provision_id.rpartition("/")[0]
        parts += _due(due, first=above not in joined)
        joined |= {above} if due.alternative else set()
    return Group(*parts, *(Hanging(Text(printable(note), "yellow"), "Note: ") for note in shown.notes))


def checklist(shown: ChecklistOut) -> RenderableType:
    """The checklist with a box for each line."""
    titles = {document.id: document.short_title for document in shown.documents}
    parts: list[RenderableType] = [
        Hanging(Text(printable(shown.title), "bold")),
        Hanging(Text(printable(shown.purpose), "italic")),
        *(Hanging(Text(printable(note), "yellow"), "Note: ") for note in shown.notes),
        "",
    ]
    for section in shown.sections:
        parts.append(Hanging(Text(printable(section.heading), "bold underline")))
        parts += [part for line in section.lines for part in _line(line, titles)]
        parts.append("")
    return Group(*parts)


def checklists(listed: Sequence[ChecklistListed]) -> RenderableType:
    """Every checklist's kind and title."""
    return Group(*(Hanging(Text.assemble((one.kind, "bold"), f"  {printable(one.title)}")) for one in listed))


def _entry(one: EntryOut) -> list[RenderableType]:
    where = f"{one.provision}, {pages(one.pages, one.printed_pages)}"
    head = Text.assemble((one.force.upper(), "bold"), f"  {printable(where)}  {', '.join(one.bound)}")
    parts: list[RenderableType] = [Hanging(head, indent=2), Hanging(Text(printable(one.text)), indent=4)]
    if one.deadlines:
        limits = "; ".join(limit.written for limit in one.deadlines)
        parts.append(Hanging(Text(printable(f"time limit: {limits}"), "cyan"), indent=4))
    if one.corrected:
        parts.append(Hanging(Text(printable(f"read so because: {one.corrected}"), "dim"), indent=4))
    return parts


def _line(line: LineOut, titles: Titles) -> list[RenderableType]:
    doing = f"{line.doing}: " if line.doing != "check" else ""
    parts: list[RenderableType] = [Hanging(Text(printable(f"{doing}{line.text}")), "[ ] ", indent=2)]
    if line.source is None:
        return [*parts, Hanging(Text(line.basis, "yellow"), indent=6)]
    word, style = AUTHORITIES.get(line.basis, (line.basis.upper(), "bold"))
    source = line.source
    where = f"{titles[source.document]}, {source.provision}, {pages(source.pages, source.printed_pages)}"
    parts.append(Hanging(Text.assemble((f"{word} · {source.force}", style), f"  {printable(where)}"), indent=6))
    return parts


def _due(due: DueOut, *, first: bool) -> list[RenderableType]:
    """One limit; of alternatives the ``first`` opens with its case, each further one with "or"."""
    word, style = AUTHORITIES.get(due.authority, (due.authority.upper(), "bold"))
    case = f"{'' if first or not due.alternative else 'or, '}{printable(due.case)}: " if due.case else ""
    where = f"{printable(due.provision)}, {pages(due.pages, [])}: {printable(due.deadline.written)}"
    return [
        Hanging(Text.assemble((f"{case}{_when(due)}", "bold green" if due.at or due.last_day else "bold yellow"))),
        Hanging(Text.assemble((f"{word} · {due.force}", style), f"  {where}"), indent=4),
        Hanging(Text(printable(due.asks), "italic"), indent=4),
        Hanging(Text(printable(due.counted), "dim"), indent=4),
        "",
    ]


def _when(due: DueOut) -> str:
    """The date or the words; of guidance as what it expects, never as a limit of the law."""
    expects = "the Guide expects it " if due.authority == Authority.STATUTORY_GUIDANCE else ""
    if due.at is not None:
        return f"{expects}by {due.at:%H:%M} London time on {due.weekday} {day(due.at.date())}"
    if due.last_day is not None:
        to = "until" if due.deadline.clock == Clock.KEPT else "by"
        return f"{expects}{to} the end of {due.weekday} {day(due.last_day)}"
    return f"{expects}“{printable(due.deadline.written)}”"
