"""The form of a model's reply, and reading it as it comes. Pure: text in, proposed statements out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant.answer import Quote
from assistant.errors import ModelError, ModelFault

MOST_STATEMENTS = 8
MOST_QUOTES = 3
LONGEST_STATEMENT = 400
LONGEST_QUOTE = 900
LONGEST_LABEL = 4
LIMITS_TOLD = {
    "most_statements": str(MOST_STATEMENTS),
    "most_quotes": str(MOST_QUOTES),
    "longest_statement": str(LONGEST_STATEMENT),
}
"""What prompts say of these limits, by the names of their variables."""

SCHEMA: Mapping[str, object] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["statements"],
    "properties": {
        "statements": {
            "type": "array",
            "maxItems": MOST_STATEMENTS,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text", "quotes"],
                "properties": {
                    "text": {"type": "string", "maxLength": LONGEST_STATEMENT},
                    "quotes": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": MOST_QUOTES,
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["label", "quote"],
                            "properties": {
                                "label": {"type": "string", "maxLength": LONGEST_LABEL},
                                "quote": {"type": "string", "maxLength": LONGEST_QUOTE},
                            },
                        },
                    },
                },
            },
        }
    },
}
"""Bounded everywhere: without limits a small model writes until its tokens run out."""

_DEPTH_OF_A_STATEMENT = 3
"""Brackets open inside a statement: the object, its list, itself."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A statement as a model wrote it: unverified by construction."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(slots=True)
class ReplyReader:
    """Reads a reply piece by piece and gives each statement as soon as its last bracket has come.

    A reply may stand in a fence (```json); anything else around the object is nonsense.
    """

    text: str = ""
    _read: int = 0
    _depth: int = 0
    _began: int = 0
    _in_string: bool = False
    _escaped: bool = False
    _given: int = field(default=0)

    def feed(self, piece: str) -> Iterator[Proposed]:
        """The statements that this piece completes. Raises ModelError when one is not in the form asked for."""
        self.text += piece
        while self._read < len(self.text):
            character = self.text[self._read]
            self._read += 1
            if self._in_string:
                self._inside_string(character)
            elif character == '"':
                self._in_string = self._depth > 0
            elif character in "{[":
                self._depth += 1
                if self._depth == _DEPTH_OF_A_STATEMENT:
                    self._began = self._read - 1
            elif character in "}]":
                self._depth -= 1
                if self._depth == _DEPTH_OF_A_STATEMENT - 1:
                    self._given += 1
                    yield _proposed(_parsed(self.text[self._began : self._read]))

    def finish(self) -> None:
        """Raises ModelError unless the whole reply was in the form asked for."""
        whole = whole_reply(self.text)
        if not isinstance(whole, dict) or whole.keys() != {"statements"} or not isinstance(whole["statements"], list):
            raise ModelError(ModelFault.NONSENSE)
        if len(whole["statements"]) != self._given or self._given > MOST_STATEMENTS:
            raise ModelError(ModelFault.NONSENSE)

    def _inside_string(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._in_string = False


def whole_reply(text: str) -> object:
    """What a whole reply is as JSON, out of its fence where it has one. Raises ModelError."""
    return _parsed(text.strip().removeprefix("```json").removeprefix("```").removesuffix("```"))


def _parsed(text: str) -> object:
    try:
        parsed: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ModelError(ModelFault.NONSENSE) from error
    return parsed


def _proposed(found: object) -> Proposed:
    if not isinstance(found, dict) or found.keys() != {"text", "quotes"} or not isinstance(found["quotes"], list):
        raise ModelError(ModelFault.NONSENSE)
    quotes = tuple(_quote(one) for one in found["quotes"][:MOST_QUOTES])
    return Proposed(bounded(found["text"], LONGEST_STATEMENT), quotes)


def _quote(found: object) -> Quote:
    if not isinstance(found, dict) or found.keys() != {"label", "quote"}:
        raise ModelError(ModelFault.NONSENSE)
    return Quote(bounded(found["label"], LONGEST_LABEL), bounded(found["quote"], LONGEST_QUOTE))


def bounded(found: object, longest: int) -> str:
    """A piece of a reply as text, white space folded. Raises ModelError unless it is text of ``longest`` at most."""
    if not isinstance(found, str) or len(found) > longest:
        raise ModelError(ModelFault.NONSENSE)
    return " ".join(found.encode("utf-8", "replace").decode("utf-8").split())
