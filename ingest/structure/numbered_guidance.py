"""Guidance whose paragraphs are numbered "10.12": pages become a tree of headings, paragraphs, bullets and annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.document import Force, Kind, Page, Provision, Span, Structure
from ingest.structure.enumerated_text import slug
from ingest.structure.footnotes import Footnote, carries_mark
from ingest.structure.force import force_of
from ingest.structure.furniture import Line, body_lines, find_furniture
from ingest.structure.guidance_blocks import Block, Role, read_blocks
from ingest.structure.guidance_outline import CHAPTER, heading_levels
from ingest.structure.guidance_regions import Box, Regions, Reprint, find_regions
from ingest.structure.guidance_tables import Term, read_table, read_terms
from ingest.structure.lead_in import force_handed_down
from ingest.structure.paragraphing import joined
from ingest.structure.regulation_text import parse_regulation_text

LONGEST_SLUG = 80
TRAILING_MARK = re.compile(r"(?<=[a-z’])\d{1,3}$")


def parse(document_id: str, pages: Sequence[Page]) -> Structure:
    """The structure of ``pages``, which are one document's, all of them and in order.

    Footnotes, boxes that reprint a regulation and boxes of other text are kept out of the paragraphs that they
    interrupt in the extracted text. A line whose number fits nowhere goes to ``not_understood``.
    """
    regions = find_regions(pages, body_lines(pages))
    blocks, misnumbered = read_blocks(regions.flow, regions.titles)
    builder = _Builder(document_id, {page.physical: page.text for page in pages}, regions)
    builder.build(blocks)
    not_understood = builder.spans((*regions.stray, *misnumbered))
    return Structure(tuple(builder.provisions), find_furniture(pages), not_understood)


@dataclass(slots=True)
class _Builder:
    document_id: str
    texts: dict[int, str]
    regions: Regions
    provisions: list[Provision] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    open_headings: list[tuple[int, str]] = field(default_factory=list)
    annex: str = ""
    tables: int = 0
    notes_given: int = 0
    given: set[Reprint | Box] = field(default_factory=set)
    owner: Provision | None = None
    bullets: int = 0

    def build(self, blocks: Sequence[Block]) -> None:
        self.document_part("front-matter", "front matter", self.regions.front)
        self.document_part("contents", "contents", self.regions.contents)
        levels = heading_levels(blocks)
        give = {
            Role.PARAGRAPH: self.paragraph,
            Role.BULLET: self.bullet,
            Role.TEXT: self.text,
            Role.TABLE: self.table,
            Role.TERMS: self.terms,
        }
        for index, block in enumerate(blocks):
            self.footnotes_before(block.lines[0].page)
            if block.role is Role.HEADING:
                self.heading(block, levels[index])
            else:
                give[block.role](block)
            self.boxes_in(block)
        self.boxes_in(None)
        self.footnotes_before(None)
        self.document_part("back-matter", "back matter", self.regions.back)

    # What each block becomes

    def heading(self, block: Block, level: int) -> None:
        while self.open_headings and self.open_headings[-1][0] >= level:
            self.open_headings.pop()
        title = self.title(block.lines)
        if block.number:
            self.annex, self.tables = block.number, 0
            id_, label, kind = f"annex/{block.number}", f"annex {block.number}", Kind.PART
        else:
            id_, label, kind = f"heading/{slug(title)[:LONGEST_SLUG].strip('-')}", title, Kind.HEADING
        made = self.add(id_, label, kind, block.lines, heading=title, force=Force.STATES)
        self.open_headings.append((level, made.id))

    def paragraph(self, block: Block) -> None:
        if self.annex:
            id_, label = f"annex/{self.annex}/{block.number}", f"annex {self.annex} {block.number}"
        else:
            id_, label = f"paragraph/{block.number}", f"para {block.number}"
        self.own(self.add(id_, label, Kind.PARAGRAPH, block.lines, force=force_of(block.text)))

    def text(self, block: Block) -> None:
        self.own(self.unnumbered(block.lines, self.parent()))

    def bullet(self, block: Block) -> None:
        owner = self.owner
        if owner is None:
            raise AssertionError("a bullet is read only under a paragraph or text")
        self.bullets += 1
        force = force_of(block.text, inherited=force_handed_down(block.lead))
        end = f"bullet/{self.bullets}"
        self.add(
            f"{self.local(owner.id)}/{end}", f"{owner.label} bullet {self.bullets}", Kind.BULLET, block.lines,
            parent_id=owner.id, force=force,
        )  # fmt: skip

    def table(self, block: Block) -> None:
        table = read_table(block.lines, self.blank_before)
        self.tables += 1
        inside = f"annex/{self.annex}/" if self.annex else ""
        label = f"annex {self.annex} table {self.tables}" if self.annex else f"table {self.tables}"
        id_ = f"{inside}table/{self.tables}"
        title = self.heading_of(self.parent())
        self.add(f"{id_}/header", f"{label} header", Kind.NOTE, table.header, heading=title, force=Force.STATES)
        for number, row in enumerate(table.rows, start=1):
            self.add(f"{id_}/row/{number}", f"{label} row {number}", Kind.TABLE_ROW, row, heading=title)
        if table.note:
            self.add(f"{id_}/note", f"{label} note", Kind.NOTE, table.note)

    def terms(self, block: Block) -> None:
        found = read_terms(block.lines)
        if found.introduction:
            self.unnumbered(found.introduction, self.parent())
        table = self.heading_of(self.parent()) or ""
        if found.header:
            self.add("terms/header", f"{table.lower()}: header", Kind.NOTE, found.header, force=Force.STATES)
        for term in found.terms:
            self.term(term, table.lower())

    def term(self, term: Term, table: str) -> None:
        name = slug(re.sub(r"\s*\([^)]*\)$", "", term.name).replace("“", "").replace("”", ""))
        force = force_of(joined(term.lines), inherited=Force.DEFINES)
        self.add(f"terms/{name}", f"{table}: {term.name}", Kind.TERM, term.lines, heading=term.name, force=force)

    # What stands apart from the blocks

    def boxes_in(self, block: Block | None) -> None:
        """Give the boxes that a line of ``block`` announces or is interrupted by (all that are left, if None)."""
        for reprint in self.regions.reprints:
            if reprint not in self.given and (block is None or reprint.heading in block.lines):
                self.given.add(reprint)
                self.reprint(reprint)
        for box in self.regions.boxes:
            if box not in self.given and (block is None or box.interrupted in block.lines):
                self.given.add(box)
                self.box(box)

    def box(self, box: Box) -> None:
        """A box belongs to its chapter: the extracted text does not show which of its sections it stands in."""
        chapter = next((id_ for level, id_ in reversed(self.open_headings) if level <= CHAPTER), None)
        title = self.title(box.lines[:1])
        made = self.add(
            f"heading/{slug(title)[:LONGEST_SLUG]}", title, Kind.HEADING, box.lines[:1],
            heading=title, parent_id=chapter, force=Force.STATES,
        )  # fmt: skip
        for inner in read_blocks(box.lines[1:], frozenset())[0]:
            self.unnumbered(inner.lines, made.id)

    def reprint(self, reprint: Reprint) -> None:
        """A regulation reprinted a second time gets "~2" after its number, its provisions with it."""
        renamed: dict[str, str] = {}
        heading = self.parent()
        for provision in parse_regulation_text(self.document_id, reprint.lines, parent_id=heading, reprint=True):
            parent = provision.parent_id or ""
            if parent in renamed:
                id_ = renamed[parent] + provision.id.removeprefix(parent)
            else:
                count = sum(known == provision.id or known.startswith(f"{provision.id}~") for known in self.ids)
                id_ = f"{provision.id}~{count + 1}" if count else provision.id
            renamed[provision.id] = id_
            self.take((replace(provision, id=id_, parent_id=renamed.get(parent, provision.parent_id)),))

    def footnotes_before(self, page: int | None) -> None:
        """Give the footnotes of pages before ``page`` (all that are left, if None)."""
        for note in self.regions.footnotes[self.notes_given :]:
            if page is not None and note.lines[0].page >= page:
                return
            self.footnote(note)
            self.notes_given += 1

    def footnote(self, note: Footnote) -> None:
        plain = note.mark.strip("[]")
        id_ = plain if plain == note.mark else f"{plain}-p{note.lines[0].page}"
        self.add(
            f"footnote/{id_}", f"footnote {note.mark}", Kind.NOTE, note.lines, parent_id=self.heading_of_mark(note)
        )

    def heading_of_mark(self, note: Footnote) -> str | None:
        """The heading over the words that the note's mark hangs on; the last one open, if the mark is not found."""
        page = note.lines[0].page
        parents = {provision.id: provision for provision in self.provisions}
        for provision in reversed(self.provisions):
            words = [self.texts[page][span.start : span.end] for span in provision.spans if span.physical_page == page]
            if provision.kind is Kind.NOTE or not carries_mark(" ".join(words), note.mark):
                continue
            while provision.kind not in {Kind.HEADING, Kind.PART} and provision.parent_id:
                provision = parents[provision.parent_id]  # noqa: PLW2901 - walking up
            return provision.id
        return self.parent()

    def document_part(self, id_: str, label: str, lines: Sequence[Line]) -> None:
        if lines:
            kind = Kind.CONTENTS if id_ == "contents" else Kind.TEXT
            self.add(id_, label, kind, lines, parent_id=None, force=Force.STATES)

    def unnumbered(self, lines: Sequence[Line], parent_id: str | None) -> Provision:
        under = f"{self.local(parent_id)}/" if parent_id else ""
        count = 1
        while f"{self.document_id}/{under}text/{count}" in self.ids:
            count += 1
        title = self.heading_of(parent_id)
        label = f"text {count} under “{title}”" if title else f"text {count}"
        return self.add(f"{under}text/{count}", label, Kind.TEXT, lines, parent_id=parent_id)

    # Making provisions

    def add(  # noqa: PLR0913 - a provision has that many fields
        self,
        id_: str,
        label: str,
        kind: Kind,
        lines: Sequence[Line],
        *,
        heading: str | None = None,
        parent_id: str | None = "",
        force: Force | None = None,
    ) -> Provision:
        """Add a provision; ``parent_id`` "" stands for the open heading, and an id met before gets "-2", "-3"."""
        full = unique = f"{self.document_id}/{id_}"
        count = 1
        while unique in self.ids:
            count += 1
            unique = f"{full}-{count}"
        parent = self.parent() if parent_id == "" else parent_id
        strength = force or force_of(joined(lines))
        made = Provision(unique, label, kind, heading, parent, self.spans(lines), strength)
        self.take((made,))
        return made

    def take(self, provisions: Sequence[Provision]) -> None:
        self.provisions.extend(provisions)
        self.ids.update(provision.id for provision in provisions)

    def own(self, provision: Provision) -> None:
        self.owner, self.bullets = provision, 0

    def parent(self) -> str | None:
        return self.open_headings[-1][1] if self.open_headings else None

    def local(self, id_: str | None) -> str:
        return (id_ or "").removeprefix(f"{self.document_id}/")

    def heading_of(self, id_: str | None) -> str | None:
        return next((provision.heading for provision in reversed(self.provisions) if provision.id == id_), None)

    def title(self, lines: Sequence[Line]) -> str:
        """The title's words, without the mark of a footnote that hangs on the last of them."""
        words = joined(lines)
        mark = TRAILING_MARK.search(words)
        known = {note.mark for note in self.regions.footnotes}
        return words[: mark.start()] if mark and mark.group() in known else words

    def blank_before(self, line: Line, previous: Line) -> bool:
        if line.page != previous.page:
            return False
        return self.texts[line.page][previous.span.end : line.span.start].count("\n") > 1

    def spans(self, lines: Sequence[Line]) -> tuple[Span, ...]:
        """The lines' spans in reading order, neighbours made one."""
        spans: list[Span] = []
        for line in lines:
            last = spans[-1] if spans else None
            adjoins = last is not None and last.physical_page == line.page and last.end <= line.span.start
            if last and adjoins and not self.texts[line.page][last.end : line.span.start].strip():
                spans[-1] = Span(line.page, last.start, line.span.end)
            else:
                spans.append(line.span)
        return tuple(spans)
