"""A file of judged items, one JSON object a line, read strictly; a fault is told by file and line, not by text."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from ingest.errors import UnreadableQuestions

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Judged(Protocol):
    """Whatever is judged goes by an id, its own in its file."""

    @property
    def id(self) -> str:
        """The id."""


JudgedItem = TypeVar("JudgedItem", bound=Judged)


def load_judged(path: Path, form: TypeAdapter[JudgedItem]) -> tuple[JudgedItem, ...]:
    """Read every item of a file, in its order; blank lines are passed over.

    Raises UnreadableQuestions naming the file, the line and what is wrong, never the text of the line.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableQuestions(f"{path}: cannot be read: {error.strerror}") from error
    # Lines are split as bytes: a question may hold U+2028, which str.splitlines would take for a line's end.
    lines = enumerate(content.removeprefix(BYTE_ORDER_MARK).split(b"\n"), start=1)
    numbered = [(number, _item(path, number, line, form)) for number, line in lines if line.strip()]
    if not numbered:
        raise UnreadableQuestions(f"{path}: holds no questions")
    _reject_duplicates(path, [(number, item.id) for number, item in numbered])
    return tuple(item for _, item in numbered)


def _item(path: Path, number: int, line: bytes, form: TypeAdapter[JudgedItem]) -> JudgedItem:
    try:
        return form.validate_json(line, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        where = f"field {field}: " if field else ""
        # Not chained: the validator's own error repeats the line.
        raise UnreadableQuestions(f"{path}, line {number}: {where}{first['msg']}") from None


def _reject_duplicates(path: Path, numbered: list[tuple[int, str]]) -> None:
    first_seen: dict[str, int] = {}
    for number, item_id in numbered:
        earlier = first_seen.setdefault(item_id, number)
        if earlier != number:
            raise UnreadableQuestions(f"{path}, line {number}: the id of line {earlier} again")
