"""The digest of a document as a PDF: what is ingested where the official text cannot be had.

Drawn with fpdf2 and the core fonts (the digest is written in plain characters, so no font travels with the project).
The same entries give the same bytes, so that an unchanged digest is not ingested again. The questions of the entries
are not printed: they are an index layer of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from fpdf import FPDF

from ingest.catalogue import CatalogueEntry
from ingest.digest import DigestEntry
from ingest.errors import CatalogueError, LibraryError
from ingest.sources import Source, from_digest
from ingest.structure.digest_entries import RUNNING_HEAD, above, mark, page_number

_DRAWN_AT = datetime(2015, 4, 1, tzinfo=UTC)
"""Printed into every file: the time of drawing would make each file another."""

_FONT = "helvetica"
_CHARACTERS = "cp1252"
_MARGIN, _FOOT = 20, 15  # millimetres
_LINE = 5

_TITLE_PAGE = (
    "In plain English, in our own words.",
    "This is not the official text. It is this project's own account of {short_title} (version: {version}; as at "
    "{as_at}), one entry for each provision. It is no source of law or guidance, and it may be wrong. Above each entry "
    "stands the official provision, and the page of the official document where it begins: read that before you rely "
    "on it.",
    "The official text is published by {publisher} at {url}",
    "To have the official text here instead of this digest, run: homes corpus fetch. Then run: homes ingest.",
)


class _Sheet(FPDF):
    """A page with our running head and foot."""

    def header(self) -> None:
        """Say on every page whose words these are."""
        self.set_font(_FONT, "I", 8)
        self.cell(0, _LINE, RUNNING_HEAD, new_x="LMARGIN", new_y="NEXT")
        self.ln(_LINE)

    def footer(self) -> None:
        """Number the page."""
        self.set_y(-_FOOT)
        self.set_font(_FONT, "", 8)
        self.cell(0, _LINE, page_number(self.page_no()), align="C")


def stand_ins(
    missing: Iterable[CatalogueEntry], catalogue: Sequence[CatalogueEntry], digest: Sequence[DigestEntry], folder: Path
) -> tuple[Source, ...]:
    """Sources of the digests of those ``missing`` documents that have one, drawn into ``folder``, in catalogue order.

    Raises CatalogueError (an entry cannot be printed), LibraryError (the folder cannot be written).
    """
    sources = []
    for official in missing:
        entries = [entry for entry in digest if entry.document_id == official.id]
        if entries:
            sources.append(from_digest(official, catalogue, write(official, entries, folder)))
    return tuple(sources)


def write(official: CatalogueEntry, entries: Sequence[DigestEntry], folder: Path) -> Path:
    """Draw the digest into ``folder``, whole or not at all, and return its path. Raises as ``stand_ins`` does."""
    drawn = draw(official, entries)
    path = folder / f"digest-{official.id}.pdf"
    part = path.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_bytes(drawn)
        part.replace(path)
    except OSError as error:
        raise LibraryError(f"{official.id}: its digest could not be written ({error.strerror})") from error
    return path


def draw(official: CatalogueEntry, entries: Sequence[DigestEntry]) -> bytes:
    """A title page, then every entry below the line that names its provision, in the order given.

    Raises CatalogueError, naming the entry, for characters that the fonts do not have.
    """
    sheet = _Sheet(format="A4")
    sheet.core_fonts_encoding = "windows-1252"
    sheet.set_creation_date(_DRAWN_AT)
    sheet.set_title(_printable(official.id, f"Digest: {official.title}"))
    sheet.set_lang("en-GB")
    sheet.set_margin(_MARGIN)
    sheet.set_auto_page_break(True, margin=_MARGIN + _LINE)
    _draw_title_page(sheet, official)
    sheet.add_page()
    for entry, group in _with_groups(entries):
        _draw_entry(sheet, entry, group)
    return bytes(sheet.output())


def _with_groups(entries: Sequence[DigestEntry]) -> Iterator[tuple[DigestEntry, str | None]]:
    """Each entry with the group (regulation, chapter, annex) that begins with it and that no entry accounts for."""
    headed = {_path(entry) for entry in entries}
    for entry in entries:
        group = next(iter(above(_path(entry))), None)
        yield entry, None if group in headed else group
        headed.update([group] if group else [])


def _draw_title_page(sheet: FPDF, official: CatalogueEntry) -> None:
    sheet.add_page()
    sheet.set_font(_FONT, "B", 18)
    sheet.multi_cell(0, 9, _printable(official.id, f"Digest: {official.title}"), align="L", new_x="LMARGIN")
    sheet.set_font(_FONT, "", 11)
    for paragraph in _TITLE_PAGE:
        words = paragraph.format(
            short_title=official.short_title,
            version=official.version,
            as_at=f"{official.as_at.day} {official.as_at:%B %Y}",
            publisher=official.publisher,
            url=official.url,
        )
        sheet.ln(_LINE)
        sheet.multi_cell(0, 6, _printable(official.id, words), align="L", new_x="LMARGIN")


def _draw_entry(sheet: FPDF, entry: DigestEntry, group: str | None) -> None:
    """The entry with its group's heading, on one page: whoever sees the words sees whose they are."""
    sheet.set_font(_FONT, "", 10)
    printed = _printable(entry.provision_id, entry.text)
    lines = cast("list[str]", sheet.multi_cell(0, _LINE, printed, align="L", dry_run=True, output="LINES"))
    if sheet.will_page_break(_LINE * (len(lines) + (5 if group else 2))):
        sheet.add_page()
    if group:
        sheet.ln(_LINE)
        sheet.set_font(_FONT, "B", 12)
        _draw_line(sheet, mark(group, entry.page, group=True))
    sheet.ln(_LINE / 2)
    sheet.set_font(_FONT, "B", 9)
    _draw_line(sheet, mark(_path(entry), entry.page))
    sheet.set_font(_FONT, "", 10)
    sheet.multi_cell(0, _LINE, printed, align="L", new_x="LMARGIN")


def _draw_line(sheet: FPDF, line: str) -> None:
    """In one line whatever its length: the parser reads it as one."""
    if sheet.get_string_width(line) > sheet.epw:
        sheet.set_font_size(sheet.font_size_pt * sheet.epw / (sheet.get_string_width(line) + 1))
    sheet.cell(0, _LINE, line, new_x="LMARGIN", new_y="NEXT")


def _path(entry: DigestEntry) -> str:
    return entry.provision_id.removeprefix(f"{entry.document_id}/")


def _printable(place: str, words: str) -> str:
    try:
        words.encode(_CHARACTERS)
    except UnicodeEncodeError as error:
        character = words[error.start]
        raise CatalogueError(f"digest: {place}: the digest's font has no {character!r}") from None
    return words
