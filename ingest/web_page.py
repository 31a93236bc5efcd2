"""A saved web page becomes pages: one for each headed section, as plain lines.

Lines are what later steps read: the heading first, then a line for each paragraph, list item (BULLET before it,
indented by two spaces a level below the first) and table row (CELL_SEPARATOR between cells). The marks are zero-width
characters, so that the text holds no visible character that the page's own text does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Comment, Declaration, Doctype, ProcessingInstruction, Tag
from bs4.element import NavigableString, PageElement

from ingest.document import Page
from ingest.errors import DocumentWithoutText
from ingest.text import BULLET, CELL_SEPARATOR
from ingest.unseen_text import as_seen

INDENT = "  "

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "header", "hgroup", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", *HEADINGS,
})  # fmt: skip

NEVER_CONTENT = (
    "script, style, noscript, template, nav, form:not(:has(h1)), button, input, select, iframe, svg, dialog, [hidden]"
)
NEVER_CONTENT_ROLES = '[aria-hidden="true"], [role="navigation"], [role="search"], [role="dialog"]'
AROUND_CONTENT = 'body > header, footer, [role="banner"], [role="contentinfo"]'
BOILERPLATE_CLASS = re.compile(
    r"cookie|contents-list|visually-hidden|sr-only|skip-link|breadcrumb|feedback", re.IGNORECASE
)
HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BACK_TO_TOP = re.compile(r"^\s*(?:back|return) to (?:the )?(?:top|contents)\s*$", re.IGNORECASE)
UNSEEN = (Comment, Declaration, Doctype, ProcessingInstruction)


@dataclass(slots=True)
class _Section:
    """A section while it is being read."""

    heading: str | None
    level: int | None
    anchor: str | None
    lines: list[str] = field(default_factory=list)


def read_pages(document_id: str, data: bytes) -> tuple[Page, ...]:
    """The page's sections in order; ``physical`` counts them from 1.

    ``printed`` is the heading's anchor ("#leadership") or None where it has none, ``outline_level`` the heading's
    level; both are None for a page without headings. Words before the first heading go below it. Navigation,
    contents list, cookie banner, forms and anything hidden are left out.

    Raises ``DocumentWithoutText`` when nothing is left.
    """
    soup = BeautifulSoup(data, "lxml", from_encoding=_encoding(data))
    root = _without_boilerplate(soup)
    sections = [each for each in _sections(root) if each.heading or each.lines]
    if not sections:
        raise DocumentWithoutText(f"{document_id}: the web page has no text of its own; save the whole page again")
    return tuple(
        Page(
            document_id=document_id,
            physical=position,
            printed=None if section.anchor is None else f"#{section.anchor}",
            text="\n".join([section.heading, *section.lines] if section.heading else section.lines),
            outline_level=section.level,
        )
        for position, section in enumerate(sections, start=1)
    )


def _encoding(data: bytes) -> str | None:
    """UTF-8 if the bytes are that (a guess from few letters is often wrong); None leaves it to what they declare."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _without_boilerplate(soup: BeautifulSoup) -> Tag:
    """The element that holds the content, with what is not content taken out."""
    root = soup.select_one('main, [role="main"]') or soup.select_one("article") or soup.body or soup
    for selector in (NEVER_CONTENT, NEVER_CONTENT_ROLES, AROUND_CONTENT):
        for unwanted in root.select(selector):
            unwanted.decompose()
    for element in root.select("[class], [style], a"):
        if not element.decomposed and _is_boilerplate(element):
            element.decompose()
    return root


def _is_boilerplate(element: Tag) -> bool:
    if element.name in ("html", "body", "main"):
        return False
    if element.name == "a" and BACK_TO_TOP.match(element.get_text()):
        return True
    hidden = HIDING_STYLE.search(str(element.get("style", "")))
    return bool(hidden or BOILERPLATE_CLASS.search(" ".join(map(str, element.get_attribute_list("class")))))


def _sections(root: Tag) -> list[_Section]:
    sections = [_Section(None, None, None)]
    for heading, line in _lines_of(root):
        if heading is None:
            sections[-1].lines.append(line)
            continue
        opened = _Section(line, int(heading.name[1]), _anchor(heading))
        if sections[0].heading is None and len(sections) == 1:
            opened.lines = sections.pop().lines
        sections.append(opened)
    return sections


def _anchor(heading: Tag) -> str | None:
    """What follows "#" in the address of this heading: its own id, one inside it, or that of the section it opens."""
    inside = heading.select_one("[id], a[name]")
    section = heading.find_parent("section")
    opened = section if section is not None and section.find(HEADINGS) is heading else None
    candidates = [(heading, "id"), (inside, "id"), (inside, "name"), (opened, "id")]
    return next((str(tag[name]) for tag, name in candidates if tag is not None and tag.get(name)), None)


def _lines_of(element: Tag) -> Iterator[tuple[Tag | None, str]]:
    """Lines of text in order, each with the heading element if it is one."""
    inline: list[PageElement] = []
    for child in element.children:
        if not (isinstance(child, Tag) and _holds_blocks(child)):
            inline.append(child)
            continue
        yield from _paragraph(inline)
        inline = []
        yield from _block(child)
    yield from _paragraph(inline)


def _block(block: Tag) -> Iterator[tuple[Tag | None, str]]:
    if block.name in HEADINGS:
        yield from ((block, words) for words in _filled([_words(block)]))
    elif block.name in LINES:
        yield from ((None, line) for line in LINES[block.name](block))
    else:
        yield from _lines_of(block)


def _paragraph(inline: list[PageElement]) -> Iterator[tuple[None, str]]:
    yield from ((None, line) for line in _filled([_joined(inline)]))


def _holds_blocks(element: Tag) -> bool:
    """Whether the element is a block or holds one (an inline element around blocks, such as a link)."""
    return element.name in BLOCKS or element.find(lambda tag: tag.name in BLOCKS) is not None


def _list_lines(listing: Tag, depth: int = 0) -> Iterator[str]:
    for item in listing.find_all(("li", "ul", "ol"), recursive=False):
        if item.name == "li":
            yield from _item_lines(item, INDENT * depth + BULLET, depth)
        else:
            yield from _list_lines(item, depth + 1)


def _item_lines(item: Tag, opening: str, depth: int) -> Iterator[str]:
    """The item's own words after its mark, any further paragraph below it, its nested lists one level deeper."""
    prefix = opening
    for part in _parts_of(item):
        if isinstance(part, Tag):
            yield from _list_lines(part, depth + 1)
            continue
        for words in _filled([_joined(part)]):
            yield prefix + words
            prefix = INDENT * (depth + 1)


def _parts_of(item: Tag) -> Iterator[Tag | list[PageElement]]:
    """An item's paragraphs, each as the elements it is made of, and its nested lists."""
    inline: list[PageElement] = []
    for child in item.children:
        if not (isinstance(child, Tag) and _holds_blocks(child)):
            inline.append(child)
            continue
        yield inline
        inline = []
        if child.name in ("ul", "ol"):
            yield child
        elif child.name in ("p", *HEADINGS, "table"):
            yield [child]
        else:
            yield from _parts_of(child)
    yield inline


def _table_lines(table: Tag) -> Iterator[str]:
    for row in table.find_all(("caption", "tr")):
        if row.find_parent("table") is not table:
            continue  # a table inside a cell is part of that cell's words
        if row.name == "caption":
            yield from _filled([_words(row)])
            continue
        cells = [_words(cell) for cell in row.find_all(("th", "td"), recursive=False)]
        if any(cells):
            yield CELL_SEPARATOR.join(cells)


def _filled(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if line)


def _words(element: Tag) -> str:
    return _joined([element])


def _joined(elements: Iterable[PageElement]) -> str:
    """Their text on one line, as a browser would show it: blocks and line breaks part words, inline tags do not."""
    return " ".join("".join(piece for element in elements for piece in _pieces(element)).split())


def _pieces(element: PageElement) -> Iterator[str]:
    if isinstance(element, Tag):
        apart = " " if element.name in BLOCKS or element.name == "br" else ""
        yield apart
        for child in element.children:
            yield from _pieces(child)
        yield apart
    elif isinstance(element, NavigableString) and not isinstance(element, UNSEEN):
        yield as_seen(str(element), None)


LINES: Mapping[str, Callable[[Tag], Iterator[str]]] = {"ul": _list_lines, "ol": _list_lines, "table": _table_lines}
