"""corpus/catalogue.toml and what is refused in one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest.catalogue import CatalogueEntry, load_catalogue, superseded_by
from ingest.document import Authority
from ingest.errors import CatalogueError
from tests.conftest import PROJECT

FIELDS = {
    "id": '"guide-2015"',
    "title": '"Guide"',
    "short_title": '"the Guide"',
    "publisher": '"Department for Education"',
    "authority": '"statutory_guidance"',
    "version": '"1.17"',
    "as_at": "2015-04-01",
    "supersedes": "[]",
    "url": '"https://example.org/guide.pdf"',
    "licence": '"OGL-3.0"',
    "page_count": "81",
    "file": '"guide-2015.pdf"',
    "media": '"pdf"',
    "layout": '"numbered_guidance"',
}


def written(folder: Path, *documents: dict[str, str]) -> Path:
    path = folder / "catalogue.toml"
    tables = ["[[document]]\n" + "\n".join(f"{field} = {value}" for field, value in each.items()) for each in documents]
    path.write_text("\n\n".join(tables), encoding="utf-8")
    return path


def test_the_projects_own_catalogue() -> None:
    entries = load_catalogue(PROJECT / "corpus" / "catalogue.toml")
    assert [
        (entry.id, entry.authority.value, entry.as_at.isoformat(), entry.layout, entry.file) for entry in entries
    ] == [
        ("regulations-2015", "statute", "2024-05-21", "statutory_instrument", "regulations-2015.pdf"),
        ("guide-2015", "statutory_guidance", "2015-04-01", "numbered_guidance", "guide-2015.pdf"),
        ("working-together-2023", "other_official", "2023-12-01", "headed_text", "working-together-2023.pdf"),
        ("annex-a-2025", "other_official", "2025-04-01", "headed_text", "annex-a-2025.pdf"),
        ("sccif-2025", "inspection_framework", "2025-04-04", "web_sections", "sccif-2025.html"),
    ]


def test_only_files_that_stay_the_same_have_a_checksum() -> None:
    entries = load_catalogue(PROJECT / "corpus" / "catalogue.toml")
    assert {entry.id for entry in entries if entry.sha256 is None} == {"regulations-2015", "sccif-2025"}
    assert all(entry.fewest_pages == entry.most_pages for entry in entries if entry.sha256)


def test_an_entry_whole(tmp_path: Path) -> None:
    assert load_catalogue(written(tmp_path, FIELDS)) == (
        CatalogueEntry(
            id="guide-2015",
            title="Guide",
            short_title="the Guide",
            publisher="Department for Education",
            authority=Authority.STATUTORY_GUIDANCE,
            version="1.17",
            as_at=date(2015, 4, 1),
            supersedes=(),
            url="https://example.org/guide.pdf",
            licence="OGL-3.0",
            sha256=None,
            fewest_pages=81,
            most_pages=81,
            file="guide-2015.pdf",
            media="pdf",
            layout="numbered_guidance",
        ),
    )


def test_a_newer_version_supersedes_an_older_one(tmp_path: Path) -> None:
    newer = FIELDS | {"id": '"guide-2030"', "file": '"guide-2030.pdf"', "supersedes": '["guide-2015"]'}
    entries = load_catalogue(written(tmp_path, FIELDS, newer))
    assert superseded_by(entries, "guide-2015") == "guide-2030"
    assert superseded_by(entries, "guide-2030") is None


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("authority", '"law"', "guide-2015): field authority must be one of statute"),
        ("authority", '"digest"', "guide-2015): field authority must be one of statute"),
        ("as_at", '"2015-04-01"', "field as_at must be a date"),
        ("as_at", "2015-04-01T00:00:00", "field as_at must be a date"),
        ("sha256", '"0d03e776"', "field sha256 must be 64 small hexadecimal digits"),
        ("page_count", "0", "field page_count must be a number of pages"),
        ("page_count", "{ fewest = 9, most = 8 }", "field page_count must have fewest and most"),
        ("url", '"http://example.org/guide.pdf"', "field url must be an https:// address"),
        ("file", '"../guide.pdf"', "field file must be a file's name"),
        ("file", '"guide.html"', "field file must end in .pdf"),
        ("layout", '"web_sections"', "field layout web_sections does not go with media pdf"),
        ("layout", '"other"', "field layout must be one of"),
        ("supersedes", '"guide-2011"', "field supersedes must be a list of ids"),
        ("supersedes", '["guide-2011"]', "field supersedes names no other document: guide-2011"),
        ("supersedes", '["guide-2015"]', "field supersedes names no other document: guide-2015"),
        ("download", "false", "field note must say where to find it"),
        ("licence", '""', "field licence must be words"),
        ("colour", '"red"', "unknown field colour"),
        ("id", '"Guide 2015"', "field id must be small letters"),
    ],
)
def test_a_field_that_is_not_in_its_form_is_named(tmp_path: Path, field: str, value: str, says: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(written(tmp_path, FIELDS | {field: value}))
    assert says in str(caught.value)


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    without = {field: value for field, value in FIELDS.items() if field != "publisher"}
    with pytest.raises(CatalogueError, match=r"document 1 \(guide-2015\): missing field publisher"):
        load_catalogue(written(tmp_path, without))


def test_two_documents_share_neither_id_nor_file(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="field id: used by more than one document: guide-2015"):
        load_catalogue(written(tmp_path, FIELDS, FIELDS))
    with pytest.raises(CatalogueError, match=r"field file: used by more than one document: guide-2015\.pdf"):
        load_catalogue(written(tmp_path, FIELDS, FIELDS | {"id": '"other"'}))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "has no"),
        ("document = 3", "has no"),
        ("[[document", "cannot be read"),
        ("[[documents]]\nid='x'", "unknown table"),
    ],
)
def test_a_file_that_is_no_catalogue(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=says):
        load_catalogue(path)


def test_no_file_at_all(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"catalogue\.toml cannot be read"):
        load_catalogue(tmp_path / "catalogue.toml")
