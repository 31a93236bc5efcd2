"""A document tree as pandoc's JSON syntax tree (pandoc-types 1.23). Words go into ``Str`` alone: it is not parsed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.export.document_tree import (
    Block,
    DocumentTree,
    Heading,
    Inline,
    ListOf,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Style,
    Table,
)

Node = dict[str, Any]

API_VERSION = [1, 23, 1]
CHECKLIST = "Checklist"
CHECKLIST_FURTHER = "Checklist Further"
CONTENTS_HEADING = "TOC Heading"
CONTENTS_ENTRY = "TOC 1"

PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
FRAME_BEGIN = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    "</w:sdtPr><w:sdtContent>"
)
FRAME_END = "</w:sdtContent></w:sdt>"
CONTENTS_BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">TOC \\o "1-1" \\h \\z \\u'
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
CONTENTS_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

_NO_ATTRIBUTES: list[Any] = ["", [], []]


def pandoc_tree(tree: DocumentTree) -> Node:
    """The document for ``pandoc --from json``; each ``Style`` is a custom style of the same name."""
    meta = {"title": _meta(tree.title), "subtitle": _meta(tree.subtitle), "lang": _meta("en-GB")}
    blocks = (*_blocks(tree.front, "front"), *_contents(tree), *_blocks(tree.body, "section"))
    return {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": list(blocks)}


def _blocks(blocks: Iterable[Block], part: str) -> list[Node]:
    return [_block(block, f"{part}-{number}") for number, block in enumerate(blocks, start=1)]


def _contents(tree: DocumentTree) -> list[Node]:
    """Links to the headings, inside the field that Word makes such a list with: nothing to update, but it can be."""
    links = [
        [_node("Link", [_NO_ATTRIBUTES, [_text(block.text)], [f"#section-{number}", ""]])]
        for number, block in enumerate(tree.body, start=1)
        if isinstance(block, Heading) and block.level == 1
    ]
    if not tree.contents or not links:
        return []
    links[0].insert(0, _raw("RawInline", CONTENTS_BEGIN))
    links[-1].append(_raw("RawInline", CONTENTS_END))
    entries = [_node("Div", [_custom_style(CONTENTS_ENTRY), [_node("Para", link)]]) for link in links]
    head = _node("Div", [_custom_style(CONTENTS_HEADING), [_node("Para", [_text(tree.contents)])]])
    return [_raw("RawBlock", FRAME_BEGIN), head, *entries, _raw("RawBlock", FRAME_END)]


def _block(block: Block, anchor: str) -> Node:
    match block:
        case Heading(level, text):
            return _node("Header", [level, [anchor, [], []], [_text(text)]])
        case Paragraph():
            return _paragraph(block)
        case ListOf(items, True):
            paragraphs = [_checked(number, one) for item in items for number, one in enumerate(item)]
            return _node("Div", [_NO_ATTRIBUTES, paragraphs])
        case ListOf(items):
            return _node("BulletList", [[_paragraph(one) for one in item] for item in items])
        case Table():
            return _table(block)
        case PageBreak():
            return _raw("RawBlock", PAGE_BREAK)


def _checked(number: int, paragraph: Paragraph) -> Node:
    """A paragraph of a list with boxes. A style gives the first its box, as pandoc's own lists have bullets only."""
    style = CHECKLIST if number == 0 else CHECKLIST_FURTHER
    if paragraph.style is not Style.PLAIN:
        return _paragraph(paragraph)
    return _node("Div", [_custom_style(style), [_node("Para", _inlines(paragraph.inlines))]])


def _paragraph(paragraph: Paragraph) -> Node:
    words = _node("Para", _inlines(paragraph.inlines))
    if paragraph.style is Style.PLAIN:
        return words
    return _node("Div", [_custom_style(paragraph.style.value), [words]])


def _inlines(inlines: tuple[Inline, ...]) -> list[Node]:
    """Notes that follow one another are kept apart by a raised comma, or 1 and 2 would read as 12."""
    found = []
    for before, one in zip((None, *inlines), inlines, strict=False):
        if isinstance(before, Note) and isinstance(one, Note):
            found.append(_node("Superscript", [_text(",")]))
        found.append(_inline(one))
    return found


def _inline(one: Inline) -> Node:
    match one:
        case Note(text):
            return _node("Note", [_node("Para", [_text(text)])])
        case Run(text, Style.PLAIN):
            return _text(text)
        case Run(text, Style.STRONG):
            return _node("Strong", [_text(text)])
        case Run(text, style):
            return _node("Span", [_custom_style(style.value), [_text(text)]])


def _table(table: Table) -> Node:
    widths = [[{"t": "AlignLeft"}, _node("ColWidth", column.share)] for column in table.columns]
    head = [_cells(Run(column.heading) for column in table.columns)]
    body = [_NO_ATTRIBUTES, 0, [], [_cells(row) for row in table.rows]]
    return _node("Table", [_NO_ATTRIBUTES, [None, []], widths, [_NO_ATTRIBUTES, head], [body], [_NO_ATTRIBUTES, []]])


def _cells(runs: Iterable[Run]) -> list[Any]:
    cells = [[_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [_node("Plain", [_inline(run)])]] for run in runs]
    return [_NO_ATTRIBUTES, cells]


def _custom_style(name: str) -> list[Any]:
    return ["", [], [["custom-style", name]]]


def _raw(name: str, openxml: str) -> Node:
    """Word's own markup; only ever one of the constants above."""
    return _node(name, ["openxml", openxml])


def _meta(text: str) -> Node:
    return _node("MetaInlines", [_text(text)])


def _text(text: str) -> Node:
    return _node("Str", text)


def _node(name: str, content: Any) -> Node:
    return {"t": name, "c": content}
