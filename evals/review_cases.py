"""Judged reviews: documents with faults planted in them, one JSON object a line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import UnreadableQuestions

FaultType = Literal["omission", "wrong_deadline", "weakened_force", "wrong_reference", "outdated_name", "contradiction"]


class PlantedFault(BaseModel):
    """A fault put into a document. ``where`` are a few of its words at the place; None where something was left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    type: FaultType
    requirement: str | None = None
    provision: str | None = None
    where: str | None = None
    note: str | None = None


class ReviewCase(BaseModel):
    """A document, its kind, its faults, and the requirements that it does address rightly."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    file: str
    against: str
    faults: Annotated[tuple[PlantedFault, ...], Field(min_length=0)]
    addressed: tuple[str, ...]
    folder: Path = Path()

    @property
    def path(self) -> Path:
        """The document, which stands beside the file of cases."""
        return self.folder / self.file


def load_cases(path: Path) -> tuple[ReviewCase, ...]:
    """Read the cases. Raises UnreadableQuestions, naming the line; never with its words."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableQuestions(f"{path.name}: cannot be read ({type(error).__name__})") from error
    return tuple(_case(path, number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _case(path: Path, number: int, line: str) -> ReviewCase:
    try:
        return ReviewCase.model_validate_json(line).model_copy(update={"folder": path.parent})
    except ValidationError as error:
        fields = ", ".join(".".join(map(str, one["loc"])) for one in error.errors()[:5])
        raise UnreadableQuestions(f"{path.name}: line {number} is not a case: {fields or 'no JSON object'}") from None
