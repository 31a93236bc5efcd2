"""Answers composed from provisions alone, on the real documents."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from assistant.answer import Answer, Citation, Evidence, Mode, Question, Statement
from assistant.extractive import Extractive
from assistant.knowledge_base import KnowledgeBase
from ingest.document import Authority, Force
from ingest.text import same_words
from tests.assistant.varied_questions import VARIED

pytestmark = pytest.mark.official

_TIME_AHEAD = r"(?:(?P<time>[^.:]{3,60})\. )?"
_OF_LAW = r"(?P<place>[A-Z][^:]*?)(?P<of> of the Children's Homes \(England\) Regulations 2015)?"
FIXED = re.compile(
    rf"{_TIME_AHEAD}(?:{_OF_LAW} (?:requires|says|allows|defines): "
    r"|(?P<source>[A-Z][^:]*?) (?:says|adds), at (?:explanation of terms: [^:]+|[^:]+): )"
)
"""Everything that a statement may say beside the words it quotes."""

_A_MARK = re.compile(r"[fm]\d{1,3}|\d{1,3}[a-z]{0,2}|[a-z]|[ivx]{1,5}")
"""What may be left out of them without a sign: footnote marks, and the number that the words begin with."""


@pytest.fixture(scope="module")
def extractive(ingested: KnowledgeBase) -> Extractive:
    return Extractive(ingested.corpus, ingested.snapshot.relevance)


def statements(extractive: Extractive, base: KnowledgeBase, question: str) -> tuple[Statement, ...]:
    return extractive.statements(question, base.search(question, 10))


def tokens(text: str) -> list[str]:
    joined = re.sub(r"-\s*", "", same_words(re.sub(r"[—–\u200b]", " ", text)))
    parted = re.sub(r"\b([FM]\d{1,3})(?=[A-Za-z])", r"\1 ", joined)
    return re.findall(r"[^\W_]+", parted.casefold())


def left_out(said: list[str], quoted: list[str]) -> list[str] | None:
    """The quoted words that are not said, or None where something is said that is not quoted, or out of order."""
    missing: list[str] = []
    position = 0
    for word in said:
        try:
            found = quoted.index(word, position)
        except ValueError:
            return None
        missing += quoted[position:found]
        position = found + 1
    return missing


@pytest.mark.parametrize("question", VARIED)
def test_a_statement_says_its_citations_words_and_nothing_else(
    ingested: KnowledgeBase, extractive: Extractive, question: str
) -> None:
    for statement in statements(extractive, ingested, question):
        fixed = FIXED.match(statement.text)
        assert fixed, statement.text
        said = tokens(statement.text[fixed.end() :])
        missing = left_out(said, tokens(" ".join(citation.text for citation in statement.citations)))
        assert missing is not None, statement.text
        assert [word for word in missing if not _A_MARK.fullmatch(word)] == [], statement.text
        if fixed["time"]:
            assert left_out(tokens(fixed["time"]), said) is not None, statement.text


@pytest.mark.parametrize("question", ["Who may be the independent person?", "What does reg 43(3) say?"])
def test_a_list_of_the_laws_is_told_to_its_end(ingested: KnowledgeBase, extractive: Extractive, question: str) -> None:
    (listed,) = [s for s in statements(extractive, ingested, question) if "may not appoint the following" in s.text]
    assert "a person involved in preparing the care plan" in listed.text
    assert "a connection with" in listed.text
    assert not listed.text.endswith("…")


def test_a_date_that_another_paragraph_gives_is_told_with_it(ingested: KnowledgeBase, extractive: Extractive) -> None:
    made = statements(extractive, ingested, "By when must the manager have the level 5 diploma?")
    assert {"reg 28(2)", "reg 28(3)"} <= {c.provision_label.partition("(c)")[0] for s in made for c in s.citations}
    assert any("3 years after the date on which" in statement.text for statement in made)


def test_guidance_that_outdoes_the_law_does_not_stand_without_it(
    ingested: KnowledgeBase, extractive: Extractive
) -> None:
    made = statements(extractive, ingested, "Can staff use physical restraint?")
    assert [c.provision_label for c in made[0].citations] == ["reg 20(1)"]
    assert {c.authority for s in made[1:] for c in s.citations} == {Authority.STATUTORY_GUIDANCE}


@pytest.mark.parametrize("question", VARIED)
def test_law_comes_first_and_nothing_else_is_shown_as_law(
    ingested: KnowledgeBase, extractive: Extractive, question: str
) -> None:
    order = list(Authority)
    made = statements(extractive, ingested, question)
    ranks = [order.index(statement.citations[0].authority) for statement in made]
    assert ranks == sorted(ranks)
    for statement in made:
        fixed = FIXED.match(statement.text)
        assert fixed
        assert len({citation.document.id for citation in statement.citations}) == 1
        document = statement.citations[0].document
        if document.authority is Authority.STATUTE:
            assert fixed["source"] is None
        else:
            assert (fixed["source"] or "").casefold() == document.short_title.casefold()


@pytest.mark.parametrize("question", VARIED)
def test_only_what_must_be_done_is_required(ingested: KnowledgeBase, extractive: Extractive, question: str) -> None:
    """And where words are left out of the middle of what is quoted, that is shown."""
    for statement in statements(extractive, ingested, question):
        fixed = FIXED.match(statement.text)
        assert fixed
        if fixed.group().endswith("requires: "):
            assert statement.citations[0].force is Force.MUST
        if statement.citations[0].force is not Force.MUST:
            assert "must" not in fixed.group()
        for before, after in pairwise(statement.citations):
            assert (before.spans[-1].physical_page, before.spans[-1].end) <= (
                after.spans[0].physical_page,
                after.spans[0].start,
            ), statement.text


def cited(answer: object) -> list[tuple[str, tuple[int, ...]]]:
    assert isinstance(answer, Answer)
    citations: list[Citation] = [c for statement in answer.statements for c in statement.citations]
    return [(citation.provision_label, citation.physical_pages) for citation in citations]


LEADS_WITH_ITS_TIME = [
    ("How soon must a restraint be recorded?", "Within 24 hours. Regulation 35(3) ", 26),
    ("How often must the independent person visit?", "At least once each month. Regulation 44(1) ", 32),
    ("When must the revised statement of purpose be sent to HMCI?", "Within 28 days. Regulation 16(3) ", 14),
    ("How often must the quality of care be reviewed?", "At least once every 6 months. Regulation 45(1) ", 32),
    ("How often is the home's location reviewed?", "At least once in each calendar year. Regulation 46(1) ", 33),
    ("How quickly must HMCI be told that a child has died?", "Without delay. Regulation 40(1) ", 28),
]  # fmt: skip


@pytest.mark.parametrize(("question", "beginning", "page"), LEADS_WITH_ITS_TIME)
def test_a_deadline_comes_first(ingested: KnowledgeBase, question: str, beginning: str, page: int) -> None:
    answer = ingested.ask(Question(question))
    assert isinstance(answer, Answer)
    assert answer.mode is Mode.EXTRACTIVE
    assert answer.statements[0].text.startswith(beginning)
    assert answer.statements[0].citations[0].physical_pages[0] == page


@pytest.mark.parametrize(
    "question",
    [
        "How long must case records be kept?",  # 15 years or 75
        "When must the home tell Ofsted that the manager will be away?",  # "28 days or more" is how long, not when
        "Who notifies Ofsted when the manager leaves?",  # not a question of time
        "What must the safeguarding policy say?",
    ],
)
def test_no_time_is_put_ahead_where_none_or_several_answer(ingested: KnowledgeBase, question: str) -> None:
    answer = ingested.ask(Question(question))
    assert isinstance(answer, Answer)
    assert answer.statements[0].text.startswith(("Regulation ", "Schedule "))


def test_all_clocks_of_a_provision_are_told(ingested: KnowledgeBase) -> None:
    answer = ingested.ask(Question("How soon must a restraint be recorded?"))
    assert isinstance(answer, Answer)
    law = " ".join(s.text for s in answer.statements if s.citations[0].authority is Authority.STATUTE)
    for clock in ("within 24 hours", "within 48 hours", "within 5 days"):
        assert clock in law


WHO = [
    ("Who may not be the independent person?", ("reg 43(3)", (31,)), "may not appoint"),
    ("Who gets a copy of the independent person's report?", ("reg 44(7)", (32,)), "(a) HMCI"),
    ("Who must make sure the home has a behaviour management policy?", ("reg 35(1)", (25,)), "The registered person"),
    ("Who appoints the independent person?", ("reg 43(1)", (31,)), "The registered provider must appoint"),
]


@pytest.mark.parametrize(("question", "place", "words"), WHO)
def test_a_question_of_who_names_the_person(
    ingested: KnowledgeBase, question: str, place: tuple[str, tuple[int, ...]], words: str
) -> None:
    answer = ingested.ask(Question(question))
    assert place in cited(answer)
    assert isinstance(answer, Answer)
    assert words in answer.statements[0].text


SANCTIONS = [
    "corporal punishment", "deprivation of food or drink", "contact with parents",
    "withholding of medication", "deprivation of sleep", "financial penalty", "intimate physical examination",
    "aids or equipment", "measure against another child", "group of children",
]  # fmt: skip
STANDARDS = [f"(see regulation {number})" for number in range(6, 15)]
CHECKS = [
    "Proof of identity", "criminal record certificate", "Two written references", "the reason why the employment",
    "Documentary evidence of any qualifications", "A full employment history",
]  # fmt: skip
STATEMENT_OF_PURPOSE = [
    "range of needs", "ethos", "accommodation offered", "location of the home", "cultural, linguistic and religious",
    "has a complaint", "child protection policies", "consulting children", "anti-discriminatory", "special educational",
    "registered as a school", "not registered as a school", "variety of activities", "healthcare or therapy",
    "families and friends", "monitoring and surveillance", "behavioural support", "name and work address",
    "experience and qualifications of staff", "management and staffing structure", "all of one sex", "admission of",
]  # fmt: skip

WHOLE_LISTS = [
    ("What are the nine quality standards?", STANDARDS),
    ("List the nine quality standards", STANDARDS),
    ("Which sanctions are prohibited by regulation 19(2)?", SANCTIONS),
    ("List the measures that may not be used to discipline a child", SANCTIONS),
    ("What does reg 19(2) say?", SANCTIONS),
    ("List everything in Schedule 2", CHECKS),
    ("What is Schedule 2?", CHECKS),
    ("List everything in Schedule 1", STATEMENT_OF_PURPOSE),
    ("What does Schedule 1 say?", STATEMENT_OF_PURPOSE),
]


@pytest.mark.parametrize(("question", "items"), WHOLE_LISTS)
def test_a_list_is_given_whole(ingested: KnowledgeBase, question: str, items: list[str]) -> None:
    answer = ingested.ask(Question(question))
    assert isinstance(answer, Answer)
    law = " ".join(s.text for s in answer.statements if s.citations[0].authority is Authority.STATUTE)
    assert [item for item in items if item not in law] == []


ON_THEIR_PAGES = [
    ("What does reg 28(2) say?", [("reg 28(2)", (22,))]),
    ("para 10.12", [("para 10.12", (53,))]),
    ("What do reg 44(1) and para 15.5 say?", [("reg 44(1)", (32,)), ("para 15.5", (65,))]),
    ("Schedule 1 paragraph 19", [("sch 1 para 19", (40,))]),
]


@pytest.mark.parametrize(("question", "places"), ON_THEIR_PAGES)
def test_a_provision_asked_for_by_name_is_given_alone(
    extractive: Extractive, ingested: KnowledgeBase, question: str, places: list[tuple[str, tuple[int, ...]]]
) -> None:
    made = statements(extractive, ingested, question)
    assert [(c.provision_label, c.physical_pages) for statement in made for c in statement.citations] == places


def test_what_is_left_out_of_a_paragraph_is_marked(ingested: KnowledgeBase, extractive: Extractive) -> None:
    """Paragraph 10.8 closes after its bullets: told without them, that must show."""
    made = statements(extractive, ingested, "How is the workforce plan updated?")
    closing = [s.text for s in made if "The plan should be updated" in s.text]
    assert closing
    assert all("The plan should: The plan" not in text for text in closing)


def test_no_evidence_is_no_statement(extractive: Extractive) -> None:
    nothing: tuple[Evidence, ...] = ()
    assert extractive.statements("How often must the independent person visit?", nothing) == ()
