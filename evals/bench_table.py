"""The benchmark's figures beside their goals, as a table that a README can take in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Figures = Mapping[str, float]
"""By name: "ours retrieval p50_ms". One that was not measured is not there."""

FIFTH, THIRD, HALF = 1 / 5, 1 / 3, 1 / 2
MEMORY_GROWN = 1.05
"""Memory is flat when it ends below this share of what it was once everything had been asked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of ours, by its name in the figures, what it is compared with, and its goals (None: none).

    ``of_naive`` is the largest share of the naive figure, ``over_floor`` the most above the floor, ``at_most`` the
    largest value; the latter two in ``unit``.
    """

    what: str
    unit: str
    ours: str
    naive: str = ""
    floor: str = ""
    of_naive: float | None = None
    over_floor: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit in words, and whether the figure is within it."""

    words: str
    met: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its figures. ``ratio`` is ours to the naive pipeline's."""

    line: Line
    ours: float
    naive: float | None
    floor: float | None
    goals: tuple[Goal, ...]

    @property
    def ratio(self) -> float | None:
        """None where there is nothing to compare with."""
        return self.ours / self.naive if self.naive else None


LINES = (
    Line(
        "one question's retrieval, p50",
        "ms",
        "ours retrieval p50_ms",
        "naive retrieval p50_ms",
        "floor retrieval p50_ms",
        of_naive=FIFTH,
        over_floor=5,
    ),
    Line(
        "one question's retrieval, p95",
        "ms",
        "ours retrieval p95_ms",
        "naive retrieval p95_ms",
        "floor retrieval p95_ms",
        of_naive=FIFTH,
        over_floor=5,
    ),
    Line("cold `homes ask`, to the answer", "s", "ours cold wall", "naive cold wall", of_naive=FIFTH, at_most=1.5),
    Line("cold `homes ask`, processor time", "s", "ours cold processor", "naive cold processor"),
    Line("first `homes ask` after an ingest", "s", "ours first wall"),
    Line("ingest of both documents", "s", "ours ingest wall", "naive ingest wall", of_naive=THIRD),
    Line("ingest, processor time", "s", "ours ingest processor", "naive ingest processor"),
    Line("digest layers, on top", "s", "ours layers wall"),
    Line("peak memory of ingest", "MiB", "ours ingest peak_mib", "naive ingest peak_mib", of_naive=HALF),
    Line("peak memory of the digest layers", "MiB", "ours layers peak_mib", "naive ingest peak_mib", of_naive=HALF),
    Line("peak memory of searching", "MiB", "ours retrieval peak_mib", "naive retrieval peak_mib", of_naive=HALF),
    Line("peak memory of serving", "MiB", "ours serving peak_mib", "naive retrieval peak_mib", of_naive=HALF),
    Line("answers over HTTP, 10 users, p50", "ms", "ours load p50_ms"),
    Line("answers over HTTP, 10 users, p95", "ms", "ours load p95_ms", at_most=150),
    Line("answers a second", "", "ours load per_second"),
    Line("requests that failed", "", "ours load errors", at_most=0),
    Line("memory at the end to memory at the start", "", "ours load memory_grown", at_most=MEMORY_GROWN),
    Line("page picture with highlight, p50", "ms", "ours pictures p50_ms", at_most=150),
    Line("page picture with highlight, p95", "ms", "ours pictures p95_ms", at_most=150),
    Line("pictures that failed", "", "ours pictures errors", at_most=0),
)

GROWTH = {
    "passages": "passages",
    "embedded_per_second": "embedded a second",
    "written_per_second": "written a second",
    "first_open_seconds": "first opening, s",
    "open_seconds": "later openings, s",
    "p50_ms": "question p50, ms",
    "p95_ms": "question p95, ms",
    "peak_mib": "memory, MiB",
    "disk_mib": "disk, MiB",
}
"""The growth table's columns: figure and heading."""


def rows(figures: Figures, lines: Sequence[Line] = LINES) -> tuple[Row, ...]:
    """The lines of which our own figure was measured."""
    return tuple(_row(line, figures) for line in lines if line.ours in figures)


def table(found: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    head = ("", "ours", "naive", "floor", "ours / naive", "goal")
    return _aligned([head, *(_cells(row) for row in found)])


def growth_table(sizes: Sequence[Figures]) -> str:
    """A row for each size, as a Markdown table."""
    return _aligned([tuple(GROWTH.values()), *(tuple(_number(size.get(name)) for name in GROWTH) for size in sizes)])


def _row(line: Line, figures: Figures) -> Row:
    ours, naive, floor = figures[line.ours], figures.get(line.naive), figures.get(line.floor)
    return Row(line, ours, naive, floor, tuple(_goals(line, ours, naive, floor)))


def _goals(line: Line, ours: float, naive: float | None, floor: float | None) -> Iterator[Goal]:
    if line.of_naive is not None and naive is not None:
        yield Goal(f"≤ 1/{round(1 / line.of_naive)} of naive", ours <= naive * line.of_naive)
    if line.over_floor is not None and floor is not None:
        yield Goal(f"≤ floor + {_number(line.over_floor)} {line.unit}", ours <= floor + line.over_floor)
    if line.at_most is not None:
        yield Goal(f"≤ {_number(line.at_most)} {line.unit}".rstrip(), ours <= line.at_most)


def _cells(row: Row) -> tuple[str, ...]:
    values = [_number(value, row.line.unit) for value in (row.ours, row.naive, row.floor)]
    goals = "; ".join(f"{goal.words}: {'met' if goal.met else 'NOT MET'}" for goal in row.goals)
    return (row.line.what, *values, _number(row.ratio), goals)


def _number(value: float | None, unit: str = "") -> str:
    """Three figures that tell, and the unit; nothing for nothing.

    >>> _number(1234.5, "ms"), _number(12.345), _number(0.01234), _number(5), _number(None)
    ('1,234 ms', '12.3', '0.0123', '5', '')
    """
    if value is None:
        return ""
    written = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{written} {unit}".rstrip()


def _aligned(cells: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in cells
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])
