"""A document and a kind become a review: match, judge, look the claims over. Nothing of the document is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Citation
from assistant.compliance.claims_in_document import ClaimReader
from assistant.compliance.denied_in_document import DenialReader
from assistant.compliance.document_match import DocumentMatch
from assistant.compliance.document_units import Unit, units
from assistant.compliance.judging import Judge
from assistant.compliance.likeness import NO_LIKENESS, Likeness
from assistant.compliance.likeness_in_document import LikenessReader
from assistant.compliance.matching import Embed, Expand, Rarity, match
from assistant.compliance.outdated_names import OutdatedNames
from assistant.compliance.provision_index import ProvisionIndex, Vectors
from assistant.compliance.requirement_match import Sought
from assistant.compliance.review import ClaimFinding, RequirementFinding, Review
from assistant.compliance.review_kinds import ReviewKind
from assistant.compliance.unsettled import Unsettled, unsettled
from assistant.drafting.home_profile import HomeProfile
from assistant.errors import ReviewError
from ingest.corpus import Corpus
from ingest.document import Document
from ingest.reviewed_document import RemarkKind, ReviewedDocument

TWO_TOGETHER_UP_TO = 4_000
"""Sentences of a document beyond which only single ones are looked at: it would take minutes."""

STEPS = ("reading", "requirements", "matching", "judging", "claims")
"""What ``on_progress`` tells of, in this order; where a model reads too, its step comes after these."""

_AT_ONCE = 32

Progress = Callable[[str, int, int], None]
"""(step, done, total)."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a review is made with. ``vectors`` gives those of the library's passages; nothing is written anywhere."""

    corpus: Corpus
    embed: Embed
    expand: Expand
    rarity: Rarity
    vectors: Vectors
    names: OutdatedNames
    likeness: Likeness = NO_LIKENESS


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a document is laid beside: a kind, its requirements with their words and examples, and the home."""

    kind: ReviewKind
    sought: tuple[Sought, ...]
    profile: HomeProfile
    exemplars: tuple[NDArray[np.float32], ...] = ()


def review(
    means: Means, document: ReviewedDocument, asked: Wanted, on_progress: Progress
) -> tuple[Review, tuple[Unsettled, ...]]:
    """Lay ``document`` beside everything that is asked; with it what rules leave open, for a model to read."""
    kind, wanted, profile = asked.kind, asked.sought, asked.profile
    read = _units(document)
    counted = _Counted(means.embed, on_progress, len(read))
    matches = match(
        [one.asked for one in wanted], read, counted.embed, means.expand, means.rarity, exemplars=asked.exemplars
    )
    laid = DocumentMatch(wanted, read, matches)
    judge = Judge(laid, profile.conditions, kind.signs)
    findings = []
    for number in range(len(wanted)):
        findings.append(judge.finding(number))
        on_progress("judging", number + 1, len(wanted))
    on_progress("claims", 0, 1)
    index = ProvisionIndex(means.corpus, means.vectors, means.embed, means.expand, means.rarity)
    claims = [
        *ClaimReader(means.corpus, index, means.names, laid).claims(document),
        *LikenessReader(means.likeness, counted.embed, laid).claims(findings),
    ]
    claims += DenialReader(laid, judge.against).claims(findings, claims)
    claims.sort(key=lambda one: (one.quote.block.number, one.quote.start))
    on_progress("claims", 1, 1)
    return _made(document, kind, tuple(findings), tuple(claims)), unsettled(laid, findings)


def _made(
    document: ReviewedDocument,
    kind: ReviewKind,
    findings: tuple[RequirementFinding, ...],
    claims: tuple[ClaimFinding, ...],
) -> Review:
    cited = [citation for finding in findings for citation in finding.citations]
    cited += [citation for claim in claims for citation in claim.citations]
    return Review(
        kind=kind.wanted.kind,
        title=kind.wanted.title,
        name=document.name,
        form=document.form,
        page_count=document.page_count,
        block_count=len(document.blocks),
        findings=findings,
        claims=claims,
        remarks=document.remarks,
        documents=_documents(cited),
        notices=tuple(_notices(document)),
    )


def _notices(document: ReviewedDocument) -> list[str]:
    hidden = sum(one.kind is RemarkKind.HIDDEN for one in document.remarks)
    changes = sum(one.kind in (RemarkKind.INSERTION, RemarkKind.DELETION) for one in document.remarks)
    comments = sum(one.kind is RemarkKind.COMMENT for one in document.remarks)
    told = []
    if hidden:
        told.append(
            f"The file holds text that its reader cannot see ({_counted(hidden, 'place')}): it was left out of the "
            "review. See the remarks."
        )
    if changes:
        told.append(f"The file has {_counted(changes, 'tracked change')}: it was read as if all were accepted.")
    if comments:
        told.append(f"The file has {_counted(comments, 'comment')}: listed below, and not read as its text.")
    return told


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _units(document: ReviewedDocument) -> tuple[Unit, ...]:
    found = units(document.blocks)
    single = tuple(unit for unit in found if unit.sentences == 1)
    return found if len(single) <= TWO_TOGETHER_UP_TO else single


def _documents(citations: Iterable[Citation]) -> tuple[Document, ...]:
    return tuple({one.document.id: one.document for one in citations}.values())


def check_governing(corpus: Corpus, kind: ReviewKind) -> None:
    """Raises ReviewError where a document that the kind comes from is not ingested."""
    missing = [one for one in kind.wanted.governing if one not in corpus.documents]
    if missing:
        raise ReviewError(
            f"{kind.wanted.title} is governed by {' and '.join(kind.wanted.governing)}, but {' and '.join(missing)} is "
            "not ingested: run `homes corpus fetch`, then `homes ingest`"
        )


@dataclass(slots=True)
class _Counted:
    """Embeds some texts at a time, and tells how far the longest list has come."""

    embed_all: Embed
    on_progress: Progress
    total: int

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        parts = []
        for start in range(0, len(texts), _AT_ONCE):
            parts.append(self.embed_all(texts[start : start + _AT_ONCE]))
            if len(texts) == self.total:
                self.on_progress("matching", min(start + _AT_ONCE, self.total), self.total)
        return np.concatenate(parts) if parts else self.embed_all([])
