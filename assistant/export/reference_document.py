"""The Word file whose styles, page and footer pandoc takes over: pandoc's own, with ours in their place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.resources import files
from xml.sax.saxutils import escape

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

_RELATED = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_BODY = "word/document.xml"
_WHOLE = "<w:cantSplit/>"
_NO_CLOCK = "1970-01-01T00:00:00Z"
_A4 = '<w:pgSz w:w="11906" w:h="16838"/>'
_MARGINS = (
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
)
_DOCUMENT = (
    f'{_HEAD}<w:document xmlns:w="{_WORD}" xmlns:r="{_RELATIONS}"><w:body><w:p/><w:sectPr>'
    f'<w:footerReference w:type="default" r:id="rIdFooter"/>{_A4}{_MARGINS}</w:sectPr></w:body></w:document>'
)
_FOOTER = (
    f'{_HEAD}<w:ftr xmlns:w="{_WORD}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    '<w:r><w:t xml:space="preserve">Page </w:t></w:r>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
)
_BOXES = (
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:pStyle w:val="Checklist"/><w:lvlText w:val="☐"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr><w:rPr><w:rFonts w:ascii="Segoe UI Symbol" '
    'w:hAnsi="Segoe UI Symbol" w:cs="Segoe UI Symbol" w:hint="default"/></w:rPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
_NUMBERING = f'{_HEAD}<w:numbering xmlns:w="{_WORD}">{_BOXES}</w:numbering>'
_FOOTER_RELATION = f'<Relationship Id="rIdFooter" Type="{_RELATIONS}/footer" Target="footer1.xml"/>'
_FOOTER_TYPE = (
    '<Override PartName="/word/footer1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>'
)
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_APPLICATION = f'{_HEAD}<Properties xmlns="{_PROPERTIES}"></Properties>'


def reference_document(default: bytes, footer: str) -> bytes:
    """``default``, pandoc's own reference.docx, with our styles, on A4, with ``footer`` at the foot of each page."""
    parts = _parts(default)
    parts |= {
        "word/styles.xml": files(__package__).joinpath("word_styles.xml").read_text(encoding="utf-8"),
        _BODY: _DOCUMENT,
        "word/numbering.xml": _NUMBERING,
        "word/footer1.xml": _FOOTER.format(text=escape(footer)),
        _RELATED: _with(parts, _RELATED, "</Relationships>", _FOOTER_RELATION),
        _TYPES: _with(parts, _TYPES, "</Types>", _FOOTER_TYPE),
        "docProps/app.xml": _APPLICATION,
    }
    return _package(parts)


def finished(written: bytes, made_at: datetime) -> bytes:
    """What pandoc wrote, with what it cannot write: when it was made (in its sandbox it has no clock, and says 1970),
    and that no row of a table is torn by a page's end.

    The same content gives the same bytes.
    """
    parts = _parts(written)
    when = made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    whole_rows = parts[_BODY].replace("<w:tr><w:tc>", f"<w:tr><w:trPr>{_WHOLE}</w:trPr><w:tc>")
    dated = parts["docProps/core.xml"].replace(_NO_CLOCK, when)
    return _package(parts | {_BODY: whole_rows, "docProps/core.xml": dated})


def _parts(package: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name).decode("utf-8") for name in opened.namelist()}


def _package(parts: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _with(parts: Mapping[str, str], name: str, end: str, added: str) -> str:
    head, found, tail = parts[name].rpartition(end)
    if not found:
        raise ValueError(f"pandoc's reference document has no {end} in {name}")
    return f"{head}{added}{found}{tail}"
