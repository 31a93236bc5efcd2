"""What ``LocalGateway`` answers about requirements, documents and statements; imported when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.compliance.checklist import Checklist
from assistant.compliance.checklists import checklist as made_checklist
from assistant.compliance.checklists import names as checklist_names
from assistant.compliance.deadline_calculation import reckon
from assistant.compliance.moment import read_moment
from assistant.compliance.selection import Choice, chosen
from assistant.drafting.profile import home_profile
from assistant.drafting.profile_form import ProfileIn
from assistant.entrypoints import check_presenting, compliance_presenting, review_presenting
from assistant.entrypoints.check_schemas import CheckOut
from assistant.entrypoints.compliance_schemas import (
    ChecklistListed,
    ChecklistOut,
    DeadlinesOut,
    RegisterOut,
    RegisterQuery,
    TableFormat,
)
from assistant.entrypoints.gateway import ReviewProgress, nobody_listens
from assistant.entrypoints.review_schemas import ReviewKindOut, ReviewOut
from assistant.export.file_format import FileFormat
from assistant.knowledge_base import KnowledgeBase
from ingest.corpus import Corpus


@dataclass(frozen=True, slots=True)
class LocalCompliance:
    """Register, deadlines, checklists, reviews and checks of an open knowledge base, in wire models. Thread-safe."""

    base: KnowledgeBase

    def register(self, query: RegisterQuery) -> RegisterOut:
        """The requirements chosen from the register. Raises UnknownFilter, LibraryEmpty, CatalogueError."""
        state = self.base.snapshot
        register = self.base.register_of(state)
        return compliance_presenting.register_out(
            state.corpus, register, chosen(register, Choice(**query.model_dump())), query
        )

    def register_file(self, query: RegisterQuery, table_format: TableFormat) -> bytes:
        """The same as a table's content. Raises as ``register`` does."""
        from assistant.export import register_table, register_workbook  # noqa: PLC0415 - XlsxWriter, 30 ms

        state = self.base.snapshot
        rows = register_table.rows(state.corpus, chosen(self.base.register_of(state), Choice(**query.model_dump())))
        return (register_table.to_csv if table_format is TableFormat.CSV else register_workbook.to_xlsx)(rows)

    def deadlines(self, reference: str, event_at: str) -> DeadlinesOut:
        """Time limits counted. Raises UnknownProvision, NoTimeLimit, UnreadableMoment, BeforeTheRule, LibraryEmpty."""
        moment = read_moment(event_at)
        state = self.base.snapshot
        return compliance_presenting.deadlines_out(
            reckon(state.corpus, self.base.register_of(state), reference, moment)
        )

    def checklists(self) -> list[ChecklistListed]:
        """Every checklist that can be had. Raises LibraryEmpty, CatalogueError."""
        return [ChecklistListed(kind=one.kind, title=one.title) for one in checklist_names(self.base.register)]

    def checklist(self, kind: str) -> ChecklistOut:
        """A checklist. Raises UnknownChecklist, LibraryEmpty, CatalogueError."""
        corpus, made = self._checklist(kind)
        return compliance_presenting.checklist_out(corpus, made)

    def checklist_file(self, kind: str, file_format: FileFormat) -> bytes:
        """A checklist as a file's content. Raises as ``checklist`` does, and ExportError."""
        from assistant.export.checklist_tree import checklist_tree  # noqa: PLC0415 - with the next
        from assistant.export.writers import written  # noqa: PLC0415 - brings typst

        corpus, made = self._checklist(kind)
        return written(checklist_tree(corpus, made, datetime.now(UTC)), file_format)

    def _checklist(self, kind: str) -> tuple[Corpus, Checklist]:
        state = self.base.snapshot
        folder = state.data.folder / "checklists"
        return state.corpus, made_checklist(state.corpus, self.base.register_of(state), folder, kind)

    def review_kinds(self) -> list[ReviewKindOut]:
        """What a document can be reviewed against. Raises CatalogueError."""
        kinds = self.base.reviews.kinds
        return [review_presenting.kind_out(kinds.load(name)) for name in kinds.names()]

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
        made = self.base.reviews.make(file, name or file.name, against, home_profile(profile), on_progress)
        return review_presenting.review_out(made)

    def check(self, point: str) -> CheckOut:
        """Lay a statement beside what governs it. Raises EmptyPoint, PointTooLong, BadPoint, LibraryEmpty."""
        return check_presenting.check_out(self.base.check_point(point))
