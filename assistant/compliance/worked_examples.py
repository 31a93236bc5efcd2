"""Worked examples: what people in children's homes say, written for a provision as agreeing with it or against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import CatalogueError


class Bearing(StrEnum):
    """How an example stands to its provision: it agrees, goes against it, or is beside the point."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """One sentence of ours, in everyday words, and the provision that it was written for.

    ``requirement_id`` where it was written, in a document's voice, for one requirement of a kind of document.
    """

    provision_id: str
    said: str
    bearing: Bearing
    requirement_id: str = ""


class _Written(BaseModel):
    """A line of a file: what one writer wrote for one provision, or for a requirement that comes from it."""

    model_config = ConfigDict(extra="forbid")

    provision: str
    requirement: str = ""
    agrees: list[str] = []
    conflicts: list[str] = []
    beside: list[str] = []

    def examples(self) -> Iterator[WorkedExample]:
        for bearing in Bearing:
            for said in getattr(self, bearing.value):
                yield WorkedExample(self.provision, said, bearing, self.requirement)


def load_worked_examples(folder: Path) -> tuple[WorkedExample, ...]:
    """Every line of every JSONL file of ``folder``, in order. Raises CatalogueError, which names file and line."""
    return tuple(one for path in sorted(folder.glob("*.jsonl")) for one in _of_file(path))


def _of_file(path: Path) -> Iterator[WorkedExample]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path.name}: {error}") from None
    for number, line in enumerate(lines, start=1):
        try:
            written = _Written.model_validate_json(line)
        except ValidationError as error:
            raise CatalogueError(f"{path.name}, line {number}: {error}") from None
        yield from written.examples()
