"""The promises that every parser makes, checked on every ingest."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Page, Structure
from ingest.errors import StructureError


def check(document_id: str, pages: Sequence[Page], structure: Structure) -> None:
    """Raise StructureError, naming the document and the promise, where a parsed structure breaks one.

    Ids start with the document's and are unique; a parent stands before its children; spans lie on their pages;
    there is at least one provision with words of its own.
    """
    lengths = {page.physical: len(page.text) for page in pages}
    seen: set[str] = set()
    for provision in structure.provisions:
        if not provision.id.startswith(f"{document_id}/"):
            raise StructureError(f"{document_id}: a provision's id does not start with the document's")
        if provision.id in seen:
            raise StructureError(f"{document_id}: two provisions are called {provision.id}")
        if provision.parent_id is not None and provision.parent_id not in seen:
            raise StructureError(f"{document_id}: {provision.id} stands before its parent")
        if any(span.end > lengths.get(span.physical_page, 0) for span in provision.spans):
            raise StructureError(f"{document_id}: {provision.id} runs off its page")
        seen.add(provision.id)
    if not any(provision.spans for provision in structure.provisions):
        raise StructureError(f"{document_id}: no provision was found in it")
