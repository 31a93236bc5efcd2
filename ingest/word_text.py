"""A Word file becomes flat blocks: pandoc, which is inside the ``pypandoc_binary`` wheel, reads it in its sandbox.

Runs in the limited child (reached by name, see ``limited_process``), whose limits pandoc inherits; pandoc's own heap
has one besides.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from ingest.errors import ReaderLimitExceeded, UnreadableDocument
from ingest.pandoc_blocks import FlatBlock, flat_blocks
from ingest.reviewed_document import BlockKind
from ingest.word_package import read_package

SECONDS = 40
_PANDOC = "pypandoc/files/pandoc.exe" if os.name == "nt" else "pypandoc/files/pandoc"
_HEAP = ("+RTS", "-M640m", "-RTS")
_HEAP_OVERFLOW = 251  # how Haskell's runtime ends when its heap is full


def blocks(report: Callable[[int, int], None], path: str) -> dict[str, Any]:
    """{"blocks": flat blocks, "hidden": texts}: page heads and feet stand first, then the text as Word shows it.

    Raises what ``read_package`` raises; ReaderLimitExceeded; UnreadableDocument for what pandoc cannot read.
    """
    package = read_package(Path(path))
    report(1, 3)
    tree = json.loads(_pandoc(package.content))
    report(2, 3)
    edges: list[FlatBlock] = [
        {"kind": BlockKind.EDGE.value, "text": text, "headings": [], "lead": "", "remarks": []}
        for text in package.edges
    ]
    return {"blocks": [*edges, *flat_blocks(tree)], "hidden": list(package.hidden)}


def _pandoc(content: bytes) -> bytes:
    program = str(distribution("pypandoc_binary").locate_file(_PANDOC))
    command = [program, "--sandbox", *_HEAP, "--from", "docx", "--track-changes=all", "--to", "json"]
    try:
        done = subprocess.run(  # noqa: S603 - a literal command, no shell
            command, input=content, capture_output=True, timeout=SECONDS, env={}, check=False
        )
    except subprocess.TimeoutExpired:
        raise ReaderLimitExceeded(f"reading the Word file took longer than {SECONDS} seconds") from None
    if done.returncode in (_HEAP_OVERFLOW, -24):
        raise ReaderLimitExceeded("reading the Word file takes more memory or time than a document may")
    if done.returncode != 0:
        raise UnreadableDocument(f"the Word file is damaged: its reader ended with {done.returncode}")
    return done.stdout
