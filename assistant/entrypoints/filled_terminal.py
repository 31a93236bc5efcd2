"""Filled-in checklists in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from assistant.entrypoints.filled_schemas import FilledLineOut, FilledListed, FilledOut, FillingOut
from assistant.entrypoints.terminal import Hanging, day, printable


def filled(shown: FilledOut) -> RenderableType:
    """Every line that something was filled in for, and what stands against it."""
    title = Hanging(Text(printable(shown.title), "bold"))
    changed = Hanging(Text(f"changed on {day(shown.changed_at.date())}", "dim"))
    return Group(title, changed, "", *(part for line in shown.lines for part in _line(line)))


def listed(shown: Sequence[FilledListed]) -> RenderableType:
    """Each in two lines."""
    parts: list[RenderableType] = []
    for one in shown:
        name = ": ".join(filter(None, (one.title, one.home)))
        told = f"{one.kind}, {one.filled} filled in, changed on {day(one.changed_at.date())}"
        parts += [
            Hanging(Text.assemble((printable(one.id), "bold"), "  ", printable(name))),
            Hanging(Text(printable(told), "dim"), indent=2),
        ]
    return Group(*parts, Hanging(Text("The one changed last first.", "dim")))


def _line(line: FilledLineOut) -> Iterator[RenderableType]:
    yield Hanging(Text(printable(line.asked)), f"[{line.state or ' '}] ", indent=2)
    yield from (Hanging(Text(printable(words)), indent=6) for words in _written(line))
    for other in line.others:
        said = ", ".join(filter(None, (other.state, *_written(other))))
        yield Hanging(Text(printable(f"also written, on another device: {said}"), "yellow"), indent=6)


def _written(one: FillingOut) -> Iterator[str]:
    yield from (f"{name}: {text}" for name, text in (("evidence", one.evidence), ("note", one.note)) if text)
