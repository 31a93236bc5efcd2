"""Markdown files. Every character of the words that could be markup is escaped: they read as they were written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.export.document_tree import (
    Block,
    DocumentTree,
    Heading,
    Inline,
    ListOf,
    PageBreak,
    Paragraph,
    Run,
    Style,
    Table,
)
from assistant.export.labels import SOURCE_CHANGED, TO_FILL

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$^&@]|(?<=\bwww)\.|:(?=//|[\w+-]+:)")
_FIRST = re.compile(r"[-+=:%(]")
_NUMBER = re.compile(r"(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)(?=[.)])")
_STRONG = frozenset({Style.STRONG, Style.GAP, Style.SOURCE_CHANGED})
_QUOTED = frozenset({Style.PROVIDED_FACT, Style.SUGGESTION, Style.NOT_IN_SOURCES, Style.NOTICE})


def to_markdown(tree: DocumentTree) -> str:
    """The document in CommonMark, with tables and footnotes as GitHub and Pandoc know them.

    Gaps stand unescaped as far as they are searched for.
    """
    writer = _Writer()
    head = (f"# {escaped(tree.title)}", escaped(tree.subtitle))
    blocks = [writer.block(block) for block in (*tree.front, *tree.body)]
    parts = (*head, *blocks, "---", escaped(tree.footer), *writer.notes)
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Words as Markdown that shows them as they are, at the start of a line or further on.

    >>> escaped("1. *all* <b>"), escaped("- 4 places")
    ('1\\\\. \\\\*all\\\\* \\\\<b\\\\>', '\\\\- 4 places')
    """
    words = text.strip()
    number = _NUMBER.match(words)
    start = number.end() if number else 0
    marked = bool(number or _FIRST.match(words))
    head = words[:start] + ("\\" + words[start] if marked else "")
    return head + _MARKUP.sub(lambda match: f"\\{match.group()}", words[start + marked :])


class _Writer:
    """Writes blocks in order; ``notes`` are those of the blocks written so far."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def block(self, block: Block) -> str:
        match block:
            case Heading(level, text):
                return f"{'#' * min(level + 1, 6)} {escaped(text)}"
            case Paragraph():
                return self._paragraph(block)
            case ListOf(items, boxes):
                return "\n".join(self._item(item, "- [ ] " if boxes else "- ") for item in items)
            case Table(columns, rows):
                head = (_row(column.heading for column in columns), f"|{' --- |' * len(columns)}")
                return "\n".join((*head, *(_row(cell.text for cell in row) for row in rows)))
            case PageBreak():
                return ""

    def _paragraph(self, paragraph: Paragraph) -> str:
        words = "".join(map(self._inline, paragraph.inlines)).strip()
        if paragraph.style is Style.LEAD:
            return f"**{words}**"
        return f"> {words}" if paragraph.style in _QUOTED else words

    def _item(self, paragraphs: Iterable[Paragraph], mark: str) -> str:
        return mark + "\n\n  ".join(map(self._paragraph, paragraphs)) + "\n"

    def _inline(self, one: Inline) -> str:
        if isinstance(one, Run):
            return _run(one)
        self.notes.append(f"[^{len(self.notes) + 1}]: {escaped(one.text)}")
        return f"[^{len(self.notes)}]"


def _run(run: Run) -> str:
    """Its words, and outside of what marks them the spaces around them: Markdown has no mark that ends in a space."""
    words = escaped(run.text)
    for mark in (TO_FILL, SOURCE_CHANGED):
        if run.style is not Style.PLAIN and run.text.startswith(mark):
            words = words.replace(escaped(mark), mark, 1)
    before, after = (" " if run.text[:1] == " " else ""), (" " if run.text.rstrip() != run.text else "")
    return f"{before}**{words}**{after}" if words and run.style in _STRONG else f"{before}{words}{after}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"
