"""The pieces of a reviewed document that a requirement is looked for in: sentences, and two together. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.reviewed_document import Block, BlockKind

_END = re.compile(r"(?<=[.!?;])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\b[A-Z]\.)(?<!\breg\.)(?<!\bpara\.)\s+(?=[A-Z“\"‘'(\[\d])")
_SEMICOLON = re.compile(r";\s+(?:and\s+)?")
_SHORTEST = 12
PIECES = 3
"""Pieces that a sentence must have before each is looked at alone."""

OPENING_WORDS = 4
"""Words of such a sentence that are read before each further piece."""

MOST_WORDS_OF_A_TITLE = 12
_SAYS = re.compile(r"[.;:|?!)]|\d{1,2}[ /.:]|\b(?:is|are|was|were|must|should|may|will|has|have|I|we)\b")
_NEVER_LOOKED_AT = frozenset({BlockKind.HEADING})


@dataclass(frozen=True, slots=True)
class Unit:
    """Code points ``start`` to ``end`` of ``block``'s text: one sentence, or two that follow each other.

    A list inside a sentence ("the record gives the name; the place; ...") gives a unit for each of its pieces as well;
    ``opening`` are then the first words of that sentence.
    """

    block: Block
    start: int
    end: int
    sentences: int
    opening: str = ""

    @property
    def text(self) -> str:
        """The document's own words."""
        return self.block.text[self.start : self.end]

    @property
    def read(self) -> str:
        """The words with those that open the list they are an item of."""
        lead = last_sentence(self.block.lead) if self.block.lead and self.start == 0 else self.opening
        return f"{lead} {self.text}" if lead else self.text

    @property
    def context(self) -> str:
        """The heading it stands under."""
        return self.block.headings[-1] if self.block.headings else ""


def units(blocks: Sequence[Block]) -> tuple[Unit, ...]:
    """Every sentence, then every two sentences of one block, in the document's order; headings only give context."""
    return tuple(unit for block in blocks if block.kind not in _NEVER_LOOKED_AT for unit in _of_block(block))


def is_title(unit: Unit) -> bool:
    """Whether a paragraph only names something, as a title does that no style marks: short, without stop or figure."""
    words = unit.text.split()
    return (
        unit.block.kind is BlockKind.PARAGRAPH
        and not unit.block.lead
        and len(words) <= MOST_WORDS_OF_A_TITLE
        and len(unit.text) == len(unit.block.text.strip())
        and not _SAYS.search(unit.text)
    )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The half-open ranges of the sentences; a very short one goes with the next.

    >>> [("One here now. Two there.")[a:b] for a, b in sentences("One here now. Two there.")]
    ['One here now.', 'Two there.']
    """
    start = 0
    for match in _END.finditer(text):
        if match.start() - start >= _SHORTEST:
            yield start, match.start()
            start = match.end()
    if text[start:].strip():
        yield start, len(text)


def last_sentence(text: str) -> str:
    """The last sentence: of a paragraph before a list, the one that opens it."""
    ranges = list(sentences(text))
    return text[ranges[-1][0] : ranges[-1][1]] if ranges else ""


def _of_block(block: Block) -> Iterator[Unit]:
    ranges = list(sentences(block.text))
    yield from (Unit(block, start, end, 1) for start, end in ranges)
    yield from (piece for start, end in ranges for piece in _pieces(block, start, end))
    yield from (Unit(block, first[0], second[1], 2) for first, second in pairwise(ranges))


def _pieces(block: Block, start: int, end: int) -> Iterator[Unit]:
    """The pieces of a sentence that lists three things or more, divided by semicolons."""
    stops = [start, *(match.end() for match in _SEMICOLON.finditer(block.text, start, end)), end]
    if len(stops) <= PIECES:
        return
    opening = " ".join(block.text[start : stops[1]].split(maxsplit=OPENING_WORDS)[:OPENING_WORDS])
    for number, (left, right) in enumerate(pairwise(stops)):
        if block.text[left:right].strip():
            yield Unit(block, left, right, 1, opening if number else "")
