"""Which files a document tree can become, and how each is known: by its name's ending and by its media type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from assistant.export.document_tree import DocumentTree
from assistant.export.docx import to_docx
from assistant.export.markdown import to_markdown
from assistant.export.pdf import to_pdf


class FileFormat(StrEnum):
    """A format, by the ending of its files' names."""

    DOCX = "docx"
    PDF = "pdf"
    MARKDOWN = "md"


MEDIA_TYPES: Mapping[FileFormat, str] = {
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.PDF: "application/pdf",
    FileFormat.MARKDOWN: "text/markdown; charset=utf-8",
}

_WRITERS: Mapping[FileFormat, Callable[[DocumentTree], bytes]] = {
    FileFormat.DOCX: to_docx,
    FileFormat.PDF: to_pdf,
    FileFormat.MARKDOWN: lambda tree: to_markdown(tree).encode(),
}


def written(tree: DocumentTree, file_format: FileFormat) -> bytes:
    """The tree as a file's content. Raises ExportError."""
    return _WRITERS[file_format](tree)
