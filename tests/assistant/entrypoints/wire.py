"""Wire models for the tests of the command line: short made-up ones, no official text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints.check_schemas import BesideOut, CheckOut, DifferenceOut, StatementCheckedOut
from assistant.entrypoints.draft_schemas import (
    CoverageRowOut,
    DraftKind,
    DraftListed,
    DraftOut,
    DraftRequest,
    DraftSectionOut,
    DraftStatementOut,
    GapOut,
    RegenerateRequest,
)
from assistant.entrypoints.gateway import Progress, ReviewProgress, nobody_listens, unheard
from assistant.entrypoints.review_schemas import ReviewKindOut, ReviewOut
from assistant.entrypoints.schemas import (
    AnswerOut,
    BackupOut,
    CitationOut,
    DoctorOut,
    DocumentIngested,
    DocumentOut,
    DocumentUsed,
    Finding,
    IngestOut,
    NoticeOut,
    PassageOut,
    PlaceOut,
    ProvisionOut,
    ReferenceOut,
    RefusalOut,
    StatementOut,
)
from assistant.export.file_format import FileFormat

LAW = DocumentUsed(
    id="regulations-2015",
    title="The Regulations",
    short_title="the Regulations",
    version="as made",
    as_at=date(2024, 5, 21),
    digest=False,
)
GUIDE = DocumentUsed(
    id="guide-2015",
    title="Guide to it all",
    short_title="the Guide",
    version="1.17",
    as_at=date(2015, 4, 1),
    digest=False,
)


def citation(**changes: Any) -> CitationOut:
    return CitationOut(
        **{
            "document": "regulations-2015",
            "title": "The Regulations",
            "provision": "reg 28(2)(c)",
            "provision_id": "regulations-2015/regulation/28/2/c",
            "pages": [22],
            "printed_pages": [],
            "quote": "the manager must make a report",
            "authority": "statute",
            "force": "must",
            "also_at": [],
        }
        | changes
    )


def answer(**changes: Any) -> AnswerOut:
    statement = StatementOut(text="Regulation 28 requires a report.", citations=[citation()])
    values = {"question": "Who reports?", "mode": "extractive", "statements": [statement], "notices": []}
    return AnswerOut(**{**values, "removed": 0, "documents": [LAW], **changes})


def refusal(**changes: Any) -> RefusalOut:
    values = {"question": "How old is the moon?", "reason": "not_in_sources", "message": "Nothing here says."}
    return RefusalOut(**{**values, "nearest": [], "notices": [], "removed": 0, "documents": [], **changes})


def urgent() -> NoticeOut:
    return NoticeOut(kind="urgent_safeguarding", text="If a child is in danger now, ring 999.")


def document(**changes: Any) -> DocumentOut:
    values: dict[str, Any] = {
        "id": "guide-2015",
        "title": "The Guide",
        "short_title": "the Guide",
        "publisher": "A department",
        "authority": "statutory_guidance",
        "version": "1.17",
        "as_at": date(2015, 4, 1),
        "superseded_by": None,
        "source_url": None,
        "licence": None,
        "sha256": "0" * 64,
        "digest": False,
        "paginated": True,
    }
    counts = {"pages": 81, "provisions": 700, "passages": 600, "references_resolved": 90, "references_unresolved": 7}
    return DocumentOut(**{**values, **counts, "not_understood": 0, **changes})


def provision(**changes: Any) -> ProvisionOut:
    values: dict[str, Any] = {
        "id": "regulations-2015/regulation/28/2",
        "document": "regulations-2015",
        "title": "The Regulations",
        "version": "as made",
        "as_at": date(2024, 5, 21),
        "provision": "reg 28(2)",
        "kind": "paragraph",
        "heading": None,
        "headings_above": ["Part 4", "Visits"],
        "authority": "statute",
        "force": "must",
        "pages": [219],
        "printed_pages": ["217"],
        "text": "(2) A report must be made\n(a) in writing;",
        "parent": "regulations-2015/regulation/28",
        "children": [],
        "refers_to": [ReferenceOut(written="section 87 of the Act", provision=None, provision_id=None, document=None)],
        "referred_to_by": [],
        "also_at": [PlaceOut(document="guide-2015", provision="para 10.1", pages=[50])],
    }
    return ProvisionOut(**values | changes)


def ingested(outcome: str = "new", **changes: Any) -> DocumentIngested:
    return DocumentIngested(**{"document": "guide-2015", "outcome": outcome, "pages": 81, **changes})


def draft(**changes: Any) -> DraftOut:
    text = "The home keeps its records."
    statement = DraftStatementOut(
        text=text, citations=[citation()], requirements=["rec-1"], force="must", checklist=False
    )
    gap = GapOut(id="rec-1.where", ask="Where are they kept?", field="facts.rec-1.where", requirement="rec-1")
    row = CoverageRowOut(
        item="rec-1",
        section="keeping",
        asks="Keep records.",
        document="regulations-2015",
        provision="reg 28(2)(c)",
        provision_id="regulations-2015/regulation/28/2/c",
        pages=[22],
        printed_pages=[],
        force="must",
        state="needs your facts",
        reason="",
    )
    values: dict[str, Any] = {
        "id": "an-id",
        "version": 1,
        "kind": "records",
        "title": "Records",
        "purpose": "Says how records are kept.",
        "audience": "",
        "profile_name": "Elm House",
        "made_at": datetime(2026, 4, 1, 12, tzinfo=UTC),
        "sections": [DraftSectionOut(id="keeping", heading="Keeping", intro="", blocks=[statement, gap])],
        "coverage": [row],
        "share_covered": 0.0,
    }
    return DraftOut(**{**values, "gaps": 1, "stale": 0, "notices": [], "documents": [LAW], **changes})


def checked(**changes: Any) -> CheckOut:
    found = DifferenceOut(
        aspect="time limit", relation="conflicts", said="two days", start=13, end=21, printed="24 hours",
        provision_id="regulations-2015/regulation/28/2/c",
    )  # fmt: skip
    beside = BesideOut(
        standing="governs", provision_id=found.provision_id, text="Regulation 28(2)(c) requires: within 24 hours",
        relation="conflicts", differences=[found], citations=[citation()],
    )  # fmt: skip
    statement = StatementCheckedOut(
        said="Records take two days.", verdict="conflicts", explanation="What is printed says otherwise.",
        provisions=[beside], differences=[found], unsettled=[],
    )  # fmt: skip
    values: dict[str, Any] = {"point": statement.said, "verdict": "conflicts", "statements": [statement]}
    return CheckOut(**{**values, "notices": [], "documents": [LAW], **changes})


def listed_draft() -> DraftListed:
    return DraftListed(
        id="an-id",
        kind="records",
        title="Records",
        profile_name="Elm House",
        version=2,
        made_at=datetime(2026, 4, 1, 12, tzinfo=UTC),
    )


@dataclass
class FakeGateway:
    """Answers with what it was given, and keeps what it was asked."""

    outcome: AnswerOut | RefusalOut = field(default_factory=answer)
    found: Sequence[ProvisionOut] = ()
    listed: Sequence[DocumentOut] = ()
    report: IngestOut = field(default_factory=lambda: IngestOut(documents=[ingested()]))
    passages: Sequence[PassageOut] = ()
    made: DraftOut = field(default_factory=draft)
    kept: Sequence[DraftListed] = ()
    reviewed: ReviewOut | None = None
    laid: CheckOut = field(default_factory=checked)
    error: BaseException | None = None
    asked: list[Any] = field(default_factory=list)
    closed: bool = False

    def ask(self, question: str, history: Sequence[str] = ()) -> AnswerOut | RefusalOut:
        self._record(question, list(history))
        return self.outcome

    def search(self, text: str, count: int) -> list[PassageOut]:
        self._record(text, count)
        return list(self.passages)

    def documents(self) -> list[DocumentOut]:
        self._record("documents")
        return list(self.listed)

    def provision(self, reference: str) -> list[ProvisionOut]:
        self._record(reference)
        return list(self.found)

    def ingest(self, paths: Sequence[Path], *, again: bool, on_progress: Progress) -> IngestOut:
        self._record(list(paths), again)
        on_progress("guide-2015", "reading", 1, 81)
        on_progress("guide-2015", "reading", 81, 81)
        return self.report

    def remove(self, document_id: str) -> None:
        self._record("remove", document_id)

    def doctor(self) -> DoctorOut:
        self._record("doctor")
        wrong = Finding(check="vectors", ok=False, detail="3 missing", mend="homes rebuild-index")
        return DoctorOut(ok=False, findings=[Finding(check="library", ok=True, detail="sound"), wrong])

    def rebuild_index(self, on_progress: Progress) -> int:
        self._record("rebuild-index")
        on_progress("guide-2015", "embedding", 7, 7)
        return 7

    def backup(self, target: Path) -> BackupOut:
        self._record(target)
        return BackupOut(path=str(target), documents=2, files=2, size=1_500_000)

    def source_file(self, document_id: str) -> Path | None:
        self._record(document_id)
        return None

    def draft_kinds(self) -> list[DraftKind]:
        self._record("kinds")
        return []

    def draft(self, request: DraftRequest, on_progress: Progress = unheard) -> DraftOut:
        self._record(request)
        on_progress(request.kind, "Keeping", 1, 1)
        return self.made

    def drafts(self) -> list[DraftListed]:
        self._record("drafts")
        return list(self.kept)

    def kept_draft(self, draft_id: str, version: int | None = None) -> DraftOut:
        self._record(draft_id, version)
        return self.made

    def regenerate(self, draft_id: str, section: str, request: RegenerateRequest) -> DraftOut:
        self._record(draft_id, section, request)
        return self.made

    def reword(self, draft_id: str, section: str, text: str) -> DraftOut:
        self._record(draft_id, section, text)
        return self.made

    def fill(self, draft_id: str, answers: Mapping[str, str]) -> DraftOut:
        self._record(draft_id, dict(answers))
        return self.made

    def remove_draft(self, draft_id: str) -> None:
        self._record("remove", draft_id)

    def draft_file(self, draft_id: str, file_format: FileFormat, version: int | None = None) -> bytes:
        self._record(draft_id, file_format, version)
        return b"a file"

    def review_kinds(self) -> list[ReviewKindOut]:
        self._record("review kinds")
        return []

    def review(
        self,
        file: Path,
        against: str,
        profile: ProfileIn,
        *,
        name: str | None = None,
        on_progress: ReviewProgress = nobody_listens,
    ) -> ReviewOut:
        self._record(file, against, profile, name)
        on_progress("matching", 1, 2)
        assert self.reviewed is not None
        return self.reviewed

    def check(self, point: str) -> CheckOut:
        self._record(point)
        return self.laid

    def close(self) -> None:
        self.closed = True

    def _record(self, *asked: Any) -> None:
        if self.error:
            raise self.error
        self.asked.append(asked)
