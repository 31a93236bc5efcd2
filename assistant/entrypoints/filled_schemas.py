"""The wire models of filled-in checklists; ``filled_presenting.py`` makes them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from assistant.compliance.checklist import Seen
from assistant.entrypoints.schemas import Wire

LONGEST_WRITTEN = 10_000
"""Characters of one line's evidence, and of its note."""

MOST_LINES = 500
"""Of one request; what is longer is sent in several."""

_LAST_MOMENT = 4_102_444_800_000
Moment = Annotated[
    int,
    Field(
        ge=0,
        le=_LAST_MOMENT,
        description="Milliseconds since 1970, by the device's clock.",
        examples=[1_772_316_000_000],
    ),
]
Moments = Annotated[list[Moment], Field(max_length=200)]
Written = Annotated[str, Field(max_length=LONGEST_WRITTEN)]


class FillingIn(Wire):
    """What was typed for a line. ``asked`` are the line's words as whoever typed read them."""

    line: str = Field(min_length=1, max_length=300, examples=["visit-12", "particulars/home"])
    asked: str = Field(max_length=10_000)
    state: Seen | None = None
    evidence: Written = ""
    note: Written = ""
    written_at: Moment
    follows: Moments = Field([], description="Moments of the entries of this line that it was typed over.")
    drops: Moments = Field([], description="Moments of entries beside it that were seen, and may go.")


class FillRequest(Wire):
    """Lines of a checklist that were filled in: what is not sent stays as it is."""

    kind: str = Field(min_length=1, max_length=100, examples=["regulation-44-visit"])
    lines: list[FillingIn] = Field(min_length=1, max_length=MOST_LINES)


class FillingOut(Wire):
    """What somebody typed for a line."""

    asked: str
    state: Seen | None
    evidence: str
    note: str
    written_at: int


class FilledLineOut(FillingOut):
    """What stands for a line: what was written last.

    ``others`` were written by somebody who had not seen it, nor it them: they are kept until they are dropped.
    """

    line: str
    others: list[FillingOut]


class FilledOut(Wire):
    """A filled-in checklist: the lines that something was typed for. ``changed_at`` is by the service's clock."""

    id: str
    kind: str
    title: str
    changed_at: datetime
    lines: list[FilledLineOut]


class FilledListed(Wire):
    """A filled-in checklist in brief; ``home`` as it was filled in."""

    id: str
    kind: str
    title: str
    home: str
    filled: int
    changed_at: datetime
