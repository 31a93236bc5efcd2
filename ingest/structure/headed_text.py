"""The fallback for any document of headings and paragraphs: statutory guidance, forms, a home's own policies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.document import Force, Kind, Page, Provision, Span, Structure
from ingest.structure.enumerated_text import slug
from ingest.structure.footnotes import Footnote
from ingest.structure.force import force_of
from ingest.structure.furniture import Line, body_lines, find_furniture
from ingest.structure.headed_blocks import Block, BlockReader, Role, settle_headings
from ingest.structure.headed_lines import level_of, title_of
from ingest.structure.headed_regions import Regions, find_regions
from ingest.structure.lead_in import force_handed_down
from ingest.structure.paragraphing import joined

LONGEST_SLUG = 80
NOTE_MARK = re.compile(r"(?<=[^\W\d]|[’)?])\d{1,3}$")
LAID_OVER = {Role.HEADING: Role.TEXT, Role.NUMBERED: Role.ENUMERATED}
NUMBERED_KINDS = (Kind.PARAGRAPH, Kind.SUB_PARAGRAPH, Kind.ITEM)
DIVISIONS = {"chapter": Kind.CHAPTER, "part": Kind.PART, "appendix": Kind.PART, "annex": Kind.PART}


def parse(document_id: str, pages: Sequence[Page]) -> Structure:
    """The structure of ``pages``, which are one document's, all of them and in order.

    Ids: ``{document}/chapter/3``, ``/section/{heading}``, ``/paragraph/14`` with ``/a`` and ``/bullet/2`` below it,
    ``/item/16a`` for a form's rows, ``/text/7`` for paragraphs without number, ``/note/12``, ``/contents``. A number
    that comes again is told apart by the heading above it: ``{document}/{heading}/paragraph/14``. Lines without a
    letter or digit go to ``not_understood``.
    """
    lines = body_lines(pages)
    readable = tuple(line for line in lines if any(map(str.isalnum, line.text)) or line.text in "•●▪")
    texts = {page.physical: page.text for page in pages}
    regions = find_regions(readable, texts)
    builder = _Builder(document_id)
    builder.build(regions, _blocks(regions, texts))
    understood = {line.span for line in readable}
    stray = tuple(line.span for line in lines if line.span not in understood)
    return Structure(tuple(builder.provisions), find_furniture(pages), stray)


def _blocks(regions: Regions, texts: Mapping[int, str]) -> tuple[Block, ...]:
    """The flow's blocks, then on each page those laid over it.

    They are read apart, so that a paragraph goes on from one page's flow to the next whatever lies between.
    """
    flow = BlockReader(texts, regions.titles, regions.width)
    overlays: list[Block] = []
    previous: Line | None = None
    for page in regions.pages:
        flow.read(page.flow, previous)
        previous = page.flow[-1] if page.flow else previous
        if page.laid_over:
            overlay = BlockReader(texts, regions.titles, regions.width)
            overlay.read(page.laid_over, None)
            overlays.extend(settle_headings(overlay.blocks, regions.width))
    return _in_order(settle_headings(flow.blocks, regions.width), overlays)


def _in_order(flow: Sequence[Block], overlays: Sequence[Block]) -> tuple[Block, ...]:
    """Overlays after the last block that begins on their page; they stay out of the flow's outline and numbers."""
    ordered: list[Block] = []
    waiting = [replace(block, role=LAID_OVER.get(block.role, block.role)) for block in overlays]
    for block in flow:
        while waiting and waiting[0].lines[0].page < block.lines[0].page:
            ordered.append(waiting.pop(0))
        ordered.append(block)
    return (*ordered, *waiting)


@dataclass(slots=True)
class _Open:
    """A provision that blocks to come may hang below, and the force its words hand down."""

    provision: Provision
    hands_down: Force | None


@dataclass(slots=True)
class _Builder:
    document_id: str
    provisions: list[Provision] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    headings: list[tuple[int, Provision]] = field(default_factory=list)
    lead: _Open | None = None
    listed: list[_Open] = field(default_factory=list)
    bullets: list[tuple[str, _Open]] = field(default_factory=list)

    def build(self, regions: Regions, blocks: Sequence[Block]) -> None:
        """Everything in reading order; a page's notes follow the last block that begins on it."""
        self.document_part("front-matter", "front matter", Kind.TEXT, regions.front)
        self.document_part("contents", "contents", Kind.CONTENTS, regions.contents)
        notes = [note for page in regions.pages for note in page.notes]
        for block in blocks:
            while notes and notes[0].lines[0].page < block.lines[0].page:
                self.note(notes.pop(0))
            self.block(block)
        for note in notes:
            self.note(note)

    def block(self, block: Block) -> None:
        """One block, by its role."""
        give = {
            Role.HEADING: self.heading,
            Role.NUMBERED: self.numbered,
            Role.FORM_ROW: self.row,
            Role.TABLE_ROW: self.table_row,
            Role.ENUMERATED: self.enumerated,
            Role.BULLET: self.bullet,
            Role.TEXT: self.text,
        }
        give[block.role](block)

    def document_part(self, name: str, label: str, kind: Kind, lines: Sequence[Line]) -> None:
        if lines:
            self.add(name, label, kind, lines, parent=None, force=Force.STATES)

    def note(self, note: Footnote) -> None:
        words = joined(note.lines)
        self.add(
            f"note/{note.mark}", f"footnote {note.mark}", Kind.NOTE, note.lines, parent=None, force=force_of(words)
        )

    def heading(self, block: Block) -> None:
        """A heading closes those of its level and below. One repeated at the top of a page goes on with the first."""
        title = title_of(block.text)
        words = NOTE_MARK.sub("", block.text)
        level = level_of(block.text, block.mark)
        self.lead, self.listed, self.bullets = None, [], []
        repeated = next((own for _, own in self.headings if title and own.heading == words), None)
        if repeated is not None:
            self.extend(repeated, block.lines)
            return
        self.headings = [(above, own) for above, own in self.headings if above < level]
        if title and title.word in DIVISIONS:
            path, label, kind = (
                f"{title.word}/{title.number.lower()}",
                f"{title.word} {title.number}",
                DIVISIONS[title.word],
            )
        else:
            path, label, kind = f"section/{_short_slug(words)}", f'section "{words}"', Kind.HEADING
        made = self.add(path, label, kind, block.lines, parent=self.above, force=Force.STATES, heading=words)
        self.headings.append((level, made))

    def numbered(self, block: Block) -> None:
        self.leading(f"paragraph/{block.mark}", f"para {block.mark}", Kind.PARAGRAPH, block)

    def row(self, block: Block) -> None:
        self.leading(f"item/{block.mark}", f"item {block.mark}", Kind.ITEM, block)

    def table_row(self, block: Block) -> None:
        self.counts["table-row"] += 1
        self.leading(f"table-row/{self.counts['table-row']}", _page_label(block), Kind.TABLE_ROW, block)

    def text(self, block: Block) -> None:
        self.counts["text"] += 1
        self.leading(f"text/{self.counts['text']}", _page_label(block), Kind.TEXT, block)

    def leading(self, path: str, label: str, kind: Kind, block: Block) -> None:
        """A block that stands alone and may introduce a list."""
        made = self.add(path, label, kind, block.lines, parent=self.above, force=force_of(block.text))
        self.lead, self.bullets = _Open(made, force_handed_down(block.text)), []
        if kind is not Kind.TEXT:
            self.listed = []

    def enumerated(self, block: Block) -> None:
        self.listed, self.bullets = self.listed[: block.depth], []
        parent = self.listed[-1] if self.listed else self.lead
        holder = parent.provision if parent else self.above
        space = "" if holder and holder.kind in NUMBERED_KINDS else " "
        label = f"{holder.label if holder else _page_label(block)}{space}({block.mark})"
        self.listed.append(self.below(parent, block.mark.lower(), label, Kind.SUB_PARAGRAPH, block))

    def bullet(self, block: Block) -> None:
        marks = [mark for mark, _ in self.bullets]
        if block.mark in marks:
            self.bullets = self.bullets[: marks.index(block.mark)]
        opened = [own for _, own in self.bullets] or self.listed
        parent = opened[-1] if opened else self.lead
        holder = parent.provision if parent else self.above
        stem = f"{holder.id if holder else self.document_id}/bullet"
        self.counts[stem] += 1
        label = holder.label if holder else _page_label(block)
        self.bullets.append((block.mark, self.below(parent, f"bullet/{self.counts[stem]}", label, Kind.BULLET, block)))

    def below(self, parent: _Open | None, name: str, label: str, kind: Kind, block: Block) -> _Open:
        """An item that completes its parent's sentence. With none but a heading above, it stands alone: an ``ITEM``."""
        inherited = parent.hands_down if parent else None
        above = parent.provision if parent else self.above
        path = f"{above.id.removeprefix(self.document_id + '/')}/{name}" if above else name
        own_kind = kind if parent else Kind.ITEM
        made = self.add(path, label, own_kind, block.lines, parent=above, force=force_of(block.text, inherited))
        return _Open(made, force_handed_down(block.text) or inherited)

    @property
    def above(self) -> Provision | None:
        """The heading that holds what comes now."""
        return self.headings[-1][1] if self.headings else None

    def add(  # noqa: PLR0913 - a provision's parts
        self,
        path: str,
        label: str,
        kind: Kind,
        lines: Sequence[Line],
        *,
        parent: Provision | None,
        force: Force,
        heading: str | None = None,
    ) -> Provision:
        made = Provision(self.unique(path), label, kind, heading, parent.id if parent else None, _spans(lines), force)
        self.places[made.id] = len(self.provisions)
        self.provisions.append(made)
        return made

    def unique(self, path: str) -> str:
        """The id for ``path``; one that is taken is told apart by the heading above, then by a count."""
        plain = f"{self.document_id}/{path}"
        if plain not in self.places:
            return plain
        above = self.above
        told = f"{self.document_id}/{_told_by(above, self.document_id)}/{path}" if above else plain
        if told not in self.places:
            return told
        self.counts[told] += 1
        return f"{told}~{self.counts[told] + 1}"

    def extend(self, provision: Provision, lines: Sequence[Line]) -> None:
        place = self.places[provision.id]
        own = self.provisions[place]
        self.provisions[place] = replace(own, spans=(*own.spans, *_spans(lines)))


def _told_by(heading: Provision, document_id: str) -> str:
    """The heading's own part of an id: "chapter-2" of "guide/chapter/2", "scope" of "guide/section/scope"."""
    return heading.id.removeprefix(f"{document_id}/").removeprefix("section/").replace("/", "-")


def _page_label(block: Block) -> str:
    return f"page {block.lines[0].page}"


def _short_slug(words: str) -> str:
    return slug(words)[:LONGEST_SLUG].strip("-") or "untitled"


def _spans(lines: Sequence[Line]) -> tuple[Span, ...]:
    return tuple(line.span for line in lines)
