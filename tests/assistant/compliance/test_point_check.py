"""Points over the official documents."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assistant.answer import NoticeKind
from assistant.chat_model import ChatModel
from assistant.compliance.difference import Aspect, Relation
from assistant.compliance.point import Standing, Verdict
from assistant.compliance.point_check import PointCheck
from assistant.compliance.point_model import PointModel, PointPrompts
from assistant.compliance.worked_examples import Bearing
from assistant.knowledge_base import KnowledgeBase
from assistant.retrieval.dense import LastVectors
from assistant.settings import Settings
from tests.assistant.model_server import says, serving

pytestmark = pytest.mark.official

REG = "regulations-2015/regulation"


def test_two_days_stands_against_three_clocks_each_with_its_own_subject(ingested: KnowledgeBase) -> None:
    (checked,) = ingested.check_point("restraint records are completed within two days").statements
    assert checked.verdict is Verdict.CONFLICTS
    assert checked.provisions[0].provision_id == f"{REG}/35/3/a"
    beside = [one.provision_id for one in checked.provisions if one.standing is Standing.BESIDE]
    assert beside == [f"{REG}/35/3/b", f"{REG}/35/3/c"]
    assert "24 hours" in checked.explanation


@pytest.mark.parametrize(
    ("said", "verdict", "provision"),
    [
        ("The independent person visits the home at least once a month.", Verdict.AGREES, f"{REG}/44/1"),
        ("The location of the premises is reviewed every two years.", Verdict.CONFLICTS, f"{REG}/46/1"),
        ("In our home restraint records are written up within 12 hours.", Verdict.GOES_FURTHER, f"{REG}/35/3/a"),
    ],
)
def test_a_point_is_laid_beside_what_governs_it(
    ingested: KnowledgeBase, said: str, verdict: Verdict, provision: str
) -> None:
    made = ingested.check_point(said)
    assert made.verdict is verdict
    assert made.statements[0].provisions[0].provision_id == provision


def test_a_force_said_of_the_guide_that_it_does_not_print_is_a_conflict(ingested: KnowledgeBase) -> None:
    (checked,) = ingested.check_point("The guide says that a record of supervision must be kept for staff.").statements
    assert checked.verdict is Verdict.CONFLICTS
    assert [one.printed for one in checked.differences if one.aspect is Aspect.FORCE] == ["should"]


def test_a_provision_named_wrongly_is_told_with_the_right_one(ingested: KnowledgeBase) -> None:
    (checked,) = ingested.check_point("reg 33 requires restraint records").statements
    (wrong,) = [one for one in checked.differences if one.aspect is Aspect.PROVISION]
    assert (wrong.said, wrong.provision_id.startswith(f"{REG}/35/3")) == ("reg 33", True)


def test_a_provision_that_does_not_exist_is_told(ingested: KnowledgeBase) -> None:
    made = ingested.check_point("Regulation 99 requires a yearly audit of medicines.")
    assert [one.text for one in made.notices if one.kind is NoticeKind.REFERENCE]


@pytest.mark.parametrize(
    "said", ["Foster carers must have a review every year.", "Homes in Scotland are inspected every year."]
)
def test_other_services_and_nations_are_out_of_scope(ingested: KnowledgeBase, said: str) -> None:
    made = ingested.check_point(said)
    assert made.verdict is Verdict.OUT_OF_SCOPE
    assert {one.standing for one in made.statements[0].provisions} <= {Standing.NEAREST}


def test_a_child_in_danger_comes_first_and_nothing_is_decided(ingested: KnowledgeBase) -> None:
    made = ingested.check_point("A boy was hit by staff tonight and he told the night worker.")
    assert [one.kind for one in made.notices[:2]] == [NoticeKind.URGENT, NoticeKind.NOT_DECIDED_HERE]


def test_of_several_sentences_each_is_compared_and_the_worst_stands(ingested: KnowledgeBase) -> None:
    made = ingested.check_point("A record is kept of medicine given. The independent person visits every quarter.")
    assert [one.verdict for one in made.statements] == [Verdict.AGREES, Verdict.CONFLICTS]
    assert made.verdict is Verdict.CONFLICTS


def test_every_provision_shown_is_cited_with_its_own_words(ingested: KnowledgeBase) -> None:
    (checked,) = ingested.check_point("Medicine is stored where no child can reach it unsupervised.").statements
    for beside in checked.provisions:
        assert beside.citations
        assert beside.citations[0].provision_id.startswith(beside.provision_id.rsplit("/bullet/", 1)[0])


def test_a_model_reads_the_provisions_and_their_opening_words_beside_the_check(ingested: KnowledgeBase) -> None:
    said = "restraint records are completed within two days"
    whole = {
        "label": "E1",
        "relation": "conflicts",
        "said": "within two days",
        "printed": "within 24 hours of the use of a measure of control",
        "why": "The statement says within two days where the provision says within 24 hours.",
    }
    opening_alone = {**whole, "label": "E2", "printed": "The registered person must ensure that"}
    state = ingested.snapshot
    with serving(says(json.dumps({"readings": [whole, opening_alone]}))) as server:
        model = PointModel(ChatModel("scripted", server.url), PointPrompts.load(Settings().prompts), 20.0)
        vectors = LastVectors(ingested.embedder, 100)
        made = PointCheck(
            state.corpus, state.retriever, state.relevance, state.data.boundaries, vectors, model=model
        ).check(said)
    (read,) = made.statements[0].readings
    assert (read.provision_id, read.why) == (f"{REG}/35/3/a", whole["why"])
    assert read.citation.provision_label == "reg 35(3)(a)"
    assert made.removed == 1
    assert made.verdict is ingested.check_point(said).verdict is Verdict.CONFLICTS


def test_a_period_that_runs_from_something_else_is_a_conflict_and_its_provision_is_shown(
    ingested: KnowledgeBase,
) -> None:
    (checked,) = ingested.check_point("Case records are kept for 75 years from the date the child leaves.").statements
    assert checked.verdict is Verdict.CONFLICTS
    assert "the date the child leaves” stands against “75 years from" in checked.explanation
    (time,) = [one for one in checked.differences if one.aspect is Aspect.TIME]
    assert time.provision_id in [one.provision_id for one in checked.provisions]


def test_a_recipient_whom_no_list_names_is_a_conflict(ingested: KnowledgeBase) -> None:
    (checked,) = ingested.check_point(
        "The independent person's report is sent to the parents of each child."
    ).statements
    assert [one.said for one in checked.differences if one.aspect is Aspect.WHO] == ["parents"]
    assert checked.verdict is Verdict.CONFLICTS


@pytest.mark.parametrize(
    "said",
    [
        "Before the children's guide is rewritten, the children are asked what they think of it.",
        "A member of staff who is complained about takes no part in looking into the complaint.",
    ],
)
def test_what_is_said_in_other_words_is_not_called_silence(ingested: KnowledgeBase, said: str) -> None:
    assert ingested.check_point(said).verdict in (Verdict.AGREES, Verdict.NOT_COMPARABLE)


def test_where_the_sources_part_the_other_is_told_and_shown(ingested: KnowledgeBase) -> None:
    made = ingested.check_point("The quality of care review report is sent to HMCI within 28 days.")
    (told,) = [one.text for one in made.notices if one.kind is NoticeKind.DIFFERENCE]
    assert "on request" in told or "when it asks" in told
    parts = [one.provision_id for one in made.statements[0].provisions if one.standing is Standing.PARTS]
    assert "guide-2015/paragraph/15.3" in parts


def test_the_regulation_44_visitor_is_a_name_and_no_reference(ingested: KnowledgeBase) -> None:
    made = ingested.check_point("A person who finances the home cannot be its regulation 44 visitor.")
    assert Aspect.PROVISION not in [one.aspect for one in made.statements[0].differences]


@pytest.mark.parametrize(
    "said",
    [
        "After three weeks, the registered person notifies Ofsted of the death of a child.",
        "After 48 hours, the registered person makes a record of the use of a measure of restraint.",
        "Once 48 hours have passed, the manager makes a record of the use of a measure of restraint.",
        "Within 48 hours staff make a record of the use of a measure of restraint.",
    ],
)
def test_a_late_time_is_a_conflict_wherever_it_stands(ingested: KnowledgeBase, said: str) -> None:
    assert ingested.check_point(said).verdict is Verdict.CONFLICTS


def test_a_period_that_tells_what_is_past_limits_nothing(ingested: KnowledgeBase) -> None:
    said = "When the manager comes back after three months' sick leave, Ofsted is told within seven days."
    (checked,) = ingested.check_point(said).statements
    assert "three months" not in [one.said for one in checked.differences if one.relation is Relation.CONFLICTS]


@pytest.mark.parametrize(
    "said",
    [
        "Ofsted is told within 24 hours when a child is restrained.",
        "Restraint is used when a child refuses to go to school.",
        "The social worker may agree over the telephone to sensors on bedroom doors.",
    ],
)
def test_what_nothing_printed_bears_out_is_not_called_agreement(ingested: KnowledgeBase, said: str) -> None:
    assert ingested.check_point(said).verdict not in (Verdict.AGREES, Verdict.GOES_FURTHER)


def test_what_is_done_in_everyday_words_stands_against_the_law_that_forbids_it(ingested: KnowledgeBase) -> None:
    (checked,) = ingested.check_point("A child who spits goes to bed without supper.").statements
    assert checked.verdict is Verdict.CONFLICTS
    assert checked.provisions[0].provision_id.startswith(f"{REG}/19/2/b")
    (conduct,) = [one for one in checked.provisions[0].differences if one.aspect is Aspect.CONDUCT]
    assert conduct.said in checked.said
    assert f"“{conduct.said}” is what" in checked.explanation


def test_what_is_said_not_to_be_done_agrees_with_the_law_that_forbids_it(ingested: KnowledgeBase) -> None:
    (checked,) = ingested.check_point("Pocket money is never docked.").statements
    assert checked.verdict is Verdict.AGREES
    assert checked.provisions[0].provision_id == f"{REG}/19/2/f"


def test_half_is_fifty_per_cent(ingested: KnowledgeBase) -> None:
    (checked,) = ingested.check_point("Up to 70 per cent of the staff on duty at night may be agency staff.").statements
    assert checked.verdict is Verdict.CONFLICTS
    assert "50" not in checked.explanation
    assert "half" in checked.explanation.casefold()


def test_a_sentence_that_nothing_is_found_for_is_searched_with_the_one_before_it(ingested: KnowledgeBase) -> None:
    late = "The team sees to it in the first fortnight after it is over."
    assert ingested.check_point(late).verdict is Verdict.SILENT
    made = ingested.check_point(
        f"The report of the quality of care review is for HMCI, whatever it finds about the home. {late}"
    )
    assert made.statements[1].verdict is not Verdict.SILENT
    assert made.statements[1].provisions[0].provision_id.startswith(f"{REG}/45")


def test_what_guidance_settles_is_no_agreement_where_the_law_beside_it_has_other_words(ingested: KnowledgeBase) -> None:
    (checked,) = ingested.check_point("We notify Ofsted of serious incidents within 24 hours.").statements
    assert checked.verdict is Verdict.NOT_COMPARABLE
    assert "“24 hours” and “without delay” cannot be compared by number." in checked.explanation


def test_what_is_done_without_staff_present_is_done_in_private(ingested: KnowledgeBase) -> None:
    made = ingested.check_point("The independent person interviews children without staff being there if they agree.")
    assert made.verdict is Verdict.AGREES


def test_what_words_do_not_settle_is_told_by_the_example_that_it_is_most_like(ingested: KnowledgeBase) -> None:
    said = "No private therapist works without a suitably qualified clinical supervisor."
    (checked,) = ingested.check_point(said).statements
    assert checked.verdict is Verdict.AGREES
    assert checked.like is not None
    assert checked.like.bearing is Bearing.AGREES
    assert "likeness, no proof" in checked.explanation
    assert f"“{checked.like.said.rstrip('.')}”" in checked.explanation


def test_a_model_is_given_the_clauses_where_the_verdict_is_by_likeness_too(ingested: KnowledgeBase) -> None:
    said = "No private therapist works without a suitably qualified clinical supervisor."
    read = {"label": "E1", "relation": "silent", "said": "No private therapist", "printed": "The", "why": ""}
    with serving(says(json.dumps({"readings": [read]}))) as server:
        model = PointModel(ChatModel("scripted", server.url), PointPrompts.load(Settings().prompts), 20.0)
        made = replace(ingested.point_check(), model=model).check(said)
        assert len(server.requests) == 1
    assert made.model == "scripted"
    assert made.statements[0].like is not None
    assert made.verdict is Verdict.AGREES


def test_words_that_agree_and_an_example_that_goes_against_settle_nothing(ingested: KnowledgeBase) -> None:
    (checked,) = ingested.check_point("Every restraint record leaves the child's name out for privacy.").statements
    assert checked.verdict is Verdict.NOT_COMPARABLE
    assert checked.like is not None
    assert checked.like.bearing is Bearing.CONFLICTS


def test_a_figure_that_agrees_needs_no_example(ingested: KnowledgeBase) -> None:
    said = "Two of the four staff on shift tonight are from an agency."
    assert ingested.check_point(said).verdict is Verdict.AGREES
    assert ingested.check_point(said.replace("Two", "Three")).verdict is Verdict.CONFLICTS


def test_what_two_sentences_leave_open_each_they_may_settle_together(ingested: KnowledgeBase) -> None:
    said = "The tablets were past their date. We took them back to the chemist and wrote that in the book."
    made = ingested.check_point(said)
    assert [one.is_together for one in made.statements] == [False, False, True]
    assert made.statements[-1].said == said
    assert made.verdict is made.statements[-1].verdict is Verdict.AGREES
