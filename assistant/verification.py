"""A quote and the pages it is said to stand on become a citation, or they do not. Pure; the only maker of citations.

A quote matches when its normalised words (``ingest/text.py`` states the rule) are a run of the normalised words of
the evidence. No score, no threshold: a quote with one other word is another quote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answer import _SEAL, Citation, Place, Quote, UnsupportedQuote
from ingest.corpus import Corpus
from ingest.document import Force, Kind, Passage, Provision, Span
from ingest.passages import ProvisionTree, is_part_of_a_sentence, merge, words
from ingest.structure.force import force_of
from ingest.text import find_all, normalise

SHORTEST_QUOTE = 12
"""Characters: anything shorter ("must", "28 days") stands on too many pages to prove anything."""

_CITED_AS_THEIR_PARENT = frozenset({Kind.BULLET})


def verify(corpus: Corpus, passage: Passage, quote: Quote) -> Citation | UnsupportedQuote:
    """Find a quote in the passage it names.

    Spans are those of the quoted words, cut where pages or provisions end; the label is that of the smallest
    provision holding them all; the force is that of the quoted words, read with the words that introduce them.
    """
    if len(normalise(quote.text).text) < SHORTEST_QUOTE:
        return UnsupportedQuote(quote, "too short to prove anything")
    spans = _find(quote.text, passage.spans, corpus.page_texts[passage.document_id])
    if not spans:
        return UnsupportedQuote(quote, "not in the evidence it names")
    return cite_spans(corpus, passage.document_id, spans)


def cite_provision(corpus: Corpus, provision: Provision) -> Citation:
    """Cite a provision with all below it. Raises ValueError when there are no words to cite."""
    document_id = corpus.document_of(provision.id).id
    return cite_spans(corpus, document_id, corpus.whole_spans(provision))


def cite_spans(
    corpus: Corpus, document_id: str, spans: Sequence[Span], *, sentence: Sequence[Span] | None = None
) -> Citation:
    """Cite exactly these spans of one document, as words of the smallest provision that holds them.

    ``sentence`` are the spans whose words decide the force, where the cited ones are only a piece of them.
    Raises UnknownDocument, UnknownPage, and ValueError where no provision holds the spans.
    """
    texts = corpus.page_texts[document_id]
    spans = merge(spans, texts)
    tree = corpus.trees[document_id]
    whole = sentence or spans
    holder = _smallest_holding(_touched(corpus, document_id, spans), tree)
    labelled = _labelled(holder, tree)
    return Citation(
        document=corpus.document(document_id),
        provision_id=labelled.id,
        provision_label=labelled.label,
        spans=spans,
        pages=tuple(corpus.page(document_id, span.physical_page) for span in spans),
        force=_force(_touched(corpus, document_id, whole), words(whole, texts), tree),
        also_at=_also_at(corpus, holder),
        seal=_SEAL,
    )


def _find(quote: str, spans: Sequence[Span], texts: Mapping[int, str]) -> tuple[Span, ...]:
    """The spans of the quote's first occurrence in the words over ``spans``; none when it is not there."""
    pieces = [texts[span.physical_page][span.start : span.end] for span in spans]
    found = next(find_all(quote, normalise("\n".join(pieces))), None)
    if found is None:
        return ()
    start, end = found
    cut: list[Span] = []
    position = 0
    for span, piece in zip(spans, pieces, strict=True):
        left, right = max(start - position, 0), min(end - position, len(piece))
        if left < right and piece[left:right].strip():
            cut.append(Span(span.physical_page, span.start + left, span.start + right))
        position += len(piece) + 1
    return tuple(cut)


def _touched(corpus: Corpus, document_id: str, spans: Sequence[Span]) -> list[Provision]:
    """The provisions some of whose own words lie in ``spans``, page by page in reading order."""
    pages = dict.fromkeys(span.physical_page for span in spans)
    there = (provision for page in pages for provision in corpus.on_page.get((document_id, page), ()))
    found = {p.id: p for p in there if any(_overlap(own, span) for own in p.spans for span in spans)}
    return list(found.values())


def _smallest_holding(touched: Sequence[Provision], tree: ProvisionTree) -> Provision:
    """The deepest provision whose words, with all below it, hold all that is touched."""
    if not touched:
        raise ValueError("no provision holds these words")
    paths = [[*(a.id for a in tree.ancestors(provision)), provision.id] for provision in touched]
    shared = [level[0] for level in zip(*paths, strict=False) if len(set(level)) == 1]
    return tree.by_id[shared[-1]] if shared else touched[0]


def _overlap(one: Span, other: Span) -> bool:
    return one.physical_page == other.physical_page and one.start < other.end and other.start < one.end


def _labelled(provision: Provision, tree: ProvisionTree) -> Provision:
    """The provision whose label people use: a bullet is cited as its paragraph."""
    while provision.kind in _CITED_AS_THEIR_PARENT and provision.parent_id is not None:
        provision = tree.by_id[provision.parent_id]
    return provision


def _force(touched: Sequence[Provision], quoted: str, tree: ProvisionTree) -> Force:
    """As printed in the words; items of a list keep the force of the words that introduce the list.

    Where the items differ, the words decide: a "may" among "must" is not made a must by its neighbours. An
    explanatory note asks nothing of anybody.
    """
    introduced = [p for p in touched if is_part_of_a_sentence(p) or p.kind is Kind.ITEM or p.reprint]
    forces = {p.force for p in introduced}
    if any(p.kind is Kind.EXPLANATORY_NOTE for one in touched for p in (one, *tree.ancestors(one))):
        return Force.STATES  # it says of itself that it is no part of the law
    if len(forces) == 1:
        return forces.pop() if introduced == list(touched) else force_of(quoted, forces.pop())
    if len(touched) == 1 and touched[0].kind is Kind.DEFINITION:
        return touched[0].force
    return force_of(quoted)


def _also_at(corpus: Corpus, holder: Provision) -> tuple[Place, ...]:
    places = []
    for twin_id in corpus.twins.get(holder.id, ()):
        twin = corpus.provisions[twin_id]
        document_id = corpus.document_of(twin_id).id
        label = _labelled(twin, corpus.trees[document_id]).label
        pages = tuple(dict.fromkeys(span.physical_page for span in corpus.whole_spans(twin)))
        places.append(Place(document_id, label, pages))
    return tuple(places)
