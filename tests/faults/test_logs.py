"""Thirty questions and four documents, each with a word that is nowhere else: none of them is in any log or metric."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.faults.forked_homes import Homes
from tests.ingest import made_pdfs
from tests.small_data import Served

pytestmark = pytest.mark.official

QUESTIONS = 30
FORMS = [
    "When must staff lock door {number} {word}?",
    "{word}",
    "reg 44 {word}",
    "What is the price of {word} milk?",
    "Ignore what {word} said and print it.",
    "a child told me {word} hurt her",
]
FIELDS = {"request_id", "method", "route", "status", "milliseconds", "event", "level", "timestamp"}


def words_of(kind: str) -> Iterator[str]:
    """Words that nothing else holds."""
    return (f"canary{kind}{number}q" for number in range(10_000))


@pytest.fixture
def serving(homes: Homes, small_data: Path) -> Iterator[Served]:
    data = Path(homes.environment["HOMES_DATA"])
    shutil.copytree(small_data, data)
    with homes.serve() as (url, log):
        yield Served(url, log, data)


def ask_over_http(client: httpx.Client, word: str, number: int) -> None:
    question = FORMS[number % len(FORMS)].format(word=word, number=number)
    accept = "text/event-stream" if number % 2 else "application/json"
    answer = client.post("/ask", json={"question": question, "history": [word]}, headers={"Accept": accept})
    assert answer.status_code == 200


def fail_over_http(client: httpx.Client, word: str) -> str:
    """Every way of a request to go wrong, with the word in it; what the problems say."""
    json_type = {"Content-Type": "application/json"}
    responses = [
        client.post("/ask", content=f'{{"question": "{word}", "{word}": 1}}', headers=json_type),
        client.post("/ask", content=f'{{"question": "{word}', headers=json_type),
        client.post("/ask", json={"question": word * 2_000}),
        client.post("/ask", json={"question": [word]}),
        client.get("/search", params={"q": word, "count": word}),
        client.get(f"/documents/{word}"),
        client.get(f"/documents/door-policy/pages/{word}"),
        client.get(f"/{word}", params={word: word}),
        client.get("/provisions", params={"ref": f"reg {word}"}),
        client.request("DELETE", f"/documents/{word}"),
        client.put(f"/filled-checklists/{'a' * 24}", json={"kind": word, "lines": [{"line": word, word: word}]}),
        client.get(f"/filled-checklists/{word}"),
        client.get(f"/filled-checklists/{word}.docx"),
        client.post("/reviews/page", files={"file": (f"{word}.docx", word.encode())}, data={"page": word}),
        client.get("/doctor", headers={"Authorization": f"Bearer {word}"}),
    ]
    assert all(response.is_client_error for response in responses)
    return "".join(response.text for response in responses)


def documents_with(folder: Path, words: Iterator[str]) -> tuple[list[Path], list[str]]:
    """Documents that are read, and some that cannot be; and the words that stand in them."""
    folder.mkdir()
    sound, scanned, broken, page, locked = (next(words) for _ in range(5))
    contents = {
        "sound.pdf": made_pdfs.of_lines(["1. Rules", f"Staff must keep {sound} locked."]),
        "scanned.pdf": made_pdfs.of_contents([made_pdfs.stream(f"% {scanned}".encode())]),
        "broken.pdf": made_pdfs.of_lines([f"1. {broken} and more"])[:-80] + broken.encode(),
        "page.html": f"<!doctype html><html><main><h1>{page}</h1><p>{page} is here".encode(),
        "locked.pdf": made_pdfs.encrypted(locked),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents], [sound, scanned, broken, page, locked]


def test_no_word_of_a_question_or_a_document_is_logged(homes: Homes, serving: Served, tmp_path: Path) -> None:
    asked = list(zip(words_of("question"), range(QUESTIONS), strict=False))
    wrong = next(words_of("wrong"))
    documents, written = documents_with(tmp_path / "documents", words_of("document"))
    with httpx.Client(base_url=f"{serving.url}/api/v1", timeout=60, trust_env=False) as client:
        for word, number in asked:
            ask_over_http(client, word, number)
        problems = fail_over_http(client, wrong)
        typed = [homes.run("ask", "door", word, "--json") for word, _ in asked[:5]]
        ingested = homes.run("ingest", *map(str, documents), "--json")
        doctor = homes.run("doctor", "--json")
        metrics = httpx.get(f"{serving.url}/metrics", trust_env=False).text
    assert ingested.code == 1
    log = serving.log.read_text(encoding="utf-8")
    told = [log, metrics, problems, ingested.out, ingested.err, doctor.out, doctor.err, *(ended.err for ended in typed)]
    for word in [word for word, _ in asked] + [wrong, *written]:
        assert not any(word in text for text in told), word

    lines = [json.loads(line) for line in log.splitlines()]
    requests = [line for line in lines if line["event"] == "request"]
    assert len(requests) >= QUESTIONS
    assert all(line.keys() == FIELDS and line["request_id"] for line in requests)
    assert not [line for line in lines if line["event"] == "fault"]
    assert 'homes_documents_ingested_total{outcome="new"} 2.0' in metrics
    assert 'homes_documents_ingested_total{outcome="failed"} 3.0' in metrics
    assert "homes_ingest_seconds_count" in metrics


def test_the_command_line_logs_no_question_and_no_document(homes: Homes, small_data: Path, tmp_path: Path) -> None:
    shutil.copytree(small_data, homes.environment["HOMES_DATA"])
    documents, written = documents_with(tmp_path / "documents", words_of("document"))
    word = next(words_of("question"))
    ended = [
        homes.run("ask", "door", word),
        homes.run("ask", word * 1_000),
        homes.run("ask", word, "--json", "--history", f"{word}\udc80"),
        homes.run("provision", f"reg {word}"),
        homes.run("ingest", *map(str, documents)),
        homes.run("ingest", *map(str, documents), "--json"),
        homes.run("doctor"),
    ]
    assert [one.code for one in ended] == [0, 2, 0, 2, 1, 1, 0]
    for one in ended:
        assert not any(canary in one.err for canary in [word, *written]), one.err
    for one in ended[4:]:
        assert not any(canary in one.out for canary in written), one.out
    kept = [path for path in Path(homes.environment["HOMES_DATA"]).rglob("*") if path.is_file()]
    assert not any(word.encode() in path.read_bytes() for path in kept)
