"""PDF files by typst, tagged as PDF/UA-1 asks, with the fonts that are inside its wheel.

The tree goes in as JSON and is read as data: no word of it is ever typst source.
"""

from __future__ import annotations

import json
import re
from datetime import UTC
from functools import cache
from importlib.resources import files
from typing import Any

import typst

from assistant.errors import ExportError
from assistant.export.document_tree import (
    Block,
    DocumentTree,
    Heading,
    Inline,
    ListOf,
    Note,
    PageBreak,
    Paragraph,
    Table,
)

_NOT_IN_FONTS = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_ROUNDS = 5
"""typst names every character that its fonts have not, so two do; marks that join to one before may take one more."""


def to_pdf(tree: DocumentTree) -> bytes:
    """The document as a PDF/UA-1 file. Raises ExportError.

    A character that the fonts have not is told by its number, "[U+4F60]": the standard has no page where nothing
    is to be seen.
    """
    data = json.dumps(_data(tree), ensure_ascii=False)
    for _ in range(_ROUNDS):
        try:
            return _compile(data, tree)
        except typst.TypstError as error:
            missing = _not_in_fonts(error)
            if not missing:
                raise ExportError("the PDF cannot be written: typst does not accept the document") from error
            data = data.translate({ord(one): f"[U+{ord(one):04X}]" for one in missing})
    raise ExportError("the PDF cannot be written: its fonts have not all the characters")


def _compile(data: str, tree: DocumentTree) -> bytes:
    written = typst.compile(
        _template(),
        sys_inputs={"tree": data},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=int(tree.made_at.timestamp()),
    )
    if not isinstance(written, bytes):
        raise ExportError("the PDF cannot be written: typst gave no file")
    return written


@cache
def _template() -> bytes:
    return files(__package__).joinpath("document.typ").read_bytes()


def _not_in_fonts(error: typst.TypstError) -> set[str]:
    """The characters, ASCII aside, that the fonts have not; the message writes some as \\u{...}."""
    texts = _NOT_IN_FONTS.findall(str(getattr(error, "diagnostic", "")))
    found = "".join(_ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], one) for one in texts)
    return {one for one in found if not one.isascii()}


def _data(tree: DocumentTree) -> dict[str, Any]:
    made = tree.made_at.astimezone(UTC)
    return {
        "title": tree.title,
        "subtitle": tree.subtitle,
        "footer": tree.footer,
        "contents": tree.contents,
        "date": {name: getattr(made, name) for name in ("year", "month", "day", "hour", "minute", "second")},
        "front": [_block(block) for block in tree.front],
        "body": [_block(block) for block in tree.body],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"is": "heading", "level": level, "text": text}
        case Paragraph():
            return _paragraph(block)
        case ListOf(items, boxes):
            return {"is": "list", "boxes": boxes, "items": [[_paragraph(one) for one in item] for item in items]}
        case Table(columns, rows):
            return {
                "is": "table",
                "shares": [column.share for column in columns],
                "head": [column.heading for column in columns],
                "rows": [[_inline(cell) for cell in row] for row in rows],
            }
        case PageBreak():
            return {"is": "page-break"}


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "is": "paragraph",
        "style": paragraph.style.value,
        "inlines": [_inline(one) for one in paragraph.inlines],
    }


def _inline(one: Inline) -> dict[str, str]:
    return {"note": one.text} if isinstance(one, Note) else {"text": one.text, "style": one.style.value}
