"""Markdown and plain text as blocks, as far as a review needs it: headings, list items, table rows, paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.reviewed_document import CELLS, Block, BlockKind, Remark, RemarkKind, folded
from ingest.unseen_text import NOTHING, as_seen

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\Z")
_UNDERLINE = re.compile(r"(=+|-+)\s*\Z")
_ITEM = re.compile(r"\s*(?:[-*+•]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)")
_RULER = re.compile(r"\s*(?:\|?\s*:?-{2,}:?\s*\|?)+\s*\Z|\s*(?:[-*_]\s*){3,}\Z")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>()#+.!|~-])")


def plain_blocks(text: str) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """The blocks, and as remarks what no reader sees: comments, and characters without width or turning the writing."""
    comments = tuple(
        Remark(RemarkKind.HIDDEN, folded(match[1])) for match in _COMMENT.finditer(text) if match[1].strip()
    )
    seen = as_seen(_COMMENT.sub(" ", text.lstrip("\ufeff")), None)
    if NOTHING in seen:
        comments = (*comments, Remark(RemarkKind.HIDDEN, f"{seen.count(NOTHING)} characters without width"))
    reader = _Reader()
    for line in seen.replace(NOTHING, "").splitlines():
        reader.line(line.rstrip())
    reader.flush()
    return tuple(reader.blocks), comments


@dataclass(slots=True)
class _Reader:
    blocks: list[Block] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    lead: str = ""

    def line(self, line: str) -> None:
        heading, item = _HEADING.match(line), _ITEM.match(line)
        underline = _UNDERLINE.match(line) if len(self.lines) == 1 and self.kind is BlockKind.PARAGRAPH else None
        if not line.strip():
            self.flush()
        elif underline:
            self.title(1 if underline[1].startswith("=") else 2, self.lines.pop())
        elif _RULER.match(line):
            self.flush()
        elif heading:
            self.flush()
            self.title(len(heading[1]), heading[2])
        elif line.lstrip().startswith("|"):
            self.flush()
            self.put(BlockKind.ROW, CELLS.join(filter(None, map(str.strip, line.strip().strip("|").split("|")))))
        elif item:
            self.flush()
            self.kind = BlockKind.ITEM
            self.lines.append(line[item.end() :])
        else:
            self.lines.append(line.lstrip("> "))

    def flush(self) -> None:
        lines, kind = self.lines, self.kind
        self.lines, self.kind = [], BlockKind.PARAGRAPH
        self.put(kind, "\n".join(lines))

    def title(self, level: int, words: str) -> None:
        self.flush()
        text = _plain(words)
        self.headings = [(above, one) for above, one in self.headings if above < level]
        self.put(BlockKind.HEADING, words)
        if text:
            self.headings.append((level, text))

    def put(self, kind: BlockKind, words: str) -> None:
        text = _plain(words)
        if not text:
            return
        if kind is not BlockKind.ITEM:
            self.lead = text if text.endswith(":") else ""
        path = tuple(one for _, one in self.headings)
        self.blocks.append(Block(len(self.blocks) + 1, kind, text, path, self.lead if kind is BlockKind.ITEM else ""))


def _plain(words: str) -> str:
    """The words without Markdown's marks; what is no mark stays as it stands."""
    return folded(_ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", words))))
