from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.questions import GoldPlace, JudgedQuestion, load_questions
from ingest.errors import UnreadableQuestions

UNREPEATED = "words that must stay out of messages"
PLACE = {"doc": "guide-2015", "page": 53, "provision": "para 10.12", "quote": UNREPEATED, "group": 1}
LINE = {"id": "q1", "type": "who", "question": UNREPEATED, "answerable": True, "gold": [PLACE]}


def lines(*rows: dict[str, object]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "questions.jsonl"


def test_a_line_becomes_a_question_and_unknown_fields_are_passed_over(written: Path) -> None:
    written.write_text(lines({**LINE, "answer_points": ["a"], "near": [], "gold": [{**PLACE, "note": 1}]}))
    place = GoldPlace(doc="guide-2015", page=53, provision="para 10.12", quote=UNREPEATED, group=1)
    assert load_questions(written) == (
        JudgedQuestion(id="q1", type="who", question=UNREPEATED, answerable=True, gold=(place,)),
    )


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + lines(LINE, {**LINE, "id": "q2"}).encode(),
        lines(LINE, {**LINE, "id": "q2"}).replace("\n", "\r\n").encode(),
        ("\n" + lines(LINE) + "\n  \n" + lines({**LINE, "id": "q2"})).encode(),
        lines(LINE, {**LINE, "id": "q2"}).rstrip().encode(),
    ],
    ids=["byte order mark", "CRLF", "blank lines", "no newline at the end"],
)
def test_what_editors_do_to_a_file_does_not_matter(written: Path, content: bytes) -> None:
    written.write_bytes(content)
    assert [question.id for question in load_questions(written)] == ["q1", "q2"]


def test_a_line_separator_inside_a_question_does_not_end_its_line(written: Path) -> None:
    written.write_text(json.dumps({**LINE, "question": "one\u2028two"}, ensure_ascii=False), encoding="utf-8")
    assert load_questions(written)[0].question == "one\u2028two"


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (json.dumps(LINE), "line 2: the id of line 1 again"),
        ('{"id": "q2", ' + UNREPEATED, "line 2: Invalid JSON"),
        ('["q2"]', "line 2: "),
        (
            json.dumps({"id": "q2", "type": "who", "question": UNREPEATED, "gold": []}),
            "field answerable: Field required",
        ),
        (json.dumps({**LINE, "id": ""}), "field id: "),
        (json.dumps({**LINE, "id": 2}), "field id: "),
        (json.dumps({**LINE, "answerable": "yes"}), "field answerable: "),
        (json.dumps({**LINE, "gold": PLACE}), "field gold: "),
        (json.dumps({**LINE, "gold": [PLACE, {**PLACE, "page": 0}]}), "field gold.1.page: "),
        (json.dumps({**LINE, "gold": [{**PLACE, "page": "53"}]}), "field gold.0.page: "),
        (json.dumps({**LINE, "gold": [{**PLACE, "group": True}]}), "field gold.0.group: "),
        (json.dumps({**LINE, "gold": [{"doc": "guide-2015"}]}), "field gold.0.page: Field required"),
    ],
)
def test_a_wrong_line_is_named_and_its_text_is_not_repeated(written: Path, second: str, said: str) -> None:
    written.write_text(json.dumps(LINE) + "\n" + second + "\n")
    with pytest.raises(UnreadableQuestions) as raised:
        load_questions(written)
    assert f"{written}, line 2" in str(raised.value)
    assert said in str(raised.value)
    assert UNREPEATED not in str(raised.value)


def test_bytes_that_are_not_utf_8_are_a_wrong_line(written: Path) -> None:
    written.write_bytes(lines(LINE).encode() + b'{"id": "\xff"}')
    with pytest.raises(UnreadableQuestions, match="line 2"):
        load_questions(written)


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_questions_is_an_error(written: Path, content: str) -> None:
    written.write_text(content)
    with pytest.raises(UnreadableQuestions, match="holds no questions"):
        load_questions(written)


def test_a_file_that_cannot_be_opened_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableQuestions, match=r"absent\.jsonl: cannot be read"):
        load_questions(tmp_path / "absent.jsonl")
    with pytest.raises(UnreadableQuestions, match="cannot be read"):
        load_questions(tmp_path)
