"""The notes legislation.gov.uk prints after a provision: amendments (F), marginal citations (M) and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Force, Kind, Provision, Span
from ingest.structure.furniture import Line

NOTES_TITLE = re.compile(
    r"(?:Textual Amendments|Marginal Citations|Commencement Information|Extent Information|Editorial Information"
    r"|Annotations:?|Subordinate Legislation Made|Modifications etc\..*)$"
)
NOTE = re.compile(r"([FMCEIXP]\d+) ")


def split_notes(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """A provision's own lines, and the lines of the notes after it (from the first notes' title on)."""
    first = next((index for index, line in enumerate(lines) if NOTES_TITLE.match(line.text)), len(lines))
    return tuple(lines[:first]), tuple(lines[first:])


def read_notes(document_id: str, lines: Sequence[Line], parent_id: str | None) -> tuple[Provision, ...]:
    """One provision a note, "{document_id}/note/F6"; a title ("Textual Amendments") is with the first note under it."""
    notes: list[tuple[str, str | None, list[Line]]] = []
    title: str | None = None
    waiting: list[Line] = []
    for line in lines:
        mark = NOTE.match(line.text)
        if NOTES_TITLE.match(line.text):
            title, waiting = line.text.rstrip(":"), [*waiting, line]
        elif mark:
            notes.append((mark.group(1), title, [*waiting, line]))
            waiting = []
        elif notes and not waiting:
            notes[-1][2].append(line)
    return tuple(
        Provision(
            f"{document_id}/note/{mark}", f"note {mark}", Kind.NOTE, heading, parent_id, page_runs(own), Force.STATES
        )
        for mark, heading, own in notes
    )


def page_runs(lines: Sequence[Line]) -> tuple[Span, ...]:
    """One span for each run of lines on a page. The lines must follow each other in the document's body."""
    runs: list[Span] = []
    for line in lines:
        if runs and runs[-1].physical_page == line.page:
            runs[-1] = Span(line.page, runs[-1].start, line.span.end)
        else:
            runs.append(line.span)
    return tuple(runs)
