"""Provisions that the question names: "reg 28(2)", "para 10.12", "Schedule 1 paragraph 19"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Hit
from ingest.corpus import Corpus
from ingest.document import Authority, Document, Provision
from ingest.lexicon import terms_of
from ingest.references import Mention, mentions

_BY_AUTHORITY = tuple(Authority)
_SAYS_NOTHING = frozenset(
    terms_of(
        "say says mean means read require requires required ask asks state states contain cover about text full show"
        " list everything all every whole item matter thing give quote"
    )
)


@dataclass(frozen=True, slots=True)
class Named:
    """A provision named in a text. ``exactly`` is False where only one above it exists ("reg 28(9)" is reg 28)."""

    written: str
    provision: Provision
    exactly: bool


@dataclass(frozen=True, slots=True)
class ExactRun:
    """Finds the passages of provisions named in a text, those of short provisions first."""

    corpus: Corpus
    name: str = "exact"

    def search(self, text: str, count: int) -> tuple[Hit, ...]:
        """The passages of each named provision; one of a provision's n passages scores 1 over the root of n."""
        shares: dict[str, float] = {}
        for named in named_provisions(self.corpus, text):
            passages = tuple(dict.fromkeys(self._passages(named.provision)))
            for passage_id in passages:
                shares[passage_id] = max(shares.get(passage_id, 0.0), len(passages) ** -0.5)
        ordered = sorted(shares.items(), key=lambda item: -item[1])[:count]
        return tuple(Hit(p, rank, share, self.name) for rank, (p, share) in enumerate(ordered, start=1))

    def _passages(self, provision: Provision) -> Iterator[str]:
        tree = self.corpus.trees[self.corpus.document_of(provision.id).id]
        for part in tree.subtree(provision):
            passage_id = self.corpus.passage_of_provision.get(part.id)
            if passage_id is not None:
                yield passage_id


def asks_only_for_provisions(text: str) -> bool:
    """Whether a question says nothing beside the provisions it names ("what does reg 28(2) say?")."""
    named = mentions(text)
    rest = text
    for mention in reversed(named):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    return bool(named) and not [term for term in terms_of(rest) if " " not in term and term not in _SAYS_NOTHING]


def named_provisions(corpus: Corpus, text: str) -> tuple[Named, ...]:
    """The provisions that ``text`` names and the library has, in the order of the text; statute before guidance."""
    documents = sorted(corpus.documents.values(), key=lambda document: _BY_AUTHORITY.index(document.authority))
    found = [
        named
        for mention in mentions(text)
        if not mention.foreign
        for path in mention.paths
        if (named := _nearest(corpus, documents, _mentioned(mention, path), path)) is not None
    ]
    return tuple({named.provision.id: named for named in found}.values())


def names_nothing(corpus: Corpus, text: str) -> tuple[str, ...]:
    """What ``text`` names of which the library has nothing, not even a provision above, in its order.

    A mention of one is given as it is written, of several in part ("regulations 5 and 99" gives "regulation 99").
    """
    documents = tuple(corpus.documents.values())
    unknown: list[str] = []
    for mention in (mention for mention in mentions(text) if not mention.foreign):
        missing = [path for path in mention.paths if _nearest(corpus, documents, mention.written, path) is None]
        unknown.extend(_mentioned(mention, path) for path in missing)
    return tuple(unknown)


def _mentioned(mention: Mention, path: str) -> str:
    """One of the provisions that a mention names, as it is written there where it is the only one."""
    return mention.written if len(mention.paths) == 1 else _written(path)


def _written(path: str) -> str:
    """A path as people write it: "regulation/28/2/c" is regulation 28(2)(c), "schedule/1/3" is its paragraph 3."""
    path = re.sub(r"^(schedule/\d+)/", r"\1/paragraph/", path)
    return re.sub(r"(?<=[\d)])/(\w{1,4})(?![a-z])", r"(\1)", path).replace("/", " ")


def _nearest(corpus: Corpus, documents: Sequence[Document], written: str, path: str) -> Named | None:
    """The provision at ``path`` in the first document that has it, else the closest one above it."""
    steps = path.split("/")
    for depth in range(len(steps), 1, -1):
        for document in documents:
            provision = corpus.provisions.get("/".join([document.id, *steps[:depth]]))
            if provision is not None and not provision.reprint:
                return Named(written, provision, depth == len(steps))
    return None
