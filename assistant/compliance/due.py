"""A time limit counted to its date or time, and all of a provision's together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assistant.compliance.deadline import Deadline
from assistant.compliance.moment import Moment
from ingest.document import Authority, Force


@dataclass(frozen=True, slots=True)
class Due:
    """One time limit, counted. ``moment`` is aware London time for hours; else ``day`` is the last day, to its end.

    Both are None for words that stay words. ``authority`` and ``force`` are those of its requirement, the weakest force
    where several differ. ``case`` are the printed words that say in which case it holds ("in the case of a person who
    …"), "" for none; ``alternative``: it holds or another of its list does, not both. ``entries`` are the ids of the
    requirements under this limit, ``asks`` its words, of several those that open their list.
    """

    deadline: Deadline
    label: str
    document_id: str
    authority: Authority
    force: Force
    case: str
    alternative: bool
    pages: tuple[int, ...]
    entries: tuple[str, ...]
    asks: str
    moment: datetime | None
    day: date | None
    counted: str


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Every time limit of a provision, counted from ``moment``. ``notes`` are for the reader."""

    provision_ids: tuple[str, ...]
    moment: Moment
    dues: tuple[Due, ...]
    notes: tuple[str, ...]
