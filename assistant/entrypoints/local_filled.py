"""What ``LocalGateway`` does with filled-in checklists and with pages of handed-in files; imported when first asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.compliance.checklist import Checklist
from assistant.compliance.checklists import checklist as made_checklist
from assistant.entrypoints import filled_presenting
from assistant.entrypoints.filled_schemas import FilledListed, FilledOut, FillRequest
from assistant.export.file_format import FileFormat
from assistant.knowledge_base import KnowledgeBase
from assistant.page_view import unkept_picture
from ingest.corpus import Corpus
from ingest.errors import UnsupportedFile
from ingest.review_reading import form_of
from ingest.reviewed_document import FileForm


@dataclass(frozen=True, slots=True)
class LocalFilled:
    """Filled-in checklists of an open knowledge base, in wire models. Thread-safe."""

    base: KnowledgeBase

    def fill_in(self, filled_id: str, request: FillRequest) -> FilledOut:
        """Lay what was typed over what is kept. Raises UnknownChecklist, UnknownFilledChecklist, ChecklistTooLong."""
        _, made = self._checklist(request.kind)
        typed = map(filled_presenting.typed, request.lines)
        return filled_presenting.filled_out(self.base.filled.put(filled_id, made.kind, made.title, typed))

    def filled_checklists(self) -> list[FilledListed]:
        """Every filled-in checklist, the one changed last first."""
        return [filled_presenting.listed_out(one) for one in self.base.filled.listed()]

    def filled_checklist(self, filled_id: str) -> FilledOut:
        """A filled-in checklist. Raises UnknownFilledChecklist."""
        return filled_presenting.filled_out(self.base.filled.get(filled_id))

    def filled_file(self, filled_id: str, file_format: FileFormat) -> bytes:
        """A filled-in checklist as a file's content. Raises UnknownFilledChecklist, UnknownChecklist, ExportError."""
        from assistant.export.filled_tree import filled_tree  # noqa: PLC0415 - with the next
        from assistant.export.writers import written  # noqa: PLC0415 - brings typst

        filled = self.base.filled.get(filled_id)
        corpus, made = self._checklist(filled.kind)
        return written(filled_tree(corpus, made, filled), file_format)

    def _checklist(self, kind: str) -> tuple[Corpus, Checklist]:
        state = self.base.snapshot
        folder = state.data.folder / "checklists"
        return state.corpus, made_checklist(state.corpus, self.base.register_of(state), folder, kind)


def reviewed_page(file: Path, name: str, number: int, quote: str, scale: float) -> bytes:
    """A PNG of a page of a handed-in PDF, a quote highlighted. Raises UnsupportedFile, UnknownPage and kin."""
    if form_of(file, name) is not FileForm.PDF:
        raise UnsupportedFile("only a PDF has pages of its own to show")
    return unkept_picture(file, number, quote, scale)
