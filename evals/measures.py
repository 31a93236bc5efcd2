"""The measures, as pure functions. Each is a share in [0, 1] (or a count a question), averaged over questions.

A measure with nothing to measure is None: neither a success nor a failure.

any@k and MRR@10 would fit ir-measures (Success@k, RR@10), but its judgements name passages and ours name pages: every
run would need judgements made up from its own passages, and groups would stay outside. Each is one line here; the
tests hold them against ir-measures as a second opinion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from evals.questions import JudgedQuestion

DEPTH = 10
"""Passages asked of a search; nothing below this rank is measured."""

LONG_TYPES = frozenset({"list", "draft"})
"""Questions whose right answer is long, set aside where the number of citations is a cost."""

Place = tuple[str, int]
Measures = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage as a search ranked it: its document's id and its physical, 1-based pages."""

    document: str
    pages: frozenset[int]

    @property
    def places(self) -> frozenset[Place]:
        """The pages with their document."""
        return frozenset((self.document, page) for page in self.pages)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as shown: where it points and the words it quotes."""

    document: str
    pages: tuple[int, ...]
    provision: str
    quote: str

    @property
    def places(self) -> frozenset[Place]:
        """The pages with their document."""
        return frozenset((self.document, page) for page in self.pages)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What asking gave: citations in the order shown, or the reason of a refusal with the places it points at."""

    citations: tuple[Cited, ...] = ()
    refusal: str | None = None
    nearest: tuple[Cited, ...] = ()

    @property
    def shown(self) -> tuple[Cited, ...]:
        """Every citation a reader sees, a refusal's pointers among them."""
        return self.citations + self.nearest


def read_outcome(wire: Mapping[str, Any]) -> Outcome:
    """Take an answer or a refusal from its wire format (what ``homes ask --json`` prints).

    Raises ValueError for another kind and KeyError for a missing field: a fault in the product, not a result.
    """
    match wire["kind"]:
        case "answer":
            cited = (citation for statement in wire["statements"] for citation in statement["citations"])
            return Outcome(citations=tuple(_cited(citation) for citation in cited))
        case "refusal":
            nearest = tuple(_cited(citation) for citation in wire.get("nearest", ()))
            return Outcome(refusal=wire["reason"], nearest=nearest)
        case kind:
            raise ValueError(f"neither an answer nor a refusal: {kind!r}")


def _cited(wire: Mapping[str, Any]) -> Cited:
    return Cited(wire["document"], tuple(wire["pages"]), wire["provision"], wire["quote"])


def gold_groups(question: JudgedQuestion) -> dict[int, frozenset[Place]]:
    """Give the places of each group; a group is met by any one of its places."""
    groups: dict[int, frozenset[Place]] = {}
    for place in question.gold:
        groups[place.group] = groups.get(place.group, frozenset()) | {(place.doc, place.page)}
    return groups


def gold_places(question: JudgedQuestion) -> frozenset[Place]:
    """Give every gold page of a question, whatever its group."""
    return frozenset((place.doc, place.page) for place in question.gold)


def groups_met(question: JudgedQuestion, places: frozenset[Place]) -> tuple[int, ...]:
    """Give the groups with one of their pages among ``places``, in order."""
    return tuple(sorted(group for group, pages in gold_groups(question).items() if pages & places))


def first_gold_rank(question: JudgedQuestion, passages: Sequence[RankedPassage]) -> int | None:
    """Give the 1-based rank of the first passage with a gold page; None when none of the first ten has one."""
    gold = gold_places(question)
    ranks = (rank for rank, passage in enumerate(passages[:DEPTH], start=1) if passage.places & gold)
    return next(ranks, None)


def any_at(question: JudgedQuestion, passages: Sequence[RankedPassage], k: int) -> float:
    """1.0 when one of the first k passages (k at most 10) has a gold page, else 0.0."""
    rank = first_gold_rank(question, passages)
    return float(rank is not None and rank <= k)


def groups_at(question: JudgedQuestion, passages: Sequence[RankedPassage], k: int) -> float:
    """Share of the question's groups with one of their pages in the first k passages; the question needs gold."""
    return _share_met(question, places_of(passages[:k]))


def reciprocal_rank(question: JudgedQuestion, passages: Sequence[RankedPassage]) -> float:
    """1 over the rank of the first passage with a gold page, 0 when none of the first ten has one."""
    rank = first_gold_rank(question, passages)
    return 0.0 if rank is None else 1 / rank


def retrieval_measures(results: Sequence[tuple[JudgedQuestion, Sequence[RankedPassage]]]) -> Measures:
    """Measure rankings over the answerable questions that have gold places."""
    judged = [(question, passages) for question, passages in results if _has_answer(question)]
    return {
        **{f"any@{k}": _mean(any_at(*result, k) for result in judged) for k in (1, 3, 5, 10)},
        **{f"groups@{k}": _mean(groups_at(*result, k) for result in judged) for k in (5, 10)},
        "mrr@10": _mean(reciprocal_rank(*result) for result in judged),
    }


def citation_recall(question: JudgedQuestion, outcome: Outcome) -> float:
    """Share of the question's groups with one of their pages cited: 0 for a refusal; the question needs gold."""
    return _share_met(question, places_of(outcome.citations))


def citation_precision(question: JudgedQuestion, outcome: Outcome) -> float:
    """Share of the answer's citations that touch a gold page, each counted as often as shown; 0 without citations."""
    gold = gold_places(question)
    return fmean(bool(cited.places & gold) for cited in outcome.citations) if outcome.citations else 0.0


def answer_measures(results: Sequence[tuple[JudgedQuestion, Outcome]]) -> Measures:
    """Measure answers; what a refusal of an answerable question costs is recall, it is not in precision."""
    judged = [(question, outcome) for question, outcome in results if _has_answer(question)]
    answered = [(question, outcome) for question, outcome in judged if outcome.refusal is None]
    short = [outcome for question, outcome in answered if question.type not in LONG_TYPES]
    return {
        "citation_recall": _mean(citation_recall(*result) for result in judged),
        "citation_precision": _mean(citation_precision(*result) for result in answered),
        "citations_per_answer": _mean(len(outcome.citations) for _, outcome in answered),
        "citations_per_short_answer": _mean(len(outcome.citations) for outcome in short),
        "refused_unanswerable": _refused(results, answerable=False),
        "refused_answerable": _refused(results, answerable=True),
    }


def places_of(located: Iterable[RankedPassage | Cited]) -> frozenset[Place]:
    """Give every page that some passages or citations stand on."""
    return frozenset(place for item in located for place in item.places)


def share_true(flags: Iterable[bool]) -> float | None:
    """Share of the flags that are true; None when there are none."""
    return _mean(flags)


def _refused(results: Sequence[tuple[JudgedQuestion, Outcome]], *, answerable: bool) -> float | None:
    asked = (outcome for question, outcome in results if question.answerable is answerable)
    return _mean(outcome.refusal is not None for outcome in asked)


def _has_answer(question: JudgedQuestion) -> bool:
    return question.answerable and bool(question.gold)


def _share_met(question: JudgedQuestion, places: frozenset[Place]) -> float:
    return len(groups_met(question, places)) / len(gold_groups(question))


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return fmean(listed) if listed else None
