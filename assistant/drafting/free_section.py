"""A section on any topic: what the documents say of it, found by searching, told by whose words they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

from assistant.answer import Evidence, Question, Refusal, Statement
from assistant.answering import Answering
from assistant.drafting.draft import (
    Block,
    CoverageRow,
    CoverageState,
    Draft,
    DraftSection,
    DraftStatement,
    Gap,
    ProvidedFact,
    Source,
)
from assistant.drafting.drafter import with_notices
from assistant.drafting.home_profile import HomeProfile
from assistant.errors import EmptyQuestion, TopicNotInSources
from ingest.corpus import Corpus
from ingest.document import Authority, Kind, Passage

KIND = "section"

CLOSE_TO_THE_BEST = 0.35
"""A passage is told while its score is at least this share of the best."""

WHOLE_REGULATION = 0.6
"""A regulation is told whole, all its paragraphs, where one scores this share of the best: half a duty misleads."""

LONGEST_REGULATION = 10
"""Paragraphs of a regulation told whole; of a longer one only those found."""

_ASKED = "Draft a section on {topic}"
_PRACTICE = "How does the home put this into practice?"
_AUTHORITIES = tuple(Authority)
_HEADINGS = {
    Authority.STATUTE: "What the law says",
    Authority.STATUTORY_GUIDANCE: "What the statutory guidance says",
    Authority.INSPECTION_FRAMEWORK: "What inspectors look at",
    Authority.OTHER_OFFICIAL: "What other official documents say",
    Authority.DIGEST: "What our digest says, which is no official text",
    Authority.PROVIDERS_OWN: "What the provider's own papers say",
}
_NOT_FOR_NAMES = re.compile(r"[^a-z0-9]+")


def draft_section(answering: Answering, topic: str, profile: HomeProfile, *, made_at: datetime | None = None) -> Draft:
    """A draft on ``topic`` alone: a section for each authority, law first; how the home does it is left open.

    ``made_at`` is now unless given. Raises EmptyQuestion, and TopicNotInSources where a question on the topic would be
    refused.
    """
    named = " ".join(topic.split())
    if not named:
        raise EmptyQuestion('a section needs a topic, such as "restraint"')
    outcome = replace(answering, model=None).answer(Question(_ASKED.format(topic=named)))
    if isinstance(outcome, Refusal):
        raise TopicNotInSources(outcome.message)
    corpus = answering.corpus
    passages = _in_order(corpus, _chosen(corpus, outcome.evidence))
    grouped = groupby(passages, key=lambda passage: corpus.document_of(passage.id).authority)
    parts = [_section(answering, authority, list(told), named, profile) for authority, told in grouped]
    made = Draft(
        kind=KIND,
        title=f"{named[:1].upper()}{named[1:]}",
        purpose=f"What the documents say on {named}, for a section of the home's own.",
        audience="",
        profile_name=profile.name,
        sections=tuple(section for section, _ in parts),
        coverage=tuple(row for _, rows in parts for row in rows),
        notices=(),
        made_at=made_at or datetime.now(UTC),
    )
    return with_notices(made)


def _section(
    answering: Answering, authority: Authority, passages: Sequence[Passage], topic: str, profile: HomeProfile
) -> tuple[DraftSection, list[CoverageRow]]:
    section_id = authority.value.replace("_", "-")
    blocks: list[Block] = []
    rows = []
    for passage, statements in zip(passages, answering.extractive.whole(passages), strict=True):
        blocks += [_drafted(statement, passage) for statement in statements]
        rows.append(_row(answering.corpus, passage, statements, section_id))
    practice = _practice(section_id, topic, passages[0].id, profile)
    if isinstance(practice, Gap):
        rows = [replace(row, state=CoverageState.NEEDS_FACTS) for row in rows]
    blocks.append(practice)
    return DraftSection(section_id, _HEADINGS[authority], "", tuple(blocks)), rows


def _drafted(statement: Statement, passage: Passage) -> DraftStatement:
    spans = tuple(span for citation in statement.citations for span in citation.spans)
    sources = (Source(passage.document_id, spans),)
    return DraftStatement(statement, sources, (passage.id,), statement.citations[0].force)


def _practice(section_id: str, topic: str, passage_id: str, profile: HomeProfile) -> Block:
    slug = _NOT_FOR_NAMES.sub("-", topic.lower()).strip("-")[:50].strip("-") or "topic"
    gap_id = f"section.{slug}.{section_id}"
    told = profile.told("", gap_id)
    if told is None:
        return Gap(gap_id, _PRACTICE, f"facts.{gap_id}", passage_id)
    return ProvidedFact(_PRACTICE, told[1], told[0], passage_id)


def _row(corpus: Corpus, passage: Passage, statements: Sequence[Statement], section_id: str) -> CoverageRow:
    provision = corpus.provisions[passage.provision_ids[0]]
    above = corpus.trees[passage.document_id].ancestors(provision)
    heading = next((one.heading for one in (provision, *reversed(above)) if one.heading), None)
    cited = [citation for statement in statements for citation in statement.citations]
    return CoverageRow(
        item=passage.id,
        section=section_id,
        asks=heading or corpus.document(passage.document_id).title,
        document_id=passage.document_id,
        provision_id=provision.id,
        provision_label=provision.label,
        pages=tuple(sorted({page for citation in cited for page in citation.physical_pages})),
        printed=tuple(dict.fromkeys(label for citation in cited for label in citation.printed_pages)),
        force=cited[0].force,
        state=CoverageState.COVERED,
    )


def _chosen(corpus: Corpus, evidence: Sequence[Evidence]) -> Iterator[Passage]:
    best = max(one.score for one in evidence)
    for one in evidence:
        if one.score >= CLOSE_TO_THE_BEST * best:
            yield one.passage
        if one.score >= WHOLE_REGULATION * best:
            yield from _regulation_of(corpus, one.passage)


def _regulation_of(corpus: Corpus, passage: Passage) -> Sequence[Passage]:
    """The passages of the regulation that a passage is of; none for a definition, or where they are too many."""
    provision = corpus.provisions[passage.provision_ids[0]]
    above = corpus.trees[passage.document_id].ancestors(provision)
    regulation = next((one for one in above if one.kind is Kind.REGULATION), None)
    if regulation is None or provision.kind is Kind.DEFINITION:
        return ()
    held = [one for one in corpus.passages.values() if one.provision_ids[0].startswith(f"{regulation.id}/")]
    return held if len(held) <= LONGEST_REGULATION else ()


def _in_order(corpus: Corpus, passages: Iterator[Passage]) -> list[Passage]:
    """Law first; within a document as it is printed."""
    positions = {passage_id: position for position, passage_id in enumerate(corpus.passages)}
    chosen = {passage.id: passage for passage in passages}
    return sorted(
        chosen.values(), key=lambda one: (_AUTHORITIES.index(corpus.document_of(one.id).authority), positions[one.id])
    )
