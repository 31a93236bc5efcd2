from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.export.document_tree import DocumentTree, Note, Paragraph, Run, Style, clean
from assistant.export.draft_tree import draft_tree
from assistant.export.markdown import escaped, to_markdown
from tests.assistant.export.made_draft import HOSTILE, MADE_AT, citations_in, made_draft
from tests.assistant.export.reading_back import kinds_in, pandoc_read, words_in

DIALECTS = ("gfm-autolink_bare_uris", "commonmark", "commonmark_x-smart", "markdown-smart")
"""GitHub makes links of bare addresses as it likes: what is shown stays the same."""


def only_paragraphs(*texts: str) -> DocumentTree:
    return DocumentTree("t", "", (), "", tuple(Paragraph((Run(text),)) for text in texts), "", MADE_AT)


def shown(text: str) -> str:
    """As pandoc's readers give it back: white space folded, accents joined to their letters."""
    return unicodedata.normalize("NFC", " ".join(clean(text).split()))


def test_a_draft_reads_as_it_does_in_word(tmp_path: Path) -> None:
    made = made_draft(tmp_path)
    text = to_markdown(draft_tree(made))
    assert text.startswith("# Records\n\nElm House\n\nSays how the home keeps its records.\n")
    for block in (
        "## Keeping records\n\nWhat is kept and for how long.\n",
        "The home keeps its records for at least 15 years from the last entry.[^1][^2]\n",
        "> **Accommodation:** In the office.\n",
        "**[[TO FILL: Who keeps them?\\]\\]**\n",
        "**To check this section against:**\n\n- [ ] Staff should have facilities that support their training.[^3]\n",
        "> **Not from the sources:** Some homes name a person for this.\n",
        "| What is asked for | Where | Force | State |\n| --- | --- | --- | --- |\n| Retain the records ",
    ):
        assert block in text


@pytest.mark.parametrize("dialect", ["gfm", "markdown", "commonmark_x"])
def test_every_citation_is_a_footnote(dialect: str, tmp_path: Path) -> None:
    made = made_draft(tmp_path)
    read = pandoc_read(to_markdown(draft_tree(made)), dialect)
    assert str(read).count("'t': 'Note'") == citations_in(made)


def test_gaps_are_found_by_one_search_term(tmp_path: Path) -> None:
    made = made_draft(tmp_path)
    assert to_markdown(draft_tree(made)).count("[[TO FILL") == len(made.gaps) == 1


@pytest.mark.parametrize("dialect", DIALECTS)
def test_words_stay_words(dialect: str) -> None:
    texts = [text for text in HOSTILE if shown(text)]
    read = pandoc_read(to_markdown(only_paragraphs(*texts)), dialect)["blocks"]
    assert [words_in(block) for block in read[1:-1]] == [shown(text) for text in texts]
    assert kinds_in(read[1:-1]) == {"Para", "Str", "Space"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.sampled_from("ab1iIv.):(]['\"`*_~#-+=><|\\/!{}^$&@%;: \n\t") | st.characters(), max_size=25).filter(
            shown
        ),
        min_size=1,
        max_size=40,
    ),
    st.sampled_from(DIALECTS),
)
def test_any_text_is_shown_as_it_was(texts: list[str], dialect: str) -> None:
    read = pandoc_read(to_markdown(only_paragraphs(*texts)), dialect)["blocks"]
    assert [words_in(block) for block in read[1:-1]] == [shown(text) for text in texts]
    assert kinds_in(read[1:-1]) <= {"Para", "Str", "Space"}


def test_marks_do_not_run_into_words() -> None:
    inlines = (Run(" Name: ", Style.STRONG), Run("*Elm*"), Note("1. Note"), Note("two"))
    tree = DocumentTree("t", "", (), "", (Paragraph(inlines, Style.PROVIDED_FACT),), "", MADE_AT)
    assert "> **Name:** \\*Elm\\*[^1][^2]\n" in to_markdown(tree)
    assert "[^1]: 1\\. Note\n\n[^2]: two\n" in to_markdown(tree)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("children's homes (England), 2015: a-b", "children's homes (England), 2015: a-b"),
        ("1. one", "1\\. one"),
        ("(a) one", "\\(a) one"),
        ("- one", "\\- one"),
        ("a | b", "a \\| b"),
        ("", ""),
    ],
)
def test_only_what_could_be_markup_is_escaped(text: str, markdown: str) -> None:
    assert escaped(text) == markdown
