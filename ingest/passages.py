"""Provisions become passages: what is searched and quoted from.

A passage is one provision that stands alone (a paragraph, a definition, a schedule's item, a table row) with all
below it. One that is longer than a model can read is cut between its children, never inside one, and the opening
words are repeated in the embedded text so that each part still says what it is part of. A passage never joins two
provisions that stand alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.document import Document, Kind, Page, Passage, Provision, Span
from ingest.text import same_words

RULE_VERSION = "3"
"""Part of every document's recipe: raise it when the rule below changes what is embedded."""

LONGEST = 1_100
"""Characters of a passage's text: about the 256 tokens that the embedding model reads, headings included."""

SHORTEST_OPENING = 80
"""Characters of opening words ("In these Regulations-") below which they say nothing without what they open."""

_NEVER_SEARCHED = frozenset({Kind.NOTE, Kind.CONTENTS})
_STRUCTURE_ONLY = frozenset({Kind.PART, Kind.CHAPTER, Kind.HEADING, Kind.SCHEDULE})
_PARTS_OF_A_WHOLE = frozenset({Kind.SUB_PARAGRAPH, Kind.BULLET})


@dataclass(frozen=True, slots=True)
class ProvisionTree:
    """A document's provisions by id, with each one's children in reading order."""

    by_id: Mapping[str, Provision]
    children: Mapping[str, tuple[Provision, ...]]

    @classmethod
    def of(cls, provisions: Sequence[Provision]) -> ProvisionTree:
        """The tree of ``provisions``, which come in reading order."""
        children: dict[str, list[Provision]] = {}
        for provision in provisions:
            if provision.parent_id is not None:
                children.setdefault(provision.parent_id, []).append(provision)
        return cls({p.id: p for p in provisions}, {key: tuple(value) for key, value in children.items()})

    def ancestors(self, provision: Provision) -> tuple[Provision, ...]:
        """From the outermost down to the parent."""
        chain: list[Provision] = []
        parent_id = provision.parent_id
        while parent_id is not None:
            parent = self.by_id[parent_id]
            chain.append(parent)
            parent_id = parent.parent_id
        return tuple(reversed(chain))

    def subtree(self, provision: Provision) -> Iterator[Provision]:
        """The provision and all below it, in reading order."""
        yield provision
        for child in self.children.get(provision.id, ()):
            yield from self.subtree(child)


def make_passages(document: Document, pages: Sequence[Page], provisions: Sequence[Provision]) -> tuple[Passage, ...]:
    """The passages of one document, in reading order.

    Ids are the first provision's id, with "+2", "+3" for the further parts of one that was cut: the same document
    gives the same ids.
    """
    texts = {page.physical: page.text for page in pages}
    tree = ProvisionTree.of(provisions)
    passages: list[Passage] = []
    for provision in provisions:
        if _stands_alone(provision, tree):
            passages.extend(_passages_of(document, provision, tree, texts))
    return tuple(passages)


def words(spans: Sequence[Span], texts: Mapping[int, str]) -> str:
    """The pages' own words over ``spans``, joined by line breaks. ``texts`` maps physical page to text."""
    return "\n".join(texts[span.physical_page][span.start : span.end].strip() for span in spans)


def merge(spans: Sequence[Span], texts: Mapping[int, str]) -> tuple[Span, ...]:
    """The same words in as few spans as possible: neighbours with only white space between become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        last = merged[-1] if merged else None
        gap = texts[span.physical_page][last.end : span.start] if last else "x"
        if last and last.physical_page == span.physical_page and not gap.strip():
            merged[-1] = Span(last.physical_page, last.start, max(last.end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def is_part_of_a_sentence(provision: Provision) -> bool:
    """Whether a provision completes words that introduce it: "(c)" directly under "the registered person must-"."""
    lettered = provision.kind is Kind.PARAGRAPH and not provision.id.rsplit("/", 1)[-1][0].isdigit()
    return lettered or provision.kind in _PARTS_OF_A_WHOLE


def _stands_alone(provision: Provision, tree: ProvisionTree) -> bool:
    if provision.kind in _NEVER_SEARCHED | _STRUCTURE_ONLY or is_part_of_a_sentence(provision):
        return False
    if any(ancestor.kind in _NEVER_SEARCHED for ancestor in tree.ancestors(provision)):
        return False
    heads_others = any(_stands_alone(child, tree) for child in tree.children.get(provision.id, ()))
    return not heads_others or (provision.kind is not Kind.REGULATION and _length([provision]) >= SHORTEST_OPENING)


def _passages_of(
    document: Document, provision: Provision, tree: ProvisionTree, texts: Mapping[int, str]
) -> Iterator[Passage]:
    context = _context(document, provision, tree)
    for number, group in enumerate(_groups(provision, tree), start=1):
        spans = merge([span for part in group for span in part.spans], texts)
        if not spans:
            continue
        text = words(spans, texts)
        opening = "" if number == 1 else _opening(provision, group, tree, texts)
        yield Passage(
            id=provision.id if number == 1 else f"{provision.id}+{number}",
            document_id=document.id,
            provision_ids=tuple(part.id for part in group),
            spans=spans,
            text=text,
            embedded_text="\n".join(filter(None, [context, opening, same_words(text)])),
        )


def _context(document: Document, provision: Provision, tree: ProvisionTree) -> str:
    """The heading path: what the provision is about, outermost first, without the document's long title."""
    headings = [ancestor.heading for ancestor in tree.ancestors(provision) if ancestor.heading]
    own = [provision.heading] if provision.heading else []
    return " > ".join(dict.fromkeys([*headings[-3:], *own])) or document.title


def _groups(provision: Provision, tree: ProvisionTree) -> list[list[Provision]]:
    """The provision's subtree in parts of at most LONGEST characters, cut before a child, as high up as will do."""
    children = [child for child in tree.children.get(provision.id, ()) if child.kind not in _NEVER_SEARCHED]
    below = [child for child in children if not _stands_alone(child, tree)]
    whole = [provision, *(part for child in below for part in _searched(child, tree))]
    if _length(whole) <= LONGEST or not below:
        return [whole]
    groups: list[list[Provision]] = [[provision]]
    for child in below:
        parts = _groups(child, tree)
        for part in parts:
            only_opening = groups[-1] == [provision] and _length([provision]) < SHORTEST_OPENING * 2
            if only_opening or _length([*groups[-1], *part]) <= LONGEST:
                groups[-1].extend(part)
            else:
                groups.append(list(part))
    return groups


def _searched(provision: Provision, tree: ProvisionTree) -> Iterator[Provision]:
    """The provision and all below it, notes left out: an editor's note is no part of what the law says."""
    yield provision
    for child in tree.children.get(provision.id, ()):
        if child.kind not in _NEVER_SEARCHED:
            yield from _searched(child, tree)


def _length(parts: Sequence[Provision]) -> int:
    return sum(span.end - span.start for part in parts for span in part.spans)


def _opening(provision: Provision, group: Sequence[Provision], tree: ProvisionTree, texts: Mapping[int, str]) -> str:
    """The opening words above a later part: "(2) In particular, the standard requires the registered person to"."""
    above = [part for part in tree.ancestors(group[0]) if part.id == provision.id or part.id.startswith(provision.id)]
    openings = [same_words(words(part.spans[:1], texts)) for part in above if part.spans]
    return " ".join(opening[:240] for opening in openings)
