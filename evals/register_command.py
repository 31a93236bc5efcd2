"""``homes evaluate-register``, added to the commands of cli.py by evals/every_command.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from assistant.entrypoints import cli
from assistant.entrypoints.compliance_schemas import EntryOut, RegisterQuery
from evals.report_output import JsonFile, give

if TYPE_CHECKING:
    from evals.register_evaluation import RegisterReport


@dataclass(frozen=True, slots=True)
class _Shown:
    """An entry of the wire, as it is measured."""

    entry: EntryOut

    @property
    def words(self) -> str:
        return self.entry.words

    @property
    def force(self) -> str:
        return self.entry.force

    @property
    def bound(self) -> Sequence[str]:
        return self.entry.bound

    @property
    def limits(self) -> Sequence[str]:
        return [limit.written for limit in self.entry.deadlines]


@cli.app.command("evaluate-register")
def evaluate_register(
    file: Annotated[Path, typer.Argument(help="Judged provisions, one JSON object a line.")],
    json_file: JsonFile = None,
) -> None:
    """Measure the register on judged provisions: force, parties and time limits, all right or not."""
    from evals.register_cases import load_cases  # noqa: PLC0415 - the measures take long to import
    from evals.register_evaluation import evaluate_register as measured  # noqa: PLC0415

    cases = load_cases(file)
    with cli.gateway() as asked:
        entries = asked.register(RegisterQuery()).entries
    report = measured(cases, lambda place: [_Shown(one) for one in entries if one.provision_id == place])
    give(report.to_json(), json_file, lambda: Text(_told(report)))


def _told(report: RegisterReport) -> str:
    figures = (
        f"{report.requirements} requirements in {len(report.rows)} provisions: all right {report.all_right:.3f}, "
        f"provisions without a fault {report.provisions_right:.3f}"
    )
    faults = [f"{row.case.id}: {fault}" for row in report.rows for fault in row.wrong]
    return "\n".join([figures, *faults, *(f"{row.case.id}: extra: {one}" for row in report.rows for one in row.extra)])
