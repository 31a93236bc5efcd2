"""The wire models: what goes over HTTP and what ``--json`` prints; ``presenting.py`` makes them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

PREFIX = "/api/v1"
"""Where the addresses that speak these models begin."""


class Wire(BaseModel):
    """Frozen; unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class AskRequest(Wire):
    """A question, with the earlier questions of its thread."""

    question: str = Field(max_length=20_000, examples=["Who may be the independent person?"])
    history: Annotated[list[Annotated[str, Field(max_length=20_000)]], Field(max_length=50)] = []


class PlaceOut(Wire):
    """Another place where the cited words stand, word for word."""

    document: str
    provision: str
    pages: list[int]


class CitationOut(Wire):
    """Words found on their page. ``pages`` are physical and 1-based; ``provision_id`` opens the provision."""

    document: str
    title: str
    provision: str
    provision_id: str
    pages: list[int]
    printed_pages: list[str]
    quote: str
    authority: str
    force: str
    also_at: list[PlaceOut]


class StatementOut(Wire):
    """A sentence and the citations it stands on."""

    text: str
    citations: list[CitationOut]


class NoticeOut(Wire):
    """Something to know beside the statements."""

    kind: str
    text: str


class DocumentUsed(Wire):
    """A document that an answer cites: which version, as at when."""

    id: str
    title: str
    short_title: str
    version: str
    as_at: date | None
    digest: bool


class AnswerOut(Wire):
    """Statements, each on its citations."""

    kind: Literal["answer"] = "answer"
    question: str
    mode: str
    statements: list[StatementOut]
    notices: list[NoticeOut]
    removed: int
    documents: list[DocumentUsed]
    model: str | None = None
    prompt_sha256: str | None = None


class RefusalOut(Wire):
    """No answer, why, and the nearest provisions."""

    kind: Literal["refusal"] = "refusal"
    question: str
    reason: str
    message: str
    nearest: list[CitationOut]
    notices: list[NoticeOut]
    removed: int
    documents: list[DocumentUsed]


Outcome = Annotated[AnswerOut | RefusalOut, Field(discriminator="kind")]


class EvidenceOut(Wire):
    """A piece of evidence that an answer was composed from: where it stands, without its words."""

    label: str
    document: str
    provision: str
    provision_id: str
    pages: list[int]


class ConsideredOut(RootModel[list[EvidenceOut]]):
    """What an answer is composed from, best first: a list on the wire."""

    model_config = ConfigDict(frozen=True)


class WithdrawnOut(Wire):
    """The statements streamed so far are no part of the answer: what follows takes their place."""

    statements: int


Told = NoticeOut | ConsideredOut | StatementOut | WithdrawnOut | AnswerOut | RefusalOut
"""What happens on a question's way, on the wire."""


class PassageOut(Wire):
    """A passage found by search. ``score`` orders one search's results and means nothing beside another's."""

    label: str
    passage: str
    document: str
    provision: str
    provision_id: str
    pages: list[int]
    score: float
    text: str


class DocumentOut(Wire):
    """A document in the library and what was made of it."""

    id: str
    title: str
    short_title: str
    publisher: str
    authority: str
    version: str
    as_at: date | None
    superseded_by: str | None
    source_url: str | None
    licence: str | None
    sha256: str
    digest: bool
    paginated: bool
    pages: int
    provisions: int
    passages: int
    references_resolved: int
    references_unresolved: int
    not_understood: int
    unseen: int = Field(0, description="Stretches of text left out, as a reader of the page cannot see them")
    unseen_pages: list[int] = []


class ReferenceOut(Wire):
    """A reference as written, and the provision it names where the library has it."""

    written: str
    provision: str | None
    provision_id: str | None
    document: str | None


class ProvisionOut(Wire):
    """One provision: its words with all below it, and where they stand."""

    id: str
    document: str
    title: str
    version: str
    as_at: date | None
    provision: str
    kind: str
    heading: str | None
    headings_above: list[str]
    authority: str
    force: str
    pages: list[int]
    printed_pages: list[str]
    text: str
    parent: str | None
    children: list[str]
    refers_to: list[ReferenceOut]
    referred_to_by: list[ReferenceOut]
    also_at: list[PlaceOut]


class PageOut(Wire):
    """A page's text, as extracted."""

    document: str
    page: int
    printed: str | None
    pages: int
    text: str


class RectangleOut(Wire):
    """A line of a quote on its page, in fractions of the page from its top left corner."""

    x0: float
    y0: float
    x1: float
    y1: float


class FilePathOut(Wire):
    """Where the service keeps the ingested file; None when it is not kept. For a reader on the same machine."""

    path: str | None


class IngestRequest(Wire):
    """Files and folders to ingest, as absolute paths on the service's machine; none: what the catalogue has at hand."""

    paths: Annotated[list[Annotated[str, Field(min_length=1, max_length=4_096)]], Field(max_length=1_000)] = []
    again: bool = Field(False, description="Make even unchanged documents anew.")


class ProgressOut(Wire):
    """How far a step of a document's ingest has come: ``done`` of ``total``."""

    document: str
    step: str
    done: int
    total: int


class DocumentIngested(Wire):
    """What became of one document: "new", "replaced", "unchanged" or "failed" with the error's words."""

    document: str
    outcome: str
    pages: int = 0
    provisions: int = 0
    passages: int = 0
    references: int = 0
    not_understood: int = 0
    unseen: int = Field(0, description="Stretches of text left out, as a reader of the page cannot see them")
    unseen_pages: list[int] = []
    seconds: float = 0.0
    error: str | None = None


class IngestOut(Wire):
    """What became of every document asked for; ``not_at_hand`` are catalogue entries without a file."""

    documents: list[DocumentIngested]
    not_at_hand: list[str] = []


class BackupRequest(Wire):
    """Where to write the backup: an absolute path on the service's machine."""

    path: str = Field(min_length=1, max_length=4_096, examples=["/var/backups/homes.tar"])


class BackupOut(Wire):
    """What a backup holds. ``size`` is in bytes."""

    path: str
    documents: int
    files: int
    size: int


class Finding(Wire):
    """One thing the doctor looked at. ``mend`` is the command or act that puts it right."""

    check: str
    ok: bool
    detail: str
    mend: str | None = None


class DoctorOut(Wire):
    """The state of the data folder."""

    ok: bool
    findings: list[Finding]


class InvalidField(Wire):
    """A part of a request that is not in its form: where it is, and what is wrong with it. Never what it held."""

    field: str
    message: str


class ProblemOut(BaseModel):
    """An error as RFC 9457 has it. ``type`` is fixed for each kind of error; ``detail`` says what to do about it."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[InvalidField] | None = None


class Status(Wire):
    """What a probe is told, or what was done."""

    status: Literal["alive", "ready", "removed"]
