"""One requirement of the register. Standard library and the documents' own types only."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.compliance.deadline import Deadline
from ingest.document import Authority, Force, Span

NOT_NAMED = "not named"
"""Whom a requirement binds where its words do not say ("Case records must be kept")."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A requirement: a leaf provision of the law, or one sentence of guidance, that obliges or expects.

    ``id`` is the provision's id, for a sentence of a provision followed by "#2" (its place among the sentences).
    ``force`` is that of its words as printed, handed down by the words that open its list. ``bound`` are the parties
    that the words name, in their order, and ``bound_at`` the provision that names them; ``(NOT_NAMED,)`` where none
    does. ``spans`` are its own words on their pages, ``own`` the same as text; ``text`` reads as a whole, with the
    opening words of its list and those that close it. ``standard`` is the quality standard it belongs to ("" for
    none), ``subject`` the heading it stands under. ``conditions`` are its own printed words ("if …", "unless …");
    ``qualified_by`` are provisions beside it that say when it applies. ``corrected`` is the reason of a correction
    in corpus/requirements/register.toml, "" where the rules were right.
    """

    id: str
    provision_id: str
    label: str
    heading: str
    document_id: str
    authority: Authority
    force: Force
    bound: tuple[str, ...]
    bound_at: str
    deadlines: tuple[Deadline, ...]
    standard: str
    subject: str
    topics: tuple[str, ...]
    conditions: tuple[str, ...]
    qualified_by: tuple[str, ...]
    pages: tuple[int, ...]
    spans: tuple[Span, ...]
    own: str
    text: str
    references: tuple[str, ...]
    differences: tuple[str, ...]
    corrected: str = ""

    @property
    def deadline(self) -> Deadline | None:
        """The first of its time limits, or None."""
        return self.deadlines[0] if self.deadlines else None
