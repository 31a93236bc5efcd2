"""Words become citations, one for each run without a gap: every quote stands on its page in one piece."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.verification import cite_spans
from ingest.corpus import Corpus
from ingest.document import Kind, Provision, Span
from ingest.passages import merge


def cite_runs(corpus: Corpus, document_id: str, spans: Sequence[Span]) -> tuple[Citation, ...]:
    """Citations of ``spans`` of one document, in page order; the force of each is that of all the words together.

    Raises what ``cite_spans`` raises.
    """
    whole = cite_spans(corpus, document_id, spans)
    if len(whole.spans) == 1:
        return (whole,)
    return tuple(cite_spans(corpus, document_id, [span], sentence=whole.spans) for span in whole.spans)


def own_spans(corpus: Corpus, provision: Provision) -> tuple[Span, ...]:
    """The spans of a provision with all below it, notes to it left out: they are no part of what it says."""
    document_id = corpus.document_of(provision.id).id
    subtree = corpus.trees[document_id].subtree(provision)
    parts = (part for part in subtree if part.kind is not Kind.NOTE or part is provision)
    return merge([span for part in parts for span in part.spans], corpus.page_texts[document_id])
