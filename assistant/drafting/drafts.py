"""Everything that can be done with drafts: made, kept, read again, changed section by section."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from assistant.answering import Answering
from assistant.drafting import free_section
from assistant.drafting.coverage import with_own_words
from assistant.drafting.draft import Draft, DraftSection
from assistant.drafting.draft_store import Commission, DraftStore, KeptDraft, Listed
from assistant.drafting.drafter import draft, with_notices
from assistant.drafting.own_words import in_own_words, own_words_of
from assistant.drafting.profile import home_profile
from assistant.drafting.profile_answers import check_fields, with_answers
from assistant.drafting.profile_form import ProfileIn
from assistant.drafting.prose import Home, Patience, ProseModel
from assistant.drafting.requirements import RequirementSet
from assistant.drafting.requirements_file import kinds, load_requirements
from assistant.errors import UnknownSection
from ingest.corpus import Corpus

Returned = TypeVar("Returned")


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
class SectionMade:
    """A section that is done: the ``done``-th of ``total``."""

    section: DraftSection
    done: int
    total: int


Making = Generator[SectionMade | None, None, KeptDraft]
"""Gives each section when it is done, None now and then in between; returns the draft, kept. Closed, it keeps none."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """``state`` gives what is ingested at the time; ``prose`` words sections, where a model is set."""

    requirements: Path
    store: DraftStore
    state: Callable[[], State]
    prose: ProseModel | None = None

    def kinds(self) -> tuple[RequirementSet, ...]:
        """Every kind that has a list of requirements, by name. Raises CatalogueError."""
        return tuple(load_requirements(self.requirements, kind) for kind in kinds(self.requirements))

    def make(self, commission: Commission) -> KeptDraft:
        """Make a draft and keep it.

        Raises UnknownDraftKind, DraftingError, EmptyQuestion, TopicNotInSources, CatalogueError, LibraryError.
        """
        return _returned(self.making(commission))

    def making(self, commission: Commission) -> Making:
        """``make`` as it happens; raises what it raises, at the first step."""
        state = self.state()
        made = self._drafted(commission, state)
        made = yield from self._worded(made, {one.id for one in made.sections}, commission, state.corpus)
        return KeptDraft(self.store.save(made, commission), commission, made)

    def listed(self) -> tuple[Listed, ...]:
        """Every kept draft, the one changed last first."""
        return self.store.listed()

    def get(self, draft_id: str, version: int | None = None) -> KeptDraft:
        """A kept draft as it stands against what is ingested now. Raises UnknownDraft."""
        return self.store.get(draft_id, self.state().corpus, version)

    def regenerate(
        self, draft_id: str, section_id: str, profile: ProfileIn | None = None, *, discard_own_words: bool = False
    ) -> KeptDraft:
        """Make one section anew, with another profile where one is given, as a further version.

        The provider's own words stay in it unless they are to go. Raises UnknownDraft, UnknownSection, and what
        ``make`` raises.
        """
        kept = self.get(draft_id)
        commission = kept.commission if profile is None else _commissioned(kept.commission, profile)
        own = {} if discard_own_words else _own_words(kept.draft)
        return self._changed(kept, [section_id], commission, own)

    def reword(self, draft_id: str, section_id: str, text: str) -> KeptDraft:
        """Put the provider's own words in place of a section's text, as a further version.

        What the sources ask stays beside them as a checklist. Raises as ``regenerate`` does.
        """
        kept = self.get(draft_id)
        return self._changed(kept, [section_id], kept.commission, _own_words(kept.draft) | {section_id: text})

    def fill(self, draft_id: str, answers: Mapping[str, str]) -> KeptDraft:
        """Set answers into the draft's profile, by field, and make the sections anew that they change.

        Raises UnknownDraft, UnsoundProfile, and what ``make`` raises.
        """
        kept = self.get(draft_id)
        profile = with_answers(ProfileIn.model_validate_json(kept.commission.profile), answers)
        commission, state = _commissioned(kept.commission, profile), self.state()
        before, after = (self._drafted(one, state) for one in (kept.commission, commission))
        known = dict.fromkeys(gap.field for one in (before, after) for gap in one.gaps)
        check_fields(answers, known, ProfileIn.model_validate_json(kept.commission.profile))
        differing = [new.id for old, new in zip(before.sections, after.sections, strict=True) if old != new]
        return self._changed(kept, differing, commission, _own_words(kept.draft))

    def _changed(
        self, kept: KeptDraft, section_ids: Collection[str], commission: Commission, own: Mapping[str, str]
    ) -> KeptDraft:
        """A further version, with these sections made anew, those in ``own`` in the provider's own words."""
        state = self.state()
        fresh = self._drafted(commission, state)
        known = [one.id for one in kept.draft.sections if one.id in {each.id for each in fresh.sections}]
        if not set(section_ids) <= set(known):
            raise UnknownSection(
                "the draft has no such section, or what its kind asks for is ordered otherwise now (then draft it "
                f"anew); its sections: {', '.join(known)}"
            )
        fresh = _returned(self._worded(fresh, set(section_ids) - set(own), commission, state.corpus))
        sections = tuple(in_own_words(one, own[one.id]) if one.id in own else one for one in fresh.sections)
        fresh = with_notices(replace(fresh, sections=sections, coverage=with_own_words(fresh.coverage, own)))
        number = self.store.replace_sections(kept.id, section_ids, fresh, commission)
        return self.get(kept.id, number)

    def _drafted(self, commission: Commission, state: State) -> Draft:
        """The draft without a model."""
        profile = home_profile(ProfileIn.model_validate_json(commission.profile))
        if commission.kind == free_section.KIND:
            return free_section.draft_section(state.answering, commission.topic, profile)
        wanted = load_requirements(self.requirements, commission.kind)
        return draft(state.corpus, wanted, profile, suggestions=commission.suggestions)

    def _worded(
        self, made: Draft, section_ids: Collection[str], commission: Commission, corpus: Corpus
    ) -> Generator[SectionMade | None, None, Draft]:
        """The draft with these sections worded by the model, where there is one and it is wanted."""
        prose, patience = self.prose if commission.model else None, Patience()
        sections: list[DraftSection] = []
        for number, section in enumerate(made.sections, start=1):
            worded = section
            if prose is not None and section.id in section_ids:
                about = Home(made.title, made.profile_name)
                worded = yield from prose.write(corpus, section, about, patience.exhausted)
                patience.heed(worded)
            sections.append(worded)
            yield SectionMade(worded, number, len(made.sections))
        return with_notices(replace(made, sections=tuple(sections)))


def _commissioned(commission: Commission, profile: ProfileIn) -> Commission:
    return replace(commission, profile=profile.model_dump_json(exclude_unset=True))


def _own_words(kept: Draft) -> dict[str, str]:
    found = ((section.id, own_words_of(section)) for section in kept.sections)
    return {section_id: text for section_id, text in found if text is not None}


def _returned(steps: Generator[object, None, Returned]) -> Returned:
    """What a generator returns when it has been run to its end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: Returned = end.value
            return value
