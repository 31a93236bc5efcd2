"""What may be a requirement of its own: a leaf provision of the law with the words around it, a sentence of guidance.

Nothing is judged here: the force, and whether it is a requirement at all, is read by ``register.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.compliance.sentence_force import clauses_of
from assistant.units import sentences_of
from assistant.wording import plain
from ingest.corpus import Corpus
from ingest.document import Authority, Kind, Provision, Span
from ingest.errors import UnknownProvision
from ingest.passages import ProvisionTree, merge, words

_HEADING_AND_NUMBER = re.compile(r"\A.*?^\s*(?:F\d+\s*)?\d+[A-Z]*\.\s*(?:[—–-]\s*)?", re.DOTALL | re.MULTILINE)
_BROKEN_AT_HYPHEN = re.compile(r"(?<=\w)-[^\S\n]*\n\s*(?=\w)")
_NOT_REQUIREMENTS = frozenset(
    {Kind.NOTE, Kind.CONTENTS, Kind.DEFINITION, Kind.EXPLANATORY_NOTE, Kind.HEADING, Kind.PART, Kind.CHAPTER}
)
_STRUCTURE = frozenset({Kind.PART, Kind.CHAPTER, Kind.HEADING})
_SENTENCES_OF = frozenset({Kind.PARAGRAPH, Kind.TEXT, Kind.TABLE_ROW, Kind.TERM})
"""A term's explanation may oblige too: "they must appoint a Responsible Individual"."""


@dataclass(frozen=True, slots=True)
class Around:
    """Words of a provision that open or close a list below it."""

    provision_id: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a requirement. ``number`` counts the sentences of a provision from 1; 0 for a whole one.

    ``own`` and ``Around.text`` are the pages' words with white space folded, without editorial marks and numbering.
    ``before`` is the sentence before it in its provision.
    """

    provision: Provision
    number: int
    spans: tuple[Span, ...]
    own: str
    opening: tuple[Around, ...] = ()
    closing: tuple[Around, ...] = ()
    before: str = ""

    @property
    def id(self) -> str:
        """The provision's id, and the sentence's number where it has more than one."""
        return f"{self.provision.id}#{self.number}" if self.number else self.provision.id

    @property
    def text(self) -> str:
        """The whole sentence: what opens the list, the words themselves, what closes it."""
        parts = [*(one.text for one in self.opening), self.own, *(one.text for one in self.closing)]
        return " ".join(part for part in parts if part)


def candidates(corpus: Corpus, document_id: str, wholes: frozenset[str] = frozenset()) -> Iterator[Candidate]:
    """Every leaf of the law, or every sentence of guidance, in reading order; reprints are passed over.

    A provision in ``wholes`` (ids) is one candidate with all below it.
    """
    tree = corpus.trees[document_id]
    texts = corpus.page_texts[document_id]
    by_law = corpus.documents[document_id].authority is Authority.STATUTE
    for provision in corpus.ingested[document_id].provisions:
        above = tree.ancestors(provision)
        if provision.reprint or any(one.kind in _NOT_REQUIREMENTS - _STRUCTURE for one in (*above, provision)):
            continue
        if any(one.id in wholes for one in above):
            continue
        if provision.id in wholes:
            yield _whole(corpus, provision)
        elif by_law:
            yield from _leaf(tree, texts, provision)
        else:
            yield from _sentences(tree, texts, provision)


def sentence_of(corpus: Corpus, candidate_id: str) -> Candidate:
    """The sentence of that id ("guide-2015/paragraph/3.9#3"). Raises UnknownProvision."""
    provision = corpus.provision(candidate_id.partition("#")[0])
    document_id = corpus.document_of(provision.id).id
    found = _sentences(corpus.trees[document_id], corpus.page_texts[document_id], provision)
    try:
        return next(one for one in found if one.id == candidate_id)
    except StopIteration:
        raise UnknownProvision("the provision has no sentence of that number") from None


def asked_by(corpus: Corpus, provision_id: str) -> Candidate:
    """A provision that others complete: a leaf with what opens its list, another with all below it.

    Raises UnknownProvision.
    """
    provision = corpus.provision(provision_id)
    document_id = provision_id.split("/", 1)[0]
    leaves = _leaf(corpus.trees[document_id], corpus.page_texts[document_id], provision)
    return next(leaves, None) or _whole(corpus, provision)


def _whole(corpus: Corpus, provision: Provision) -> Candidate:
    document_id = provision.id.split("/", 1)[0]
    spans, texts = corpus.whole_spans(provision), corpus.page_texts[document_id]
    opening, closing = _around(corpus.trees[document_id], texts, provision)
    return Candidate(provision, 0, spans, _text(provision, spans, texts), opening, closing)


def _leaf(tree: ProvisionTree, texts: Mapping[int, str], provision: Provision) -> Iterator[Candidate]:
    if provision.kind in _STRUCTURE or _below(tree, provision) or not provision.spans:
        return
    opening, closing = _around(tree, texts, provision)
    own = _text(provision, provision.spans, texts)
    if own:
        yield Candidate(provision, 0, provision.spans, own, opening, closing)


def _around(
    tree: ProvisionTree, texts: Mapping[int, str], provision: Provision
) -> tuple[tuple[Around, ...], tuple[Around, ...]]:
    """The words above that open the lists it stands in, outermost first, and those that close them."""
    opening, closing = [], list[Around]()
    first = provision.spans[0]
    for parent in tree.ancestors(provision):
        if parent.kind in _STRUCTURE or parent.kind is Kind.SCHEDULE:
            continue
        ahead = tuple(span for span in parent.spans if span < first)
        behind = tuple(span for span in parent.spans if span > first)
        opening.append(Around(parent.id, _text(parent, ahead, texts), ahead))
        closing.append(Around(parent.id, _text(parent, behind, texts), behind))
    said = tuple(one for one in opening if one.text)
    return said, tuple(one for one in reversed(closing) if one.text)


def _sentences(tree: ProvisionTree, texts: Mapping[int, str], provision: Provision) -> Iterator[Candidate]:
    if provision.kind is Kind.BULLET or (provision.kind is Kind.PARAGRAPH and _is_listed(tree, provision)):
        yield from _bullet(tree, texts, provision)
        return
    if provision.kind not in _SENTENCES_OF or (provision.kind is Kind.TEXT and provision.parent_id is None):
        return
    children = _below(tree, provision)
    openings = {_opening_of(texts, provision, children, child) for child in children}
    before = ""
    for number, spans in enumerate(_sentences_in(texts, provision, children), start=1):
        own = _text(provision, spans, texts)
        if spans not in openings and own:
            yield Candidate(provision, number, spans, own, before=before)
        before = own


def _bullet(tree: ProvisionTree, texts: Mapping[int, str], provision: Provision) -> Iterator[Candidate]:
    parent = tree.by_id[provision.parent_id] if provision.parent_id else None
    own = _text(provision, provision.spans, texts)
    if parent is None or not own:
        return
    children = _below(tree, parent)
    spans = _opening_of(texts, parent, children, provision)
    opening = Around(parent.id, _text(parent, spans, texts), spans)
    sentences = list(_sentences_in(texts, parent, children))
    place = sentences.index(spans) if spans in sentences else 0
    before = _text(parent, sentences[place - 1], texts) if place else ""
    yield Candidate(provision, 0, provision.spans, own, (opening,) if opening.text else (), before=before)


def _sentences_in(
    texts: Mapping[int, str], provision: Provision, children: Sequence[Provision]
) -> Iterator[tuple[Span, ...]]:
    """The sentences of a provision, one never running over the lists that interrupt it."""
    starts = [child.spans[0] for child in children if child.spans]
    for _, piece in groupby(provision.spans, key=lambda span: sum(start < span for start in starts)):
        for sentence in sentences_of(tuple(piece), texts):
            yield from clauses_of(sentence, texts)


def _opening_of(
    texts: Mapping[int, str], parent: Provision, children: Sequence[Provision], child: Provision
) -> tuple[Span, ...]:
    """The last sentence of ``parent`` ahead of ``child``, one of a list below it."""
    ahead = [sentence for sentence in _sentences_in(texts, parent, children) if sentence[0] < child.spans[0]]
    return ahead[-1] if ahead else ()


def _is_listed(tree: ProvisionTree, provision: Provision) -> bool:
    return False if provision.parent_id is None else tree.by_id[provision.parent_id].kind is Kind.PARAGRAPH


def _below(tree: ProvisionTree, provision: Provision) -> Sequence[Provision]:
    return [one for one in tree.children.get(provision.id, ()) if one.kind is not Kind.NOTE]


def _text(provision: Provision, spans: Sequence[Span], texts: Mapping[int, str]) -> str:
    said = _BROKEN_AT_HYPHEN.sub("-", words(merge(spans, texts), texts))
    if provision.kind is Kind.REGULATION:
        said = _HEADING_AND_NUMBER.sub("", said, count=1)
    return plain(said)
