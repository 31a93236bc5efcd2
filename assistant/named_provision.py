"""The provisions that a person names: by id, or as it is written ("reg 28(2)(c)", "Schedule 1 paragraph 19")."""

from __future__ import annotations

import re

from assistant.retrieval.exact import named_provisions, names_nothing
from ingest.corpus import Corpus
from ingest.document import Provision
from ingest.errors import UnknownProvision

LONGEST_REFERENCE = 300
"""Characters. Provision ids and written forms are far shorter."""

_BARE = (
    (re.compile(r"\d{1,3}[A-Za-z]{0,2}(?:\s?\(\w{1,4}\))*"), "regulation"),
    (re.compile(r"\d{1,2}\.\d{1,3}"), "paragraph"),
)
_HOW = 'write it as "reg 28(2)", "para 10.12", "Schedule 1 paragraph 19", or give its id'


def look_up(corpus: Corpus, reference: str) -> tuple[Provision, ...]:
    """The provisions named, in order; where several documents have one, the statute's, else the guidance's.

    A bare "28(2)" is a regulation, a bare "10.12" a paragraph; a label as a citation shows it will do as well.
    Raises UnknownProvision, naming the nearest provision above where there is one.

    Messages never repeat the reference: it may hold anything.
    """
    written = " ".join(reference.split())[:LONGEST_REFERENCE]
    if written in corpus.provisions:
        return (corpus.provisions[written],)
    labelled = _labelled(corpus, written)
    if len(labelled) == 1:
        return labelled
    named = named_provisions(corpus, _in_full(written))
    missing = next((one for one in named if not one.exactly), None)
    if missing is not None:
        nearest = missing.provision
        raise UnknownProvision(f"no such provision; the nearest there is: {nearest.label} ({nearest.id})")
    found = tuple(one.provision for one in named) or labelled
    if not found:
        raise UnknownProvision(f"no such provision; {_HOW}")
    if names_nothing(corpus, _in_full(written)):
        there = ", ".join(provision.label for provision in found)
        raise UnknownProvision(f"not all of these are provisions; there is {there}")
    return found


def _in_full(written: str) -> str:
    kind = next((word for pattern, word in _BARE if pattern.fullmatch(written)), None)
    return f"{kind} {written}" if kind else written


def _labelled(corpus: Corpus, written: str) -> tuple[Provision, ...]:
    label = written.casefold()
    return tuple(p for p in corpus.provisions.values() if not p.reprint and p.label.casefold() == label)
