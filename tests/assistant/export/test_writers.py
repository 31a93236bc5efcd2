from __future__ import annotations

from pathlib import Path

import pytest

from assistant.export.draft_tree import draft_tree
from assistant.export.file_format import MEDIA_TYPES, FileFormat
from assistant.export.writers import written
from tests.assistant.export.made_draft import made_draft


@pytest.mark.parametrize(
    ("file_format", "start"),
    [(FileFormat.DOCX, b"PK"), (FileFormat.PDF, b"%PDF-"), (FileFormat.MARKDOWN, b"# Records")],
)
def test_each_format_is_written_by_its_writer(file_format: FileFormat, start: bytes, tmp_path: Path) -> None:
    assert written(draft_tree(made_draft(tmp_path)), file_format).startswith(start)


def test_each_format_has_a_media_type() -> None:
    assert set(MEDIA_TYPES) == set(FileFormat)
