"""Word files: pandoc, which is inside the ``pypandoc_binary`` wheel, writes them from its syntax tree in a sandbox.

Nothing is parsed but our own JSON, and in the sandbox pandoc reads no file but the reference document.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from assistant.errors import ExportError
from assistant.export.document_tree import DocumentTree
from assistant.export.pandoc_tree import pandoc_tree
from assistant.export.reference_document import finished, reference_document

SECONDS = 60
"""The largest draft takes less than one."""

_PANDOC = "pypandoc/files/pandoc.exe" if os.name == "nt" else "pypandoc/files/pandoc"


def to_docx(tree: DocumentTree) -> bytes:
    """The document as a .docx with real footnotes; its properties name its title and nobody. Raises ExportError."""
    with tempfile.TemporaryDirectory() as folder:
        reference = Path(folder) / "reference.docx"
        reference.write_bytes(reference_document(_default_reference(), tree.footer))
        arguments = ["--from", "json", "--to", "docx", "--reference-doc", str(reference), "--output", "-"]
        written = _pandoc(arguments, json.dumps(pandoc_tree(tree)).encode())
    return finished(written, tree.made_at)


@cache
def _default_reference() -> bytes:
    return _pandoc(["--print-default-data-file", "reference.docx"])


def _pandoc(arguments: Sequence[str], given: bytes = b"") -> bytes:
    try:
        # The wheel's own program, found without its Python module: that looks for others, and takes 70 ms.
        command = [str(distribution("pypandoc_binary").locate_file(_PANDOC)), "--sandbox", *arguments]
        done = subprocess.run(  # noqa: S603 - a literal command, no shell
            command, input=given, capture_output=True, timeout=SECONDS, env={}, check=False
        )
    except (OSError, PackageNotFoundError, subprocess.TimeoutExpired) as error:
        raise ExportError(f"the Word file cannot be written: {type(error).__name__}") from error
    if done.returncode != 0:
        raise ExportError(f"the Word file cannot be written: pandoc ended with {done.returncode}")
    return done.stdout
