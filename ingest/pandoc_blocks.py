"""Pandoc's JSON syntax tree of a Word file as flat blocks. Pure; runs in the limited child.

A block is {"kind", "text", "headings", "lead", "remarks"}; a remark is {"kind", "text", "author"}. Tracked insertions
are read as text and told as remarks, deletions and comments are told only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.reviewed_document import CELLS, BlockKind, RemarkKind, folded

Node = dict[str, Any]
FlatBlock = dict[str, Any]

TITLES = ("title", "subtitle", "author", "date", "abstract")
"""What pandoc takes out of a Word file's first paragraphs by their styles: part of the text all the same."""

_CHANGES = {"insertion": RemarkKind.INSERTION, "deletion": RemarkKind.DELETION, "comment-start": RemarkKind.COMMENT}
_HOLDS_INLINES = frozenset({"Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"})
_LITERAL = frozenset({"Code", "Math"})
_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}


def flat_blocks(tree: Node) -> list[FlatBlock]:
    """Every block of the document, in reading order; a footnote follows the block that it hangs on."""
    reader = _Reader()
    for name in TITLES:
        if name in tree.get("meta", {}):
            reader.meta(tree["meta"][name])
    reader.blocks(tree["blocks"])
    return reader.found


def _content(node: Node) -> Any:
    return node.get("c")


@dataclass(slots=True)
class _Reader:
    found: list[FlatBlock] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    lead: str = ""
    remarks: list[dict[str, str]] = field(default_factory=list)
    notes: list[list[Node]] = field(default_factory=list)

    def blocks(self, nodes: Iterable[Node], kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        for node in nodes:
            self.block(node, kind)

    def block(self, node: Node, kind: BlockKind) -> None:
        name, content = node["t"], _content(node)
        if name in ("Para", "Plain"):
            self.add(kind, content)
        elif name in ("Div", "Figure"):
            self.blocks(content[-1], kind)
        elif name == "BlockQuote":
            self.blocks(content, kind)
        elif name == "LineBlock":
            for line in content:
                self.add(kind, line)
        elif name == "CodeBlock":
            self.put(kind, folded(content[1]))
        else:
            self.structure(name, content)

    def structure(self, name: str, content: Any) -> None:
        match name:
            case "Header":
                self.heading(content[0], content[2])
            case "BulletList":
                self.items(content)
            case "OrderedList":
                self.items(content[1])
            case "Table":
                self.table(content)
            case "DefinitionList":
                for term, definitions in content:
                    self.add(BlockKind.PARAGRAPH, term)
                    self.items(definitions)
            case _:
                pass

    def items(self, items: Iterable[list[Node]]) -> None:
        """A list's items; the paragraph just before the list opens it."""
        outer = self.lead
        opening = self.found[-1]["text"] if self.found and self.found[-1]["text"].rstrip().endswith(":") else outer
        for item in items:
            for number, node in enumerate(item):
                self.lead = opening
                self.block(node, BlockKind.ITEM if number == 0 else BlockKind.PARAGRAPH)
        self.lead = outer

    def table(self, content: Sequence[Any]) -> None:
        """Each row as one block; the first row of the head names the columns, and is a row itself."""
        _, _, _, head, bodies, foot = content
        rows = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
        for _, cells in rows:
            texts = [self.cell(cell[4]) for cell in cells]
            self.put(BlockKind.ROW, CELLS.join(text for text in texts if text))

    def cell(self, nodes: Iterable[Node]) -> str:
        """A cell's words, the blocks in it one after another."""
        inner = _Reader()
        inner.blocks(nodes)
        self.remarks += [remark for block in inner.found for remark in block["remarks"]]
        return " ".join(block["text"] for block in inner.found)

    def heading(self, level: int, inlines: Iterable[Node]) -> None:
        text = folded("".join(self.words(inlines)))
        self.headings = [(above, words) for above, words in self.headings if above < level]
        self.put(BlockKind.HEADING, text)
        if text:
            self.headings.append((level, text))

    def add(self, kind: BlockKind, inlines: Iterable[Node]) -> None:
        self.put(kind, folded("".join(self.words(inlines))))

    def put(self, kind: BlockKind, text: str) -> None:
        """The block, then the notes that its words called for."""
        remarks, self.remarks = self.remarks, []
        if text or remarks:
            headings = [words for _, words in self.headings]
            self.found.append(
                {"kind": kind.value, "text": text, "headings": headings, "lead": self.lead, "remarks": remarks}
            )
        notes, self.notes = self.notes, []
        for note in notes:
            self.blocks(note, BlockKind.NOTE)

    def meta(self, value: Node) -> None:
        match value["t"]:
            case "MetaInlines":
                self.add(BlockKind.PARAGRAPH, value["c"])
            case "MetaBlocks":
                self.blocks(value["c"])
            case "MetaList":
                for one in value["c"]:
                    self.meta(one)
            case "MetaString":
                self.put(BlockKind.PARAGRAPH, folded(value["c"]))
            case _:
                pass

    def words(self, inlines: Iterable[Node]) -> Iterator[str]:
        for node in inlines:
            name, content = node["t"], _content(node)
            if name == "Str":
                yield content
            elif name in _SPACES:
                yield _SPACES[name]
            elif name in _HOLDS_INLINES:
                yield from self.words(content)
            elif name in _LITERAL:
                yield content[1]
            elif name == "Note":
                self.notes.append(content)
            elif name == "Span":
                yield from self.span(content)
            elif name in ("Quoted", "Cite", "Link"):
                yield from self.inner(name, content)

    def inner(self, name: str, content: Sequence[Any]) -> Iterator[str]:
        if name == "Quoted":
            mark = "'" if content[0]["t"] == "SingleQuote" else '"'
            yield from (mark, *self.words(content[1]), mark)
        else:
            yield from self.words(content[1])

    def span(self, content: Sequence[Any]) -> Iterator[str]:
        (_, classes, pairs), inlines = content
        change = next((_CHANGES[name] for name in classes if name in _CHANGES), None)
        text = "".join(self.words(inlines))
        if change is not None and text.strip():
            author = next((value for key, value in pairs if key == "author"), "")
            self.remarks.append({"kind": change.value, "text": folded(text), "author": author})
        if change in (None, RemarkKind.INSERTION):
            yield text
