"""Which of the provisions laid beside a statement are shown, and why each. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.compliance.comparison import Comparison, Laid
from assistant.compliance.difference import Relation
from assistant.compliance.point import Standing, Verdict
from assistant.compliance.time_limits import times_in
from ingest.provision_path import on_one_path

SHOWN = 3
"""Provisions shown that govern, or that are nearest where none does."""

CLOCKS = 4
"""Further clocks of the same paragraph that are shown."""


def to_show(compared: Comparison, verdict: Verdict) -> Iterator[tuple[Standing, Laid]]:
    """What governs, or is nearest, and the other clocks of the paragraph that governs where a time is said."""
    governing = compared.governing if verdict not in (Verdict.SILENT, Verdict.OUT_OF_SCOPE) else ()
    standing = Standing.GOVERNS if governing else Standing.NEAREST
    chosen = list(_apart(governing or compared.laid, SHOWN))
    if governing and len(chosen) < SHOWN and not compared.signs.is_ruled_out:
        chosen = list(_apart([*chosen, *compared.laid], SHOWN))
    if governing:
        chosen = [*chosen[:1], *_settling(compared, chosen), *chosen[1:]]
    yield from ((standing, one) for one in chosen)
    if governing and times_in(compared.said):
        yield from ((Standing.BESIDE, one) for one in _clocks(compared, chosen))


def _apart(laid: Sequence[Laid], most: int) -> Iterator[Laid]:
    """The first ``most``, none of them above, below or the very sentence of one before it."""
    chosen: list[Laid] = []
    for one in laid:
        if all(not on_one_path(one.printed.provision_id, other.printed.provision_id) for other in chosen):
            chosen.append(one)
            yield one
        if len(chosen) == most:
            return


def _settling(compared: Comparison, shown: Sequence[Laid]) -> list[Laid]:
    """The provisions that a figure stands against and that are not shown yet: each verdict has its words."""
    needed = {one.provision_id for one in compared.settled if one.relation is not Relation.AGREES}
    there = {one.printed.provision_id for one in shown}
    return [one for one in compared.governing if one.printed.provision_id in needed - there]


def _clocks(compared: Comparison, shown: Sequence[Laid]) -> Iterator[Laid]:
    """The other clocks of the paragraph that governs, each with its own subject."""
    first = shown[0].printed
    paragraph = first.provision_id.rsplit("/", 1)[0]
    there = [one for one in compared.laid if one.printed.provision_id.startswith(f"{paragraph}/")]
    clocks = [one for one in there if any(time.is_number for time in times_in(one.printed.words)) and one not in shown]
    if first.opening:
        yield from list(_apart(sorted(clocks, key=lambda one: one.printed.provision_id), CLOCKS))
