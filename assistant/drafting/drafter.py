"""A list of requirements and a home's profile become a draft, without a model. The same input gives the same draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assistant.answer import Citation, Notice, NoticeKind, Statement, Suggestion
from assistant.citing import cite_runs, own_spans
from assistant.digest_notice import digest_notices
from assistant.drafting.conditions import evaluate, unknown_in
from assistant.drafting.coverage import row_of
from assistant.drafting.draft import (
    Block,
    CoverageRow,
    CoverageState,
    Draft,
    DraftSection,
    DraftStatement,
    Expected,
    Gap,
    NotApplicable,
    ProvidedFact,
    Source,
)
from assistant.drafting.draft_notices import notices_of_model
from assistant.drafting.home_profile import CONDITIONS, HomeProfile, label_of
from assistant.drafting.requirements import Requirement, RequirementSet, Section
from assistant.errors import DraftingError
from ingest.corpus import Corpus
from ingest.document import Authority, Document, Provision, Span
from ingest.passages import merge

WHERE_IT_APPLIES = "Where this applies to the home: {asks}"
_PARTS_OF_LAW = ("regulation", "schedule")
_SUPERSEDED = "{title} has been superseded by {by}: this draft should be made from that instead."


def draft(
    corpus: Corpus,
    wanted: RequirementSet,
    profile: HomeProfile,
    *,
    suggestions: bool = False,
    made_at: datetime | None = None,
) -> Draft:
    """Everything ``wanted`` lists, cited; the home's facts set in and the rest left open.

    ``made_at`` is now unless given. Raises DraftingError, naming a governing document that is not ingested, or the
    item whose provision the ingested document has not.
    """
    _check_governing(corpus, wanted)
    drafter = Drafter(corpus, wanted, profile, suggestions=suggestions)
    parts = [drafter.section(section) for section in wanted.sections]
    made = Draft(
        kind=wanted.kind,
        title=wanted.title,
        purpose=wanted.purpose,
        audience=wanted.audience,
        profile_name=profile.name,
        sections=tuple(section for section, _ in parts),
        coverage=tuple(row for _, rows in parts for row in rows),
        notices=(),
        made_at=made_at or datetime.now(UTC),
    )
    return with_notices(made)


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision with the citations of its words, one at least."""

    provision: Provision
    source: Source
    citations: tuple[Citation, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where its words stand."""
        return self.source.spans


@dataclass(frozen=True, slots=True)
class Drafter:
    """Makes the sections of one draft."""

    corpus: Corpus
    wanted: RequirementSet
    profile: HomeProfile
    suggestions: bool = False

    def section(self, section: Section) -> tuple[DraftSection, list[CoverageRow]]:
        """A section, and the rows of its items. Raises DraftingError."""
        blocks: list[Block] = []
        to_check: list[Block] = []
        ruled_out: list[Block] = []
        rows = []
        for requirement in self.wanted.of_section(section.id):
            applies = evaluate(requirement.applies, self.profile.conditions)
            cited = self._cited(requirement)
            made = self._blocks(requirement, cited, applies)
            checks = isinstance(made[0], DraftStatement) and made[0].checklist
            (ruled_out if applies is False else to_check if checks else blocks).extend(made)
            rows.append(row_of(requirement, cited[0].citations, cited[0].provision.label, _state(made)))
        if not rows:
            blocks += [Expected(one.name, one.note) for one in self.wanted.not_in_sources]
        if self.suggestions:
            to_check += [Suggestion(text) for text in section.suggestions]
        return DraftSection(section.id, section.heading, section.intro, (*blocks, *to_check, *ruled_out)), rows

    def _blocks(self, requirement: Requirement, cited: list[Cited], applies: bool | None) -> list[Block]:
        if applies is False:
            citation = cite_runs(self.corpus, cited[0].source.document_id, cited[0].citations[0].spans)[0]
            return [NotApplicable(requirement.id, requirement.asks, requirement.reason_if_not, citation)]
        if applies is None:
            return [
                self._statement(requirement, cited, WHERE_IT_APPLIES.format(asks=requirement.asks)),
                *self._undecided(requirement),
            ]
        return [self._statement(requirement, cited, requirement.line), *self._facts(requirement)]

    def _statement(self, requirement: Requirement, cited: list[Cited], text: str) -> DraftStatement:
        guidance = not _is_law(self.corpus.document_of(requirement.provision), requirement.provision)
        return DraftStatement(
            statement=Statement(text, tuple(citation for one in cited for citation in one.citations)),
            sources=tuple(one.source for one in cited),
            requirement_ids=(requirement.id,),
            force=requirement.force,
            checklist=guidance and not self.wanted.guidance_is_text,
        )

    def _facts(self, requirement: Requirement) -> list[Block]:
        """What the home told first, then what it has still to tell."""
        told: list[Block] = []
        gaps: list[Block] = []
        for fact in requirement.facts:
            gap_id = requirement.gap_id(fact)
            found = self.profile.told(fact.profile, gap_id)
            if found is None:
                gaps.append(Gap(gap_id, fact.ask, fact.profile or f"facts.{gap_id}", requirement.id))
            else:
                field, words = found
                label = label_of(field) if field == fact.profile else fact.ask
                told.append(ProvidedFact(label, words, field, requirement.id))
        return [*told, *gaps]

    def _undecided(self, requirement: Requirement) -> list[Block]:
        asked = {name: CONDITIONS[name] for name in unknown_in(requirement.applies, self.profile.conditions)}
        return [Gap(f"{requirement.id}.{name}", one.ask, one.field, requirement.id) for name, one in asked.items()]

    def _cited(self, requirement: Requirement) -> list[Cited]:
        """Its provisions with their words; further ones are left out where their document is not ingested."""
        at_hand = [one for one in requirement.provisions if one.split("/", 1)[0] in self.corpus.documents]
        cited: dict[str, Cited] = {}
        for provision_id in at_hand:
            one = cite_whole(self.corpus, provision_id, requirement.id)
            cited.setdefault(one.provision.id, one)
        return self._each_word_once(list(cited.values()))

    def _each_word_once(self, cited: list[Cited]) -> list[Cited]:
        """What stands inside another is not quoted twice.

        The item's own provision, the first, stays whole; of a further one around another only the words stay that
        open it.
        """
        first, *further = cited
        kept = [first]
        for one in further:
            if _is_within(one, first):
                continue
            around = any(_is_within(other, one) for other in cited)
            opening = merge(one.provision.spans, self.corpus.page_texts[one.source.document_id]) if around else ()
            if opening or not around:
                kept.append(_of_spans(self.corpus, one.provision, opening or one.spans))
        return kept


def cite_whole(corpus: Corpus, provision_id: str, item: str) -> Cited:
    """A provision with citations of all its words.

    Our digest does not go into every sub-paragraph: there the nearest provision above stands for it. Raises
    DraftingError, naming ``item``, where the document has no such provision.
    """
    provision = _found(corpus, provision_id)
    if provision is None:
        document = corpus.document_of(provision_id)
        raise DraftingError(
            f"{item}: {document.id} ({document.version}) has no {provision_id}: the list of requirements "
            "is for another version of it"
        )
    return _of_spans(corpus, provision, own_spans(corpus, provision))


def _of_spans(corpus: Corpus, provision: Provision, spans: Sequence[Span]) -> Cited:
    document_id = corpus.document_of(provision.id).id
    citations = cite_runs(corpus, document_id, spans)
    cited = tuple(span for citation in citations for span in citation.spans)
    return Cited(provision, Source(document_id, cited), citations)


def _is_within(inner: Cited, outer: Cited) -> bool:
    return inner.provision.id.startswith(f"{outer.provision.id}/")


def with_notices(made: Draft) -> Draft:
    """The draft with what a reader should know of its documents."""
    superseded = (
        Notice(NoticeKind.SUPERSEDED, _SUPERSEDED.format(title=document.title, by=document.superseded_by))
        for document in made.documents
        if document.superseded_by
    )
    return replace(made, notices=(*notices_of_model(made), *digest_notices(made.documents), *superseded))


def _check_governing(corpus: Corpus, wanted: RequirementSet) -> None:
    missing = [one for one in wanted.governing if one not in corpus.documents]
    if missing:
        raise DraftingError(
            f"{wanted.title} is governed by {' and '.join(wanted.governing)}, but {' and '.join(missing)} is not "
            "ingested: run `homes corpus fetch`, then `homes ingest`"
        )


def _found(corpus: Corpus, provision_id: str) -> Provision | None:
    document: Document = corpus.document_of(provision_id)
    parts = provision_id.split("/")
    lengths = range(len(parts), 2, -1) if document.digest else (len(parts),)
    candidates = (corpus.provisions.get("/".join(parts[:length])) for length in lengths)
    return next((one for one in candidates if one is not None and own_spans(corpus, one)), None)


def _is_law(document: Document, provision_id: str) -> bool:
    """Whether a provision is of a statute, or of our digest of one."""
    digested = document.digest and provision_id.split("/")[1] in _PARTS_OF_LAW
    return document.authority is Authority.STATUTE or digested


def _state(blocks: list[Block]) -> CoverageState:
    if any(isinstance(block, NotApplicable) for block in blocks):
        return CoverageState.NOT_APPLICABLE
    waits = any(isinstance(block, Gap) for block in blocks)
    return CoverageState.NEEDS_FACTS if waits else CoverageState.COVERED
