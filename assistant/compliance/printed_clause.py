"""A provision's words as the clause that a document is laid beside: its own, what opens them, what stands around."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.citing import own_spans
from assistant.compliance.document_units import sentences
from assistant.compliance.printed import Printed
from ingest.corpus import Corpus
from ingest.document import Kind, Provision
from ingest.passages import is_part_of_a_sentence, words
from ingest.structure.force import force_of

_OPENS_NOTHING = frozenset({Kind.HEADING, Kind.PART, Kind.CHAPTER, Kind.SCHEDULE})


def printed_words(corpus: Corpus, provision: Provision) -> str:
    """The provision's words with all below it, notes left out, on one line."""
    document_id = corpus.document_of(provision.id).id
    return " ".join(words(own_spans(corpus, provision), corpus.page_texts[document_id]).split())


def clauses(corpus: Corpus, provision: Provision) -> tuple[Printed, ...]:
    """What is printed there: a clause of the law whole, a paragraph of guidance sentence by sentence."""
    whole = printed_words(corpus, provision)
    opening, around, headings = _opening(corpus, provision), _around(corpus, provision), _headings(corpus, provision)
    document = corpus.document_of(provision.id)
    apart = is_part_of_a_sentence(provision) or provision.kind is Kind.ITEM
    pieces = [whole] if apart else [whole[start:end] for start, end in sentences(whole)]
    return tuple(
        Printed(
            provision_id=provision.id,
            label=provision.label,
            words=piece,
            force=provision.force if apart else force_of(piece),
            authority=document.authority,
            opening=opening,
            headings=headings,
            around=around,
        )
        for piece in pieces
    )


def _opening(corpus: Corpus, provision: Provision) -> str:
    """The words of the provisions above that this one completes: "The registered person must ensure that"."""
    return " ".join(_openings(corpus, provision))


def _openings(corpus: Corpus, provision: Provision) -> Iterator[str]:
    if not is_part_of_a_sentence(provision):
        return
    document_id = corpus.document_of(provision.id).id
    texts = corpus.page_texts[document_id]
    for above in corpus.trees[document_id].ancestors(provision):
        if above.kind not in _OPENS_NOTHING and above.spans:
            yield " ".join(words(above.spans[:1], texts).split())


def _around(corpus: Corpus, provision: Provision) -> str:
    parent = corpus.provisions.get(provision.parent_id or "")
    return printed_words(corpus, parent) if parent is not None and is_part_of_a_sentence(provision) else ""


def _headings(corpus: Corpus, provision: Provision) -> str:
    tree = corpus.trees[corpus.document_of(provision.id).id]
    titles = [above.heading for above in (*tree.ancestors(provision), provision) if above.heading]
    return " ".join(titles[-3:])
