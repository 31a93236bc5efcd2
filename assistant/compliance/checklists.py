"""Every checklist that can be had: one for each quality standard, one for each topic, one for a Regulation 44 visit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from assistant.compliance import visit_file
from assistant.compliance.checklist import Checklist, for_standard, for_topic
from assistant.compliance.register import Register
from assistant.errors import UnknownChecklist
from ingest.corpus import Corpus


@dataclass(frozen=True, slots=True)
class ChecklistName:
    """``kind`` is what it is asked for by."""

    kind: str
    title: str


def names(register: Register) -> tuple[ChecklistName, ...]:
    """What there is: the visit, the standards, the topics."""
    return (ChecklistName(visit_file.KIND, "Regulation 44 visit"), *_standards(register), *_topics(register))


def checklist(corpus: Corpus, register: Register, folder: Path, kind: str) -> Checklist:
    """The checklist of ``kind``: its name, or what stands after "standard-" or "topic-" where that is one of them only.

    ``folder`` holds the files of checklists. Raises UnknownChecklist, CatalogueError.
    """
    wanted = "-".join(kind.strip().lower().replace("/", " ").replace("_", " ").replace("-", " ").split())
    known = [one.kind for one in names(register)]
    meant = [one for one in known if wanted in (one, one.removeprefix("standard-"), one.removeprefix("topic-"))]
    found = wanted if wanted in known else (meant[0] if len(meant) == 1 else None)
    if found is None:
        some = f"it may be {' or '.join(meant)}" if meant else _nearest(wanted, known)
        raise UnknownChecklist(f"there is no such checklist; {some}")
    if found == visit_file.KIND:
        return visit_file.visit_checklist(folder / visit_file.FILE_NAME, corpus, register)
    sort, _, name = found.partition("-")
    if sort == "standard":
        return for_standard(
            corpus, register, next(s for s in register.subjects.standards if s.id.replace("_", "-") == name)
        )
    return for_topic(corpus, register, next(t for t in register.subjects.topics if t.id.replace("_", "-") == name))


def _nearest(wanted: str, known: list[str]) -> str:
    near = ", ".join(get_close_matches(wanted, known, n=3, cutoff=0.4))
    return f"{f'the nearest are {near}; ' if near else ''}`homes checklist` lists them all"


def _standards(register: Register) -> Iterator[ChecklistName]:
    for one in register.subjects.standards:
        yield ChecklistName(f"standard-{one.id.replace('_', '-')}", one.title)


def _topics(register: Register) -> Iterator[ChecklistName]:
    for one in register.subjects.topics:
        yield ChecklistName(f"topic-{one.id.replace('_', '-')}", one.title)
