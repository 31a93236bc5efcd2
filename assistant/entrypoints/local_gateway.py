"""Everything an entrypoint can ask for, answered from a data folder that this process owns."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Question
from assistant.entrypoints import presenting
from assistant.entrypoints.gateway import Progress, ReviewProgress, nobody_listens, unheard
from assistant.entrypoints.schemas import (
    AnswerOut,
    BackupOut,
    DoctorOut,
    DocumentOut,
    IngestOut,
    PageOut,
    PassageOut,
    ProvisionOut,
    RectangleOut,
    RefusalOut,
    Told,
)
from assistant.health import examine
from assistant.knowledge_base import KnowledgeBase
from assistant.named_provision import look_up
from assistant.page_view import PageView
from assistant.settings import Settings
from ingest.catalogue import CatalogueEntry, load_catalogue
from ingest.corpus import Corpus
from ingest.errors import DocumentMissing, UnknownPage, UnsupportedFile
from ingest.sources import Source, from_catalogue, from_paths

if TYPE_CHECKING:  # drafting and comparing take long to import: not for a question
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
    from assistant.entrypoints.draft_schemas import (
        DraftKind,
        DraftListed,
        DraftOut,
        DraftRequest,
        RegenerateRequest,
        SectionMadeOut,
    )
    from assistant.entrypoints.filled_schemas import FilledListed, FilledOut, FillRequest
    from assistant.entrypoints.local_compliance import LocalCompliance
    from assistant.entrypoints.local_drafts import LocalDrafts
    from assistant.entrypoints.local_filled import LocalFilled
    from assistant.entrypoints.review_schemas import ReviewKindOut, ReviewOut
    from assistant.export.file_format import FileFormat


@dataclass(frozen=True, slots=True)
class LocalGateway:
    """The ``Gateway`` of an open knowledge base, and what the HTTP API serves beside it. Thread-safe."""

    base: KnowledgeBase
    settings: Settings

    def ask(self, question: str, history: Sequence[str] = ()) -> AnswerOut | RefusalOut:
        """Answer or refuse. Raises EmptyQuestion, QuestionTooLong, LibraryEmpty, ModelMissing."""
        return presenting.outcome_out(self.base.ask(Question(question, tuple(history))))

    def events(self, question: str, history: Sequence[str] = ()) -> Iterator[Told]:
        """``ask`` as it happens; the answer or refusal comes last. Raises as ``ask`` does, at once."""
        state = self.base.snapshot
        events = state.answering.stream(Question(question, tuple(history)))
        return (presenting.told(event, state.corpus) for event in events)

    def search(self, text: str, count: int) -> list[PassageOut]:
        """The best passages, best first. Raises LibraryEmpty, ModelMissing."""
        state = self.base.snapshot
        found = state.retriever.search(" ".join(text.split()), count)
        return [presenting.passage_out(evidence, state.corpus) for evidence in found]

    def documents(self) -> list[DocumentOut]:
        """Every ingested document, by id."""
        corpus = self.base.corpus
        return [presenting.document_out(document, corpus) for document in corpus.documents.values()]

    def document(self, document_id: str) -> DocumentOut:
        """Raises UnknownDocument."""
        corpus = self.base.corpus
        return presenting.document_out(corpus.document(document_id), corpus)

    def provision(self, reference: str) -> list[ProvisionOut]:
        """The provisions that an id or a written form names. Raises UnknownProvision, naming the nearest there is."""
        corpus = self.base.corpus
        return [presenting.provision_out(provision, corpus) for provision in look_up(corpus, reference)]

    def provision_by_id(self, provision_id: str) -> ProvisionOut:
        """Raises UnknownProvision."""
        corpus = self.base.corpus
        return presenting.provision_out(corpus.provision(provision_id), corpus)

    def page(self, document_id: str, number: int) -> PageOut:
        """A page's text. Raises UnknownDocument, UnknownPage."""
        corpus = self.base.corpus
        return presenting.page_out(corpus.page(document_id, number), corpus)

    def picture(self, document_id: str, number: int, quote: str | None, scale: float) -> bytes:
        """A PNG of a page, a quote on it highlighted. Raises UnknownDocument, UnknownPage, UnreadableDocument."""
        return self._view(document_id, number).picture(quote, scale)

    def rectangles(self, document_id: str, number: int, quote: str) -> list[RectangleOut]:
        """Where a quote stands on a page; nothing when it is not there. Raises as ``picture`` does."""
        return [presenting.rectangle_out(one) for one in self._view(document_id, number).rectangles(quote)]

    def ingest(self, paths: Sequence[Path], *, again: bool, on_progress: Progress) -> IngestOut:
        """Ingest files and folders, or with no paths what the catalogue has at hand and our digests for the rest.

        What fails is in the result. Raises UnsupportedFile and BadInput for paths that cannot be ingested,
        DocumentMissing when there is nothing to ingest and nothing ingested, CatalogueError, ModelMissing.
        """
        sources, not_at_hand = self._sources(paths)
        report = self.base.ingest(sources, again=again, on_progress=on_progress)
        return presenting.ingest_out(report, not_at_hand)

    def remove(self, document_id: str) -> None:
        """Take a document out, whole. Raises UnknownDocument."""
        self.base.remove(document_id)

    def doctor(self) -> DoctorOut:
        """Look the data folder over."""
        return presenting.doctor_out(examine(self.base))

    def rebuild_index(self, on_progress: Progress) -> int:
        """Make all vectors anew from the library; how many passages were embedded. Raises ModelMissing."""
        return self.base.rebuild_index(on_progress)

    def backup(self, target: Path) -> BackupOut:
        """Write library and source files to one tar file. Raises BadInput, LibraryError."""
        return presenting.backup_out(self.base.backup(target), target)

    def source_file(self, document_id: str) -> Path | None:
        """The ingested file, where it is kept. Raises UnknownDocument."""
        return self._kept_file(self.base.corpus, document_id)

    def draft_kinds(self) -> list[DraftKind]:
        """What can be drafted. Raises CatalogueError."""
        return self._drafts.kinds()

    def draft(self, request: DraftRequest, on_progress: Progress = unheard) -> DraftOut:
        """Make a draft and keep it.

        Raises UnknownDraftKind, DraftingError, EmptyQuestion, TopicNotInSources, LibraryEmpty, ModelMissing.
        """
        return self._drafts.make(request, on_progress)

    def draft_events(self, request: DraftRequest) -> Generator[SectionMadeOut | DraftOut | None, None, None]:
        """``draft`` as it happens: each section, None now and then while one is worded, the draft last.

        Raises as ``draft`` does, at the first step. Closed early, it keeps nothing.
        """
        return self._drafts.events(request)

    def drafts(self) -> list[DraftListed]:
        """Every kept draft, the one changed last first."""
        return self._drafts.listed()

    def kept_draft(self, draft_id: str, version: int | None = None) -> DraftOut:
        """A kept draft as it stands against what is ingested now. Raises UnknownDraft, LibraryEmpty."""
        return self._drafts.get(draft_id, version)

    def regenerate(self, draft_id: str, section: str, request: RegenerateRequest) -> DraftOut:
        """Make one section anew, as a further version. Raises UnknownDraft, UnknownSection, and as ``draft`` does."""
        return self._drafts.regenerate(draft_id, section, request)

    def reword(self, draft_id: str, section: str, text: str) -> DraftOut:
        """Put the provider's own words in place of a section's text. Raises as ``regenerate`` does."""
        return self._drafts.reword(draft_id, section, text)

    def fill(self, draft_id: str, answers: Mapping[str, str]) -> DraftOut:
        """Set answers into the draft's profile, by field. Raises UnknownDraft, UnsoundProfile, what ``draft`` does."""
        return self._drafts.fill(draft_id, answers)

    def remove_draft(self, draft_id: str) -> None:
        """Take a kept draft out with all its versions. Raises UnknownDraft."""
        self._drafts.remove(draft_id)

    def draft_file(self, draft_id: str, file_format: FileFormat, version: int | None = None) -> bytes:
        """A kept draft as a file's content. Raises UnknownDraft, LibraryEmpty, ExportError."""
        return self._drafts.file(draft_id, file_format, version)

    def register(self, query: RegisterQuery) -> RegisterOut:
        """The requirements chosen from the register. Raises UnknownFilter, LibraryEmpty, CatalogueError."""
        return self._compliance.register(query)

    def register_file(self, query: RegisterQuery, table_format: TableFormat) -> bytes:
        """The same as a table's content. Raises as ``register`` does."""
        return self._compliance.register_file(query, table_format)

    def deadlines(self, reference: str, event_at: str) -> DeadlinesOut:
        """Time limits counted. Raises UnknownProvision, NoTimeLimit, UnreadableMoment, BeforeTheRule, LibraryEmpty."""
        return self._compliance.deadlines(reference, event_at)

    def checklists(self) -> list[ChecklistListed]:
        """Every checklist that can be had. Raises LibraryEmpty, CatalogueError."""
        return self._compliance.checklists()

    def checklist(self, kind: str) -> ChecklistOut:
        """A checklist. Raises UnknownChecklist, LibraryEmpty, CatalogueError."""
        return self._compliance.checklist(kind)

    def checklist_file(self, kind: str, file_format: FileFormat) -> bytes:
        """A checklist as a file's content. Raises as ``checklist`` does, and ExportError."""
        return self._compliance.checklist_file(kind, file_format)

    def fill_in(self, filled_id: str, request: FillRequest) -> FilledOut:
        """Lay what was typed over what is kept. Raises UnknownChecklist, UnknownFilledChecklist, ChecklistTooLong."""
        return self._filled.fill_in(filled_id, request)

    def filled_checklists(self) -> list[FilledListed]:
        """Every filled-in checklist, the one changed last first."""
        return self._filled.filled_checklists()

    def filled_checklist(self, filled_id: str) -> FilledOut:
        """A filled-in checklist. Raises UnknownFilledChecklist."""
        return self._filled.filled_checklist(filled_id)

    def remove_filled(self, filled_id: str) -> None:
        """Take a filled-in checklist out. Raises UnknownFilledChecklist."""
        self.base.filled.remove(filled_id)

    def filled_file(self, filled_id: str, file_format: FileFormat) -> bytes:
        """A filled-in checklist as a file's content. Raises UnknownFilledChecklist, and as ``checklist_file`` does."""
        return self._filled.filled_file(filled_id, file_format)

    def review_kinds(self) -> list[ReviewKindOut]:
        """What a document can be reviewed against. Raises CatalogueError."""
        return self._compliance.review_kinds()

    def review(
        self,
        file: Path,
        against: str,
        profile: ProfileIn,
        *,
        name: str | None = None,
        on_progress: ReviewProgress = nobody_listens,
    ) -> ReviewOut:
        """Lay a file beside what is asked of its kind. Raises what ``Reviews.make`` raises."""
        return self._compliance.review(file, against, profile, name=name, on_progress=on_progress)

    def reviewed_page(self, file: Path, name: str, number: int, quote: str, scale: float) -> bytes:
        """A PNG of a page of a handed-in PDF, a quote highlighted. Raises UnsupportedFile, UnknownPage and kin."""
        from assistant.entrypoints.local_filled import reviewed_page  # noqa: PLC0415

        return reviewed_page(file, name, number, quote, scale)

    def check(self, point: str) -> CheckOut:
        """Lay a statement beside what governs it. Raises EmptyPoint, PointTooLong, BadPoint, LibraryEmpty."""
        return self._compliance.check(point)

    def close(self) -> None:
        """Let go of the data folder."""
        self.base.close()

    @property
    def _drafts(self) -> LocalDrafts:
        from assistant.entrypoints.local_drafts import LocalDrafts  # noqa: PLC0415

        return LocalDrafts(self.base)

    @property
    def _filled(self) -> LocalFilled:
        from assistant.entrypoints.local_filled import LocalFilled  # noqa: PLC0415

        return LocalFilled(self.base)

    @property
    def _compliance(self) -> LocalCompliance:
        from assistant.entrypoints.local_compliance import LocalCompliance  # noqa: PLC0415

        return LocalCompliance(self.base)

    def _sources(self, paths: Sequence[Path]) -> tuple[tuple[Source, ...], list[str]]:
        """What to ingest, and the ids of catalogue entries without a file."""
        entries = load_catalogue(self.settings.catalogue)
        if paths:
            try:
                return from_paths(paths, entries), []
            except OSError as error:
                raise UnsupportedFile(f"a file or folder cannot be read: {error.strerror}") from error
        folder = self.settings.official_folder
        at_hand = [entry for entry in entries if (folder / entry.file).is_file()]
        digests = self._digests_for([entry for entry in entries if entry not in at_hand], entries)
        if not at_hand and not digests and not self.base.library.document_ids():
            raise DocumentMissing(
                "none of the catalogue's documents is at hand: run `homes corpus fetch`, or set HOMES_OFFICIAL to a "
                "folder that has them"
            )
        sources = tuple(from_catalogue(entry, entries, folder) for entry in at_hand)
        in_place = self._official_in_place()
        return (*sources, *digests), [one.id for one in entries if one not in at_hand and one.id not in in_place]

    def _digests_for(self, missing: Sequence[CatalogueEntry], entries: Sequence[CatalogueEntry]) -> tuple[Source, ...]:
        """Our digests of the missing documents, those aside whose official text was ingested before."""
        absent = [entry for entry in missing if entry.id not in self._official_in_place()]
        if not absent:
            return ()
        from ingest.digest_pages import stand_ins  # noqa: PLC0415 - a quarter of a second that few commands need

        return stand_ins(absent, entries, self.base.data().digest, self.settings.data / "digest")

    def _official_in_place(self) -> set[str]:
        """The ids of documents whose official text is ingested."""
        return {document.id for document in self.base.corpus.documents.values() if not document.digest}

    def _view(self, document_id: str, number: int) -> PageView:
        """Raises UnknownDocument, and UnknownPage where there is nothing to draw."""
        corpus = self.base.corpus
        page = corpus.page(document_id, number)
        if not corpus.document(document_id).paginated:
            raise UnknownPage(f"{document_id} is a web page: it has text, but no pictures of pages")
        file = self._kept_file(corpus, document_id)
        if file is None:
            raise UnknownPage(f"the file of {document_id} is no longer kept: `homes ingest --rebuild` brings it back")
        return PageView(file, number, page.text)

    def _kept_file(self, corpus: Corpus, document_id: str) -> Path | None:
        corpus.document(document_id)
        file = self.base.files / corpus.ingested[document_id].file
        return file if file.is_file() else None
