from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from assistant.entrypoints.schemas import AnswerOut, RefusalOut
from tests.assistant.entrypoints.running import Running, events_of

pytestmark = pytest.mark.official

QUESTION = "Who may be the independent person?"
OUTSIDE = "What are the rules for children's homes in Scotland?"


def ask(service: Running, body: object, **headers: str) -> Any:
    return service.client.post("/api/v1/ask", json=body, headers=headers)


def test_an_answer_has_the_form_that_was_agreed(service: Running) -> None:
    answer = ask(service, {"question": QUESTION}).json()
    assert AnswerOut.model_validate(answer)
    assert (answer["kind"], answer["question"], answer["mode"]) == ("answer", QUESTION, "extractive")
    assert {"statements", "notices", "removed", "documents"} < set(answer)
    citation = answer["statements"][0]["citations"][0]
    assert {
        *("document", "title", "provision", "pages", "printed_pages"),
        *("quote", "authority", "force", "also_at"),
    } < set(citation)
    used = next(one for one in answer["documents"] if one["id"] == "regulations-2015")
    assert (used["as_at"], used["digest"]) == ("2024-05-21", False)


def test_a_refusal_says_why_and_what_is_nearest(service: Running) -> None:
    refusal = ask(service, {"question": OUTSIDE}).json()
    assert RefusalOut.model_validate(refusal)
    assert (refusal["kind"], refusal["reason"]) == ("refusal", "outside_scope")
    assert "Scotland" in refusal["message"]
    assert refusal["nearest"][0]["pages"]


def test_a_follow_up_is_read_with_the_questions_before_it(service: Running) -> None:
    response = ask(service, {"question": "And who appoints them?", "history": [QUESTION]})
    assert (response.status_code, response.json()["question"]) == (200, "And who appoints them?")


def test_events_come_in_order_and_end_with_the_whole_outcome(service: Running) -> None:
    response = ask(service, {"question": QUESTION}, Accept="text/event-stream")
    assert response.headers["content-type"].startswith("text/event-stream")
    events = events_of(response.text)
    whole = ask(service, {"question": QUESTION}).json()
    assert events[-1] == ("done", whole)
    names = [name for name, _ in events]
    assert names.index("evidence") < names.index("statement")
    assert set(names) <= {"notice", "evidence", "statement", "done"}
    statements = [data for name, data in events if name == "statement"]
    assert sorted(map(str, statements)) == sorted(map(str, whole["statements"]))
    assert [data for name, data in events if name == "notice"] == whole["notices"]
    [evidence] = [data for name, data in events if name == "evidence"]
    assert evidence[0]["label"] == "E1"
    assert set(evidence[0]) == {"label", "document", "provision", "provision_id", "pages"}


def test_the_urgent_route_comes_before_everything(service: Running) -> None:
    asked = {"question": "A boy has just told me a member of staff hit him tonight, what do I do?"}
    name, data = events_of(ask(service, asked, Accept="text/event-stream").text)[0]
    assert (name, data["kind"]) == ("notice", "urgent_safeguarding")


def test_a_refusal_streams_as_no_statement(service: Running) -> None:
    events = events_of(ask(service, {"question": OUTSIDE}, Accept="text/event-stream").text)
    assert {name for name, _ in events[:-1]} <= {"notice"}
    assert events[-1][1]["kind"] == "refusal"


def test_an_error_is_the_last_event_of_a_stream(empty_service: Running) -> None:
    events = events_of(ask(empty_service, {"question": QUESTION}, Accept="text/event-stream").text)
    assert [(name, data["type"], data["status"]) for name, data in events] == [("error", "library-empty", 503)]


def test_without_documents_nothing_is_answered(empty_service: Running) -> None:
    response = ask(empty_service, {"question": QUESTION})
    assert (response.status_code, response.json()["type"]) == (503, "library-empty")
    assert "homes ingest" in response.json()["detail"]


@pytest.mark.parametrize("question", ["", "  ", "\n\t"])
def test_an_empty_question_is_none(service: Running, question: str) -> None:
    response = ask(service, {"question": question})
    assert (response.status_code, response.json()["type"]) == (422, "empty-question")


def test_a_document_is_no_question(service: Running) -> None:
    response = ask(service, {"question": "why " * 2_000})
    assert (response.status_code, response.json()["type"]) == (422, "question-too-long")


def test_fifty_may_ask_at_once(service: Running) -> None:
    questions = [QUESTION, "How long must records be kept?", OUTSIDE, "What does regulation 28(2) say?", "Bullying?"]
    alone = {question: ask(service, {"question": question}).json() for question in questions}
    with ThreadPoolExecutor(50) as threads:
        together = list(threads.map(lambda n: ask(service, {"question": questions[n % 5]}).json(), range(50)))
    assert together == [alone[questions[n % 5]] for n in range(50)]


def test_search_gives_passages_and_composes_nothing(service: Running) -> None:
    found = service.client.get("/api/v1/search", params={"q": "bullying", "count": 3}).json()
    assert [one["label"] for one in found] == ["E1", "E2", "E3"]
    assert "guide-2015/paragraph/8.1" in [one["passage"] for one in found]
    assert found[0]["text"]
    assert found[0]["pages"]


def test_a_search_for_nothing_finds_nothing(service: Running) -> None:
    assert service.client.get("/api/v1/search", params={"q": " "}).json() == []
