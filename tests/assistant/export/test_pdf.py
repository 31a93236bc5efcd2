from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
import typst

from assistant.drafting.drafter import draft
from assistant.drafting.profile import home_profile, load_profile
from assistant.drafting.requirements_file import load_requirements
from assistant.errors import ExportError
from assistant.export import pdf
from assistant.export.document_tree import DocumentTree, Paragraph, Run
from assistant.export.draft_tree import draft_tree
from assistant.export.pdf import to_pdf
from tests.assistant.export.made_draft import HOSTILE, MADE_AT, citations_in, made_draft, quickest
from tests.assistant.export.reading_back import catalog, pdf_text, structure_tags
from tests.assistant.export.test_docx import EXAMPLE, FOLDER, tree_of
from tests.assistant.official_corpus import official_corpus


@pytest.fixture
def tree(tmp_path: Path) -> DocumentTree:
    return draft_tree(made_draft(tmp_path))


def one_paragraph(words: str) -> DocumentTree:
    return DocumentTree("Title", "", (), "", (Paragraph((Run(words),)),), "", MADE_AT)


def test_it_says_that_it_is_tagged_for_everybody(tree: DocumentTree) -> None:
    root = catalog(to_pdf(tree))
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()


def test_its_properties_name_the_title_and_nobody(tree: DocumentTree) -> None:
    information = pypdf.PdfReader(io.BytesIO(to_pdf(tree))).metadata
    assert information is not None
    assert (information.title, information.author) == ("Records", None)
    assert information.creation_date == MADE_AT


def test_every_citation_is_a_tagged_note(tmp_path: Path) -> None:
    made = made_draft(tmp_path)
    tree = draft_tree(made)
    written = to_pdf(tree)
    tags = list(structure_tags(written))
    assert tags.count("/Note") == citations_in(made)
    assert {"/Table", "/TH", "/L", "/H1", "/TOC"} <= set(tags)
    shown = " ".join(pdf_text(written).split())
    assert all(note.text.replace("\u00a0", " ")[:40] in shown.replace("\u00a0", " ") for note in tree.notes)


def test_it_shows_everything_that_stands_in_the_draft(tree: DocumentTree) -> None:
    shown = " ".join(pdf_text(to_pdf(tree)).split())
    for words in (
        "Elm House",
        "Accommodation: In the office.",
        "[[TO FILL: Who keeps them?]]",
        "[[SOURCE CHANGED: Visits are monthly.",
        "Not from the sources: Some homes name a person for this.",
        "To check this section against:",
        "does not apply: The home is not a school.",
        "Annex B: sources",
        tree.footer,
        "1 of ",
    ):
        assert words in shown


@pytest.mark.parametrize("words", [*HOSTILE[:7], HOSTILE[8]])
def test_words_stay_words(words: str) -> None:
    shown = "".join(pdf_text(to_pdf(one_paragraph(words))).split())
    assert "".join(words.split()).replace("-", "") in shown.replace("-", "")
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(tree_of(words))))
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    assert not [link for link in links if "/URI" in str(link.get("/A", ""))]


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_can_stand_anywhere(words: str) -> None:
    assert to_pdf(tree_of(words)).startswith(b"%PDF")


def test_a_character_that_the_fonts_have_not_is_told_by_its_number() -> None:
    shown = pdf_text(to_pdf(one_paragraph("caf\u00e9 \u4f60\u597d \U0001f600 end")))
    assert "caf\u00e9 [U+4F60][U+597D] [U+1F600] end" in shown


def test_the_same_draft_gives_the_same_file(tree: DocumentTree) -> None:
    assert to_pdf(tree) == to_pdf(tree)


def test_a_document_that_typst_does_not_accept_is_told_without_its_words(
    tree: DocumentTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "_template", lambda: b"#panic(sys.inputs.tree)")
    with pytest.raises(ExportError, match=r"^the PDF cannot be written: typst does not accept the document$"):
        to_pdf(tree)


def test_the_fonts_are_those_inside_the_wheel() -> None:
    assert {"Libertinus Serif", "DejaVu Sans Mono"} <= set(typst.Fonts(include_system_fonts=False).families())


@pytest.mark.official
def test_the_longest_official_draft_takes_less_than_two_seconds(official: Path) -> None:
    profile = home_profile(load_profile(EXAMPLE))
    made = draft(official_corpus(official), load_requirements(FOLDER, "policy_list"), profile, suggestions=True)
    seconds, written = quickest(lambda: to_pdf(draft_tree(made)))
    assert seconds < 2
    assert list(structure_tags(written)).count("/Note") == citations_in(made)
