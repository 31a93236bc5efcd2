"""corpus/digest/: our own plain-English account of the documents, one entry a provision.

With the official text present it is an index layer: its words and questions are searched and point to the official
provision; they are never quoted. Where the official text cannot be had it stands in for it, marked as a digest
(``ingest/digest_pages.py``).
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import CatalogueError

_FIELDS: Mapping[str, Callable[[object], bool]] = {
    "provision": lambda value: isinstance(value, str) and "/" in value.strip("/"),
    "page": lambda value: type(value) is int and value >= 1,
    "text": lambda value: isinstance(value, str) and bool(value.strip()),
    "questions": lambda value: isinstance(value, list) and all(isinstance(question, str) for question in value),
}


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """One provision in our words. ``page`` is the official document's physical page where the provision starts."""

    provision_id: str
    page: int
    text: str
    questions: tuple[str, ...]

    @property
    def document_id(self) -> str:
        """The official document."""
        return self.provision_id.split("/", 1)[0]

    @property
    def expansion(self) -> str:
        """Everything that people may search it by."""
        return "\n".join([self.text, *self.questions])


def load_digest(folder: Path) -> tuple[DigestEntry, ...]:
    """Every entry below ``folder``, by document folder and file name; nothing when there is no such folder.

    Raises CatalogueError, naming the file and entry, for what is not in the form or stands twice.
    """
    entries = [entry for file in sorted(folder.glob("*/*.toml")) for entry in _read(file)]
    seen: set[str] = set()
    for entry in entries:
        if entry.provision_id in seen:
            raise CatalogueError(f"digest: two entries for {entry.provision_id}")
        seen.add(entry.provision_id)
    return tuple(entries)


def load_unanswered(file: Path) -> tuple[str, ...]:
    """The questions that the documents are known not to answer. Raises CatalogueError for a file not in its form."""
    try:
        questions = tomllib.loads(file.read_text(encoding="utf-8"))["questions"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise CatalogueError(f"{file.name} cannot be read ({type(error).__name__})") from error
    if not isinstance(questions, list) or not all(isinstance(one, str) and one.strip() for one in questions):
        raise CatalogueError(f"{file.name}: questions must be a list of words")
    return tuple(dict.fromkeys(questions))


def question_vector_id(provision_id: str, question: str) -> str:
    """The id of a question's vector: it changes with the question."""
    return f"{provision_id}?{hashlib.sha256(question.encode()).hexdigest()[:12]}"


def provision_of_question(vector_id: str) -> str:
    """The provision that a question's vector points to.

    >>> provision_of_question(question_vector_id("guide-2015/paragraph/10.12", "Who pays?"))
    'guide-2015/paragraph/10.12'
    """
    return vector_id.rpartition("?")[0]


def explained_by(folder: Path) -> frozenset[str]:
    """The ids of the documents that the digest below ``folder`` explains."""
    return frozenset(file.parent.name for file in folder.glob("*/*.toml"))


def digest_state(folder: Path) -> str:
    """Changes when a file of the digest below ``folder`` does; nothing is read."""
    files = sorted(folder.glob("*/*.toml"))
    return "\n".join(f"{f.parent.name}/{f.name} {f.stat().st_size} {f.stat().st_mtime_ns}" for f in files)


def _read(file: Path) -> list[DigestEntry]:
    name = f"{file.parent.name}/{file.name}"
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))["entry"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise CatalogueError(f"digest {name}: cannot be read ({type(error).__name__})") from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise CatalogueError(f"digest {name}: entries are written as [[entry]]")
    entries = []
    for number, table in enumerate(tables, start=1):
        wrong = [field for field, is_right in _FIELDS.items() if not is_right(table.get(field))]
        if wrong or set(table) - set(_FIELDS):
            raise CatalogueError(
                f"digest {name}: entry {number} is not in the form ({', '.join(wrong) or 'unknown field'})"
            )
        entries.append(DigestEntry(table["provision"], table["page"], table["text"], tuple(table["questions"])))
    return entries
