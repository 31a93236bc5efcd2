"""The clauses of provisions: each its own words, a sentence at a time, with the words that introduce it.

A clause is what a statement is laid beside: "(b) within 48 hours of the use of the measure, ..." under "The registered
person must ensure that-", with the rest of its paragraph around it and the headings above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.compliance.printed import Printed
from assistant.units import force_of_words, sentences_of, without_heading
from assistant.wording import plain
from ingest.corpus import Corpus
from ingest.document import Authority, Document, Force, Kind, Passage, Provision, Span
from ingest.passages import ProvisionTree, is_part_of_a_sentence, words

SHORTEST = 3
"""Words of its own that a clause needs."""

LONGEST_AROUND = 3_000
"""Characters of the rest of a paragraph that are looked at."""

_TELLS_NOTHING = frozenset({Kind.CONTENTS, Kind.EXPLANATORY_NOTE, Kind.HEADING, Kind.PART, Kind.CHAPTER})


@dataclass(frozen=True, slots=True)
class Clause:
    """``spans`` are its own words, ``opening`` those that introduce it, outermost first; ``printed`` is both."""

    document_id: str
    spans: tuple[Span, ...]
    opening: tuple[Span, ...]
    printed: Printed


def clauses_of(corpus: Corpus, passage: Passage) -> tuple[Clause, ...]:
    """The clauses of a passage's provisions, in reading order."""
    tree = corpus.trees[passage.document_id]
    return tuple(clause for one in passage.provision_ids for clause in clauses_in(corpus, tree.by_id[one]))


def clauses_in(corpus: Corpus, provision: Provision) -> Iterator[Clause]:
    """The clauses of a provision's own words; those below it aside."""
    if provision.kind in _TELLS_NOTHING or not provision.spans:
        return
    document = corpus.document_of(provision.id)
    tree, texts = corpus.trees[document.id], corpus.page_texts[document.id]
    spans = tuple(without_heading(provision, span, texts) for span in provision.spans)
    opening = tuple(_opening(provision, tree, texts))
    pieces = [spans] if opening else list(sentences_of(spans, texts))
    for piece in pieces:
        said = plain(words(piece, texts))
        if len(said.split()) >= SHORTEST:
            yield Clause(document.id, piece, opening, _printed(corpus, provision, piece, opening))


def _printed(corpus: Corpus, provision: Provision, piece: Sequence[Span], opening: Sequence[Span]) -> Printed:
    document = corpus.document_of(provision.id)
    tree, texts = corpus.trees[document.id], corpus.page_texts[document.id]
    whole = provision.force if opening or document.authority is Authority.DIGEST else force_of_words(piece, texts)
    return Printed(
        provision_id=provision.id,
        label=provision.label,
        words=plain(words(piece, texts)),
        force=whole if whole is not Force.STATES or not opening else provision.force,
        authority=document.authority,
        opening=" ".join(plain(words([span], texts)) for span in opening),
        headings=_headings(provision, tree, document),
        around=_around(corpus, provision, tree),
    )


def _opening(provision: Provision, tree: ProvisionTree, texts: Mapping[int, str]) -> Iterator[Span]:
    """The words above an item of a list, from the whole sentence's beginning: of each level the last sentence."""
    if not is_part_of_a_sentence(provision) or provision.parent_id is None:
        return
    parent = tree.by_id[provision.parent_id]
    yield from _opening(parent, tree, texts)
    spans = tuple(without_heading(parent, span, texts) for span in parent.spans[:1])
    sentences = list(sentences_of(spans, texts))
    yield from sentences[-1] if sentences else ()


def _headings(provision: Provision, tree: ProvisionTree, document: Document) -> str:
    above = [one.heading for one in tree.ancestors(provision) if one.heading]
    own = [provision.heading] if provision.heading else []
    return " > ".join(dict.fromkeys([*above[-3:], *own])) or document.title


def _around(corpus: Corpus, provision: Provision, tree: ProvisionTree) -> str:
    """The paragraph that a list's item belongs to, whole."""
    top = provision
    while is_part_of_a_sentence(top) and top.parent_id is not None:
        top = tree.by_id[top.parent_id]
    return plain(corpus.words(top))[:LONGEST_AROUND] if top is not provision or tree.children.get(top.id) else ""
