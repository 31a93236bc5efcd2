"""A file that a stranger handed in becomes a reviewed document. PDF and Word are read in a limited child process."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from ingest.errors import DocumentWithoutText, ReaderLimitExceeded, UnreadableDocument, UnsupportedFile
from ingest.limited_process import Limits, run_once
from ingest.pdf import read_pages
from ingest.pdf_blocks import hidden_on, pdf_blocks
from ingest.plain_blocks import plain_blocks
from ingest.reviewed_document import Block, BlockKind, FileForm, Remark, RemarkKind, ReviewedDocument

MOST_BYTES = 20 * 1024**2
MOST_PAGES = 500
MOST_CHARACTERS = 1_500_000
ENDINGS = {
    ".pdf": FileForm.PDF,
    ".docx": FileForm.WORD,
    ".md": FileForm.TEXT,
    ".markdown": FileForm.TEXT,
    ".txt": FileForm.TEXT,
}
"""What can be reviewed, by the ending of a file's name."""

READING = Limits(processor_seconds=60.0, wall_seconds=90.0)
TABLES = Limits(processor_seconds=30.0, wall_seconds=45.0)
_log = logging.getLogger(__name__)
_BEGINNINGS = {b"%PDF-": FileForm.PDF, b"PK\x03\x04": FileForm.WORD, b"\xd0\xcf\x11\xe0": FileForm.WORD}
_NAMES = {FileForm.PDF: "a PDF", FileForm.WORD: "a Word file or another archive", FileForm.TEXT: "text"}


def read_reviewed(path: Path, name: str) -> ReviewedDocument:
    """Read the file at ``path``, which its owner calls ``name``.

    Raises UnsupportedFile (a kind that cannot be reviewed, or not the kind that its name says), UnreadableDocument
    and its like: empty, damaged, EncryptedDocument, DocumentWithoutText (a scan), ReaderLimitExceeded.
    """
    form = form_of(path, name)
    reader = {FileForm.PDF: _read_pdf, FileForm.WORD: _read_word, FileForm.TEXT: _read_text}[form]
    document = reader(path, name)
    if not any(character.isalpha() for block in document.blocks for character in block.text):
        raise DocumentWithoutText("the file has no text that a reader could see")
    if document.characters > MOST_CHARACTERS:
        raise ReaderLimitExceeded(f"the document has more than {MOST_CHARACTERS:,} characters: review it in parts")
    return document


def form_of(path: Path, name: str) -> FileForm:
    """What the file is, by its name's ending and by its bytes. Raises UnsupportedFile where the two differ."""
    form = ENDINGS.get(Path(name).suffix.lower())
    if form is None:
        raise UnsupportedFile(f"a review reads files that end in {', '.join(ENDINGS)}")
    try:
        with path.open("rb") as file:
            beginning = file.read(1024)
            size = file.seek(0, 2)
    except OSError as error:
        raise UnsupportedFile(f"the file cannot be opened: {error.strerror}") from error
    if not size:
        raise UnreadableDocument("the file is empty (zero bytes)")
    if size > MOST_BYTES:
        raise ReaderLimitExceeded(f"the file is larger than {MOST_BYTES // 1024**2} MB")
    found = next((kind for mark, kind in _BEGINNINGS.items() if beginning.startswith(mark)), None)
    if found is None and form is FileForm.PDF and b"%PDF-" in beginning:
        found = FileForm.PDF  # some writers put a line of their own first
    if (found or FileForm.TEXT) is not form:
        raise UnsupportedFile(
            f"the file's name says {_NAMES[form]}, its content is {_NAMES[found or FileForm.TEXT]}: it was not read"
        )
    return form


def _read_pdf(path: Path, name: str) -> ReviewedDocument:
    pages = read_pages("the reviewed document", path, limits=READING, maximum_pages=MOST_PAGES)
    blocks = pdf_blocks(pages, _tables(path))
    return ReviewedDocument(name, FileForm.PDF, blocks, hidden_on(pages, blocks), len(pages))


def _tables(path: Path) -> list[list[list[list[str]]]]:
    """The tables of each page; none where they cannot be read: their words are then read as running text."""
    try:
        found: list[list[list[list[str]]]] = run_once(
            "ingest.pdf_tables:tables", {"path": str(path), "password": None}, TABLES
        )
    except UnreadableDocument as error:
        _log.warning("the reviewed document: its tables were read as running text (%s)", type(error).__name__)
        return []
    return found


def _read_word(path: Path, name: str) -> ReviewedDocument:
    read = run_once("ingest.word_text:blocks", {"path": str(path.resolve())}, READING)
    blocks: list[Block] = []
    remarks = [Remark(RemarkKind.HIDDEN, text) for text in read["hidden"]]
    for flat in read["blocks"]:
        if flat["text"]:
            kind = BlockKind(flat["kind"])
            blocks.append(Block(len(blocks) + 1, kind, flat["text"], tuple(flat["headings"]), flat["lead"]))
        remarks += [_remark(remark, max(len(blocks), 1)) for remark in flat["remarks"]]
    return ReviewedDocument(name, FileForm.WORD, tuple(blocks), tuple(remarks))


def _remark(told: dict[str, Any], block: int) -> Remark:
    return Remark(RemarkKind(told["kind"]), told["text"], told["author"], block)


def _read_text(path: Path, name: str) -> ReviewedDocument:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise UnsupportedFile("the file's name says text, its content is not: it was not read")
    blocks, remarks = plain_blocks(text)
    return ReviewedDocument(name, FileForm.TEXT, blocks, remarks)
