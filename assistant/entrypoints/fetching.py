"""Obtain every document of the catalogue, one by one, and say what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.entrypoints.schemas import Wire
from ingest.acquire import Progress, acquire
from ingest.catalogue import CatalogueEntry
from ingest.errors import AcquisitionError, DocumentMissing

AT_HAND, BY_HAND, FAILED = "at hand", "by hand", "failed"


class Fetched(Wire):
    """What became of one entry: "at hand", "by hand" (only a person can get it; ``detail`` says where) or "failed"."""

    document: str
    outcome: str
    file: str | None = None
    detail: str | None = None


def fetch(
    entries: Sequence[CatalogueEntry], folder: Path, from_folder: Path | None, on_progress: Progress
) -> list[Fetched]:
    """Put every entry's file into ``folder``, from ``from_folder`` or by download; one that fails stops no other."""
    return [_fetch(entry, folder, from_folder, on_progress) for entry in entries]


def _fetch(entry: CatalogueEntry, folder: Path, from_folder: Path | None, on_progress: Progress) -> Fetched:
    try:
        file = acquire(entry, folder, from_folder=from_folder, progress=on_progress)
    except DocumentMissing as error:
        # A folder was to have what can be downloaded; what has no address is for a person to find.
        outcome = FAILED if entry.download else BY_HAND
        where = f" Look for it at {entry.url}. {entry.note}" if from_folder and not entry.download else ""
        return Fetched(document=entry.id, outcome=outcome, detail=f"{error}{where}")
    except AcquisitionError as error:
        return Fetched(document=entry.id, outcome=FAILED, detail=str(error))
    return Fetched(document=entry.id, outcome=AT_HAND, file=str(file))
