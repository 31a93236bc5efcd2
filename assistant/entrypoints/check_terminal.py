"""A check as a person reads it in a terminal: the statement, how it stands, and each provision beside it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from assistant.entrypoints.check_schemas import BesideOut, CheckOut, DifferenceOut, ReadingOut, StatementCheckedOut
from assistant.entrypoints.schemas import CitationOut
from assistant.entrypoints.terminal import AUTHORITIES, URGENT, Hanging, pages, printable

VERDICTS = {
    "agrees": ("AGREES", "bold green"),
    "conflicts": ("CONFLICTS", "bold red"),
    "goes_further": ("GOES FURTHER", "bold cyan"),
    "not_comparable": ("CANNOT BE SETTLED", "bold yellow"),
    "silent": ("NOTHING FOUND", "bold yellow"),
    "out_of_scope": ("OUT OF SCOPE", "bold yellow"),
}
BY_LIKENESS = VERDICTS | {
    "agrees": ("READS LIKE AGREEMENT", "bold green"),
    "conflicts": ("READS LIKE A CONFLICT", "bold red"),
}
"""Of a verdict that no word and no figure settles."""

NO_DIFFERENCE = "no difference in words and figures"
"""Of a provision beside a statement that they do not settle: agreement would say more."""

STANDINGS = {
    "governs": "governs",
    "beside": "another clock of the same paragraph",
    "parts": "another source, which does not say the same",
    "nearest": "the nearest there is; it does not settle this",
}


def check(shown: CheckOut) -> RenderableType:
    """What is urgent first, then each sentence with what it was laid beside, then what else to know."""
    urgent = [notice for notice in shown.notices if notice.kind == URGENT]
    others = [notice for notice in shown.notices if notice.kind != URGENT]
    parts: list[RenderableType] = [Hanging(Text(printable(one.text), "bold red")) for one in urgent]
    for statement in shown.statements:
        parts += _statement(statement)
    parts += [part for one in others for part in (Text(), Hanging(Text(printable(one.text), "dim"), "· "))]
    versions = [f"{one.title}, {one.version}" for one in shown.documents]
    return Group(*parts, *(Hanging(Text(printable(one), "dim"), "  ") for one in versions))


def _statement(checked: StatementCheckedOut) -> Iterator[RenderableType]:
    word, style = (VERDICTS if checked.like is None else BY_LIKENESS).get(
        checked.verdict, (checked.verdict.upper(), "bold")
    )
    yield Text()
    yield Hanging(Text.assemble(("Taken together: " if checked.is_together else ""), f"“{printable(checked.said)}”"))
    yield Hanging(Text.assemble((word, style), f"  {printable(checked.explanation)}"))
    for beside in checked.provisions:
        yield Text()
        yield from _beside(beside, is_by_likeness=checked.like is not None)
    for reading in checked.readings:
        yield Text()
        yield from _reading(reading)


def _beside(beside: BesideOut, *, is_by_likeness: bool) -> Iterator[RenderableType]:
    first = beside.citations[0]
    word, style = AUTHORITIES.get(first.authority, (first.authority.upper(), "bold"))
    where = ", ".join(dict.fromkeys(_place(one) for one in beside.citations))
    told = NO_DIFFERENCE if is_by_likeness and beside.relation == "agrees" else VERDICTS[beside.relation][0].lower()
    relation = f" · {told}" if beside.standing == "governs" else ""
    yield Hanging(Text.assemble((word, style), f" · {first.force} · {STANDINGS[beside.standing]}{relation}"), indent=2)
    yield Hanging(Text(printable(beside.text)), indent=4)
    yield Hanging(Text(printable(where), "dim"), indent=4)
    if beside.standing == "governs":
        yield from (_difference(one) for one in beside.differences)


def _reading(reading: ReadingOut) -> Iterator[RenderableType]:
    """A model's reading, named as such: nothing in it is the check's own."""
    word, style = VERDICTS.get(reading.relation, (reading.relation.upper(), "bold"))
    lead = (f"read by {printable(reading.read_by)}: ", "italic")
    yield Hanging(Text.assemble(lead, (word.lower(), style), f" · “{printable(reading.said)}”"), indent=2)
    yield Hanging(Text(f"“{printable(reading.citation.quote)}”"), indent=4)
    yield Hanging(Text(printable(_place(reading.citation)), "dim"), indent=4)
    if reading.why:
        yield Hanging(Text(printable(reading.why), "italic"), indent=4)


def _difference(one: DifferenceOut) -> RenderableType:
    said = f"“{one.said}”" if one.said else "(no word)"
    word, style = VERDICTS.get(one.relation, (one.relation, ""))
    line = Text.assemble(
        f"{one.aspect}: said {printable(said)}, printed “{printable(one.printed)}”: ", (word.lower(), style)
    )
    return Hanging(line, "- ", indent=4)


def _place(citation: CitationOut) -> str:
    return f"{citation.provision}, {pages(citation.pages, citation.printed_pages)}"
