"""Judged questions: one JSON object a line becomes a ``JudgedQuestion``.

Fields beyond those named here (``answer_points``, ``must_not``, ``near``) are for people and are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from ingest.errors import UnreadableQuestions

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Filled = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A page that answers, or helps to answer, a question.

    ``doc`` is a catalogue id, ``page`` physical and 1-based. Places of one ``group`` say the same thing and any
    one of them will do; places of different groups are needed together.
    """

    doc: Filled
    page: Annotated[int, Field(ge=1)]
    provision: str
    quote: str
    group: int


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question and where its answer stands; ``gold`` is empty for questions the sources do not answer."""

    id: Filled
    type: Filled
    question: Filled
    answerable: bool
    gold: tuple[GoldPlace, ...]


_LINE = TypeAdapter(JudgedQuestion)


def load_questions(path: Path) -> tuple[JudgedQuestion, ...]:
    """Read every question of a file, in its order; blank lines are passed over.

    Raises UnreadableQuestions naming the file, the line and what is wrong, never the text of the line.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableQuestions(f"{path}: cannot be read: {error.strerror}") from error
    # Lines are split as bytes: a question may hold U+2028, which str.splitlines would take for a line's end.
    lines = enumerate(content.removeprefix(BYTE_ORDER_MARK).split(b"\n"), start=1)
    numbered = [(number, _question(path, number, line)) for number, line in lines if line.strip()]
    if not numbered:
        raise UnreadableQuestions(f"{path}: holds no questions")
    _reject_duplicates(path, numbered)
    return tuple(question for _, question in numbered)


def _question(path: Path, number: int, line: bytes) -> JudgedQuestion:
    try:
        return _LINE.validate_json(line, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        where = f"field {field}: " if field else ""
        # Not chained: the validator's own error repeats the line.
        raise UnreadableQuestions(f"{path}, line {number}: {where}{first['msg']}") from None


def _reject_duplicates(path: Path, numbered: list[tuple[int, JudgedQuestion]]) -> None:
    first_seen: dict[str, int] = {}
    for number, question in numbered:
        earlier = first_seen.setdefault(question.id, number)
        if earlier != number:
            raise UnreadableQuestions(f"{path}, line {number}: the id of line {earlier} again")
