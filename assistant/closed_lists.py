"""corpus/lists.toml: what the law closes into lists, given whole to whoever asks for one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.corpus import Corpus
from ingest.document import Passage
from ingest.errors import CatalogueError

_FIELDS = frozenset({"id", "about", "signs", "provisions"})


@dataclass(frozen=True, slots=True)
class ClosedList:
    """``signs`` show that a question asks for it; ``provision_ids`` are all of it, in the order to be told."""

    id: str
    about: str
    signs: tuple[re.Pattern[str], ...]
    provision_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClosedLists:
    """Every closed list."""

    lists: tuple[ClosedList, ...]

    def passages(self, corpus: Corpus, question: str) -> tuple[Passage, ...]:
        """All passages of every list that the question asks for, each once; nothing of what is not ingested."""
        asked = (one for one in self.lists if any(sign.search(question) for sign in one.signs))
        wanted = (provision_id for one in asked for provision_id in one.provision_ids)
        found = (passage_id for provision_id in wanted for passage_id in _passages_of(corpus, provision_id))
        return tuple(corpus.passages[passage_id] for passage_id in dict.fromkeys(found))


NO_LISTS = ClosedLists(())


def load_closed_lists(path: Path) -> ClosedLists:
    """Read the file at ``path``. Raises CatalogueError for what is not in its form."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))["list"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise CatalogueError(f"{path.name} cannot be read ({type(error).__name__})") from error
    return ClosedLists(tuple(_closed_list(table, number) for number, table in enumerate(tables, start=1)))


def _closed_list(table: Any, number: int) -> ClosedList:
    if not isinstance(table, dict) or set(table) != _FIELDS:
        raise CatalogueError(f"list {number}: needs exactly {', '.join(sorted(_FIELDS))}")
    try:
        signs = tuple(re.compile(sign, re.IGNORECASE) for sign in table["signs"])
    except (re.error, TypeError) as error:
        raise CatalogueError(f"list {table['id']}: field signs must be regular expressions") from error
    return ClosedList(table["id"], table["about"], signs, tuple(table["provisions"]))


def _passages_of(corpus: Corpus, provision_id: str) -> Iterator[str]:
    provision = corpus.provisions.get(provision_id)
    if provision is None:
        return
    tree = corpus.trees[corpus.document_of(provision_id).id]
    for part in tree.subtree(provision):
        passage_id = corpus.passage_of_provision.get(part.id)
        if passage_id is not None:
            yield passage_id
