"""A document's table of contents, made from its provisions: on the wire."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.entrypoints.schemas import Wire
from ingest.corpus import Corpus
from ingest.document import Kind, Provision

_NOT_LISTED = frozenset({Kind.NOTE, Kind.CONTENTS, Kind.DEFINITION})


class ContentsOut(Wire):
    """A provision with a title, and those below it that have one as well."""

    provision_id: str
    provision: str
    heading: str
    kind: str
    children: list[ContentsOut]


def contents_of(corpus: Corpus, document_id: str) -> list[ContentsOut]:
    """The tree of a document's titled provisions; reprints of another document are left out. Raises UnknownDocument."""
    document = corpus.document(document_id)
    children = corpus.trees[document.id].children
    roots = [one for one in corpus.ingested[document.id].provisions if one.parent_id is None]
    return [entry for root in roots for entry in _entries(root, children)]


def _entries(provision: Provision, children: Mapping[str, tuple[Provision, ...]]) -> list[ContentsOut]:
    """The provision's own entry; those of its children where it has no title itself."""
    below = [entry for child in children.get(provision.id, ()) for entry in _entries(child, children)]
    if provision.heading is None or provision.kind in _NOT_LISTED or provision.reprint:
        return below if not provision.reprint else []
    entry = ContentsOut(
        provision_id=provision.id,
        provision=provision.label,
        heading=provision.heading,
        kind=provision.kind.value,
        children=below,
    )
    return [entry]
