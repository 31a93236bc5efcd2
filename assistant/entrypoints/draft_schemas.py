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
    model: bool = Field(True, description="Let the language model word it, where one is set.")


class RegenerateRequest(Wire):
    """Another profile to make a section anew with; without one, the profile that the draft was made with."""

    profile: ProfileIn | None = None
    discard_own_words: bool = Field(False, description="Put the drafted text back where the provider's own words are.")


class OwnWordsRequest(Wire):
    """What the provider writes in place of a section's text."""

    text: Annotated[Text, Field(min_length=1)]


class AnswersRequest(Wire):
    """Answers to gaps, by the gap's ``field``; an empty answer takes back what was told."""

    answers: dict[Annotated[str, Field(min_length=1, max_length=120)], Text] = Field(
        min_length=1, max_length=200, examples=[{"places": "4", "facts.statement_sent_to_hmci": "On 1 April 2026."}]
    )


class DraftStatementOut(Wire):
    """A statement on its citations. ``checklist``: a point to check the text against, not text.

    ``wording``: whether the list of requirements has it so, a model worded it, or it was put back because the model's
    text had lost it.
    """

    block: Literal["statement"] = "statement"
    text: str
    citations: list[CitationOut]
    requirements: list[str]
    force: str
    checklist: bool
    wording: Literal["listed", "model", "put back"] = "listed"


class ProvidedFactOut(Wire):
    """What the provider told, word for word, and where in the profile."""

    block: Literal["provided_fact"] = "provided_fact"
    label: str
    text: str
    field: str
    requirement: str


class HomeStatementOut(Wire):
    """A model's sentence on the home: it says nothing that ``fields`` of the profile do not."""

    block: Literal["home_statement"] = "home_statement"
    text: str
    fields: list[str]
    requirements: list[str]


class OwnWordsOut(Wire):
    """The provider's own words in place of the section's text; no source is claimed for them."""

    block: Literal["own_words"] = "own_words"
    text: str


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
    | HomeStatementOut
    | OwnWordsOut
    | GapOut
    | SuggestionOut
    | NotApplicableOut
    | NotInSourcesOut
    | StaleStatementOut,
    Field(discriminator="block"),
]


class DraftSectionOut(Wire):
    """A heading and what stands under it, in order. ``notices``: what became of a model's words there."""

    id: str
    heading: str
    intro: str
    blocks: list[BlockOut]
    model: str | None = None
    notices: list[NoticeOut] = Field([])


class SectionMadeOut(Wire):
    """A section that is done, while a draft is made: the ``done``-th of ``total``."""

    id: str
    heading: str
    done: int
    total: int
    section: DraftSectionOut


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
    state: Literal["covered", "to be checked", "needs your facts", "not applicable", "source changed"]
    reason: str


class DraftOut(Wire):
    """A draft with its coverage and its sources. ``share_covered`` is of the items that apply, 0 to 1.

    ``mode``: "model" where a language model worded any section; ``model`` and ``prompt_sha256`` then say which.
    """

    id: str
    version: int
    kind: str
    title: str
    purpose: str
    audience: str
    profile_name: str
    made_at: datetime
    mode: Literal["extractive", "model"] = "extractive"
    model: str | None = None
    prompt_sha256: str | None = None
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
