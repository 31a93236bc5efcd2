"""Written files read back by other readers than wrote them."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any

import pypandoc
import pypdf
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(docx: bytes, name: str) -> etree._Element:
    """A part of a Word file; its XML must be sound."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return etree.fromstring(package.read(name))


def text_of(element: etree._Element) -> str:
    words = element.iter(f"{W}t", f"{W}noBreakHyphen")
    return "".join("\u2011" if one.tag == f"{W}noBreakHyphen" else one.text or "" for one in words)


def paragraphs(docx: bytes) -> list[tuple[str, str]]:
    """The style and words of each paragraph of the body."""
    body = part(docx, "word/document.xml")
    return [(_style(one), text_of(one)) for one in body.iter(f"{W}p")]


def footnotes(docx: bytes) -> list[str]:
    """The words of each footnote, in order, without the space behind its number."""
    notes = part(docx, "word/footnotes.xml").iter(f"{W}footnote")
    return [text_of(note).strip() for note in notes if note.get(f"{W}type") is None]


def runs_of_style(docx: bytes, style: str) -> list[str]:
    """The words of each run that has a character style."""
    found = []
    for run in part(docx, "word/document.xml").iter(f"{W}r"):
        named = run.find(f"{W}rPr/{W}rStyle")
        if named is not None and named.get(f"{W}val") == style:
            found.append(text_of(run))
    return found


def pdf_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def catalog(pdf: bytes) -> Any:
    """What a PDF says of itself."""
    return pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def structure_tags(pdf: bytes) -> Iterator[str]:
    """The name of every element of a tagged PDF's structure."""
    waiting: list[Any] = [catalog(pdf)["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"])
            waiting.extend([node["/K"]] if "/K" in node else [])


def pandoc_read(markdown: str, dialect: str) -> dict[str, Any]:
    """Markdown as pandoc understands it."""
    read: dict[str, Any] = json.loads(pypandoc.convert_text(markdown, "json", format=dialect, sandbox=True))
    return read


def kinds_in(node: Any) -> set[str]:
    """The kinds of element that stand in a pandoc tree."""
    if isinstance(node, list):
        return set().union(*map(kinds_in, node))
    if isinstance(node, dict):
        return ({node["t"]} if "t" in node else set()) | kinds_in(list(node.values()))
    return set()


def words_in(node: Any) -> str:
    """The words of a pandoc tree, white space folded."""
    return unicodedata.normalize("NFC", " ".join("".join(_words(node)).split()))


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _words(one)
    elif isinstance(node, dict):
        if node.get("t") == "Str":
            yield node["c"]
        elif node.get("t") in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        else:
            yield from _words(node.get("c", []))


def _style(paragraph: etree._Element) -> str:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if named is None else str(named.get(f"{W}val"))
