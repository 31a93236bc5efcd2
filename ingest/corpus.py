"""The documents as ingested, in memory: what a question is answered from.

An immutable snapshot of the library. References are resolved here, among all documents; an ingest makes a new
snapshot and the old one serves whoever still holds it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.document import Authority, Document, Page, Passage, Provision, Reference, Span
from ingest.errors import UnknownDocument, UnknownPage, UnknownProvision
from ingest.library import IngestedDocument
from ingest.passages import ProvisionTree, merge, words
from ingest.references import resolve, statutes_named
from ingest.twins import Twins
from ingest.unseen_text import unseen


@dataclass(frozen=True, slots=True)
class Counts:
    """What ``homes documents`` shows of one document."""

    provisions: int
    passages: int
    references_resolved: int
    references_unresolved: int
    not_understood: int
    unseen: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Corpus:
    """Every ingested document, its provisions, passages and resolved references.

    Ids, labels and positions are those of the documents; see the properties for the ways in.
    """

    documents: Mapping[str, Document]
    ingested: Mapping[str, IngestedDocument]
    references: Mapping[str, tuple[Reference, ...]]

    @classmethod
    def of(cls, ingested: Sequence[IngestedDocument]) -> Corpus:
        """Resolve references among ``ingested`` and index them."""
        statutes = {i.document.id: i.document.title for i in ingested if _has_regulations(i)}
        known = {p.id for i in ingested for p in i.provisions if not p.reprint}
        references: dict[str, tuple[Reference, ...]] = {}
        for one in ingested:
            text = " ".join(page.text for page in one.pages) if len(statutes) > 1 else ""
            laws = [law for law in statutes_named(text, statutes) if law != one.document.id]
            references[one.document.id] = resolve(one.document.id, one.references, known, laws)
        return cls(
            documents={i.document.id: i.document for i in ingested},
            ingested={i.document.id: i for i in ingested},
            references=references,
        )

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Passages by id, in document and reading order."""
        return {passage.id: passage for one in self.ingested.values() for passage in one.passages}

    @cached_property
    def provisions(self) -> Mapping[str, Provision]:
        """Provisions by id, in document and reading order."""
        return {provision.id: provision for one in self.ingested.values() for provision in one.provisions}

    @cached_property
    def trees(self) -> Mapping[str, ProvisionTree]:
        """Each document's provision tree, by document id."""
        return {document_id: ProvisionTree.of(one.provisions) for document_id, one in self.ingested.items()}

    @cached_property
    def pages(self) -> Mapping[str, Mapping[int, Page]]:
        """Pages by document id and physical number."""
        return {document_id: {page.physical: page for page in one.pages} for document_id, one in self.ingested.items()}

    @cached_property
    def page_texts(self) -> Mapping[str, Mapping[int, str]]:
        """Page texts by document id and physical number."""
        return {
            document_id: {page.physical: page.text for page in one.pages} for document_id, one in self.ingested.items()
        }

    @cached_property
    def passage_of_provision(self) -> Mapping[str, str]:
        """The passage that holds each provision; one that only heads others maps to its first descendant's."""
        holding: dict[str, str] = {}
        for passage in self.passages.values():
            tree = self.trees[passage.document_id]
            for provision_id in passage.provision_ids:
                holding.setdefault(provision_id, passage.id)
                for ancestor in tree.ancestors(tree.by_id[provision_id]):
                    holding.setdefault(ancestor.id, passage.id)
        return holding

    @cached_property
    def references_from(self) -> Mapping[str, tuple[Reference, ...]]:
        """Resolved and unresolved references by the provision that makes them."""
        return _grouped(self.references, lambda reference: reference.from_provision_id)

    @cached_property
    def references_to(self) -> Mapping[str, tuple[Reference, ...]]:
        """Resolved references by the provision they name."""
        return _grouped(self.references, lambda reference: reference.to_provision_id)

    @cached_property
    def twins(self) -> Twins:
        """The other provisions with the very words of a provision, by its id."""
        return Twins(tuple(self.provisions.values()), self.words)

    @cached_property
    def _kept_spans(self) -> dict[str, tuple[Span, ...]]:
        """``whole_spans`` as they are asked for: an answer looks at some of them hundreds of times."""
        return {}

    @cached_property
    def on_page(self) -> Mapping[tuple[str, int], tuple[Provision, ...]]:
        """The provisions with words of their own on a page, by document id and physical number."""
        found: dict[tuple[str, int], list[Provision]] = {}
        for document_id, one in self.ingested.items():
            for provision in one.provisions:
                for page in {span.physical_page for span in provision.spans}:
                    found.setdefault((document_id, page), []).append(provision)
        return {where: tuple(provisions) for where, provisions in found.items()}

    @cached_property
    def vector_ids(self) -> Mapping[str, str]:
        """Passage id by the id of its vector."""
        return {vector_id(passage): passage.id for passage in self.passages.values()}

    def document(self, document_id: str) -> Document:
        """Raises UnknownDocument."""
        try:
            return self.documents[document_id]
        except KeyError:
            raise UnknownDocument("no such document; `homes documents` lists them") from None

    def document_of(self, provision_id: str) -> Document:
        """The document that a provision or passage id belongs to."""
        return self.documents[provision_id.split("/", 1)[0]]

    def page(self, document_id: str, physical: int) -> Page:
        """Raises UnknownDocument, UnknownPage. ``physical`` is 1-based."""
        self.document(document_id)
        try:
            return self.pages[document_id][physical]
        except KeyError:
            count = len(self.pages[document_id])
            raise UnknownPage(f"{document_id} has pages 1 to {count}") from None

    def provision(self, provision_id: str) -> Provision:
        """Raises UnknownProvision."""
        try:
            return self.provisions[provision_id]
        except KeyError:
            raise UnknownProvision('no such provision; `homes provision` takes ids and forms as "reg 28(2)"') from None

    def whole_spans(self, provision: Provision) -> tuple[Span, ...]:
        """The spans of a provision with all below it, in page order."""
        kept = self._kept_spans.get(provision.id)
        if kept is None:
            document_id = self.document_of(provision.id).id
            tree = self.trees[document_id]
            spans = [span for part in tree.subtree(provision) for span in part.spans]
            kept = self._kept_spans[provision.id] = merge(spans, self.page_texts[document_id])
        return kept

    def words(self, provision: Provision) -> str:
        """The provision's whole text, all below it included, as the pages have it."""
        return words(self.whole_spans(provision), self.page_texts[self.document_of(provision.id).id])

    def counts(self, document_id: str) -> Counts:
        """Raises UnknownDocument."""
        self.document(document_id)
        one = self.ingested[document_id]
        resolved = sum(reference.to_provision_id is not None for reference in self.references[document_id])
        return Counts(
            provisions=len(one.provisions),
            passages=len(one.passages),
            references_resolved=resolved,
            references_unresolved=len(self.references[document_id]) - resolved,
            not_understood=len(one.not_understood),
            unseen=unseen(one.pages),
        )


def vector_id(passage: Passage) -> str:
    """The id of a passage's vector: it changes with the words, so that old and new versions never mix."""
    return f"{passage.id}@{hashlib.sha256(passage.embedded_text.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _has_regulations(one: IngestedDocument) -> bool:
    """Whether other documents' "regulation 28" may mean this one's: a statute, or the digest standing in for it."""
    document = one.document
    stands_in = document.digest and any(p.id.startswith(f"{document.id}/regulation/") for p in one.provisions)
    return document.authority is Authority.STATUTE or stands_in


def _grouped(
    references: Mapping[str, tuple[Reference, ...]], key: Callable[[Reference], str | None]
) -> Mapping[str, tuple[Reference, ...]]:
    grouped: dict[str, list[Reference]] = {}
    for one in references.values():
        for reference in one:
            name = key(reference)
            if name is not None:
                grouped.setdefault(name, []).append(reference)
    return {name: tuple(members) for name, members in grouped.items()}
