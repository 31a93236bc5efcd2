from __future__ import annotations

import dataclasses
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.catalogue import CatalogueEntry
from ingest.document import Authority, Document
from ingest.errors import BadInput, UnsupportedFile
from ingest.sources import MOST_PAGES, Source, from_catalogue, from_digest, from_paths, slug

GUIDE = CatalogueEntry(
    id="guide-2015",
    title="Guide to the standards",
    short_title="the Guide",
    publisher="Department for Education",
    authority=Authority.STATUTORY_GUIDANCE,
    version="1.17",
    as_at=date(2015, 4, 1),
    supersedes=("guide-2011",),
    url="https://example.org/guide",
    licence="OGL-3.0",
    sha256="a" * 64,
    fewest_pages=80,
    most_pages=82,
    file="Guide_v1.17.pdf",
    media="pdf",
    layout="numbered_guidance",
)
EARLIER = dataclasses.replace(GUIDE, id="guide-2011", version="1.0", supersedes=(), file="earlier.pdf")
ENTRIES = (GUIDE, EARLIER)

SLUGS = [
    ("Our Safeguarding_Policy (v2)", "our-safeguarding-policy-v2"),
    ("guide-2015", "guide-2015"),
    ("Guide--2015..", "guide-2015"),
    ("  spaces  ", "spaces"),
    ("../../etc/passwd", "etc-passwd"),
    ("STRASSE straße", "strasse-strasse"),
    ("政策", "document"),
    ("", "document"),
]


@pytest.mark.parametrize(("stem", "identifier"), SLUGS)
def test_slug(stem: str, identifier: str) -> None:
    assert slug(stem) == identifier


@given(st.text())
def test_any_file_stem_gives_an_identifier_that_is_its_own_slug(stem: str) -> None:
    identifier = slug(stem)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identifier)
    assert slug(identifier) == identifier


def file(folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(b"%PDF-1.7")
    return path


def test_a_catalogue_entry_becomes_a_source(tmp_path: Path) -> None:
    assert from_catalogue(EARLIER, ENTRIES, tmp_path) == Source(
        path=tmp_path / "earlier.pdf",
        document_id="guide-2011",
        title="Guide to the standards",
        short_title="the Guide",
        publisher="Department for Education",
        authority=Authority.STATUTORY_GUIDANCE,
        version="1.0",
        as_at=date(2015, 4, 1),
        superseded_by="guide-2015",
        source_url="https://example.org/guide",
        licence="OGL-3.0",
        media="pdf",
        layout="numbered_guidance",
        fewest_pages=80,
        most_pages=82,
    )


def test_a_source_becomes_a_document_of_its_bytes(tmp_path: Path) -> None:
    assert from_catalogue(GUIDE, ENTRIES, tmp_path).document("b" * 64, 81) == Document(
        id="guide-2015",
        title="Guide to the standards",
        short_title="the Guide",
        publisher="Department for Education",
        authority=Authority.STATUTORY_GUIDANCE,
        version="1.17",
        as_at=date(2015, 4, 1),
        superseded_by=None,
        source_url="https://example.org/guide",
        licence="OGL-3.0",
        sha256="b" * 64,
        page_count=81,
    )


def test_a_web_page_has_no_pages_to_turn(tmp_path: Path) -> None:
    page = dataclasses.replace(GUIDE, media="html", layout="web_sections", file="guide.html")
    assert not from_catalogue(page, (page,), tmp_path).document("b" * 64, 3).paginated


@pytest.mark.parametrize("name", ["Guide_v1.17.pdf", "guide-2015.pdf", "Guide 2015.PDF"])
def test_a_file_that_the_catalogue_knows_by_name_or_id_takes_its_entry(tmp_path: Path, name: str) -> None:
    path = file(tmp_path / "downloads", name)
    [source] = from_paths([path], ENTRIES)
    assert source == dataclasses.replace(from_catalogue(GUIDE, ENTRIES, tmp_path), path=path)


def test_any_other_file_is_the_providers_own(tmp_path: Path) -> None:
    path = file(tmp_path, "Missing_Child-Policy (v2).pdf")
    os.utime(path, (0, datetime(2024, 5, 6, 12, tzinfo=UTC).timestamp()))
    assert from_paths([path], ENTRIES) == (
        Source(
            path=path,
            document_id="missing-child-policy-v2",
            title="Missing Child Policy (v2)",
            short_title="Missing Child Policy (v2)",
            publisher="the provider",
            authority=Authority.PROVIDERS_OWN,
            version="file of 2024-05-06",
            as_at=None,
            superseded_by=None,
            source_url=None,
            licence=None,
            media="pdf",
            layout=None,
            fewest_pages=1,
            most_pages=MOST_PAGES,
        ),
    )


@pytest.mark.parametrize(("name", "media"), [("a.pdf", "pdf"), ("a.PDF", "pdf"), ("a.html", "html"), ("a.htm", "html")])
def test_the_ending_says_what_a_file_is(tmp_path: Path, name: str, media: str) -> None:
    assert from_paths([file(tmp_path, name)], ())[0].media == media


def test_a_folder_gives_every_file_of_a_known_kind_in_order(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.html", "notes.txt", "c.docx", "Guide_v1.17.pdf"):
        file(tmp_path, name)
    (tmp_path / "folder.pdf").mkdir()
    alone = file(tmp_path / "elsewhere", "alone.pdf")
    assert [source.document_id for source in from_paths([tmp_path, alone], ENTRIES)] == [
        "guide-2015",
        "a",
        "b",
        "alone",
    ]


def test_what_cannot_be_ingested_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFile, match=r"policy\.docx: only \.pdf and \.html can be ingested; print it to PDF"):
        from_paths([file(tmp_path, "policy.docx")], ENTRIES)
    with pytest.raises(UnsupportedFile, match=r"nowhere\.pdf: no such file or folder"):
        from_paths([tmp_path / "nowhere.pdf"], ENTRIES)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnsupportedFile, match=r"empty: no \.pdf or \.html file in this folder"):
        from_paths([tmp_path / "empty"], ENTRIES)


@pytest.mark.parametrize(
    "names",
    [
        ("one/policy.pdf", "two/policy.pdf"),
        ("Policy.pdf", "policy.html"),
        ("Guide_v1.17.pdf", "guide-2015.pdf"),
        ("政策.pdf", "规定.pdf"),
    ],
)
def test_two_files_of_one_id_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    paths = [file((tmp_path / name).parent, (tmp_path / name).name) for name in names]
    with pytest.raises(BadInput, match=r"two files would both be .*: rename one"):
        from_paths(paths, ENTRIES)


def test_a_printed_copy_of_a_web_page_is_not_read_as_one(tmp_path: Path) -> None:
    page = dataclasses.replace(GUIDE, id="framework", media="html", layout="web_sections", file="framework.html")
    with pytest.raises(UnsupportedFile, match=r"framework\.pdf: the catalogue has framework as html"):
        from_paths([file(tmp_path, "framework.pdf")], (page,))


SOURCE = from_catalogue(GUIDE, ENTRIES, Path("folder"))
CHANGED = [
    dataclasses.replace(SOURCE, version="1.18"),
    dataclasses.replace(SOURCE, as_at=date(2025, 1, 1)),
    dataclasses.replace(SOURCE, title="Another"),
    dataclasses.replace(SOURCE, authority=Authority.STATUTE),
    dataclasses.replace(SOURCE, superseded_by="guide-2030"),
    dataclasses.replace(SOURCE, licence=None),
    dataclasses.replace(SOURCE, layout=None),
    dataclasses.replace(SOURCE, fewest_pages=1),
    dataclasses.replace(SOURCE, digest=True),
]


def test_the_description_changes_with_whatever_is_known() -> None:
    assert len({source.description_sha256 for source in [SOURCE, *CHANGED]}) == 1 + len(CHANGED)


def test_the_description_does_not_change_with_the_files_place(tmp_path: Path) -> None:
    source = from_catalogue(GUIDE, ENTRIES, tmp_path)
    moved = from_catalogue(GUIDE, ENTRIES, tmp_path / "elsewhere")
    assert moved.description_sha256 == source.description_sha256


def test_a_digest_says_whose_words_it_holds_and_where_the_official_text_is(tmp_path: Path) -> None:
    digest = from_digest(GUIDE, ENTRIES, tmp_path / "drawn.pdf").document("c" * 64, 9)
    assert (digest.id, digest.digest, digest.authority) == ("guide-2015", True, Authority.DIGEST)
    assert digest.title == "Our digest, not the official text: Guide to the standards"
    assert digest.short_title == "our digest of the Guide"
    assert digest.version == "digest of 1.17"
    assert (digest.publisher, digest.licence, digest.source_url) == ("this project", None, GUIDE.url)
