"""Prompts are files: loaded once, rendered strictly, named by the hash of what was rendered."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import PromptError

_FILE = re.compile(r"\A\+\+\+\n(?P<front>.*?)\n\+\+\+\n(?P<body>.+)\Z", re.DOTALL)
_PLACE = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A prompt's words as they are sent."""

    text: str

    @property
    def sha256(self) -> str:
        """Of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as its file has it. ``body`` holds ``{{name}}`` for each of ``variables``.

    Raises PromptError when the two do not match.
    """

    name: str
    body: str
    variables: frozenset[str]

    def __post_init__(self) -> None:
        _same_names(self.name, "used in the text", set(_PLACE.findall(self.body)), self.variables)

    def render(self, **values: str) -> Rendered:
        """Put ``values`` in their places; a value is never searched for places itself. Raises PromptError."""
        _same_names(self.name, "given", set(values), self.variables)
        return Rendered(_PLACE.sub(lambda place: values[place[1]], self.body))


def load_prompt(folder: Path, name: str) -> Prompt:
    """Read ``folder/name.md``. Raises PromptError when it is missing or not in the form of prompts/README.md."""
    file = folder / f"{name}.md"
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise PromptError(f"prompt {name}: {file.name} cannot be read") from error
    found = _FILE.match(text.replace("\r\n", "\n"))
    if found is None:
        raise PromptError(f"prompt {name}: it begins with its variables between two +++ lines")
    try:
        front = tomllib.loads(found["front"])
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"prompt {name}: {error}") from error
    variables = front.get("variables")
    if front.keys() != {"purpose", "variables"} or not isinstance(variables, list):
        raise PromptError(f"prompt {name}: the front matter holds a purpose and a list of variables, no more")
    return Prompt(name, found["body"].strip(), frozenset(map(str, variables)))


def _same_names(prompt: str, what: str, found: set[str], declared: frozenset[str]) -> None:
    unknown, missing = sorted(found - declared), sorted(declared - found)
    if unknown:
        raise PromptError(f"prompt {prompt}: {', '.join(unknown)}: {what} but not declared")
    if missing:
        raise PromptError(f"prompt {prompt}: {', '.join(missing)}: declared but not {what}")
