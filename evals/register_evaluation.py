"""How much of the register is right: judged requirements against its entries, in force, parties and time limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from evals.register_cases import JudgedRequirement, RegisterCase
from ingest.text import same_words


class Registered(Protocol):
    """An entry of the register, as the product shows it."""

    @property
    def words(self) -> str:
        """Its own words."""

    @property
    def force(self) -> str:
        """Its force."""

    @property
    def bound(self) -> Sequence[str]:
        """Whom it binds."""

    @property
    def limits(self) -> Sequence[str]:
        """Its time limits as printed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A case with what the register makes of it. ``wrong`` says of each requirement what is not right; ``extra`` are
    entries that answer to no judged requirement.
    """

    case: RegisterCase
    wrong: tuple[str, ...]
    extra: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The row for a report."""
        return {"id": self.case.id, "wrong": list(self.wrong), "extra": list(self.extra)}


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """``all_right`` is the share of requirements, judged or claimed by the register, that are right in everything."""

    rows: tuple[Row, ...]

    @property
    def requirements(self) -> int:
        """How many were judged."""
        return sum(len(row.case.requirements) for row in self.rows)

    @property
    def all_right(self) -> float:
        """Right ones of those judged and those claimed beside them."""
        wrong = sum(len(row.wrong) for row in self.rows)
        claimed = self.requirements + sum(len(row.extra) for row in self.rows)
        return (self.requirements - wrong) / claimed if claimed else 1.0

    @property
    def provisions_right(self) -> float:
        """The share of provisions in which nothing is wrong and nothing extra."""
        return sum(not row.wrong and not row.extra for row in self.rows) / len(self.rows)

    def to_json(self) -> dict[str, Any]:
        """The report, rows with nothing wrong left out."""
        return {
            "provisions": len(self.rows),
            "requirements": self.requirements,
            "all_right": round(self.all_right, 4),
            "provisions_right": round(self.provisions_right, 4),
            "wrong": [row.to_json() for row in self.rows if row.wrong or row.extra],
        }


def evaluate_register(
    cases: Sequence[RegisterCase], entries_of: Callable[[str], Sequence[Registered]]
) -> RegisterReport:
    """Measure; ``entries_of`` gives the entries of a provision's own words, by its id."""
    return RegisterReport(tuple(_row(case, entries_of(case.id)) for case in cases))


def _row(case: RegisterCase, entries: Sequence[Registered]) -> Row:
    wrong, answered = list[str](), set[int]()
    for wanted in case.requirements:
        found = [n for n, entry in enumerate(entries) if same_words(wanted.quote) in same_words(entry.words)]
        answered |= set(found)
        fault = "missing" if len(found) != 1 else _fault(wanted, entries[found[0]])
        if fault:
            wrong.append(f"{wanted.quote}: {fault}")
    extra = tuple(entry.words for n, entry in enumerate(entries) if n not in answered)
    return Row(case, tuple(wrong), extra)


def _fault(wanted: JudgedRequirement, entry: Registered) -> str:
    """What is not as judged; "" where all is."""
    faults = (
        ("force", wanted.force, entry.force),
        ("bound", sorted(wanted.bound), sorted(entry.bound)),
        ("time limits", sorted(map(same_words, wanted.deadlines)), sorted(map(same_words, entry.limits))),
    )
    return "; ".join(f"{name} is {got}, not {right}" for name, right, got in faults if got != right)
