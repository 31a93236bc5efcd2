"""Every document of the catalogue has its outcome, whatever becomes of the others."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.entrypoints import fetching
from assistant.entrypoints.fetching import Fetched, fetch
from assistant.settings import Settings
from ingest.catalogue import CatalogueEntry, load_catalogue
from ingest.errors import AcquisitionError

WHOLE = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def entry() -> CatalogueEntry:
    guide = next(entry for entry in load_catalogue(Settings().catalogue) if entry.id == "guide-2015")
    return replace(guide, sha256=hashlib.sha256(WHOLE).hexdigest())


def test_one_that_fails_stops_no_other(entry: CatalogueEntry, tmp_path: Path) -> None:
    given, folder = tmp_path / "given", tmp_path / "official"
    given.mkdir()
    (given / "changed.pdf").write_bytes(b"%PDF-1.7\nother\n%%EOF\n")
    (given / entry.file).write_bytes(WHOLE)
    changed = replace(entry, id="changed", file="changed.pdf")
    heard: list[str] = []
    report = fetch([changed, entry], folder, given, lambda document, *_: heard.append(document))
    assert [(one.document, one.outcome) for one in report] == [("changed", "failed"), ("guide-2015", "at hand")]
    assert "SHA-256" in (report[0].detail or "")
    assert report[1].file == str(folder / entry.file)
    assert heard == ["guide-2015"]


def test_what_only_a_person_can_get_says_where(entry: CatalogueEntry, tmp_path: Path) -> None:
    by_hand = replace(entry, download=False, url="https://example.org/list", note="Third in the list.")
    for source in (None, tmp_path):
        [one] = fetch([by_hand], tmp_path / "official", source, lambda *_: None)
        assert one.outcome == "by hand"
        assert "https://example.org/list" in (one.detail or "")
        assert "Third in the list." in (one.detail or "")


def test_a_folder_without_what_it_should_have_is_a_failure(entry: CatalogueEntry, tmp_path: Path) -> None:
    [one] = fetch([entry], tmp_path / "official", tmp_path, lambda *_: None)
    assert one.outcome == "failed"


def test_a_download_that_fails_is_a_failure(
    entry: CatalogueEntry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def acquire(*_: object, **__: object) -> Path:
        raise AcquisitionError("guide-2015: no network")

    monkeypatch.setattr(fetching, "acquire", acquire)
    assert fetch([entry], tmp_path, None, lambda *_: None) == [
        Fetched(document="guide-2015", outcome="failed", detail="guide-2015: no network")
    ]
