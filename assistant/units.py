"""The smallest pieces of a passage that can stand as an answer: sub-paragraphs, bullets, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.corpus import Corpus
from ingest.document import Force, Kind, Passage, Provision, Span
from ingest.passages import ProvisionTree, is_part_of_a_sentence, merge, words
from ingest.structure.force import force_of

WHOLE_UP_TO = 420
"""Characters: words no longer than this are one unit; cutting them would only lose their sense."""

WHOLE_LIST_UP_TO = 800
"""Characters: a list no longer than this stays whole with the words that introduce it; half a list misleads."""

_ONE_WHOLE = frozenset({Kind.DEFINITION, Kind.TERM, Kind.TABLE_ROW})
_SENTENCE_END = re.compile(r"(?<=[a-z”’)\]])[.?!][”’\")\]]?\d{0,2}\s+(?=[A-Z“‘\"(•])")
_REGULATION_NUMBER = re.compile(r"^\s*\d+[A-Z]*\.", re.MULTILINE)
_NOT_AN_END = re.compile(r"(?:\b(?:e\.g|i\.e|etc|para|paras|reg|regs|No|s|ss|v|Ms|Mr|Dr|St|cf)|\b[A-Z])\.\s+\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of one provision. ``opening`` are the spans of the words that introduce it ("must ensure that-"); those
    words are a unit of their own as well, without an opening, where the list they introduce is cut up.
    """

    provision_id: str
    spans: tuple[Span, ...]
    opening: tuple[Span, ...] = ()


def units_of(corpus: Corpus, passage: Passage) -> tuple[Unit, ...]:
    """The units of a passage in reading order; together they hold all its words.

    In our digest nothing introduces anything: even the account of a sub-paragraph is a sentence by itself.
    """
    units = _units_of(corpus, passage)
    if corpus.document(passage.document_id).digest:
        return tuple(replace(unit, opening=()) for unit in units)
    return units


def _units_of(corpus: Corpus, passage: Passage) -> tuple[Unit, ...]:
    tree = corpus.trees[passage.document_id]
    texts = corpus.page_texts[passage.document_id]
    root = tree.by_id[passage.provision_ids[0]]
    limit = WHOLE_LIST_UP_TO if len(passage.provision_ids) > 1 else WHOLE_UP_TO
    if root.kind in _ONE_WHOLE or (len(passage.text) <= limit and not _mixes_forces(root, passage.spans, texts)):
        first, *others = passage.spans
        spans = (without_heading(root, first, texts), *others)
        return (Unit(root.id, spans, _opening_above(root, tree, texts)),)
    inside = set(passage.provision_ids)
    return tuple(_units(tree, texts, inside))


def _units(tree: ProvisionTree, texts: Mapping[int, str], inside: set[str]) -> Iterator[Unit]:
    """Walk the passage's provisions: own sentences first, then each child whole, or cut again where it is long."""
    heads = [p for p in (tree.by_id[i] for i in inside) if p.parent_id not in inside]
    for head in sorted(heads, key=lambda p: p.spans[:1]):
        yield from _cut(head, tree, texts, inside)


def _cut(provision: Provision, tree: ProvisionTree, texts: Mapping[int, str], inside: set[str]) -> Iterator[Unit]:
    below = [child for child in tree.children.get(provision.id, ()) if child.id in inside]
    whole = merge([s for part in tree.subtree(provision) if part.id in inside for s in part.spans], texts)
    if len(words(whole, texts)) <= WHOLE_UP_TO and not (not below and _mixes_forces(provision, whole, texts)):
        yield Unit(provision.id, whole, _opening_above(provision, tree, texts))
        return
    own = tuple(without_heading(provision, span, texts) for span in provision.spans)
    if not below:
        yield from (Unit(provision.id, spans) for spans in sentences_of(own, texts))
        return
    sentences = list(sentences_of(own, texts))
    opening = sentences[-1] if sentences else ()
    yield from (Unit(provision.id, spans) for spans in sentences)
    for child in below:
        for unit in _cut(child, tree, texts, inside):
            yield Unit(unit.provision_id, unit.spans, unit.opening or opening)


def force_of_words(spans: Sequence[Span], texts: Mapping[int, str]) -> Force:
    """The force of some words by themselves."""
    return force_of(words(spans, texts))


def _mixes_forces(provision: Provision, spans: Sequence[Span], texts: Mapping[int, str]) -> bool:
    """Whether one sentence of a paragraph obliges and another expects: told together, "should" would pass as "must"."""
    if is_part_of_a_sentence(provision):
        return False
    forces = {force_of_words(sentence, texts) for sentence in sentences_of(spans, texts)}
    return {Force.MUST, Force.SHOULD} <= forces


def _opening_above(provision: Provision, tree: ProvisionTree, texts: Mapping[int, str]) -> tuple[Span, ...]:
    """The words that introduce an item of a list, the parent's heading left out; nothing for what stands alone."""
    if not is_part_of_a_sentence(provision) or provision.parent_id is None:
        return ()
    parent = tree.by_id[provision.parent_id]
    return tuple(without_heading(parent, span, texts) for span in parent.spans[:1])


def without_heading(provision: Provision, span: Span, texts: Mapping[int, str]) -> Span:
    """A regulation's first words include its heading, which stands on lines of its own above its number."""
    number = _REGULATION_NUMBER.search(texts[span.physical_page], span.start, span.end)
    starts_late = provision.kind is Kind.REGULATION and number is not None
    return Span(span.physical_page, number.start(), span.end) if starts_late and number else span


def sentences_of(spans: Sequence[Span], texts: Mapping[int, str]) -> Iterator[tuple[Span, ...]]:
    """The sentences over ``spans``; one that runs over a page's end has a span on either side."""
    pieces = [texts[span.physical_page][span.start : span.end] for span in spans]
    joined = "\n".join(pieces)
    ends = [m.end() for m in _SENTENCE_END.finditer(joined) if not _NOT_AN_END.search(joined[: m.end()][-12:])]
    for start, end in zip([0, *ends], [*ends, len(joined)], strict=True):
        found = tuple(_within(spans, pieces, start, end))
        if found:
            yield found


def _within(spans: Sequence[Span], pieces: Sequence[str], start: int, end: int) -> Iterator[Span]:
    position = 0
    for span, piece in zip(spans, pieces, strict=True):
        left, right = max(start - position, 0), min(end - position, len(piece))
        if left < right and piece[left:right].strip():
            yield Span(span.physical_page, span.start + left, span.start + right)
        position += len(piece) + 1
