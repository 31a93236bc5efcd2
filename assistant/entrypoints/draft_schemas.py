"""The wire models of drafts; ``draft_presenting.py`` makes them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from assistant.drafting.profile_form import ProfileIn, Text
from assistant.entrypoints.schemas import CitationOut, DocumentUsed, NoticeOut, Wire

FREE_SECTION = "section"
"""The kind that takes a topic."""

Short = Annotated[str, Field(min_length=1, max_length=200)]


class DraftRequest(Wire):
    """What to draft for which home. ``topic`` is for the kind "section" alone."""

    kind: Short = Field(examples=["statement_of_purpose"])
    profile: ProfileIn = Field(
        ProfileIn(), description="The home; whatever is left out becomes a gap.", examples=[{"name": "Elm House"}]
    )
    topic: Annotated[Text, Field(max_length=300)] = ""
    suggestions: bool = Field(False, description="Add good practice that no source asks for, marked as such.")


class RegenerateRequest(Wire):
    """Another profile to make a section anew with; without one, the profile that the draft was made with."""

    profile: ProfileIn | None = None


class DraftStatementOut(Wire):
    """A statement on its citations. ``checklist``: a point of guidance to check the text against, not text."""

    block: Literal["statement"] = "statement"
    text: str
    citations: list[CitationOut]
    requirements: list[str]
    force: str
    checklist: bool


class ProvidedFactOut(Wire):
    """What the provider told, word for word, and where in the profile."""

    block: Literal["provided_fact"] = "provided_fact"
    label: str
    text: str
    field: str
    requirement: str


class GapOut(Wire):
    """What only the provider can supply; ``field`` of the profile answers it."""

    block: Literal["gap"] = "gap"
    id: str
    ask: str
    field: str
    requirement: str


class SuggestionOut(Wire):
    """Good practice that no source asks for."""

    block: Literal["suggestion"] = "suggestion"
    text: str


class NotApplicableOut(Wire):
    """An item that the profile rules out, why, and where it is printed."""

    block: Literal["not_applicable"] = "not_applicable"
    requirement: str
    asks: str
    reason: str
    citation: CitationOut


class NotInSourcesOut(Wire):
    """What people expect here though neither the law nor the guidance asks for it."""

    block: Literal["not_in_sources"] = "not_in_sources"
    name: str
    note: str


class WasOut(Wire):
    """Where a quotation stood when the draft was made."""

    document: str
    provision: str
    pages: list[int]


class StaleStatementOut(Wire):
    """A sentence whose quotations are no longer on their pages: its section should be made anew."""

    block: Literal["stale_statement"] = "stale_statement"
    text: str
    requirements: list[str]
    was: list[WasOut]


BlockOut = Annotated[
    DraftStatementOut
    | ProvidedFactOut
    | GapOut
    | SuggestionOut
    | NotApplicableOut
    | NotInSourcesOut
    | StaleStatementOut,
    Field(discriminator="block"),
]


class DraftSectionOut(Wire):
    """A heading and what stands under it, in order."""

    id: str
    heading: str
    intro: str
    blocks: list[BlockOut]


class CoverageRowOut(Wire):
    """One item of the list: where it is printed, with what force, and what became of it."""

    item: str
    section: str
    asks: str
    document: str
    provision: str
    provision_id: str
    pages: list[int]
    printed_pages: list[str]
    force: str
    state: Literal["covered", "needs your facts", "not applicable", "source changed"]
    reason: str


class DraftOut(Wire):
    """A draft with its coverage and its sources. ``share_covered`` is of the items that apply, 0 to 1."""

    id: str
    version: int
    kind: str
    title: str
    purpose: str
    audience: str
    profile_name: str
    made_at: datetime
    sections: list[DraftSectionOut]
    coverage: list[CoverageRowOut]
    share_covered: float
    gaps: int
    stale: int
    notices: list[NoticeOut]
    documents: list[DocumentUsed]


class DraftListed(Wire):
    """A kept draft in brief, its latest version."""

    id: str
    kind: str
    title: str
    profile_name: str
    version: int
    made_at: datetime


class DraftKind(Wire):
    """A kind of draft. ``governed_by`` are ids of documents; a free section has no list of items."""

    kind: str
    title: str
    purpose: str
    items: int
    governed_by: list[str]
