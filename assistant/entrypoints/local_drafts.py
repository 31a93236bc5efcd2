"""What ``LocalGateway`` answers about drafts; imported when the first draft is asked for."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import dataclass

from assistant.drafting.draft_store import Commission, KeptDraft
from assistant.drafting.drafts import Making
from assistant.entrypoints import draft_presenting
from assistant.entrypoints.draft_schemas import (
    DraftKind,
    DraftListed,
    DraftOut,
    DraftRequest,
    RegenerateRequest,
    SectionMadeOut,
)
from assistant.entrypoints.gateway import Progress, unheard
from assistant.errors import DraftingError
from assistant.export.draft_tree import draft_tree
from assistant.export.file_format import FileFormat
from assistant.knowledge_base import KnowledgeBase


@dataclass(frozen=True, slots=True)
class LocalDrafts:
    """The drafts of an open knowledge base, in wire models. Thread-safe."""

    base: KnowledgeBase

    def kinds(self) -> list[DraftKind]:
        """What can be drafted. Raises CatalogueError."""
        return draft_presenting.kinds_out(self.base.drafts.kinds())

    def make(self, request: DraftRequest, on_progress: Progress = unheard) -> DraftOut:
        """Make a draft and keep it.

        Raises UnknownDraftKind, DraftingError, EmptyQuestion, TopicNotInSources, LibraryEmpty, ModelMissing.
        """
        made: SectionMadeOut | DraftOut | None = None
        for made in self.events(request):
            if isinstance(made, SectionMadeOut):
                on_progress(request.kind, made.heading, made.done, made.total)
        if not isinstance(made, DraftOut):
            raise DraftingError("the draft was not made")
        return made

    def events(self, request: DraftRequest) -> Generator[SectionMadeOut | DraftOut | None, None, None]:
        """``draft`` as it happens: each section, None now and then while one is worded, the draft last.

        Raises as ``draft`` does, at the first step. Closed early, it keeps nothing.
        """
        profile = request.profile.model_dump_json(exclude_unset=True)
        commission = Commission(request.kind, profile, request.topic, request.suggestions, request.model)
        kept = yield from _shown(self.base.drafts.making(commission))
        yield draft_presenting.draft_out(kept)

    def listed(self) -> list[DraftListed]:
        """Every kept draft, the one changed last first."""
        return [draft_presenting.listed_out(one) for one in self.base.drafts.listed()]

    def get(self, draft_id: str, version: int | None = None) -> DraftOut:
        """A kept draft as it stands against what is ingested now. Raises UnknownDraft, LibraryEmpty."""
        return draft_presenting.draft_out(self.base.drafts.get(draft_id, version))

    def regenerate(self, draft_id: str, section: str, request: RegenerateRequest) -> DraftOut:
        """Make one section anew, as a further version. Raises UnknownDraft, UnknownSection, and as ``draft`` does."""
        discard = request.discard_own_words
        kept = self.base.drafts.regenerate(draft_id, section, request.profile, discard_own_words=discard)
        return draft_presenting.draft_out(kept)

    def reword(self, draft_id: str, section: str, text: str) -> DraftOut:
        """Put the provider's own words in place of a section's text. Raises as ``regenerate`` does."""
        return draft_presenting.draft_out(self.base.drafts.reword(draft_id, section, text))

    def fill(self, draft_id: str, answers: Mapping[str, str]) -> DraftOut:
        """Set answers into the draft's profile, by field. Raises UnknownDraft, UnsoundProfile, what ``draft`` does."""
        return draft_presenting.draft_out(self.base.drafts.fill(draft_id, answers))

    def remove(self, draft_id: str) -> None:
        """Take a kept draft out with all its versions. Raises UnknownDraft."""
        self.base.drafts.store.remove(draft_id)

    def file(self, draft_id: str, file_format: FileFormat, version: int | None = None) -> bytes:
        """A kept draft as a file's content. Raises UnknownDraft, LibraryEmpty, ExportError."""
        from assistant.export.writers import written  # noqa: PLC0415 - brings typst

        return written(draft_tree(self.base.drafts.get(draft_id, version).draft), file_format)


def _shown(making: Making) -> Generator[SectionMadeOut | None, None, KeptDraft]:
    with closing(making):
        while True:
            try:
                made = next(making)
            except StopIteration as end:
                kept: KeptDraft = end.value
                return kept
            yield draft_presenting.made_out(made) if made else None
