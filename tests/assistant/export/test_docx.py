from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.drafter import draft
from assistant.drafting.profile import home_profile, load_profile
from assistant.drafting.requirements_file import kinds, load_requirements
from assistant.errors import ExportError
from assistant.export import docx
from assistant.export.document_tree import Block, DocumentTree, Heading, ListOf, Note, Paragraph, Run, Style, clean
from assistant.export.docx import to_docx
from assistant.export.draft_tree import draft_tree
from assistant.settings import Settings
from tests.assistant.export.made_draft import HOSTILE, MADE_AT, citations_in, made_draft, quickest
from tests.assistant.export.reading_back import W, footnotes, paragraphs, part, runs_of_style, text_of
from tests.assistant.official_corpus import official_corpus

FOLDER = Settings().corpus / "requirements"
EXAMPLE = Settings().corpus / "profile.example.toml"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@pytest.fixture
def tree(tmp_path: Path) -> DocumentTree:
    return draft_tree(made_draft(tmp_path))


def tree_of(*words: str) -> DocumentTree:
    """Each of the words everywhere that words can stand."""
    body: list[Block] = []
    for one in words:
        box = ListOf(((Paragraph((Run(one),)),),), boxes=True)
        styled = (Paragraph((Run(one, style),), style) for style in Style)
        body += [Heading(1, one), Paragraph((Run(one), Note(one), Note(one))), *styled, box]
    return DocumentTree(words[0], words[0], (), "Contents", tuple(body), words[0], MADE_AT)


def test_every_citation_is_a_footnote_with_its_words(tmp_path: Path) -> None:
    made = made_draft(tmp_path)
    tree = draft_tree(made)
    written = to_docx(tree)
    assert footnotes(written) == [note.text for note in tree.notes]
    marks = list(part(written, "word/document.xml").iter(f"{W}footnoteReference"))
    assert len(marks) == citations_in(made)
    # Two marks side by side must not read as one number.
    (keep,) = (
        one for one in part(written, "word/document.xml").iter(f"{W}p") if text_of(one).startswith("The home keeps")
    )
    assert text_of(keep).endswith("entry.,")


def test_what_is_no_plain_statement_has_a_style_of_its_own(tree: DocumentTree) -> None:
    written = to_docx(tree)
    styles = {text: style for style, text in paragraphs(written)}
    assert styles["Accommodation: In the office."] == "ProvidedFact"
    assert styles["Not from the sources: Some homes name a person for this."] == "Suggestion"
    assert styles["Not in the sources: Business plan. The words occur in neither document."] == "NotInSources"
    assert styles["Staff should have facilities that support their training."] == "Checklist"
    assert styles["Send HMCI the revised statement within 28 days. The home is not a school."] == "NotApplicable"
    assert runs_of_style(written, "Gap") == ["[[TO FILL: Who keeps them?]]"]
    assert len(runs_of_style(written, "SourceChanged")) == 1


def test_the_contents_lead_to_the_headings_and_need_no_updating(tree: DocumentTree) -> None:
    body = part(to_docx(tree), "word/document.xml")
    links = {text_of(one): one.get(f"{W}anchor") for one in body.iter(f"{W}hyperlink")}
    marks = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    headings = [block.text for block in tree.body if isinstance(block, Heading)]
    assert list(links) == headings
    assert set(links.values()) <= marks
    assert not body.xpath("//@w:dirty", namespaces={"w": W[1:-1]})


def test_the_footer_tells_the_sources_and_the_page(tree: DocumentTree) -> None:
    footer = part(to_docx(tree), "word/footer1.xml")
    assert text_of(footer) == f"{tree.footer}Page 1"
    assert [one.get(f"{W}instr") for one in footer.iter(f"{W}fldSimple")] == [" PAGE "]


def test_the_properties_name_the_title_the_day_and_nobody(tree: DocumentTree) -> None:
    written = to_docx(tree)
    properties = {one.tag.partition("}")[2]: one.text for one in part(written, "docProps/core.xml")}
    assert properties["title"] == "Records"
    assert properties["created"] == properties["modified"] == "2026-04-01T12:30:00Z"
    assert not properties.get("creator")
    assert "lastModifiedBy" not in properties
    assert not list(part(written, "docProps/app.xml"))


def test_the_table_repeats_its_head_on_each_page(tree: DocumentTree) -> None:
    (table,) = part(to_docx(tree), "word/document.xml").iter(f"{W}tbl")
    first, *others = table.iter(f"{W}tr")
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert len(others) == 4


@pytest.mark.parametrize("words", HOSTILE)
def test_words_stay_words(words: str) -> None:
    written = to_docx(tree_of(words))
    body = part(written, "word/document.xml")
    shown = " ".join(clean(words).split())
    assert {" ".join(text.split()) for style, text in paragraphs(written) if style == "Heading1"} == {shown}
    assert {" ".join(note.split()) for note in footnotes(written)} == {shown}
    instructions = [one.text for one in body.iter(f"{W}instrText")]
    assert instructions == ['TOC \\o "1-1" \\h \\z \\u']
    assert not list(body.iter(f"{W}fldSimple", f"{W}drawing", f"{W}object"))
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        related = [name for name in package.namelist() if name.endswith(".rels")]
        assert not [name for name in package.namelist() if "media" in name]
    assert not [one for name in related for one in part(written, name).iter(RELATION) if one.get("TargetMode")]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=8))
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
    tree = DocumentTree("t", "", (), "", tuple(Paragraph((Run(f"|{text}|"),)) for text in texts), "", MADE_AT)
    shown = [text for _, text in paragraphs(to_docx(tree)) if text.startswith("|")]
    assert shown == [clean(f"|{text}|") for text in texts]


def test_the_same_draft_gives_the_same_file(tree: DocumentTree) -> None:
    assert to_docx(tree) == to_docx(tree)
    assert to_docx(tree) != to_docx(replace(tree, made_at=MADE_AT + timedelta(days=1)))


def test_a_program_that_fails_is_told_without_the_words_of_the_draft(
    tree: DocumentTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_docx(tree)
    monkeypatch.setattr(docx, "_PANDOC", "pypandoc/files/none")
    with pytest.raises(ExportError, match="cannot be written: FileNotFoundError"):
        to_docx(tree)


@pytest.mark.official
@pytest.mark.parametrize("kind", kinds(FOLDER))
def test_each_official_draft_has_its_footnotes_within_two_seconds(kind: str, official: Path) -> None:
    profile = home_profile(load_profile(EXAMPLE))
    made = draft(official_corpus(official), load_requirements(FOLDER, kind), profile, suggestions=True)
    seconds, written = quickest(lambda: to_docx(draft_tree(made)))
    assert len(footnotes(written)) == citations_in(made)
    assert len(runs_of_style(written, "Gap")) == len(made.gaps)
    assert seconds < 2


def test_no_row_of_a_table_is_torn_by_a_pages_end(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(draft_tree(made_draft(tmp_path))))) as package:
        body = package.read("word/document.xml").decode()
    rows = body.count("<w:tr>")
    assert rows > 3
    assert body.count("<w:cantSplit/>") + body.count("<w:tblHeader") == rows
