"""The digest as a PDF, and what is read back from it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ingest.catalogue import CatalogueEntry, load_catalogue
from ingest.digest import DigestEntry, load_digest
from ingest.digest_pages import draw, stand_ins, write
from ingest.document import Authority, Page, Structure
from ingest.errors import CatalogueError, LibraryError
from ingest.passages import make_passages, words
from ingest.pdf import read_pages
from ingest.sources import from_digest
from ingest.structure import digest_entries, soundness
from tests.conftest import PROJECT

CATALOGUE = load_catalogue(PROJECT / "corpus" / "catalogue.toml")
DIGEST = load_digest(PROJECT / "corpus" / "digest")
OFFICIAL = {entry.id: entry for entry in CATALOGUE}
WITH_DIGEST = ("regulations-2015", "guide-2015")


def of(document_id: str) -> list[DigestEntry]:
    return [entry for entry in DIGEST if entry.document_id == document_id]


@pytest.fixture(scope="module", params=WITH_DIGEST)
def official(request: pytest.FixtureRequest) -> CatalogueEntry:
    return OFFICIAL[request.param]


@pytest.fixture(scope="module")
def pages(official: CatalogueEntry, tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, ...]:
    return read_pages(official.id, write(official, of(official.id), tmp_path_factory.mktemp("digest")))


@pytest.fixture(scope="module")
def structure(official: CatalogueEntry, pages: tuple[Page, ...]) -> Structure:
    return digest_entries.parse(official.id, pages)


def test_every_entry_comes_back_word_for_word_with_its_official_page(
    official: CatalogueEntry, pages: tuple[Page, ...], structure: Structure
) -> None:
    texts = {page.physical: page.text for page in pages}
    provisions = {provision.id: provision for provision in structure.provisions}
    for entry in of(official.id):
        provision = provisions[entry.provision_id]
        assert " ".join(words(provision.spans, texts).split()) == entry.text
        assert provision.label.endswith(f" (official text: page {entry.page})")
        assert len({span.physical_page for span in provision.spans}) == 1


def test_the_structure_keeps_a_parsers_promises(
    official: CatalogueEntry, pages: tuple[Page, ...], structure: Structure
) -> None:
    soundness.check(official.id, pages, structure)
    assert structure.not_understood == ()


def test_every_entry_is_searched(official: CatalogueEntry, pages: tuple[Page, ...], structure: Structure) -> None:
    document = from_digest(official, CATALOGUE, Path("digest.pdf")).document("0" * 64, len(pages))
    passages = make_passages(document, pages, structure.provisions)
    searched = {provision_id for passage in passages for provision_id in passage.provision_ids}
    assert {entry.provision_id for entry in of(official.id)} <= searched


def test_each_page_says_that_it_is_not_the_official_text(official: CatalogueEntry, pages: tuple[Page, ...]) -> None:
    assert all(page.text.startswith("Digest in our own words. Not the official text.\n") for page in pages)
    assert [page.printed for page in pages] == [str(page.physical) for page in pages]
    title_page = " ".join(pages[0].text.split())
    assert "This is not the official text." in title_page
    assert official.url in title_page.replace(" ", "")
    assert "homes corpus fetch" in title_page


def test_the_questions_are_not_printed(official: CatalogueEntry, pages: tuple[Page, ...]) -> None:
    printed = " ".join(" ".join(page.text.split()) for page in pages)
    assert not [question for entry in of(official.id) for question in entry.questions if question in printed]


ENTRY = DigestEntry("regulations-2015/regulation/4", 7, "Text – with “quotes” and a £ sign.", ("What?",))


def test_the_same_entries_give_the_same_bytes() -> None:
    regulations = OFFICIAL["regulations-2015"]
    assert hashlib.sha256(draw(regulations, [ENTRY])).digest() == hashlib.sha256(draw(regulations, [ENTRY])).digest()


def test_typographic_characters_come_back(tmp_path: Path) -> None:
    pages = read_pages("regulations-2015", write(OFFICIAL["regulations-2015"], [ENTRY], tmp_path))
    assert ENTRY.text in pages[1].text


def test_a_character_that_the_font_lacks_is_refused_by_the_entrys_name() -> None:
    entry = DigestEntry("regulations-2015/regulation/4", 7, "At least ≥ 2", ())
    with pytest.raises(CatalogueError, match="regulations-2015/regulation/4: the digest's font has no '≥'"):
        draw(OFFICIAL["regulations-2015"], [entry])


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError, match="regulations-2015: its digest could not be written"):
        write(OFFICIAL["regulations-2015"], [ENTRY], tmp_path / "file")


def test_stand_ins_are_of_documents_that_have_a_digest_and_never_pass_for_them(tmp_path: Path) -> None:
    (source,) = stand_ins([OFFICIAL["sccif-2025"], OFFICIAL["regulations-2015"]], CATALOGUE, [ENTRY], tmp_path)
    assert (source.document_id, source.layout, source.media, source.digest) == (
        "regulations-2015",
        "digest",
        "pdf",
        True,
    )
    document = source.document("0" * 64, 2)
    assert document.digest
    assert document.authority is Authority.DIGEST
    assert document.publisher == "this project"
    assert document.title == "Our digest, not the official text: The Children's Homes (England) Regulations 2015"
    assert document.short_title == "our digest of the Children's Homes (England) Regulations 2015"
    assert document.source_url == OFFICIAL["regulations-2015"].url
