"""Everything that can be done with drafts: made, kept, read again, and a section of one made anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from assistant.answering import Answering
from assistant.drafting import free_section
from assistant.drafting.draft import Draft
from assistant.drafting.draft_store import Commission, DraftStore, KeptDraft, Listed
from assistant.drafting.drafter import draft
from assistant.drafting.profile import home_profile
from assistant.drafting.profile_form import ProfileIn
from assistant.drafting.requirements import RequirementSet
from assistant.drafting.requirements_file import kinds, load_requirements
from ingest.corpus import Corpus


class State(Protocol):
    """The documents at one time, and what answers from them, which takes longer to open."""

    @property
    def corpus(self) -> Corpus:
        """The documents."""
        ...

    @property
    def answering(self) -> Answering:
        """What answers from them."""
        ...


@dataclass(frozen=True, slots=True)
class Drafts:
    """``state`` gives what is ingested at the time."""

    requirements: Path
    store: DraftStore
    state: Callable[[], State]

    def kinds(self) -> tuple[RequirementSet, ...]:
        """Every kind that has a list of requirements, by name. Raises CatalogueError."""
        return tuple(load_requirements(self.requirements, kind) for kind in kinds(self.requirements))

    def make(self, commission: Commission) -> KeptDraft:
        """Make a draft and keep it.

        Raises UnknownDraftKind, DraftingError, EmptyQuestion, TopicNotInSources, CatalogueError, LibraryError.
        """
        made = self._drafted(commission)
        return KeptDraft(self.store.save(made, commission), commission, made)

    def listed(self) -> tuple[Listed, ...]:
        """Every kept draft, the one changed last first."""
        return self.store.listed()

    def get(self, draft_id: str, version: int | None = None) -> KeptDraft:
        """A kept draft as it stands against what is ingested now. Raises UnknownDraft."""
        return self.store.get(draft_id, self.state().corpus, version)

    def regenerate(self, draft_id: str, section_id: str, profile: ProfileIn | None = None) -> KeptDraft:
        """Make one section anew, with another profile where one is given, as a further version.

        Raises UnknownDraft, UnknownSection, and what ``make`` raises.
        """
        commission = self.get(draft_id).commission
        if profile is not None:
            commission = replace(commission, profile=profile.model_dump_json(exclude_unset=True))
        number = self.store.replace_section(draft_id, section_id, self._drafted(commission), commission)
        return self.get(draft_id, number)

    def _drafted(self, commission: Commission) -> Draft:
        profile = home_profile(ProfileIn.model_validate_json(commission.profile))
        if commission.kind == free_section.KIND:
            return free_section.draft_section(self.state().answering, commission.topic, profile)
        wanted = load_requirements(self.requirements, commission.kind)
        return draft(self.state().corpus, wanted, profile, suggestions=commission.suggestions)
