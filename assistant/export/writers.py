"""Each format with the module that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.export.document_tree import DocumentTree
from assistant.export.docx import to_docx
from assistant.export.file_format import FileFormat
from assistant.export.markdown import to_markdown
from assistant.export.pdf import to_pdf

_WRITERS: Mapping[FileFormat, Callable[[DocumentTree], bytes]] = {
    FileFormat.DOCX: to_docx,
    FileFormat.PDF: to_pdf,
    FileFormat.MARKDOWN: lambda tree: to_markdown(tree).encode(),
}


def written(tree: DocumentTree, file_format: FileFormat) -> bytes:
    """The tree as a file's content. Raises ExportError."""
    return _WRITERS[file_format](tree)
