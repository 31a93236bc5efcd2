from __future__ import annotations

from itertools import pairwise

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.measures import (
    Cited,
    Outcome,
    RankedPassage,
    answer_measures,
    any_at,
    first_gold_rank,
    read_outcome,
    reciprocal_rank,
    retrieval_measures,
    share_true,
)
from evals.questions import JudgedQuestion
from tests.evals.judged import cited, passage, question, wire_answer, wire_citation, wire_refusal

TWO_GROUPS = question(("si", 22, 1), ("guide", 53, 1), ("si", 23, 2))
UNANSWERABLE = question(answerable=False, question_type="unanswerable", question_id="q2")
ELSEWHERE = passage("guide", 1)


def test_a_perfect_ranking() -> None:
    assert retrieval_measures([(TWO_GROUPS, [passage("guide", 53), passage("si", 23)])]) == {
        "any@1": 1.0,
        "any@3": 1.0,
        "any@5": 1.0,
        "any@10": 1.0,
        "groups@5": 1.0,
        "groups@10": 1.0,
        "mrr@10": 1.0,
    }


def test_a_ranking_with_one_group_fourth_and_the_other_sixth() -> None:
    ranking = [ELSEWHERE, passage("si", 53), passage("guide", 22), passage("si", 21, 22), ELSEWHERE, passage("si", 23)]
    assert retrieval_measures([(TWO_GROUPS, ranking)]) == {
        "any@1": 0.0,
        "any@3": 0.0,
        "any@5": 1.0,
        "any@10": 1.0,
        "groups@5": 0.5,
        "groups@10": 1.0,
        "mrr@10": 0.25,
    }


@pytest.mark.parametrize("ranking", [[], [ELSEWHERE] * 10, [ELSEWHERE] * 10 + [passage("si", 22)]])
def test_a_ranking_without_gold_in_its_first_ten_scores_nothing(ranking: list[RankedPassage]) -> None:
    assert set(retrieval_measures([(TWO_GROUPS, ranking)]).values()) == {0.0}


def test_one_passage_over_two_pages_meets_two_groups() -> None:
    assert retrieval_measures([(TWO_GROUPS, [passage("si", 22, 23)])])["groups@5"] == 1.0


def test_rankings_are_averaged_over_answerable_questions_with_gold() -> None:
    results = [
        (TWO_GROUPS, [passage("si", 22)]),
        (question(("si", 1, 1)), [ELSEWHERE]),
        (question(), [ELSEWHERE]),
        (UNANSWERABLE, [ELSEWHERE]),
    ]
    measured = retrieval_measures(results)
    assert (measured["any@1"], measured["groups@5"], measured["mrr@10"]) == (0.5, 0.25, 0.5)


def test_without_questions_to_measure_there_is_no_figure() -> None:
    assert set(retrieval_measures([(UNANSWERABLE, [ELSEWHERE])]).values()) == {None}
    assert set(answer_measures([]).values()) == {None}
    assert share_true([]) is None


def test_a_perfect_answer_and_a_right_refusal() -> None:
    results = [
        (TWO_GROUPS, Outcome(citations=(cited("guide", 53), cited("si", 23)))),
        (UNANSWERABLE, Outcome(refusal="not_in_sources")),
    ]
    assert answer_measures(results) == {
        "citation_recall": 1.0,
        "citation_precision": 1.0,
        "citations_per_answer": 2.0,
        "citations_per_short_answer": 2.0,
        "refused_unanswerable": 1.0,
        "refused_answerable": 0.0,
    }


def test_an_answer_with_one_group_of_two_and_three_citations_of_four_elsewhere() -> None:
    citations = (cited("si", 22), cited("si", 5), cited("guide", 22), cited("guide", 1))
    measured = answer_measures([(TWO_GROUPS, Outcome(citations=citations))])
    assert (measured["citation_recall"], measured["citation_precision"]) == (0.5, 0.25)


def test_the_same_page_again_counts_again_in_precision_and_once_in_recall() -> None:
    citations = (cited("si", 22), cited("si", 22), cited("si", 22), cited("si", 5))
    measured = answer_measures([(TWO_GROUPS, Outcome(citations=citations))])
    assert (measured["citation_recall"], measured["citation_precision"]) == (0.5, 0.75)


def test_refusing_an_answerable_question_costs_recall_and_not_precision() -> None:
    results = [
        (TWO_GROUPS, Outcome(citations=(cited("si", 22, 23),))),
        (question(("si", 1, 1)), Outcome(refusal="nothing_found", nearest=(cited("si", 1),))),
    ]
    assert answer_measures(results) == {
        "citation_recall": 0.5,
        "citation_precision": 1.0,
        "citations_per_answer": 1.0,
        "citations_per_short_answer": 1.0,
        "refused_unanswerable": None,
        "refused_answerable": 0.5,
    }


def test_answering_an_unanswerable_question_is_a_missed_refusal_and_nothing_else() -> None:
    assert answer_measures([(UNANSWERABLE, Outcome(citations=(cited("si", 1),)))]) == {
        "citation_recall": None,
        "citation_precision": None,
        "citations_per_answer": None,
        "citations_per_short_answer": None,
        "refused_unanswerable": 0.0,
        "refused_answerable": None,
    }


def test_lists_and_drafts_are_set_aside_from_the_short_answers() -> None:
    four = Outcome(citations=(cited("si", 1),) * 4)
    one = Outcome(citations=(cited("si", 1),))
    results = [(question(("si", 1, 1), question_type=name), four) for name in ("list", "draft")]
    measured = answer_measures([*results, (question(("si", 1, 1)), one)])
    assert (measured["citations_per_answer"], measured["citations_per_short_answer"]) == (3.0, 1.0)


def test_an_answer_is_read_with_its_citations_in_order() -> None:
    wire = wire_answer(wire_citation("guide-2015", 53, quote="one"), wire_citation("si", 22, 23, quote="two"))
    assert read_outcome(wire) == Outcome(
        citations=(Cited("guide-2015", (53,), "reg 1", "one"), Cited("si", (22, 23), "reg 1", "two"))
    )


def test_a_refusal_is_read_with_its_reason_and_what_it_points_at() -> None:
    refused = read_outcome(wire_refusal(wire_citation("si", 3), reason="outside_scope"))
    assert refused == Outcome(refusal="outside_scope", nearest=(Cited("si", (3,), "reg 1", "words"),))


def test_another_kind_is_a_fault() -> None:
    with pytest.raises(ValueError, match="neither an answer nor a refusal: 'draft'"):
        read_outcome({"kind": "draft"})


documents = st.sampled_from(["si", "guide"])
pages = st.integers(1, 6)
passages = st.builds(RankedPassage, documents, st.frozensets(pages, min_size=1, max_size=2))
rankings = st.lists(passages, max_size=14)
golds = st.lists(st.tuples(documents, pages, st.integers(1, 3)), min_size=1, max_size=4)
questions = st.builds(
    lambda gold, answerable: question(*gold, answerable=answerable), golds | st.just([]), st.booleans()
)
citations = st.lists(st.builds(cited, documents, pages), min_size=1, max_size=5).map(tuple)
outcomes = st.builds(Outcome, citations=citations) | st.builds(Outcome, refusal=st.just("nothing_found"))


@given(st.lists(st.tuples(questions, rankings, outcomes), max_size=4))
def test_shares_lie_between_none_and_all(results: list[tuple[JudgedQuestion, list[RankedPassage], Outcome]]) -> None:
    retrieval = retrieval_measures([(asked, ranking) for asked, ranking, _ in results])
    answers = answer_measures([(asked, outcome) for asked, _, outcome in results])
    shares = {name: value for name, value in {**retrieval, **answers}.items() if not name.startswith("citations_per")}
    assert all(value is None or 0 <= value <= 1 for value in shares.values())


@given(golds, rankings)
def test_looking_further_down_never_finds_less(gold: list[tuple[str, int, int]], ranking: list[RankedPassage]) -> None:
    judged = [(question(*gold), ranking)]
    found = [any_at(*judged[0], k) for k in range(1, 11)]
    measured = retrieval_measures(judged)
    assert all(nearer <= further for nearer, further in pairwise(found))
    assert (measured["groups@5"] or 0) <= (measured["groups@10"] or 0)
    assert (measured["groups@10"] or 0) <= found[-1]


@given(golds, rankings)
def test_ir_measures_agrees_where_its_measures_apply(
    gold: list[tuple[str, int, int]], ranking: list[RankedPassage]
) -> None:
    judged = question(*gold)
    wanted = {(place.doc, place.page) for place in judged.gold}
    # Its judgements name passages, so each place in the ranking is a passage of its own.
    judgements = [ir_measures.Qrel("q", "unfound", 1)] + [
        ir_measures.Qrel("q", f"p{place}", int(bool(passage.places & wanted))) for place, passage in enumerate(ranking)
    ]
    run = [ir_measures.ScoredDoc("q", f"p{place}", -place) for place in range(len(ranking))]
    asked_for = [ir_measures.RR @ 10, *(ir_measures.Success @ k for k in (1, 3, 5, 10))]
    theirs = ir_measures.calc_aggregate(asked_for, judgements, run) if run else dict.fromkeys(asked_for, 0.0)
    ours = [reciprocal_rank(judged, ranking), *(any_at(judged, ranking, k) for k in (1, 3, 5, 10))]
    assert [theirs[measure] for measure in asked_for] == pytest.approx(ours)


@given(golds, rankings)
def test_the_first_gold_rank_is_one_of_the_first_ten(
    gold: list[tuple[str, int, int]], ranking: list[RankedPassage]
) -> None:
    rank = first_gold_rank(question(*gold), ranking)
    assert rank is None or 1 <= rank <= min(10, len(ranking))
