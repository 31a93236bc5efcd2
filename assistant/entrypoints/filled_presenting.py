"""Filled-in checklists from the wire and on it."""

from __future__ import annotations

from typing import Any

from assistant.compliance.filled import Filled, Filling, Typed
from assistant.entrypoints.filled_schemas import FilledLineOut, FilledListed, FilledOut, FillingIn, FillingOut


def typed(sent: FillingIn) -> Typed:
    """A line as a device sends it; its breaks between lines as one character."""
    filling = Filling(
        line=sent.line,
        asked=sent.asked,
        state=sent.state,
        evidence=_written(sent.evidence),
        note=_written(sent.note),
        written_at=sent.written_at,
    )
    return Typed(filling, tuple(sent.follows), tuple(sent.drops))


def filled_out(filled: Filled) -> FilledOut:
    """The whole, on the wire."""
    lines = [
        FilledLineOut(line=line, others=[FillingOut(**_fields(one)) for one in others], **_fields(standing))
        for line, (standing, *others) in filled.fillings.items()
    ]
    return FilledOut(id=filled.id, kind=filled.kind, title=filled.title, changed_at=filled.changed_at, lines=lines)


def listed_out(filled: Filled) -> FilledListed:
    """In brief."""
    return FilledListed(
        id=filled.id,
        kind=filled.kind,
        title=filled.title,
        home=filled.particular("particulars/home"),
        filled=filled.lines_filled,
        changed_at=filled.changed_at,
    )


def _fields(one: Filling) -> dict[str, Any]:
    return {
        "asked": one.asked,
        "state": one.state,
        "evidence": one.evidence,
        "note": one.note,
        "written_at": one.written_at,
    }


def _written(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
