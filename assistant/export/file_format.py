"""Which files a document tree can become, and how each is known: by its name's ending and by its media type."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


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
