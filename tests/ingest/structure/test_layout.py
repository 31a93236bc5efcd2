"""Which layout a document has, and which parser reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.catalogue import LAYOUTS, load_catalogue
from ingest.document import Page
from ingest.pdf import read_pages
from ingest.structure.layout import PARSERS, parser_for, sniff_layout
from tests.conftest import PROJECT

INSTRUMENT = "STATUTORY INSTRUMENTS\n" + "\n".join(f"{number}.—(1) The person must act." for number in range(1, 8))
GUIDANCE = "\n".join(f"{chapter}.{number} Homes should care." for chapter in (1, 2) for number in range(1, 10))
FORM = "\n".join(f"{chapter}.{number} Number of staff" for chapter in range(20, 30) for number in range(1, 4))


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (INSTRUMENT, "statutory_instrument"),
        (INSTRUMENT.replace("STATUTORY INSTRUMENTS", "A quoted law"), "headed_text"),
        (GUIDANCE, "numbered_guidance"),
        (FORM, "headed_text"),
        ("Our policy\nWe care.", "headed_text"),
        ("", "headed_text"),
    ],
)
def test_a_layout_is_told_by_its_numbers(text: str, layout: str) -> None:
    assert sniff_layout((Page("any", 1, None, text),)) == layout


def test_a_web_page_is_told_by_its_outline() -> None:
    assert sniff_layout((Page("any", 1, "#a", "A", 1),)) == "web_sections"


def test_every_layout_of_the_catalogue_has_a_parser() -> None:
    assert set(PARSERS) == {*LAYOUTS, "digest"}  # the digest is ours: no catalogue entry has its layout
    assert all(parser_for(layout) is PARSERS[layout] for layout in LAYOUTS)
    with pytest.raises(KeyError):
        parser_for("other")


@pytest.mark.official
def test_the_official_documents_would_be_recognised_without_the_catalogue(official: Path) -> None:
    entries = [entry for entry in load_catalogue(PROJECT / "corpus" / "catalogue.toml") if entry.media == "pdf"]
    sniffed = {entry.id: sniff_layout(read_pages(entry.id, official / entry.file)) for entry in entries}
    assert sniffed == {entry.id: entry.layout for entry in entries}
