"""What every entrypoint can ask for, in wire models: answered here, or by the service that owns the data folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the wire models of everything else take long to import: not for a question
    from assistant.drafting.profile_form import ProfileIn
    from assistant.entrypoints.check_schemas import CheckOut
    from assistant.entrypoints.compliance_schemas import (
        ChecklistListed,
        ChecklistOut,
        DeadlinesOut,
        RegisterOut,
        RegisterQuery,
        TableFormat,
    )
    from assistant.entrypoints.draft_schemas import DraftKind, DraftListed, DraftOut, DraftRequest, RegenerateRequest
    from assistant.entrypoints.filled_schemas import FilledListed, FilledOut, FillRequest
    from assistant.entrypoints.review_schemas import ReviewKindOut, ReviewOut
    from assistant.entrypoints.schemas import (
        AnswerOut,
        BackupOut,
        DoctorOut,
        DocumentOut,
        IngestOut,
        PassageOut,
        ProvisionOut,
        RefusalOut,
    )
    from assistant.export.file_format import FileFormat

Progress = Callable[[str, str, int, int], None]
"""(document id or title, step, done, total)."""


def unheard(_name: str, _step: str, _done: int, _total: int) -> None:
    """Progress that nobody follows."""


ReviewProgress = Callable[[str, int, int], None]
"""(step, done, total)."""


def nobody_listens(_step: str, _done: int, _total: int) -> None:
    """For a review whose progress nobody follows."""


class Gateway(Protocol):
    """``LocalGateway`` opens the data folder itself; ``ServiceClient`` speaks to the service that owns it.

    Every method may raise the errors of ``ingest/errors.py``; both gateways raise the same ones.
    """

    def ask(self, question: str, history: Sequence[str] = ()) -> AnswerOut | RefusalOut:
        """Answer or refuse."""
        ...

    def search(self, text: str, count: int) -> list[PassageOut]:
        """The best passages, best first."""
        ...

    def documents(self) -> list[DocumentOut]:
        """Every ingested document."""
        ...

    def provision(self, reference: str) -> list[ProvisionOut]:
        """The provisions that an id or a written form ("reg 28(2)(c)") names; raises UnknownProvision for none."""
        ...

    def ingest(self, paths: Sequence[Path], *, again: bool, on_progress: Progress) -> IngestOut:
        """Ingest files and folders, or with no paths what the catalogue has at hand."""
        ...

    def remove(self, document_id: str) -> None:
        """Take a document out, whole; raises UnknownDocument."""
        ...

    def doctor(self) -> DoctorOut:
        """Look the data folder over."""
        ...

    def rebuild_index(self, on_progress: Progress) -> int:
        """Make all vectors anew from the library; how many passages were embedded. A service must be stopped first."""
        ...

    def backup(self, target: Path) -> BackupOut:
        """Write library and source files to one tar file on this machine."""
        ...

    def source_file(self, document_id: str) -> Path | None:
        """The ingested file, where it can be read from here."""
        ...

    def draft_kinds(self) -> list[DraftKind]:
        """What can be drafted."""
        ...

    def draft(self, request: DraftRequest, on_progress: Progress = unheard) -> DraftOut:
        """Make a draft and keep it; each section is told when it is done."""
        ...

    def drafts(self) -> list[DraftListed]:
        """Every kept draft, the one changed last first."""
        ...

    def kept_draft(self, draft_id: str, version: int | None = None) -> DraftOut:
        """A kept draft, its latest version unless one is named; raises UnknownDraft."""
        ...

    def regenerate(self, draft_id: str, section: str, request: RegenerateRequest) -> DraftOut:
        """Make one section anew, as a further version; raises UnknownDraft, UnknownSection."""
        ...

    def reword(self, draft_id: str, section: str, text: str) -> DraftOut:
        """Put the provider's own words in place of a section's text; raises UnknownDraft, UnknownSection."""
        ...

    def fill(self, draft_id: str, answers: Mapping[str, str]) -> DraftOut:
        """Set answers into the draft's profile, by field, as a further version; raises UnknownDraft, UnsoundProfile."""
        ...

    def remove_draft(self, draft_id: str) -> None:
        """Take a kept draft out with all its versions; raises UnknownDraft."""
        ...

    def draft_file(self, draft_id: str, file_format: FileFormat, version: int | None = None) -> bytes:
        """A kept draft as a file's content; raises UnknownDraft, ExportError."""
        ...

    def register(self, query: RegisterQuery) -> RegisterOut:
        """The requirements chosen from the register; raises UnknownFilter."""
        ...

    def register_file(self, query: RegisterQuery, table_format: TableFormat) -> bytes:
        """The same as a table's content; raises UnknownFilter."""
        ...

    def deadlines(self, reference: str, event_at: str) -> DeadlinesOut:
        """Time limits counted; raises UnknownProvision, NoTimeLimit, UnreadableMoment, BeforeTheRule."""
        ...

    def checklists(self) -> list[ChecklistListed]:
        """Every checklist that can be had."""
        ...

    def checklist(self, kind: str) -> ChecklistOut:
        """A checklist; raises UnknownChecklist."""
        ...

    def checklist_file(self, kind: str, file_format: FileFormat) -> bytes:
        """A checklist as a file's content; raises UnknownChecklist, ExportError."""
        ...

    def fill_in(self, filled_id: str, request: FillRequest) -> FilledOut:
        """Lay what was typed over a filled-in checklist; raises UnknownChecklist, UnknownFilledChecklist."""
        ...

    def filled_checklists(self) -> list[FilledListed]:
        """Every filled-in checklist, the one changed last first."""
        ...

    def filled_checklist(self, filled_id: str) -> FilledOut:
        """A filled-in checklist; raises UnknownFilledChecklist."""
        ...

    def remove_filled(self, filled_id: str) -> None:
        """Take a filled-in checklist out; raises UnknownFilledChecklist."""
        ...

    def filled_file(self, filled_id: str, file_format: FileFormat) -> bytes:
        """A filled-in checklist as a file's content; raises UnknownFilledChecklist, UnknownChecklist, ExportError."""
        ...

    def review_kinds(self) -> list[ReviewKindOut]:
        """What a document can be reviewed against."""
        ...

    def review(
        self,
        file: Path,
        against: str,
        profile: ProfileIn,
        *,
        name: str | None = None,
        on_progress: ReviewProgress = nobody_listens,
    ) -> ReviewOut:
        """Lay a file beside what ``against`` asks for; ``name`` is its owner's name for it, the file's own without.

        Raises UnknownReviewKind, ReviewError, UnsupportedFile, UnreadableDocument and its kin.
        """
        ...

    def check(self, point: str) -> CheckOut:
        """Lay a statement beside what governs it; raises EmptyPoint, PointTooLong, BadPoint."""
        ...

    def close(self) -> None:
        """Let go of whatever is held."""
        ...
