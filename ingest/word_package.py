"""A Word file's package, looked at before anybody parses it: what it is, how large it really is, what is hidden in it.

Runs in the limited child. What comes out is a smaller package: the parts that hold words and how they go together,
without pictures, embedded files and hidden words.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from ingest.errors import EncryptedDocument, ReaderLimitExceeded, UnreadableDocument, UnsupportedFile

MOST_PARTS = 5_000
MOST_BYTES = 64 * 1024**2
"""Of all the parts kept, as they really unpack; a policy of a hundred pages has about one million."""

MAIN_PART = "word/document.xml"
_STYLES = "word/styles.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KEPT = re.compile(r"(?:\[Content_Types\]\.xml|_rels/\.rels|word/(?:_rels/)?[\w.-]+\.(?:xml|rels)|docProps/core\.xml)")
_EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
}
for _prefix, _uri in _NAMESPACES.items():  # pandoc goes by these prefixes
    ElementTree.register_namespace(_prefix, _uri)
_W = f"{{{_NAMESPACES['w']}}}"
_TINY = 4
"""Half points: two points and less nobody reads."""

_OFF = frozenset({"0", "false", "off"})
_NO_FILL = frozenset({"", "auto", "FFFFFF"})


@dataclass(frozen=True, slots=True)
class Package:
    """``content`` is a Word file without the hidden words. ``edges`` are page heads and feet, each once."""

    content: bytes
    hidden: tuple[str, ...]
    edges: tuple[str, ...]


def read_package(path: Path) -> Package:
    """The package at ``path``, cleared.

    Raises UnsupportedFile (not a Word file), EncryptedDocument, ReaderLimitExceeded (a zip bomb), UnreadableDocument
    (broken, or with a document type of its own).
    """
    with path.open("rb") as file:
        if file.read(len(_OLE)) == _OLE:
            raise EncryptedDocument("the Word file asks for a password, or is of a form from before 2007 (.doc)")
    try:
        with zipfile.ZipFile(path) as package:
            parts = _parts(package)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, RuntimeError) as error:
        raise UnreadableDocument(f"the Word file is damaged ({type(error).__name__}): save it again") from None
    if MAIN_PART not in parts:
        raise UnsupportedFile("the file is a zip archive, but no Word file: it has no word/document.xml")
    styles = _hiding_styles(_root(parts[_STYLES])) if _STYLES in parts else frozenset[str]()
    hidden: list[str] = []
    edges: dict[str, None] = {}
    for name in [name for name in parts if name.startswith("word/") and name.endswith(".xml")]:
        if name == MAIN_PART or _EDGES.fullmatch(name) or name in ("word/footnotes.xml", "word/endnotes.xml"):
            root = _root(parts[name])
            taken = _take_hidden(root, styles)
            if taken:
                hidden += taken
                parts[name] = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
            if _EDGES.fullmatch(name):
                edges |= dict.fromkeys(_paragraphs(root))
    return Package(_packed(parts), tuple(hidden), tuple(edges))


def _parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    """The parts that hold words, by name, read no further than the limit whatever the archive says of itself."""
    listed = package.infolist()
    if any(one.flag_bits & 1 for one in listed):
        raise EncryptedDocument("the file asks for a password")
    if len(listed) > MOST_PARTS or sum(one.file_size for one in listed if _KEPT.fullmatch(one.filename)) > MOST_BYTES:
        raise ReaderLimitExceeded("the Word file unpacks to more than a document may: it was not read")
    parts: dict[str, bytes] = {}
    left = MOST_BYTES
    for one in listed:
        if _KEPT.fullmatch(one.filename):
            with package.open(one) as part:
                content = part.read(left + 1)
            left -= len(content)
            if left < 0:
                raise ReaderLimitExceeded("the Word file unpacks to more than it says of itself: it was not read")
            parts[one.filename] = content
    return parts


def _root(content: bytes) -> ElementTree.Element:
    """Raises UnreadableDocument. A document type is refused before parsing: it is what entities grow from."""
    if _DOCTYPE.search(content) or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableDocument("the Word file has a part that Word does not write: save it again with Word")
    try:
        return ElementTree.fromstring(content)  # noqa: S314 - no document type, so no entities
    except (ElementTree.ParseError, ValueError):
        raise UnreadableDocument("the Word file is damaged: a part of it is no XML") from None


def _take_hidden(root: ElementTree.Element, styles: frozenset[str]) -> list[str]:
    """Take the runs nobody sees out of ``root``; what they said, neighbours joined."""
    found: list[str] = []
    for paragraph, shaded in _paragraphs_shaded(root, shaded=False):
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        run_before_hidden = False
        for parent in [paragraph, *(one for one in paragraph.iter() if one.find(f"{_W}r") is not None)]:
            for run in parent.findall(f"{_W}r"):
                words = "".join(text.text or "" for text in run.iter(f"{_W}t"))
                unseen = style in styles or _is_unseen(run.find(f"{_W}rPr"), styles, shaded=shaded)
                if unseen and words:
                    parent.remove(run)
                    if run_before_hidden:
                        found[-1] += words
                    else:
                        found.append(words)
                run_before_hidden = unseen and bool(words)
    return [words for words in found if words.strip()]


def _paragraphs_shaded(element: ElementTree.Element, *, shaded: bool) -> Iterator[tuple[ElementTree.Element, bool]]:
    """Each paragraph with whether something dark may lie behind it: a cell's or its own shading, a table's style."""
    for child in element:
        name = child.tag.removeprefix(_W)
        behind = shaded
        if name == "tbl":
            behind = shaded or child.find(f"{_W}tblPr/{_W}tblStyle") is not None
        elif name in ("tc", "p"):
            behind = shaded or _is_filled(child.find(f"{_W}{name}Pr/{_W}shd"))
        if name == "p":
            yield child, behind
        yield from _paragraphs_shaded(child, shaded=behind)


def _is_unseen(properties: ElementTree.Element | None, styles: frozenset[str], *, shaded: bool) -> bool:
    if properties is None:
        return False
    if _value(properties.find(f"{_W}rStyle")) in styles:
        return True
    return _hides(properties, shaded=shaded)


def _hides(properties: ElementTree.Element, *, shaded: bool) -> bool:
    vanish = next((one for one in map(properties.find, (f"{_W}vanish", f"{_W}webHidden")) if one is not None), None)
    if vanish is not None and _value(vanish) not in _OFF:
        return True
    size = _value(properties.find(f"{_W}sz"))
    if size.isdecimal() and int(size) <= _TINY:
        return True
    white = _value(properties.find(f"{_W}color")).upper() == "FFFFFF"
    return white and not shaded and not _is_filled(properties.find(f"{_W}shd"))


def _is_filled(shading: ElementTree.Element | None) -> bool:
    return shading is not None and shading.get(f"{_W}fill", "").upper() not in _NO_FILL


def _hiding_styles(root: ElementTree.Element) -> frozenset[str]:
    """The ids of styles that hide their words, by themselves or by the style they are based on."""
    based, hiding = dict[str, str](), set[str]()
    for style in root.iter(f"{_W}style"):
        name = style.get(f"{_W}styleId", "")
        based[name] = _value(style.find(f"{_W}basedOn"))
        properties = style.find(f"{_W}rPr")
        if properties is not None and style.get(f"{_W}type") != "table" and _hides(properties, shaded=False):
            hiding.add(name)
    for _ in range(len(based)):
        more = {name for name, base in based.items() if base in hiding} - hiding
        if not more:
            break
        hiding |= more
    return frozenset(hiding)


def _paragraphs(root: ElementTree.Element) -> list[str]:
    texts = ("".join(text.text or "" for text in one.iter(f"{_W}t")) for one in root.iter(f"{_W}p"))
    return [" ".join(text.split()) for text in texts if text.strip()]


def _value(element: ElementTree.Element | None) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue()
